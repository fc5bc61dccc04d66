package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/library/view"
	"lectern/ui/keys"
)

// search is the one search box. What the word at the cursor may become is
// offered in a list under it, which the box steers: it has the focus all the
// while. Esc closes the list, then empties the box, then leaves it; the down
// arrow and Enter go to the table where there is nothing to choose.
type search struct {
	widget.Entry
	offers *offers
	clear  *widget.Button
	typing bool         // since the last key that was not for the list
	found  *view.Facets // what was offered last is of these

	values  func() *view.Facets // that occur, as far as they are counted
	leave   func()              // hands the focus to the table
	refused func() bool         // says what is wrong with the text, and reports whether anything is
	help    func()
	keys    func(fyne.Shortcut) bool
	held    func() fyne.KeyModifier
	post    func(func())
}

func newSearch(changed func(string)) *search {
	s := &search{offers: newOffers(), held: keys.Held}
	s.ExtendBaseWidget(s)
	s.PlaceHolder = searchHints[0]
	s.Icon = theme.SearchIcon()
	s.clear = s.button(theme.CancelIcon(), func() {
		s.SetText("")
		s.focus()
	})
	s.clear.Hide()
	// Fyne looks at the item once, and keeps its width.
	room := canvas.NewRectangle(nil)
	room.SetMinSize(s.clear.MinSize())
	s.ActionItem = container.NewHBox(container.NewStack(room, s.clear), s.button(theme.QuestionIcon(), func() { s.help() }))
	s.OnChanged = func(text string) {
		s.close() // what was offered is of another text
		changed(text)
		s.clear.Hidden = text == ""
		s.clear.Refresh()
	}
	s.offers.onTake = func(c view.Completion) {
		s.take(c)
		s.focus()
	}
	return s
}

// searchHints are what the empty box says, the longest that has room first.
var searchHints = [...]string{"Search titles, authors, narrators…", "Search titles, authors…", "Search"}

// Resize is called by Fyne. Where a hint has no room, a shorter one stands: the
// box would scroll it, and show so.
func (s *search) Resize(size fyne.Size) {
	th := s.Theme()
	room := size.Width - s.ActionItem.MinSize().Width - th.Size(theme.SizeNameInlineIcon) - 6*th.Size(theme.SizeNameInnerPadding)
	hint := searchHints[len(searchHints)-1]
	for _, h := range searchHints {
		if fyne.MeasureText(h, th.Size(theme.SizeNameText), s.TextStyle).Width <= room {
			hint = h
			break
		}
	}
	if hint != s.PlaceHolder {
		s.SetPlaceHolder(hint)
	}
	s.Entry.Resize(size)
}

func (s *search) button(icon fyne.Resource, do func()) *widget.Button {
	b := widget.NewButtonWithIcon("", icon, do)
	b.Importance = widget.LowImportance
	return b
}

func (s *search) canvas() fyne.Canvas { return fyne.CurrentApp().Driver().CanvasForObject(s) }

func (s *search) focus() {
	if c := s.canvas(); c != nil {
		c.Focus(s)
	}
}

func (s *search) focused() bool {
	c := s.canvas()
	return c != nil && c.Focused() == fyne.Focusable(s)
}

// offer offers what the word at the cursor may become.
func (s *search) offer() {
	s.typing = true
	if s.SelectedText() != "" {
		s.offers.show(nil, false)
		return
	}
	s.found = s.values()
	list := further(s.Text, view.Complete(s.Text, s.CursorTextOffset(), s.found))
	s.offers.show(list, len(list) > 0 && !named(s.Text, list[0]))
}

// again offers anew what is offered, if other values have been counted, but not
// under the hand of one who is choosing.
func (s *search) again() {
	if s.typing && s.focused() && s.offers.chosen < 0 && s.values() != s.found {
		s.offer()
	}
}

// close takes the list away until the next letter.
func (s *search) close() {
	s.typing = false
	s.offers.show(nil, false)
}

// take writes a completion into the text and looks for that.
func (s *search) take(c view.Completion) {
	text, cursor := completed(s.Text, c)
	s.SetText(text)
	s.CursorColumn = cursor
	s.Refresh()
	s.offer()
}

// steer is a key while something is offered; false if it is not for the list.
func (s *search) steer(key fyne.KeyName) bool {
	o := s.offers
	switch key {
	case fyne.KeyDown:
		o.choose(o.chosen + 1)
	case fyne.KeyUp:
		o.choose(o.chosen - 1)
	case fyne.KeyTab:
		s.take(o.list[max(o.chosen, 0)])
	case fyne.KeyReturn, fyne.KeyEnter:
		if o.chosen < 0 {
			return false
		}
		s.take(o.list[o.chosen])
	case fyne.KeyEscape:
		s.close()
	default:
		return false
	}
	return true
}

// AcceptsTab is called by Fyne: Tab completes where something is offered.
func (s *search) AcceptsTab() bool {
	return s.offers.Visible() && s.held()&fyne.KeyModifierShift == 0
}

// TypedKey is called by Fyne.
func (s *search) TypedKey(e *fyne.KeyEvent) {
	if s.offers.Visible() && s.steer(e.Name) {
		return
	}
	switch e.Name {
	case fyne.KeyEscape:
		if s.Text == "" {
			s.leave()
		} else {
			s.SetText("")
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		s.close()
		if !s.refused() {
			s.leave()
		}
	case fyne.KeyDown:
		s.leave()
	case keys.Details:
		s.keys(keys.Ctrl(fyne.KeyI))
	case keys.Help:
		s.help()
	default:
		before := s.Text
		s.Entry.TypedKey(e)
		s.heard(before)
	}
}

// TypedRune is called by Fyne.
func (s *search) TypedRune(r rune) {
	s.Entry.TypedRune(r)
	s.offer()
}

// TypedShortcut gives the window's own shortcuts precedence: a focused entry
// would keep them to itself.
func (s *search) TypedShortcut(shortcut fyne.Shortcut) {
	if custom, ok := shortcut.(*desktop.CustomShortcut); ok && s.keys(custom) {
		return
	}
	before := s.Text
	s.Entry.TypedShortcut(shortcut)
	s.heard(before)
}

// heard offers what fits now, if what was typed changed the text, or moved the
// cursor under an open list.
func (s *search) heard(before string) {
	if s.Text != before || s.offers.Visible() {
		s.offer()
	}
}

// FocusGained is called by Fyne. The values are asked for, to be there with the
// first letter.
func (s *search) FocusGained() {
	s.Entry.FocusGained()
	s.values()
}

// FocusLost is called by Fyne, also when the list is pressed: then the focus
// stays.
func (s *search) FocusLost() {
	s.Entry.FocusLost()
	if s.offers.press {
		s.post(s.focus)
		return
	}
	s.close()
}
