package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// EscapeEntry is an entry in which Esc calls a function.
type EscapeEntry struct {
	widget.Entry
	escape func()
}

// NewEscapeEntry makes an entry that shows this number of lines.
func NewEscapeEntry(lines int, escape func()) *EscapeEntry {
	e := &EscapeEntry{escape: escape}
	e.MultiLine, e.Wrapping = lines > 1, fyne.TextWrapOff
	e.ExtendBaseWidget(e)
	if lines > 1 {
		e.SetMinRowsVisible(lines)
	}
	return e
}

// AcceptsTab is called by Fyne.
func (e *EscapeEntry) AcceptsTab() bool { return false }

// TypedKey is called by Fyne.
func (e *EscapeEntry) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape {
		e.escape()
		return
	}
	e.Entry.TypedKey(k)
}

// EscapeSelect is a select in which Esc calls a function.
type EscapeSelect struct {
	widget.Select
	escape func()
}

// NewEscapeSelect makes a select with these options.
func NewEscapeSelect(options []string, escape func()) *EscapeSelect {
	s := &EscapeSelect{escape: escape}
	s.Options = options
	s.ExtendBaseWidget(s)
	return s
}

// TypedKey is called by Fyne.
func (s *EscapeSelect) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape {
		s.escape()
		return
	}
	s.Select.TypedKey(k)
}

// EscapeSlider is a slider in which Esc calls a function.
type EscapeSlider struct {
	widget.Slider
	escape func()
}

// NewEscapeSlider makes a slider between two values.
func NewEscapeSlider(least, most, step float64, escape func()) *EscapeSlider {
	s := &EscapeSlider{escape: escape}
	s.Min, s.Max, s.Step, s.Value = least, most, step, least
	s.ExtendBaseWidget(s)
	return s
}

// TypedKey is called by Fyne.
func (s *EscapeSlider) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape {
		s.escape()
		return
	}
	s.Slider.TypedKey(k)
}

// EscapeCheck is a check box in which Esc calls a function.
type EscapeCheck struct {
	widget.Check
	escape func()
}

// NewEscapeCheck makes a check box with a text.
func NewEscapeCheck(text string, escape func()) *EscapeCheck {
	c := &EscapeCheck{escape: escape}
	c.Text = text
	c.ExtendBaseWidget(c)
	return c
}

// TypedKey is called by Fyne.
func (c *EscapeCheck) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape {
		c.escape()
		return
	}
	c.Check.TypedKey(k)
}

// EscapeList is a list in which Esc calls a function. Its rows can be read, not selected.
type EscapeList struct {
	widget.List
	escape func()
}

// NewEscapeList makes a list of rows: create makes an object for a row, update shows a row
// in it.
func NewEscapeList(length func() int, create func() fyne.CanvasObject, update func(widget.ListItemID, fyne.CanvasObject), escape func()) *EscapeList {
	l := &EscapeList{escape: escape}
	l.Length, l.CreateItem, l.UpdateItem, l.HideSeparators = length, create, update, true
	l.OnSelected = l.Unselect
	l.ExtendBaseWidget(l)
	return l
}

// TypedKey is called by Fyne.
func (l *EscapeList) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape {
		l.escape()
		return
	}
	l.List.TypedKey(k)
}

// EscapeButton is a button on which Esc calls a function and Enter presses it.
type EscapeButton struct {
	widget.Button
	escape  func()
	focused bool
	space   bool // Space is down: the rune of the key comes next
}

// CreateRenderer is called by Fyne.
func (b *EscapeButton) CreateRenderer() fyne.WidgetRenderer {
	b.ExtendBaseWidget(b)
	return newRinged(&b.Button, &b.focused)
}

// FocusGained shows the ring.
func (b *EscapeButton) FocusGained() {
	b.focused = true
	b.Button.FocusGained()
}

// FocusLost hides the ring.
func (b *EscapeButton) FocusLost() {
	b.focused, b.space = false, false
	b.Button.FocusLost()
}

// NewEscapeButton makes a button that calls do when it is pressed.
func NewEscapeButton(text string, do, escape func()) *EscapeButton {
	b := &EscapeButton{escape: escape}
	b.Text, b.OnTapped = text, do
	b.ExtendBaseWidget(b)
	return b
}

// TypedKey is called by Fyne.
func (b *EscapeButton) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyEscape:
		b.escape()
	case fyne.KeyReturn, fyne.KeyEnter:
		if !b.Disabled() {
			b.OnTapped()
		}
	case fyne.KeySpace:
		b.space = true
	default:
		b.Button.TypedKey(e)
	}
}

// TypedRune is called by Fyne. Space presses the button here: its rune comes after its key,
// and would go to what gets the focus if the key closed a dialog.
func (b *EscapeButton) TypedRune(r rune) {
	if r == ' ' && b.space {
		b.space = false
		if !b.Disabled() {
			b.OnTapped()
		}
	}
}
