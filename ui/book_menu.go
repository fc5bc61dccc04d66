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

// bookCommand is an entry of the Book menu, which acts on the selected books, and of the
// menu that a right click on books opens.
type bookCommand struct {
	title string
	do    func([]*book.Book)
	takes number
	// changes reports whether the command would do something for a book; nil is for any
	// book. It is enough if it would for one of several.
	changes func(*book.Book) bool
	// several takes the place of changes in the Book menu while several books are
	// selected, because that menu does not look at each of them; nil always offers the
	// command.
	several func() bool
	key     *desktop.CustomShortcut // to which the view modes listen
	stays   bool                    // greyed in the menu of books if it would do nothing; others are left out
	sub     []bookCommand           // in place of do
	popUp   bool                    // only in the menu of books: the Book menu would not fit on a screen of 768 lines
}

// number is how many books a command takes at a time.
type number uint8

const (
	anyNumber number = iota
	one
	more
)

// takesNow reports whether a command takes so many books.
func (c bookCommand) takesNow(books int) bool {
	return books > 0 && (c.takes == anyNumber || (c.takes == one) == (books == 1))
}

// bookCommands returns the commands for books, in groups.
func (m *menus) bookCommands() [][]bookCommand {
	key := func(name fyne.KeyName, modifier fyne.KeyModifier) *desktop.CustomShortcut {
		return &desktop.CustomShortcut{KeyName: name, Modifier: modifier}
	}
	group := func(as library.Action) func([]*book.Book) {
		return func(books []*book.Book) { m.w.commands.group(as, books) }
	}
	mark := func(title string, as library.Action) bookCommand {
		return bookCommand{title: title, do: func(books []*book.Book) { m.w.commands.markAs(as, books) }, changes: func(b *book.Book) bool { return canMark(b, as) }}
	}
	ofBooks := func() bool { return !m.w.settings.everyFile() }
	var moreBooks []bookCommand
	for _, f := range moreFields {
		moreBooks = append(moreBooks, bookCommand{
			title: i18n.Text(f.title), do: func(books []*book.Book) { m.w.searching.showOnly(f.field, valuesOf(books[0], f.field)...) },
			takes: one, changes: func(b *book.Book) bool { return len(valuesOf(b, f.field)) > 0 }, stays: true,
		})
	}
	return [][]bookCommand{{
		{title: i18n.Text("Play"), do: func(books []*book.Book) { m.w.playing.openBooks(m.w.editor.newest(books)) }, key: key(fyne.KeyReturn, 0)},
		{title: i18n.Text("Show in folder"), do: m.showInFolder, takes: one},
		{title: i18n.Text("Copy path"), do: m.copyPaths},
		{title: i18n.Text("More books"), takes: one, sub: moreBooks},
	}, {
		{title: i18n.Text("Edit…"), do: func(books []*book.Book) { m.w.editor.editBooks(m.w.editor.newest(books)) }, key: keys.Plain(keys.Edit)},
		{title: i18n.Text("Swap author and narrator"), do: m.w.editor.swap, changes: canSwap, stays: true},
		{title: i18n.Text("Files"), sub: []bookCommand{
			{title: i18n.Text("Combine into one book"), do: group(library.Merged), takes: more, stays: true},
			{title: i18n.Text("Split into files"), do: group(library.Split), changes: func(b *book.Book) bool { return len(b.Files) > 1 }, stays: true},
			{title: i18n.Text("Group automatically"), do: group(library.Ungrouped)},
		}},
		mark(i18n.Text("Mark as finished"), library.Finished),
		mark(i18n.Text("Mark as not finished"), library.Unfinished),
		mark(i18n.Text("Mark as abandoned"), library.Abandoned),
		mark(i18n.Text("Mark as not abandoned"), library.Unabandoned),
		{title: i18n.Text("Forget my edits…"), do: m.w.editor.forgetEdits, changes: func(b *book.Book) bool { return b.Typed }},
		{title: i18n.Text("Write metadata beside the books…"), do: m.w.commands.metadata.show, changes: func(*book.Book) bool { return ofBooks() }, several: ofBooks},
	}, {
		{title: i18n.Text("Rescan"), do: func(books []*book.Book) { m.w.lib.Retry(idsOf(books)...) }},
		{title: i18n.Text("Rescan folder"), do: func(books []*book.Book) { m.w.roots.scanFolder(books[0].Folder()) }, takes: one,
			changes: func(b *book.Book) bool { return scans(m.w.lib.Status(), b.Folder()) }, popUp: true},
	}, {
		{title: i18n.Text("Put back"), do: func(books []*book.Book) { m.w.commands.unhide(idsOf(books)...) },
			changes: func(b *book.Book) bool { return b.Hidden }, several: func() bool { return m.w.rows.View().Query.FindsHidden() }},
		{title: i18n.Text("Remove from library"), do: m.w.commands.removeBooks, changes: func(b *book.Book) bool { return !b.Hidden }, key: key(fyne.KeyDelete, 0)},
		{title: i18n.Text("Move to trash…"), do: m.w.commands.trashBooks, changes: hasFiles, key: key(fyne.KeyDelete, fyne.KeyModifierShift)},
	}}
}

// mainBookMenu returns the Book menu, which acts on the selected books.
func (m *menus) mainBookMenu() *fyne.Menu {
	edit := m.w.dialogs.uncovered(m.w.editor.editSelected)
	m.hear(keys.Plain(keys.Edit), edit)
	m.hear(keys.Ctrl(fyne.KeyE), edit)
	return fyne.NewMenu(i18n.TextIn("menu", "Book"), itemsOf(m.bookCommands(), m.selectionItem)...)
}

// itemsOf makes a menu of commands in groups. item returns nil for a command that the menu
// does not have.
func itemsOf(groups [][]bookCommand, item func(bookCommand) *fyne.MenuItem) (items []*fyne.MenuItem) {
	for _, group := range groups {
		begun := len(items) == 0
		for _, c := range group {
			i := item(c)
			if i == nil {
				continue
			}
			if !begun {
				items, begun = append(items, fyne.NewMenuItemSeparator()), true
			}
			items = append(items, i)
		}
	}
	return items
}

// selectionItem is a command for the selected books.
func (m *menus) selectionItem(c bookCommand) *fyne.MenuItem {
	if c.popUp {
		return nil
	}
	i := m.shown(c.title, func() { c.do(m.w.selection.Books()) }, c.key)
	if c.sub != nil {
		i = newSubmenu(c.title, itemsOf([][]bookCommand{c.sub}, m.selectionItem)...)
	}
	return m.when(i, func() bool {
		switch n := m.w.selection.Len(); {
		case !m.w.selection.InView() || !c.takesNow(n):
			return false
		case n > 1:
			return c.several == nil || c.several()
		default:
			return c.changes == nil || c.changes(m.w.selection.Book())
		}
	})
}

// bookItems are the items of the menu that a right click on books opens.
func (m *menus) bookItems(books ...*book.Book) []*fyne.MenuItem {
	var item func(c bookCommand) *fyne.MenuItem
	item = func(c bookCommand) *fyne.MenuItem {
		able := c.takesNow(len(books)) && (c.changes == nil || slices.ContainsFunc(books, c.changes))
		if !able && !c.stays {
			return nil
		}
		i := fyne.NewMenuItem(c.title, func() { c.do(books) })
		i.Disabled = !able
		if c.sub != nil {
			i = newSubmenu(c.title, itemsOf([][]bookCommand{c.sub}, item)...)
		}
		if c.key != nil {
			i.Shortcut = c.key
		}
		return i
	}
	return itemsOf(m.bookCommands(), item)
}

// bookMenu opens the menu of a book, or of all selected books.
func (m *menus) bookMenu(b *book.Book, at fyne.Position) {
	books := m.w.selection.Books()
	if len(books) < 2 {
		books = []*book.Book{b}
	}
	widgets.ShowMenu(m.w.Canvas(), at, m.bookItems(books...)...)
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

func (m *menus) showInFolder(books []*book.Book) {
	m.w.tasks.background(func() error { return opener.ShowInFolder(books[0].Files[0].Path) })
}

// copyPaths copies the path of each book's first file, one per line.
func (m *menus) copyPaths(books []*book.Book) {
	paths := make([]string, len(books))
	for i, b := range books {
		paths[i] = b.Files[0].Path
	}
	m.w.copyText(strings.Join(paths, "\n"))
}
