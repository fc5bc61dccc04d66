package ui

import (
	"fyne.io/fyne/v2"

	"lectern/library"
	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/edit"
	"lectern/ui/i18n"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// facetMenu opens the menu of a value in the sidebar.
func (e *editor) facetMenu(field view.Field, value string, at fyne.Position) {
	f := book.Field(field - 1)
	name := i18n.Text(f.Info().One)
	items := []*fyne.MenuItem{fyne.NewMenuItem(i18n.Text("Show only this {{.Field}}", "Field", name), func() { e.w.searching.showOnly(field, value) })}
	if library.Renamable(f) {
		items = append(items, fyne.NewMenuItem(i18n.Text("Rename {{.Field}} everywhere…", "Field", name), func() { e.askName(f, value) }))
	}
	widgets.ShowMenu(e.w.Canvas(), at, append(items, fyne.NewMenuItem(i18n.Text("Copy"), func() { e.w.copyText(value) }))...)
}

const renameWidth, renameHeight = 460, 240

// askName asks for the new name of a value.
func (e *editor) askName(f book.Field, from string) {
	if e.w.dialogs.covered() {
		return
	}
	form := edit.NewRename(f, from)
	form.Names.Values, form.Names.Post = e.w.lib.Values, e.w.tasks.post
	form.Files = e.w.settings.everyFile()
	form.Show()
	title := i18n.Text("Rename {{.Field}} everywhere", "Field", i18n.Text(f.Info().One))
	agree := e.w.dialogs.propose(title, form.Content, fyne.NewSize(renameWidth, renameHeight), i18n.Text("Rename"), func() {
		e.rename(f, from, form.To())
	})
	form.OnCancel, form.OnSave = e.w.dialogs.leave, e.w.dialogs.enter
	form.OnChange = func() { widgets.SetEnabled(agree, form.Valid()) }
	form.OnChange()
	form.Focus(e.w.Canvas())
}

// rename changes a name in all books, and in the searches that ask for it.
func (e *editor) rename(f book.Field, from, to string) {
	e.renaming++
	e.w.tasks.work.Go(func() {
		values := e.w.lib.Values()
		what := e.w.lib.Rename(f, from, to)
		e.w.tasks.post(func() {
			e.renaming--
			e.w.log.Info("renamed", "field", f.String(), "books", what.Books)
			e.follow(what, values != nil && values.Books(view.Field(f)+1, to) > 0)
			e.tell(i18n.Text("“{{.Old}}” is now “{{.New}}” in {{.Books}}.", "Books", words.BookCount(what.Books, what.Files),
				"Old", words.Brief(from, words.BriefName), "New", words.Brief(to, words.BriefName)), what.Books, library.Renamed)
		})
	})
}
