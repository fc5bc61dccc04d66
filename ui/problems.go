package ui

import (
	"fyne.io/fyne/v2"

	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/i18n"
	"lectern/ui/widgets"
)

// problems holds the commands for all books with a problem, in the menu of the problem in
// the sidebar.
type problems struct {
	w     *Window
	then  func([]*book.Book) // gets the books once they are shown, nil if nothing waits
	query view.Query         // finds them
}

// facetMenu opens the menu of a value in the sidebar.
func (p *problems) facetMenu(field view.Field, value string, at fyne.Position) {
	if field != view.Is {
		p.w.editor.facetMenu(field, value, at)
		return
	}
	widgets.ShowMenu(p.w.Canvas(), at, p.items(value)...)
}

// items are the commands for the books with a problem, by its word in queries.
func (p *problems) items(word string) []*fyne.MenuItem {
	with := func(title string, do func([]*book.Book)) *fyne.MenuItem {
		return fyne.NewMenuItem(title, func() { p.show(word, do) })
	}
	items := []*fyne.MenuItem{with(i18n.Text("Show these books"), nil), fyne.NewMenuItemSeparator()}
	switch book.LintOf(word) {
	case book.NoCover, book.SmallCover, book.NoNarrator, book.OddName:
		return append(items, with(i18n.Text("Edit these books…"), p.w.editor.editBooks))
	case book.PartGap, book.CutChapters, book.WrongName:
		return append(items, with(i18n.Text("Rescan these books"), func(books []*book.Book) { p.w.lib.Retry(idsOf(books)...) }))
	}
	switch word {
	case "missing":
		return append(items,
			fyne.NewMenuItem(i18n.Text("Rescan library"), p.w.roots.rescanAll),
			with(i18n.Text("Remove these books from library"), p.w.commands.removeBooks))
	case "faulty":
		return append(items, fyne.NewMenuItem(i18n.Text("Retry unreadable files"), p.w.lib.RetryFaulty))
	}
	return items[:1]
}

// show adds a problem to the search in place of others, and selects its books and calls
// do with them unless do is nil.
func (p *problems) show(word string, do func([]*book.Book)) {
	s := &p.w.searching
	s.refine(view.Choose(s.parsed(), view.Is, word), s.query.Folder)
	p.then, p.query = do, s.query
	p.arrived()
}

// arrived calls the waiting function if the view shows its books. It drops the function if
// the user has searched for something else.
func (p *problems) arrived() {
	if p.then == nil {
		return
	}
	if q := p.w.searching.query; q.Text != p.query.Text || q.Folder != p.query.Folder {
		p.then = nil
		return
	}
	if v := p.w.rows.View(); v.Query.Text != p.query.Text || v.Query.Folder != p.query.Folder {
		return
	}
	do := p.then
	p.then = nil
	if p.w.rows.Length() > 0 {
		p.w.selection.All()
		do(p.w.selection.Books())
	}
}
