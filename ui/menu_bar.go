package ui

import (
	"runtime"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"lectern/ui/widgets"
)

// SetMainMenu shows the main menu. Alt and the first letter of a menu open it. A Mac has
// its own menu bar, which needs neither.
func (w *Window) SetMainMenu(main *fyne.MainMenu) {
	if runtime.GOOS != "darwin" {
		for n, menu := range main.Items {
			widgets.WriteShortcuts(menu)
			letter := fyne.KeyName(strings.ToUpper(menu.Label[:1]))
			alt := &desktop.CustomShortcut{KeyName: letter, Modifier: fyne.KeyModifierAlt}
			open := func() { w.openMenu(n) }
			w.menus.shortcuts[alt.ShortcutName()] = open
			w.Canvas().AddShortcut(alt, func(fyne.Shortcut) { open() })
		}
	}
	w.Window.SetMainMenu(main)
}

// openMenu opens a menu of the main menu, unless a dialog covers the window. It calls
// methods of the canvas that are not part of fyne.Canvas; the toolkit calls the same
// methods when Alt is pressed alone, and has no other way to open a menu.
func (w *Window) openMenu(n int) {
	c, can := w.Canvas().(interface {
		ToggleMenu()
		DismissMenu() bool
	})
	if !can || w.dialogs.covered() {
		return
	}
	c.DismissMenu()
	c.ToggleMenu()
	for range n {
		w.Canvas().FocusNext() // goes from menu to menu while one is open
	}
}
