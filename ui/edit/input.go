package edit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// input is the entry of a box. Enter saves in an entry of one line, Ctrl+Enter in any;
// Tab goes to the next box, and Esc leaves the form.
type input struct {
	widget.Entry
	form    *Form
	focused func()
}

func newInput(f *Form, lines int) *input {
	i := &input{form: f}
	i.MultiLine = lines > 1
	i.Wrapping = fyne.TextWrapOff
	if lines > 2 {
		i.Wrapping = fyne.TextWrapWord
	}
	i.ExtendBaseWidget(i)
	if lines > 1 {
		i.SetMinRowsVisible(lines)
	} else {
		i.OnSubmitted = func(string) { f.OnSave() }
	}
	return i
}
