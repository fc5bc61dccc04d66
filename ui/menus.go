package ui

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"lectern/library"
	"lectern/library/book"
	"lectern/ui/keys"
	"lectern/ui/player"
	"lectern/ui/search"
	"lectern/ui/sidebar"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// menus are the main menu, with its shortcuts, and the menus of books and folders.
type menus struct {
	w         *Window
	shortcuts map[string]func() // by the shortcut's name
	halt      *fyne.MenuItem    // the menu item Cancel
	undoable  bool              // undo is enabled in the menu
	redoable  bool
	help      fyne.CanvasObject // the overlay of the search help, nil until it is shown
}

func (m *menus) detailsItem() *fyne.MenuItem {
	i := m.item("Details", m.w.panes.toggleDetails, keys.Ctrl(fyne.KeyI))
	i.Checked = m.w.panes.detailed()
	return i
}

func (m *menus) thumbsItem() *fyne.MenuItem {
	i := m.item("Covers in the table", m.w.views.toggleThumbs, nil)
	i.Checked = m.w.settings.thumbs()
	return i
}

func (m *menus) viewModeItem(title, name string, key fyne.KeyName) *fyne.MenuItem {
	i := m.item(title, func() { m.w.views.set(name) }, keys.Ctrl(key))
	i.Checked = m.w.settings.viewMode() == name
	return i
}

// helpItem shows F1 as its key. F1 is not a shortcut of the canvas, because shortcuts
// need a modifier.
func (m *menus) helpItem() *fyne.MenuItem {
	i := fyne.NewMenuItem("Search", m.showHelp)
	i.Shortcut = &desktop.CustomShortcut{KeyName: keys.Help}
	return i
}

// helpOnTop reports whether the search help is the topmost dialog.
func (m *menus) helpOnTop() bool {
	return m.help != nil && m.w.Canvas().Overlays().Top() == m.help
}

// showHelp shows the search help; a click on an example fills the search box.
func (m *menus) showHelp() {
	if m.w.dialogs.covered() {
		return
	}
	try := func(query string) {
		m.w.dialogs.leave()
		m.w.searching.box.SetText(query)
		m.w.searching.box.CursorColumn = len([]rune(query))
		m.w.searching.box.Focus()
		m.w.searching.box.Refresh()
	}
	content, size := scrolled(search.NewHelp(true, try))
	if size.Width > m.w.Canvas().Size().Width-dialogMargin {
		content, size = scrolled(search.NewHelp(false, try))
	}
	m.help = m.w.dialogs.inform("Search", content, size)
}

// item is a menu item with a shortcut that also works while the menu is closed or the
// search box has the focus.
func (m *menus) item(title string, do func(), shortcut *desktop.CustomShortcut) *fyne.MenuItem {
	do = m.w.dialogs.uncovered(do)
	i := fyne.NewMenuItem(title, do)
	if shortcut != nil {
		i.Shortcut = shortcut
		m.shortcuts[shortcut.ShortcutName()] = do
		m.w.Canvas().AddShortcut(shortcut, func(fyne.Shortcut) { do() })
	}
	return i
}

// shortcut runs the command of a shortcut. It returns false if the shortcut is unknown.
func (m *menus) shortcut(s fyne.Shortcut) bool {
	do, known := m.shortcuts[s.ShortcutName()]
	if known {
		do()
	}
	return known
}

// refresh builds the main menu anew, so that its check marks are current, and tells the
// toolbar.
func (m *menus) refresh() {
	m.w.SetMainMenu(m.mainMenu())
	m.w.toolbar.refresh()
}

func (m *menus) mainMenu() *fyne.MainMenu {
	m.shortcuts = map[string]func(){}
	quit := fyne.NewMenuItem("Quit", func() {
		if !m.w.dialogs.covered() || m.w.editor.onTop() != nil {
			m.w.closeWindow()
		}
	})
	quit.IsQuit = true
	quit.Shortcut = keys.Ctrl(fyne.KeyQ)
	m.w.Canvas().AddShortcut(keys.Ctrl(fyne.KeyQ), func(fyne.Shortcut) { quit.Action() })
	m.halt = m.item("Cancel", m.w.lib.Cancel, nil)
	m.halt.Disabled = !m.w.lib.Status().Busy()
	return fyne.NewMainMenu(
		fyne.NewMenu("File",
			m.item("Add folder…", m.w.adding.chooseFolder, keys.Ctrl(fyne.KeyO)),
			fyne.NewMenuItemSeparator(),
			m.item("Rescan Library", m.w.roots.rescanAll, keys.Ctrl(fyne.KeyR)),
			m.item("Retry unreadable files", m.w.lib.RetryFaulty, nil),
			m.halt,
			fyne.NewMenuItemSeparator(),
			m.item("Settings…", m.showSettings, keys.Ctrl(fyne.KeyComma)),
			fyne.NewMenuItemSeparator(),
			quit),
		m.editMenu(),
		fyne.NewMenu("View",
			m.item("Find", func() { m.w.Canvas().Focus(m.w.searching.box) }, keys.Ctrl(fyne.KeyF)),
			fyne.NewMenuItemSeparator(),
			m.viewModeItem("Table", modeTable, fyne.Key1),
			m.viewModeItem("Shelf", modeGrid, fyne.Key2),
			m.viewModeItem("Series", modeSeries, fyne.Key3),
			m.w.columns.sortItem(),
			fyne.NewMenuItemSeparator(),
			m.w.columns.layoutItem(),
			m.w.columns.columnsItem(),
			m.w.columns.densityItem(),
			m.thumbsItem(),
			fyne.NewMenuItemSeparator(),
			m.detailsItem(),
			m.everyFileItem(),
			m.hiddenItem(),
			m.item("Missing books", m.w.searching.showMissing, nil),
			fyne.NewMenuItemSeparator(),
			m.appearanceItem("As the desktop", widgets.System),
			m.appearanceItem("Light", widgets.Light),
			m.appearanceItem("Dark", widgets.Dark)),
		fyne.NewMenu("Help",
			m.helpItem(),
			m.item("Keyboard shortcuts", m.showKeys, nil)))
}

func (m *menus) appearanceItem(title string, a widgets.Appearance) *fyne.MenuItem {
	i := fyne.NewMenuItem(title, func() {
		m.w.settings.SetString(prefAppearance, string(a))
		m.w.app.Settings().SetTheme(widgets.Theme{Appearance: a})
		m.refresh()
	})
	i.Checked = m.w.settings.appearance() == a
	return i
}

func (m *menus) hiddenItem() *fyne.MenuItem {
	i := m.item("Removed books", m.w.searching.toggleHidden, nil)
	i.Checked = m.w.searching.query.Hidden
	return i
}

func (m *menus) everyFileItem() *fyne.MenuItem {
	i := m.item("Every file", m.w.commands.toggleEveryFile, nil)
	i.Checked = m.w.settings.everyFile()
	return i
}

// editMenu is the menu with undo and redo. Their shortcuts belong to the canvas,
// because a focused text box uses them itself.
func (m *menus) editMenu() *fyne.Menu {
	s := m.w.lib.Status()
	shown := func(title string, do func(), key fyne.KeyName) *fyne.MenuItem {
		i := fyne.NewMenuItem(title, do)
		i.Shortcut = keys.Ctrl(key)
		return i
	}
	undo, redo := shown("Undo", m.w.commands.undo, fyne.KeyZ), shown("Redo", m.w.commands.redo, fyne.KeyY)
	undo.Disabled, redo.Disabled = !s.CanUndo, !s.CanRedo
	m.undoable, m.redoable = s.CanUndo, s.CanRedo
	return fyne.NewMenu("Edit",
		undo, redo,
		fyne.NewMenuItemSeparator(),
		m.item("Edit…", m.w.editor.editSelected, keys.Ctrl(fyne.KeyE)),
		shown("Select all", func() { m.w.views.mode.SelectAll() }, fyne.KeyA))
}

// tellUndo enables or disables undo and redo in the menu.
func (m *menus) tellUndo(s *library.Status) {
	if s.CanUndo != m.undoable || s.CanRedo != m.redoable {
		m.refresh()
	}
}

// groupItem is the submenu that merges and splits books.
func (m *menus) groupItem(books []*book.Book) *fyne.MenuItem {
	merge := fyne.NewMenuItem("Merge into one book", func() { m.w.commands.regroup(library.Merge, books) })
	merge.Disabled = len(books) < 2
	split := fyne.NewMenuItem("Split into files", func() { m.w.commands.regroup(library.Split, books) })
	split.Disabled = !slices.ContainsFunc(books, func(b *book.Book) bool { return len(b.Files) > 1 })
	i := fyne.NewMenuItem("Books", nil)
	i.ChildMenu = fyne.NewMenu("", merge, split,
		fyne.NewMenuItem("Group automatically", func() { m.w.commands.regroup(library.Auto, books) }))
	return i
}

// editItem opens the form for books.
func (m *menus) editItem(books []*book.Book) *fyne.MenuItem {
	i := fyne.NewMenuItem("Edit…", func() { m.w.editor.editBooks(m.w.editor.newest(books)) })
	i.Shortcut = &desktop.CustomShortcut{KeyName: fyne.KeyF2}
	return i
}

// forgetItems is the item that discards the edits of books, or none if there are no
// edits.
func (m *menus) forgetItems(books []*book.Book) []*fyne.MenuItem {
	if m.w.lib.Typed(idsOf(books)...) == 0 {
		return nil
	}
	return []*fyne.MenuItem{fyne.NewMenuItem("Forget my edits…", func() { m.w.editor.forgetEdits(books) })}
}

// severalItems are the menu items for several books.
func (m *menus) severalItems(books []*book.Book) []*fyne.MenuItem {
	paths := make([]string, len(books))
	for i, b := range books {
		paths[i] = b.Files[0].Path
	}
	ids := idsOf(books)
	items := []*fyne.MenuItem{
		fyne.NewMenuItem("Open", func() { m.w.playing.openBooks(m.w.editor.newest(books)) }),
		m.editItem(books),
		m.groupItem(books),
	}
	items = append(items, m.forgetItems(books)...)
	items = append(items,
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem("Copy paths", func() { m.w.copyText(strings.Join(paths, "\n")) }),
		fyne.NewMenuItem("Rescan", func() { m.w.lib.Retry(ids...) }),
		fyne.NewMenuItemSeparator())
	if slices.ContainsFunc(books, func(b *book.Book) bool { return b.Hidden }) {
		items = append(items, fyne.NewMenuItem("Put back", func() { m.w.commands.bringBack(ids...) }))
	}
	return append(items,
		keyed("Remove from library", func() { m.w.commands.removeBooks(books) }, 0),
		keyed("Move to trash…", func() { m.w.commands.trashBooks(books) }, fyne.KeyModifierShift))
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
	path := b.Files[0].Path
	items := []*fyne.MenuItem{
		fyne.NewMenuItem("Open", func() { m.w.playing.openBooks(m.w.editor.newest([]*book.Book{b})) }),
		fyne.NewMenuItem("Show in folder", func() { m.w.tasks.background(func() error { return player.ShowInFolder(m.w.app, path) }) }),
		fyne.NewMenuItem("Copy path", func() { m.w.copyText(path) }),
		fyne.NewMenuItemSeparator(),
		m.editItem([]*book.Book{b}),
		m.groupItem([]*book.Book{b}),
	}
	items = append(items, m.forgetItems([]*book.Book{b})...)
	items = append(items, fyne.NewMenuItemSeparator())
	if b.State == book.Failed {
		items = append(items, fyne.NewMenuItem("Retry", func() { m.w.lib.Retry(b.ID) }))
		if m.w.rows.View().Counts.Failed > 1 {
			items = append(items, fyne.NewMenuItem("Retry unreadable files", m.w.lib.RetryFaulty))
		}
	}
	items = append(items,
		fyne.NewMenuItem("Rescan", func() { m.w.lib.Retry(b.ID) }),
		fyne.NewMenuItem("Rescan its folder", func() { m.w.roots.scanFolder(b.Folder()) }),
		fyne.NewMenuItemSeparator())
	if b.Hidden {
		items = append(items, fyne.NewMenuItem("Put back", func() { m.w.commands.bringBack(b.ID) }))
	} else {
		items = append(items, keyed("Remove from library", func() { m.w.commands.removeBooks([]*book.Book{b}) }, 0))
	}
	if b.State != book.Missing {
		items = append(items, keyed("Move to trash…", func() { m.w.commands.trashBooks([]*book.Book{b}) }, fyne.KeyModifierShift))
	}
	return items
}

// keyed is an item that shows the delete key as its shortcut.
func keyed(title string, do func(), modifier fyne.KeyModifier) *fyne.MenuItem {
	i := fyne.NewMenuItem(title, do)
	i.Shortcut = &desktop.CustomShortcut{KeyName: fyne.KeyDelete, Modifier: modifier}
	return i
}

// folderMenu opens the menu of a folder in the sidebar.
func (m *menus) folderMenu(n sidebar.Folder, at fyne.Position) {
	widgets.ShowMenu(m.w.Canvas(), at, m.folderItems(n)...)
}

func (m *menus) folderItems(n sidebar.Folder) (items []*fyne.MenuItem) {
	root, isRoot := m.w.sidebar.FindRoot(n.Path)
	isRoot = isRoot && n.IsRoot
	if n.InLibrary {
		items = append(items, fyne.NewMenuItem("Scan now", func() { m.w.roots.scanFolder(n.Path) }))
		items[0].Disabled = isRoot && root.Settings.Paused
	} else {
		items = append(items, fyne.NewMenuItem("Add to library", func() { m.w.adding.add(n.Path) }))
	}
	if isRoot {
		pause, title := !root.Settings.Paused, "Go on"
		if pause {
			title = "Pause"
		}
		items = append(items,
			fyne.NewMenuItem(title, func() { m.w.lib.Adjust(n.Path, func(s *library.Settings) { s.Paused = pause }) }),
			fyne.NewMenuItem("Settings…", func() { m.w.roots.showRoot(root) }),
			fyne.NewMenuItem("Change folder…", func() { m.w.roots.changeFolder(root.Path) }),
			fyne.NewMenuItemSeparator())
	}
	items = append(items,
		fyne.NewMenuItem("Show in file manager", func() { m.w.tasks.background(func() error { return player.OpenFolder(m.w.app, n.Path) }) }),
		fyne.NewMenuItem("Copy path", func() { m.w.copyText(n.Path) }))
	if isRoot {
		items = append(items, fyne.NewMenuItemSeparator(),
			fyne.NewMenuItem("Remove from library…", func() { m.w.roots.removeRoot(n.Path) }))
	}
	return items
}

// showSettings shows the settings of the program.
func (m *menus) showSettings() {
	number := widget.NewLabel("")
	say := func(n int) {
		if n == 0 {
			number.SetText("Automatic: one for each processor core")
		} else {
			number.SetText(strconv.Itoa(n))
		}
	}
	slider := widgets.NewEscapeSlider(library.MaxWorkers, m.w.dialogs.leave)
	slider.SetValue(float64(m.w.settings.workers()))
	say(m.w.settings.workers())
	slider.OnChanged = func(v float64) {
		say(int(v))
		m.w.settings.SetInt(prefWorkers, int(v))
		m.w.lib.SetWorkers(int(v))
	}
	form := widget.NewForm(
		widget.NewFormItem("Files read at once", slider),
		widget.NewFormItem("", number),
		widget.NewFormItem("Edits of books that are no longer listed", m.retiredEdits()))
	m.w.dialogs.inform("Settings", form, fyne.NewSize(640, 260))
}

// retiredEdits is a row with the number of edits of books that left the library, and a
// button that discards them.
func (m *menus) retiredEdits() fyne.CanvasObject {
	number := widget.NewLabel("")
	var forget *widgets.EscapeButton
	show := func() {
		n := m.w.lib.RetiredEdits()
		number.SetText(words.Number(n))
		widgets.SetEnabled(&forget.Button, n > 0)
	}
	forget = widgets.NewEscapeButton("Forget…", func() { m.w.editor.forgetRetiredEdits(show) }, m.w.dialogs.leave)
	show()
	return container.NewHBox(number, forget)
}

func (m *menus) showKeys() {
	form := widget.NewForm()
	for _, k := range keys.List() {
		form.Append(k[0], widget.NewLabel(k[1]))
	}
	content, size := scrolled(form)
	m.w.dialogs.inform("Keyboard shortcuts", content, size)
}
