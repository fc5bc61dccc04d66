package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"lectern/library"
	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/i18n"
	"lectern/ui/keys"
	"lectern/ui/opener"
	"lectern/ui/widgets"
)

// mainBookMenu returns the Book menu, which acts on the selected books. Its keys are
// handled by the view modes.
func (m *menus) mainBookMenu() *fyne.Menu {
	chosen := func(do func([]*book.Book)) func() {
		return func() { do(m.w.selection.Books()) }
	}
	several := func() bool { return m.w.selection.Len() > 1 }
	some := m.w.selection.InView
	// is returns a function that reports whether a condition holds for the selected book.
	// The function returns true if several books are selected: it would have to check
	// each of them.
	is := func(holds func(*book.Book) bool) func() bool {
		return func() bool { return several() || some() && holds(m.w.selection.Book()) }
	}
	hidden := func() bool {
		b := m.w.selection.Book()
		return b != nil && b.Hidden || several() && m.w.searching.query.Hidden
	}
	item := func(title string, do func([]*book.Book), met func() bool) *fyne.MenuItem {
		return m.when(m.item(title, chosen(do), nil), met)
	}
	key := func(title string, do func([]*book.Book), met func() bool, name fyne.KeyName, modifier fyne.KeyModifier) *fyne.MenuItem {
		return m.when(m.shown(title, chosen(do), &desktop.CustomShortcut{KeyName: name, Modifier: modifier}), met)
	}
	group := func(title string, as library.Grouping, met func() bool) *fyne.MenuItem {
		return item(title, func(books []*book.Book) { m.w.commands.regroup(as, books) }, met)
	}
	files := m.when(fyne.NewMenuItem(i18n.Text("Files"), nil), some)
	files.ChildMenu = fyne.NewMenu("",
		group(i18n.Text("Combine into one book"), library.Merge, several),
		group(i18n.Text("Split into files"), library.Split, is(func(b *book.Book) bool { return len(b.Files) > 1 })),
		group(i18n.Text("Group automatically"), library.Auto, some))
	more := m.when(fyne.NewMenuItem(i18n.Text("More books"), nil), func() bool { return some() && !several() })
	more.ChildMenu = fyne.NewMenu("")
	for _, f := range moreFields {
		more.ChildMenu.Items = append(more.ChildMenu.Items,
			item(i18n.Text(f.title), func(books []*book.Book) { m.showMore(books[0], f.field) }, func() bool {
				return some() && !several() && len(valuesOf(m.w.selection.Book(), f.field)) > 0
			}))
	}
	edit := m.item(i18n.Text("Edit…"), m.w.editor.editSelected, keys.Plain(keys.Edit))
	m.hear(keys.Ctrl(fyne.KeyE), edit.Action)
	return fyne.NewMenu(i18n.TextIn("menu", "Book"),
		key(i18n.Text("Play"), m.w.playing.openBooks, some, fyne.KeyReturn, 0),
		item(i18n.Text("Show in folder"), func(books []*book.Book) { m.showInFolder(books[0]) }, func() bool { return some() && !several() }),
		item(i18n.Text("Copy path"), m.copyPaths, some),
		more,
		fyne.NewMenuItemSeparator(),
		m.when(edit, some),
		item(i18n.Text("Swap author and narrator"), m.w.editor.swap, is(canSwap)),
		files,
		item(i18n.Text("Mark as finished"), func(books []*book.Book) { m.w.commands.finish(true, books) }, is(canFinish)),
		item(i18n.Text("Mark as not finished"), func(books []*book.Book) { m.w.commands.finish(false, books) }, is((*book.Book).IsFinished)),
		item(i18n.Text("Mark as abandoned"), func(books []*book.Book) { m.w.commands.abandon(true, books) }, is(canAbandon)),
		item(i18n.Text("Mark as not abandoned"), func(books []*book.Book) { m.w.commands.abandon(false, books) }, is((*book.Book).IsAbandoned)),
		item(i18n.Text("Write metadata beside the books…"), m.w.commands.metadata.show, func() bool { return some() && !m.w.settings.everyFile() }),
		fyne.NewMenuItemSeparator(),
		item(i18n.Text("Rescan"), func(books []*book.Book) { m.w.lib.Retry(idsOf(books)...) }, some),
		item(i18n.Text("Put back"), func(books []*book.Book) { m.w.commands.bringBack(idsOf(books)...) }, hidden),
		key(i18n.Text("Remove from library"), m.w.commands.removeBooks, is(func(b *book.Book) bool { return !b.Hidden }), fyne.KeyDelete, 0),
		key(i18n.Text("Move to trash…"), m.w.commands.trashBooks, is(func(b *book.Book) bool { return b.State != book.Missing }), fyne.KeyDelete, fyne.KeyModifierShift))
}

// moreFields are the entries of More books, with the field that each of them searches.
var moreFields = [...]struct {
	title string
	field view.Field
}{{i18n.Mark("By the same author"), view.Author}, {i18n.Mark("Read by the same narrator"), view.Narrator}, {i18n.Mark("In the same series"), view.InSeries}}

// valuesOf returns the values of a book in a field of moreFields.
func valuesOf(b *book.Book, field view.Field) (values []string) {
	switch field {
	case view.Author:
		values = b.Authors
	case view.Narrator:
		values = b.Narrators
	default:
		for _, s := range b.Series {
			values = append(values, s.Name)
		}
	}
	return values
}

// moreItem is the submenu that searches for the books that share a value with a book.
func (m *menus) moreItem(b *book.Book) *fyne.MenuItem {
	more := fyne.NewMenuItem(i18n.Text("More books"), nil)
	more.ChildMenu = fyne.NewMenu("")
	for _, f := range moreFields {
		i := fyne.NewMenuItem(i18n.Text(f.title), func() { m.showMore(b, f.field) })
		i.Disabled = len(valuesOf(b, f.field)) == 0
		more.ChildMenu.Items = append(more.ChildMenu.Items, i)
	}
	return more
}

// showMore shows the books that share a value with a book.
func (m *menus) showMore(b *book.Book, field view.Field) {
	m.w.searching.showOnly(field, valuesOf(b, field)...)
}

func (m *menus) showInFolder(b *book.Book) {
	m.w.tasks.background(func() error { return opener.ShowInFolder(b.Files[0].Path) })
}

// copyPaths copies the path of each book's first file, one per line.
func (m *menus) copyPaths(books []*book.Book) {
	paths := make([]string, len(books))
	for i, b := range books {
		paths[i] = b.Files[0].Path
	}
	m.w.copyText(strings.Join(paths, "\n"))
}

// groupItem is the submenu that combines and splits books.
func (m *menus) groupItem(books []*book.Book) *fyne.MenuItem {
	merge := fyne.NewMenuItem(i18n.Text("Combine into one book"), func() { m.w.commands.regroup(library.Merge, books) })
	merge.Disabled = len(books) < 2
	split := fyne.NewMenuItem(i18n.Text("Split into files"), func() { m.w.commands.regroup(library.Split, books) })
	split.Disabled = !slices.ContainsFunc(books, func(b *book.Book) bool { return len(b.Files) > 1 })
	i := fyne.NewMenuItem(i18n.Text("Files"), nil)
	i.ChildMenu = fyne.NewMenu("", merge, split,
		fyne.NewMenuItem(i18n.Text("Group automatically"), func() { m.w.commands.regroup(library.Auto, books) }))
	return i
}

// swapItem swaps authors and narrators.
func (m *menus) swapItem(books []*book.Book) *fyne.MenuItem {
	i := fyne.NewMenuItem(i18n.Text("Swap author and narrator"), func() { m.w.editor.swap(books) })
	i.Disabled = !slices.ContainsFunc(books, canSwap)
	return i
}

// stateItems mark books as finished or abandoned, and as not finished or abandoned. Only
// what changes a book is offered.
func (m *menus) stateItems(books []*book.Book) (items []*fyne.MenuItem) {
	if slices.ContainsFunc(books, canFinish) {
		items = append(items, fyne.NewMenuItem(i18n.Text("Mark as finished"), func() { m.w.commands.finish(true, books) }))
	}
	if slices.ContainsFunc(books, (*book.Book).IsFinished) {
		items = append(items, fyne.NewMenuItem(i18n.Text("Mark as not finished"), func() { m.w.commands.finish(false, books) }))
	}
	if slices.ContainsFunc(books, canAbandon) {
		items = append(items, fyne.NewMenuItem(i18n.Text("Mark as abandoned"), func() { m.w.commands.abandon(true, books) }))
	}
	if slices.ContainsFunc(books, (*book.Book).IsAbandoned) {
		items = append(items, fyne.NewMenuItem(i18n.Text("Mark as not abandoned"), func() { m.w.commands.abandon(false, books) }))
	}
	return items
}

// editItem opens the form for books.
func (m *menus) editItem(books []*book.Book) *fyne.MenuItem {
	i := fyne.NewMenuItem(i18n.Text("Edit…"), func() { m.w.editor.editBooks(m.w.editor.newest(books)) })
	i.Shortcut = keys.Plain(keys.Edit)
	return i
}

// forgetItems is the item that discards the edits of books, or none if there are no
// edits.
func (m *menus) forgetItems(books []*book.Book) []*fyne.MenuItem {
	if m.w.lib.Typed(idsOf(books)...) == 0 {
		return nil
	}
	return []*fyne.MenuItem{fyne.NewMenuItem(i18n.Text("Forget my edits…"), func() { m.w.editor.forgetEdits(books) })}
}

// severalItems are the menu items for several books.
func (m *menus) severalItems(books []*book.Book) []*fyne.MenuItem {
	ids := idsOf(books)
	items := []*fyne.MenuItem{
		m.playItem(books),
		fyne.NewMenuItem(i18n.Text("Copy paths"), func() { m.copyPaths(books) }),
		fyne.NewMenuItemSeparator(),
		m.editItem(books),
		m.swapItem(books),
		m.groupItem(books),
	}
	items = append(items, m.stateItems(books)...)
	items = append(items, m.forgetItems(books)...)
	items = append(items,
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(i18n.Text("Rescan"), func() { m.w.lib.Retry(ids...) }),
		fyne.NewMenuItemSeparator())
	if slices.ContainsFunc(books, func(b *book.Book) bool { return b.Hidden }) {
		items = append(items, fyne.NewMenuItem(i18n.Text("Put back"), func() { m.w.commands.bringBack(ids...) }))
	}
	return append(items,
		keyed(i18n.Text("Remove from library"), func() { m.w.commands.removeBooks(books) }, fyne.KeyDelete, 0),
		keyed(i18n.Text("Move to trash…"), func() { m.w.commands.trashBooks(books) }, fyne.KeyDelete, fyne.KeyModifierShift))
}

// bookMenu opens the menu of a book, or of all selected books.
func (m *menus) bookMenu(b *book.Book, at fyne.Position) {
	books := m.w.selection.Books()
	if len(books) > 1 {
		widgets.ShowMenu(m.w.Canvas(), at, m.severalItems(books)...)
		return
	}
	widgets.ShowMenu(m.w.Canvas(), at, m.bookItems(b)...)
}

func (m *menus) bookItems(b *book.Book) []*fyne.MenuItem {
	items := []*fyne.MenuItem{
		m.playItem([]*book.Book{b}),
		fyne.NewMenuItem(i18n.Text("Show in folder"), func() { m.showInFolder(b) }),
		fyne.NewMenuItem(i18n.Text("Copy path"), func() { m.copyPaths([]*book.Book{b}) }),
		m.moreItem(b),
		fyne.NewMenuItemSeparator(),
		m.editItem([]*book.Book{b}),
		m.swapItem([]*book.Book{b}),
		m.groupItem([]*book.Book{b}),
	}
	items = append(items, m.stateItems([]*book.Book{b})...)
	items = append(items, m.forgetItems([]*book.Book{b})...)
	items = append(items, fyne.NewMenuItemSeparator())
	if b.State == book.Failed {
		items = append(items, fyne.NewMenuItem(i18n.Text("Retry"), func() { m.w.lib.Retry(b.ID) }))
		if m.w.rows.View().Counts.Failed > 1 {
			items = append(items, fyne.NewMenuItem(i18n.Text("Retry unreadable files"), m.w.lib.RetryFaulty))
		}
	}
	items = append(items,
		fyne.NewMenuItem(i18n.Text("Rescan"), func() { m.w.lib.Retry(b.ID) }),
		fyne.NewMenuItem(i18n.Text("Rescan folder"), func() { m.w.roots.scanFolder(b.Folder()) }),
		fyne.NewMenuItemSeparator())
	if b.Hidden {
		items = append(items, fyne.NewMenuItem(i18n.Text("Put back"), func() { m.w.commands.bringBack(b.ID) }))
	} else {
		items = append(items, keyed(i18n.Text("Remove from library"), func() { m.w.commands.removeBooks([]*book.Book{b}) }, fyne.KeyDelete, 0))
	}
	if b.State != book.Missing {
		items = append(items, keyed(i18n.Text("Move to trash…"), func() { m.w.commands.trashBooks([]*book.Book{b}) }, fyne.KeyDelete, fyne.KeyModifierShift))
	}
	return items
}

// playItem plays books.
func (m *menus) playItem(books []*book.Book) *fyne.MenuItem {
	return keyed(i18n.Text("Play"), func() { m.w.playing.openBooks(m.w.editor.newest(books)) }, fyne.KeyReturn, 0)
}

// keyed is an item that shows a key to which the view modes listen.
func keyed(title string, do func(), key fyne.KeyName, modifier fyne.KeyModifier) *fyne.MenuItem {
	i := fyne.NewMenuItem(title, do)
	i.Shortcut = &desktop.CustomShortcut{KeyName: key, Modifier: modifier}
	return i
}
