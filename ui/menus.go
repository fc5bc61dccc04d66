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
	"lectern/ui/sidebar"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// item is a menu item with a shortcut that also works when no menu is open and
// when the search box has the focus.
func (w *Window) item(title string, do func(), shortcut *desktop.CustomShortcut) *fyne.MenuItem {
	do = w.uncovered(do)
	i := fyne.NewMenuItem(title, do)
	if shortcut != nil {
		i.Shortcut = shortcut
		w.shortcuts[shortcut.ShortcutName()] = do
		w.Canvas().AddShortcut(shortcut, func(fyne.Shortcut) { do() })
	}
	return i
}

// shortcut does what a shortcut stands for; false if it stands for nothing.
func (w *Window) shortcut(s fyne.Shortcut) bool {
	do, known := w.shortcuts[s.ShortcutName()]
	if known {
		do()
	}
	return known
}

func (w *Window) mainMenu() *fyne.MainMenu {
	w.shortcuts = map[string]func(){}
	quit := fyne.NewMenuItem("Quit", w.uncovered(w.closeWindow))
	quit.IsQuit = true
	quit.Shortcut = keys.Ctrl(fyne.KeyQ)
	w.Canvas().AddShortcut(keys.Ctrl(fyne.KeyQ), func(fyne.Shortcut) { quit.Action() })
	w.halt = w.item("Cancel", w.lib.Cancel, nil)
	w.halt.Disabled = !w.lib.Status().Busy()
	return fyne.NewMainMenu(
		fyne.NewMenu("File",
			w.item("Add folder…", w.chooseFolder, keys.Ctrl(fyne.KeyO)),
			fyne.NewMenuItemSeparator(),
			w.item("Rescan Library", w.rescanAll, keys.Ctrl(fyne.KeyR)),
			w.item("Retry unreadable files", w.lib.RetryFaulty, nil),
			w.halt,
			fyne.NewMenuItemSeparator(),
			w.item("Settings…", w.showSettings, keys.Ctrl(fyne.KeyComma)),
			fyne.NewMenuItemSeparator(),
			quit),
		w.editMenu(),
		fyne.NewMenu("View",
			w.item("Find", func() { w.Canvas().Focus(w.search) }, keys.Ctrl(fyne.KeyF)),
			fyne.NewMenuItemSeparator(),
			w.viewModeItem("Table", modeTable, fyne.Key1),
			w.viewModeItem("Shelf", modeGrid, fyne.Key2),
			w.viewModeItem("Series", modeSeries, fyne.Key3),
			w.sortItem(),
			fyne.NewMenuItemSeparator(),
			w.detailsItem(),
			w.thumbsItem(),
			w.everyFileItem(),
			w.hiddenItem(),
			w.item("Missing books", w.showMissing, nil),
			fyne.NewMenuItemSeparator(),
			w.appearanceItem("As the desktop", widgets.System),
			w.appearanceItem("Light", widgets.Light),
			w.appearanceItem("Dark", widgets.Dark)),
		fyne.NewMenu("Help",
			w.helpItem(),
			w.item("Keyboard shortcuts", w.showKeys, nil)))
}

func (w *Window) appearanceItem(title string, a widgets.Appearance) *fyne.MenuItem {
	i := fyne.NewMenuItem(title, func() {
		w.settings.SetString(prefAppearance, string(a))
		w.app.Settings().SetTheme(widgets.Theme{Appearance: a})
		w.SetMainMenu(w.mainMenu())
	})
	i.Checked = w.settings.appearance() == a
	return i
}

func (w *Window) hiddenItem() *fyne.MenuItem {
	i := w.item("Removed books", w.toggleHidden, nil)
	i.Checked = w.query.Hidden
	return i
}

func (w *Window) everyFileItem() *fyne.MenuItem {
	i := w.item("Every file", w.toggleEveryFile, nil)
	i.Checked = w.settings.everyFile()
	return i
}

// editMenu is the menu for what the listener types. Its keys for undo, redo and
// all are shown here and heard by the canvas: in a text they are the text's.
func (w *Window) editMenu() *fyne.Menu {
	s := w.lib.Status()
	shown := func(title string, do func(), key fyne.KeyName) *fyne.MenuItem {
		i := fyne.NewMenuItem(title, do)
		i.Shortcut = keys.Ctrl(key)
		return i
	}
	undo, redo := shown("Undo", w.undo, fyne.KeyZ), shown("Redo", w.redo, fyne.KeyY)
	undo.Disabled, redo.Disabled = !s.CanUndo, !s.CanRedo
	w.undoable, w.redoable = s.CanUndo, s.CanRedo
	return fyne.NewMenu("Edit",
		undo, redo,
		fyne.NewMenuItemSeparator(),
		w.item("Edit…", w.editSelected, keys.Ctrl(fyne.KeyE)),
		shown("Select all", func() { w.mode.SelectAll() }, fyne.KeyA))
}

// tellUndo has the menu show whether there is something to take back.
func (w *Window) tellUndo(s *library.Status) {
	if s.CanUndo != w.undoable || s.CanRedo != w.redoable {
		w.SetMainMenu(w.mainMenu())
	}
}

// groupItem is the menu of what files make a book.
func (w *Window) groupItem(books []*book.Book) *fyne.MenuItem {
	merge := fyne.NewMenuItem("Merge into one book", func() { w.regroup(library.Merge, books) })
	merge.Disabled = len(books) < 2
	split := fyne.NewMenuItem("Split into files", func() { w.regroup(library.Split, books) })
	split.Disabled = !slices.ContainsFunc(books, func(b *book.Book) bool { return len(b.Files) > 1 })
	i := fyne.NewMenuItem("Books", nil)
	i.ChildMenu = fyne.NewMenu("", merge, split,
		fyne.NewMenuItem("Group automatically", func() { w.regroup(library.Auto, books) }))
	return i
}

// editItem opens the dialog for books.
func (w *Window) editItem(books []*book.Book) *fyne.MenuItem {
	i := fyne.NewMenuItem("Edit…", func() { w.editBooks(w.newest(books)) })
	i.Shortcut = &desktop.CustomShortcut{KeyName: fyne.KeyF2}
	return i
}

// forgetItems are the entry that takes back what the user typed about books, where
// there is something.
func (w *Window) forgetItems(books []*book.Book) []*fyne.MenuItem {
	if w.lib.Typed(idsOf(books)...) == 0 {
		return nil
	}
	return []*fyne.MenuItem{fyne.NewMenuItem("Forget my edits…", func() { w.forgetEdits(books) })}
}

// severalItems are the menu of several books.
func (w *Window) severalItems(books []*book.Book) []*fyne.MenuItem {
	paths := make([]string, len(books))
	for i, b := range books {
		paths[i] = b.Files[0].Path
	}
	ids := idsOf(books)
	items := []*fyne.MenuItem{
		fyne.NewMenuItem("Open", func() { w.openBooks(w.newest(books)) }),
		w.editItem(books),
		w.groupItem(books),
	}
	items = append(items, w.forgetItems(books)...)
	items = append(items,
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem("Copy paths", func() { w.copyText(strings.Join(paths, "\n")) }),
		fyne.NewMenuItem("Rescan", func() { w.lib.Retry(ids...) }),
		fyne.NewMenuItemSeparator())
	if slices.ContainsFunc(books, func(b *book.Book) bool { return b.Hidden }) {
		items = append(items, fyne.NewMenuItem("Put back", func() { w.bringBack(ids...) }))
	}
	return append(items,
		keyed("Remove from library", func() { w.removeBooks(books) }, 0),
		keyed("Move to trash…", func() { w.binBooks(books) }, fyne.KeyModifierShift))
}

// bookMenu opens a row's menu: that of one book, or of all that are selected.
func (w *Window) bookMenu(b *book.Book, at fyne.Position) {
	books := w.selection.Books()
	if len(books) > 1 {
		widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", w.severalItems(books)...), w.Canvas(), at)
		return
	}
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", w.bookItems(b)...), w.Canvas(), at)
}

func (w *Window) bookItems(b *book.Book) []*fyne.MenuItem {
	path := b.Files[0].Path
	items := []*fyne.MenuItem{
		fyne.NewMenuItem("Open", func() { w.openBooks(w.newest([]*book.Book{b})) }),
		fyne.NewMenuItem("Show in folder", func() { w.background(func() error { return player.ShowInFolder(w.app, path) }) }),
		fyne.NewMenuItem("Copy path", func() { w.copyText(path) }),
		fyne.NewMenuItemSeparator(),
		w.editItem([]*book.Book{b}),
		w.groupItem([]*book.Book{b}),
	}
	items = append(items, w.forgetItems([]*book.Book{b})...)
	items = append(items, fyne.NewMenuItemSeparator())
	if b.State == book.Failed {
		items = append(items, fyne.NewMenuItem("Retry", func() { w.lib.Retry(b.ID) }))
		if w.rows.View().Counts.Failed > 1 {
			items = append(items, fyne.NewMenuItem("Retry unreadable files", w.lib.RetryFaulty))
		}
	}
	items = append(items,
		fyne.NewMenuItem("Rescan", func() { w.lib.Retry(b.ID) }),
		fyne.NewMenuItem("Rescan its folder", func() { w.scanFolder(b.Folder()) }),
		fyne.NewMenuItemSeparator())
	if b.Hidden {
		items = append(items, fyne.NewMenuItem("Put back", func() { w.bringBack(b.ID) }))
	} else {
		items = append(items, keyed("Remove from library", func() { w.removeBooks([]*book.Book{b}) }, 0))
	}
	if b.State != book.Missing {
		items = append(items, keyed("Move to trash…", func() { w.binBooks([]*book.Book{b}) }, fyne.KeyModifierShift))
	}
	return items
}

// keyed is an item that shows that the delete key does the same.
func keyed(title string, do func(), modifier fyne.KeyModifier) *fyne.MenuItem {
	i := fyne.NewMenuItem(title, do)
	i.Shortcut = &desktop.CustomShortcut{KeyName: fyne.KeyDelete, Modifier: modifier}
	return i
}

// folderMenu opens the menu of a folder in the sidebar.
func (w *Window) folderMenu(n sidebar.Folder, at fyne.Position) {
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", w.folderItems(n)...), w.Canvas(), at)
}

func (w *Window) folderItems(n sidebar.Folder) (items []*fyne.MenuItem) {
	root, isRoot := w.sidebar.FindRoot(n.Path)
	isRoot = isRoot && n.IsRoot
	if n.InLibrary {
		items = append(items, fyne.NewMenuItem("Scan now", func() { w.scanFolder(n.Path) }))
		items[0].Disabled = isRoot && root.Settings.Paused
	} else {
		items = append(items, fyne.NewMenuItem("Add to library", func() { w.add(n.Path) }))
	}
	if isRoot {
		pause, title := !root.Settings.Paused, "Go on"
		if pause {
			title = "Pause"
		}
		items = append(items,
			fyne.NewMenuItem(title, func() { w.lib.Adjust(n.Path, func(s *library.Settings) { s.Paused = pause }) }),
			fyne.NewMenuItem("Settings…", func() { w.showRoot(root) }),
			fyne.NewMenuItem("Change folder…", func() { w.changeFolder(root.Path) }),
			fyne.NewMenuItemSeparator())
	}
	items = append(items,
		fyne.NewMenuItem("Show in file manager", func() { w.background(func() error { return player.OpenFolder(w.app, n.Path) }) }),
		fyne.NewMenuItem("Copy path", func() { w.copyText(n.Path) }))
	if isRoot {
		items = append(items, fyne.NewMenuItemSeparator(),
			fyne.NewMenuItem("Remove from library…", func() { w.removeRoot(n.Path) }))
	}
	return items
}

// showSettings shows the few things that can be set.
func (w *Window) showSettings() {
	number := widget.NewLabel("")
	say := func(n int) {
		if n == 0 {
			number.SetText("Automatic: one for each processor core")
		} else {
			number.SetText(strconv.Itoa(n))
		}
	}
	slider := widgets.NewEscapeSlider(library.MaxWorkers, w.leave)
	slider.SetValue(float64(w.settings.workers()))
	say(w.settings.workers())
	slider.OnChanged = func(v float64) {
		say(int(v))
		w.settings.SetInt(prefWorkers, int(v))
		w.lib.SetWorkers(int(v))
	}
	form := widget.NewForm(
		widget.NewFormItem("Files read at once", slider),
		widget.NewFormItem("", number),
		widget.NewFormItem("Edits of books that are no longer listed", w.retiredEdits()))
	w.inform("Settings", form, fyne.NewSize(640, 260))
}

// retiredEdits says how many edits there are of books that left the library, and
// offers to forget them.
func (w *Window) retiredEdits() fyne.CanvasObject {
	number := widget.NewLabel("")
	var forget *widgets.EscapeButton
	show := func() {
		n := w.lib.RetiredEdits()
		number.SetText(words.Number(n))
		widgets.SetEnabled(&forget.Button, n > 0)
	}
	forget = widgets.NewEscapeButton("Forget…", func() { w.forgetRetiredEdits(show) }, w.leave)
	show()
	return container.NewHBox(number, forget)
}

func (w *Window) showKeys() {
	form := widget.NewForm()
	for _, k := range keys.List() {
		form.Append(k[0], widget.NewLabel(k[1]))
	}
	content, size := scrolled(form)
	w.inform("Keyboard shortcuts", content, size)
}
