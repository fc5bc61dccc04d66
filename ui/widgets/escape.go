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

	OnFocus func() // called when the select gets the focus, before it offers its options
}

// NewEscapeSelect makes a select with these options.
func NewEscapeSelect(options []string, escape func()) *EscapeSelect {
	s := &EscapeSelect{escape: escape, OnFocus: func() {}}
	s.Options = options
	s.ExtendBaseWidget(s)
	return s
}

// FocusGained is called by Fyne.
func (s *EscapeSelect) FocusGained() {
	s.OnFocus()
	s.Select.FocusGained()
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

// EscapeButton is a Button on which Esc calls a function.
type EscapeButton struct {
	Button
	escape func()
}

// NewEscapeButton makes a button that calls do when it is pressed.
func NewEscapeButton(text string, do, escape func()) *EscapeButton {
	b := &EscapeButton{escape: escape}
	b.Text, b.OnTapped = text, do
	b.ExtendBaseWidget(b)
	return b
}

// TypedKey is called by Fyne.
func (b *EscapeButton) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape {
		b.escape()
		return
	}
	b.Button.TypedKey(k)
}
