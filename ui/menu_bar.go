package ui

import (
	"runtime"
	"strings"
	"unicode/utf8"

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

// menuLetters returns the letter of each menu, "" if there is none: the first letter of its
// title or, if a menu before it begins with that, the next one in the title that no other
// menu has. Letters go from A to Z. An accent does not count.
func menuLetters(menus []*fyne.Menu) []fyne.KeyName {
	letters, taken := make([]fyne.KeyName, len(menus)), map[rune]bool{}
	choose := func(i int, from string) {
		for _, r := range from {
			if r >= 'A' && r <= 'Z' && !taken[r] {
				letters[i], taken[r] = fyne.KeyName(r), true
				return
			}
		}
	}
	title := func(i int) string { return strings.ToUpper(view.Fold(menus[i].Label)) }
	for i := range menus {
		_, size := utf8.DecodeRuneInString(title(i))
		choose(i, title(i)[:size])
	}
	for i := range menus {
		if letters[i] == "" {
			choose(i, title(i))
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
