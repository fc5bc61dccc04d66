package ui

import (
	"runtime"
	"strings"

	"fyne.io/fyne/v2"

	"lectern/library/view"
	"lectern/ui/keys"
	"lectern/ui/widgets"
)

// SetMainMenu shows the main menu. Alt and a letter of a menu open it. A Mac has its own
// menu bar, which needs neither.
func (w *Window) SetMainMenu(main *fyne.MainMenu) {
	w.menus.hear(keys.Plain(keys.MainMenu), func() { w.openMenu(0) })
	if runtime.GOOS != "darwin" {
		letters := menuLetters(main.Items)
		for n, menu := range main.Items {
			widgets.WriteShortcuts(menu)
			if letters[n] != "" {
				w.menus.hear(keys.Alt(letters[n]), func() { w.openMenu(n) })
			}
		}
	}
	w.Window.SetMainMenu(main)
}

// menuLetters returns the letter of each menu: the first one from A to Z in its title that
// no menu before it has, "" if there is none. An accent does not count.
func menuLetters(menus []*fyne.Menu) []fyne.KeyName {
	letters, taken := make([]fyne.KeyName, len(menus)), map[rune]bool{}
	for i, m := range menus {
		for _, r := range strings.ToUpper(view.Fold(m.Label)) {
			if r >= 'A' && r <= 'Z' && !taken[r] {
				letters[i], taken[r] = fyne.KeyName(r), true
				break
			}
		}
	}
	return letters
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
