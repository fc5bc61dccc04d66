package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"lectern/ui/keys"
	"lectern/ui/search"
)

// helpItem shows the key that does the same; it is no shortcut of the canvas,
// which has none without a modifier.
func (w *Window) helpItem() *fyne.MenuItem {
	i := fyne.NewMenuItem("Search", w.showHelp)
	i.Shortcut = &desktop.CustomShortcut{KeyName: keys.Help}
	return i
}

// helpOnTop reports whether keys are for the card.
func (w *Window) helpOnTop() bool {
	return w.help != nil && w.Canvas().Overlays().Top() == w.help
}

// showHelp shows how to search; a click on an example fills the search box.
func (w *Window) showHelp() {
	if w.covered() {
		return
	}
	try := func(query string) {
		w.leave()
		w.search.SetText(query)
		w.search.CursorColumn = len([]rune(query))
		w.search.Focus()
		w.search.Refresh()
	}
	content, size := scrolled(search.NewHelp(true, try))
	if size.Width > w.Canvas().Size().Width-dialogMargin {
		content, size = scrolled(search.NewHelp(false, try))
	}
	w.help = w.inform("Search", content, size)
}
