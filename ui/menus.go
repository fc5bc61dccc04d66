package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"lectern/library"
	"lectern/ui/i18n"
	"lectern/ui/keys"
	"lectern/ui/opener"
	"lectern/ui/search"
	"lectern/ui/sidebar"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// menus are the main menu, with its shortcuts, and the menus of books and folders.
type menus struct {
	w         *Window
	shortcuts map[string]func()   // by the shortcut's name
	needs     []need              // of the main menu
	undo      [2]library.Undoable // the commands that the titles of Undo and Redo in the main menu name
	help      fyne.CanvasObject   // the overlay of the search help, nil until it is shown
}

func (m *menus) detailsItem() *fyne.MenuItem {
	i := m.item(i18n.Text("Details"), m.w.panes.toggleDetails, keys.Plain(keys.Details))
	m.hear(keys.Ctrl(fyne.KeyI), i.Action)
	i.Checked = m.w.panes.detailed()
	return i
}

func (m *menus) thumbsItem() *fyne.MenuItem {
	i := m.item(i18n.Text("Covers"), m.w.views.toggleThumbs, nil)
	i.Checked = m.w.settings.thumbs()
	return i
}

func (m *menus) viewModeItem(title, name string, key fyne.KeyName) *fyne.MenuItem {
	i := m.item(title, func() { m.w.views.set(name) }, keys.Ctrl(key))
	i.Checked = m.w.views.name() == name
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
	m.help = m.w.dialogs.inform(i18n.Text("Search help"), content, size)
}

// item is a menu item with a shortcut that also works while the menu is closed or the
// search box has the focus. The canvas gets only shortcuts with a modifier; typedKey
// gets the others.
func (m *menus) item(title string, do func(), shortcut *desktop.CustomShortcut) *fyne.MenuItem {
	do = m.w.dialogs.uncovered(do)
	i := fyne.NewMenuItem(title, do)
	if shortcut != nil {
		i.Shortcut = shortcut
		m.hear(shortcut, do)
	}
	return i
}

// newSubmenu makes a menu item that opens a menu of its own.
func newSubmenu(title string, items ...*fyne.MenuItem) *fyne.MenuItem {
	i := fyne.NewMenuItem(title, nil)
	i.ChildMenu = fyne.NewMenu("", items...)
	return i
}

// hear runs do for a shortcut.
func (m *menus) hear(shortcut *desktop.CustomShortcut, do func()) {
	m.shortcuts[shortcut.ShortcutName()] = do
	if shortcut.Modifier != 0 {
		m.w.Canvas().AddShortcut(shortcut, func(fyne.Shortcut) { do() })
	}
}

// shown returns a menu item with a shortcut that is handled elsewhere, because a text box
// or a view mode uses the same keys.
func (m *menus) shown(title string, do func(), shortcut *desktop.CustomShortcut) *fyne.MenuItem {
	i := fyne.NewMenuItem(title, m.w.dialogs.uncovered(do))
	if shortcut != nil {
		i.Shortcut = shortcut
	}
	return i
}

// need is the condition under which an item of the main menu is enabled.
type need struct {
	item *fyne.MenuItem
	met  func() bool
}

// when enables an item of the main menu, and its shortcut, only while a condition is met.
// The item checks the condition too: the toolkit runs a disabled item if Enter is pressed
// on it (menuItem.triggerLast, Fyne 2.8.0).
func (m *menus) when(i *fyne.MenuItem, met func() bool) *fyne.MenuItem {
	m.needs = append(m.needs, need{i, met})
	i.Disabled = !met()
	if do := i.Action; do != nil {
		i.Action = func() {
			if met() {
				do()
			}
		}
	}
	if s, ok := i.Shortcut.(*desktop.CustomShortcut); ok && m.shortcuts[s.ShortcutName()] != nil {
		m.hear(s, i.Action)
	}
	return i
}

// only greys out an item with a submenu in other view modes than these. The submenu is left
// out, because the toolkit opens that of a disabled item if Right is pressed on it.
func (m *menus) only(i *fyne.MenuItem, modes ...string) *fyne.MenuItem {
	if !slices.Contains(modes, m.w.views.name()) {
		i.Disabled, i.ChildMenu = true, nil
	}
	return i
}

// tell enables and disables the items of the main menu. The toolkit reads Disabled
// each time a menu opens. Call tell after each change of the view or the selection.
func (m *menus) tell() {
	if s := m.w.lib.Status(); m.undo != [2]library.Undoable{s.Undo, s.Redo} {
		m.refresh() // the titles change
	}
	for _, n := range m.needs {
		n.item.Disabled = !n.met()
	}
}

// shortcut runs the command of a shortcut. It returns false if the shortcut is unknown.
func (m *menus) shortcut(s fyne.Shortcut) bool {
	do, known := m.shortcuts[s.ShortcutName()]
	if known {
		do()
	}
	return known
}

// refresh rebuilds the main menu, so that its check marks are current, and tells the
// toolbar.
func (m *menus) refresh() {
	m.w.SetMainMenu(m.mainMenu())
	m.w.toolbar.refresh()
}

func (m *menus) mainMenu() *fyne.MainMenu {
	m.shortcuts, m.needs = map[string]func(){}, nil
	return fyne.NewMainMenu(m.fileMenu(), m.editMenu(), m.viewMenu(), m.w.navigation.menu(), m.mainBookMenu(), m.w.playing.menu(), m.helpMenu())
}

func (m *menus) fileMenu() *fyne.Menu {
	quit := fyne.NewMenuItem(i18n.Text("Quit"), func() {
		if !m.w.dialogs.covered() || m.w.editor.onTop() != nil {
			m.w.closeWindow()
		}
	})
	quit.IsQuit = true
	quit.Shortcut = keys.Ctrl(fyne.KeyQ)
	for _, key := range []fyne.KeyName{fyne.KeyQ, fyne.KeyW} {
		m.hear(keys.Ctrl(key), quit.Action)
	}
	rescan := m.when(m.item(i18n.Text("Rescan library"), m.w.roots.rescanAll, keys.Ctrl(fyne.KeyR)), func() bool {
		return slices.ContainsFunc(m.w.lib.Status().Roots, func(r library.Root) bool { return !r.Settings.Paused })
	})
	m.hear(keys.Plain(keys.Rescan), rescan.Action)
	return fyne.NewMenu(i18n.TextIn("menu", "File"),
		m.item(i18n.Text("Add folder…"), m.w.adding.chooseFolder, keys.Ctrl(fyne.KeyO)),
		fyne.NewMenuItemSeparator(),
		rescan,
		m.when(m.item(i18n.Text("Retry unreadable files"), m.w.lib.RetryFaulty, nil), func() bool { return m.w.rows.View().Counts.Failed > 0 }),
		m.when(m.item(i18n.Text("Cancel"), m.w.lib.Cancel, nil), func() bool { return m.w.lib.Status().Busy() }),
		fyne.NewMenuItemSeparator(),
		m.when(m.item(i18n.Text("Import…"), m.w.commands.imports.choose, nil), func() bool { return len(m.w.lib.Status().Roots) > 0 && !m.w.settings.everyFile() }),
		m.item(i18n.Text("Export…"), m.w.commands.exports.choose, keys.Export()),
		fyne.NewMenuItemSeparator(),
		quit)
}

// editMenu returns the Edit menu, with undo and redo. Their shortcuts belong to the canvas,
// because a focused text box uses them itself.
func (m *menus) editMenu() *fyne.Menu {
	s := m.w.lib.Status()
	m.undo = [2]library.Undoable{s.Undo, s.Redo}
	undo, redo := i18n.Text("Undo"), i18n.Text("Redo")
	if what := words.Undoable(s.Undo); what != "" {
		undo = i18n.Text("Undo: {{.What}}", "What", what)
	}
	if what := words.Undoable(s.Redo); what != "" {
		redo = i18n.Text("Redo: {{.What}}", "What", what)
	}
	return fyne.NewMenu(i18n.TextIn("menu", "Edit"),
		m.when(m.shown(undo, m.w.commands.undo, keys.Ctrl(fyne.KeyZ)), s.CanUndo),
		m.when(m.shown(redo, m.w.commands.redo, keys.Ctrl(fyne.KeyY)), s.CanRedo),
		fyne.NewMenuItemSeparator(),
		m.when(m.shown(i18n.Text("Copy rows as text"), m.w.commands.copyRows, keys.Ctrl(fyne.KeyC)), m.w.selection.InView),
		m.when(m.shown(i18n.Text("Select all"), m.w.views.selectAll, keys.Ctrl(fyne.KeyA)), func() bool { return m.w.rows.Length() > 0 && !m.w.views.summed }),
		m.item(i18n.Text("Find"), func() { m.w.Canvas().Focus(m.w.searching.box) }, keys.Ctrl(fyne.KeyF)),
		fyne.NewMenuItemSeparator(),
		m.item(i18n.Text("Preferences…"), m.w.preferences.show, keys.Ctrl(fyne.KeyComma)))
}

func (m *menus) viewMenu() *fyne.Menu {
	full := m.item(i18n.Text("Full screen"), m.toggleFullScreen, keys.Plain(keys.FullScreen))
	full.Checked = m.w.FullScreen()
	sized := func() bool { return m.w.views.name() == modeTable || m.w.views.name() == modeGrid }
	zoom := func(title string, step int, key fyne.KeyName) *fyne.MenuItem {
		return m.when(m.item(title, func() { m.w.views.zoom(step) }, keys.Ctrl(key)), sized)
	}
	larger := zoom(i18n.Text("Larger"), 1, fyne.KeyPlus)
	size := newSubmenu(i18n.Text("Zoom"), larger, zoom(i18n.Text("Smaller"), -1, fyne.KeyMinus), zoom(i18n.Text("Normal size"), 0, fyne.Key0))
	for _, modifier := range []fyne.KeyModifier{0, fyne.KeyModifierShift} { // “+” is Shift and “=” on many keyboards
		equal := keys.Ctrl(fyne.KeyEqual)
		equal.Modifier |= modifier
		m.hear(equal, larger.Action)
	}
	return fyne.NewMenu(i18n.TextIn("menu", "View"),
		m.viewModeItem(i18n.Text("Table"), modeTable, fyne.Key1),
		m.viewModeItem(i18n.Text("Shelf"), modeGrid, fyne.Key2),
		m.viewModeItem(i18n.TextIn("view mode", "Series"), modeSeries, fyne.Key3),
		m.viewModeItem(i18n.Text("Statistics"), modeStatistics, fyne.Key4),
		m.only(m.w.columns.sortItem(), sortedModes...),
		fyne.NewMenuItemSeparator(),
		m.item(i18n.Text("Save view…"), m.w.searching.saved.askName, nil),
		m.only(m.w.columns.layoutItem(), sortedModes...),
		m.only(m.w.columns.columnsItem(), sortedModes...),
		m.only(m.w.columns.rowsItem(), modeTable),
		m.only(m.w.views.coverSizeItem(), modeGrid),
		size,
		fyne.NewMenuItemSeparator(),
		m.detailsItem(),
		m.everyFileItem(),
		m.hiddenItem(),
		fyne.NewMenuItemSeparator(),
		full)
}

func (m *menus) helpMenu() *fyne.Menu {
	return fyne.NewMenu(i18n.TextIn("menu", "Help"),
		m.shown(i18n.Text("Search help"), m.showHelp, keys.Plain(keys.Help)),
		m.item(i18n.Text("Keyboard shortcuts"), m.showKeys, nil),
		fyne.NewMenuItemSeparator(),
		m.item(i18n.Text("About Lectern"), m.w.about.show, nil))
}

func (m *menus) toggleFullScreen() {
	m.w.SetFullScreen(!m.w.FullScreen())
	m.refresh()
}

func (m *menus) hiddenItem() *fyne.MenuItem {
	i := m.item(i18n.Text("Removed books"), m.w.searching.toggleHidden, nil)
	i.Checked = m.w.searching.query.Hidden
	return i
}

func (m *menus) everyFileItem() *fyne.MenuItem {
	i := m.item(i18n.Text("Show individual files"), m.w.commands.toggleEveryFile, nil)
	i.Checked = m.w.settings.everyFile()
	return i
}

// folderMenu opens the menu of a folder in the sidebar.
func (m *menus) folderMenu(n sidebar.Folder, at fyne.Position) {
	widgets.ShowMenu(m.w.Canvas(), at, m.folderItems(n, m.w.lib.Status())...)
}

func (m *menus) folderItems(n sidebar.Folder, s *library.Status) (items []*fyne.MenuItem) {
	root, isRoot := s.Root(n.Path)
	isRoot = isRoot && n.IsRoot
	if n.InLibrary {
		items = append(items, fyne.NewMenuItem(i18n.Text("Rescan folder"), func() { m.w.roots.scanFolder(n.Path) }))
		items[0].Disabled = !scans(s, n.Path)
	} else {
		items = append(items, fyne.NewMenuItem(i18n.Text("Add to library"), func() { m.w.adding.add(n.Path) }))
	}
	if isRoot {
		pause, title := !root.Settings.Paused, i18n.Text("Resume")
		if pause {
			title = i18n.Text("Pause")
		}
		items = append(items,
			fyne.NewMenuItem(title, func() { m.w.lib.Adjust(n.Path, func(s *library.Settings) { s.Paused = pause }) }),
			fyne.NewMenuItem(i18n.Text("Settings…"), func() { m.w.roots.showRoot(root) }),
			fyne.NewMenuItem(i18n.Text("Change folder…"), func() { m.w.roots.changeFolder(root.Path) }),
			fyne.NewMenuItemSeparator())
	}
	items = append(items,
		fyne.NewMenuItem(i18n.Text("Show in file manager"), func() { m.w.tasks.background(func() error { return opener.OpenFolder(n.Path) }) }),
		fyne.NewMenuItem(i18n.Text("Copy path"), func() { m.w.copyText(n.Path) }))
	if isRoot {
		items = append(items, fyne.NewMenuItemSeparator(),
			fyne.NewMenuItem(i18n.Text("Remove from library…"), func() { m.w.roots.removeRoot(n.Path) }))
	}
	return items
}

func (m *menus) showKeys() {
	m.w.dialogs.list(i18n.Text("Keyboard shortcuts"), keys.List())
}

// typedKey handles a key that no part of the window uses. Esc moves the focus to the books,
// where it clears the search.
func (w *Window) typedKey(key fyne.KeyName) {
	switch key {
	case keys.Help:
		w.menus.showHelp()
	case fyne.KeyEscape:
		w.Canvas().Focus(w.views.front())
	default:
		w.menus.shortcut(keys.Plain(key))
	}
}
