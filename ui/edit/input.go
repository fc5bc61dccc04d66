package edit

import (
	"lectern/ui/keys"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// input is the entry of a box. Enter saves the form from an entry of one line,
// Ctrl+Enter from any; Tab goes to the next box, and Esc closes the form.
type input struct {
	widget.Entry
	form    *Form
	focused func()
	onErase func() // called for Backspace and Delete in an empty entry
	onUndo  func() // called when undo leaves the entry empty
	onMenu  func()
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

// AcceptsTab is called by Fyne.
func (i *input) AcceptsTab() bool { return false }

// FocusGained is called by Fyne.
func (i *input) FocusGained() {
	i.Entry.FocusGained()
	i.focused()
}

// TypedKey is called by Fyne.
func (i *input) TypedKey(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeyEscape:
		i.form.OnCancel()
	case keys.OpensMenu(e.Name, keys.Held()):
		i.onMenu()
	case i.Text == "" && (e.Name == fyne.KeyBackspace || e.Name == fyne.KeyDelete):
		i.onErase()
	default:
		i.Entry.TypedKey(e)
	}
}

// TypedShortcut is called by Fyne.
func (i *input) TypedShortcut(s fyne.Shortcut) {
	if custom, ok := s.(*desktop.CustomShortcut); ok {
		switch custom.ShortcutName() {
		case keys.Ctrl(fyne.KeyReturn).ShortcutName(), keys.Ctrl(fyne.KeyEnter).ShortcutName():
			i.form.OnSave()
			return
		case keys.Redo().ShortcutName():
			s = &fyne.ShortcutRedo{}
		}
	}
	i.Entry.TypedShortcut(s)
	if _, undo := s.(*fyne.ShortcutUndo); undo && i.Text == "" {
		i.onUndo()
	}
}
