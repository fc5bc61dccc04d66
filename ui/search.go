package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// search is the one search box. Esc empties it, and once more leaves it; the
// down arrow and Enter go to the table.
type search struct {
	widget.Entry
	leave func() // hands the focus to the table
	keys  func(fyne.Shortcut) bool
}

func newSearch(changed func(string), leave func(), keys func(fyne.Shortcut) bool) *search {
	s := &search{leave: leave, keys: keys}
	s.ExtendBaseWidget(s)
	s.PlaceHolder = "Search, or author:… length:>10h is:missing"
	s.Icon = theme.SearchIcon()
	s.OnChanged = func(text string) {
		changed(text)
		s.offerClear(text != "")
	}
	return s
}

// offerClear shows or hides the button that empties the box.
func (s *search) offerClear(offer bool) {
	if offer == (s.ActionItem != nil) {
		return
	}
	s.ActionItem = nil
	if offer {
		clear := widget.NewButtonWithIcon("", theme.CancelIcon(), func() { s.SetText("") })
		clear.Importance = widget.LowImportance
		s.ActionItem = clear
	}
	s.Refresh()
}

// TypedKey is called by Fyne.
func (s *search) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyEscape:
		if s.Text == "" {
			s.leave()
		} else {
			s.SetText("")
		}
	case fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnter:
		s.leave()
	case keyDetails:
		s.keys(ctrl(fyne.KeyI))
	default:
		s.Entry.TypedKey(e)
	}
}

// TypedShortcut gives the window's own shortcuts precedence: a focused entry
// would keep them to itself.
func (s *search) TypedShortcut(shortcut fyne.Shortcut) {
	if custom, ok := shortcut.(*desktop.CustomShortcut); ok && s.keys(custom) {
		return
	}
	s.Entry.TypedShortcut(shortcut)
}
