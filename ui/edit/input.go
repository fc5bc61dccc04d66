package edit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"lectern/library/view"
	"lectern/ui/keys"
)

// input is the entry of a box. Enter saves from an entry of one line, Ctrl+Enter from
// any; Tab goes to the next box, and Esc cancels. Known names complete while the user
// types.
type input struct {
	widget.Entry
	save, cancel func()
	names        *Names     // nil if the field has no known names
	of           view.Field // the field of names
	focused      func()
	onErase      func() // called for Backspace and Delete in an empty entry
	onUndo       func() // called when undo leaves the entry empty
	onMenu       func()
}

func newInput(lines int, save, cancel func()) *input {
	i := &input{save: save, cancel: cancel, focused: func() {}, onErase: func() {}, onUndo: func() {}, onMenu: func() {}}
	i.MultiLine = lines > 1
	i.Wrapping = fyne.TextWrapOff
	if lines > 2 {
		i.Wrapping = fyne.TextWrapWord
	}
	i.ExtendBaseWidget(i)
	if lines > 1 {
		i.SetMinRowsVisible(lines)
	} else {
		i.OnSubmitted = func(string) { save() }
	}
	return i
}

// focus gives the entry the keyboard focus.
func (i *input) focus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(i); c != nil {
		c.Focus(i)
	}
}

// line returns the line of the cursor, and whether the cursor is at its end.
func (i *input) line() (line string, end bool) {
	lines := strings.Split(i.Text, "\n")
	if i.CursorRow >= len(lines) {
		return "", false
	}
	line = lines[i.CursorRow]
	return line, i.CursorColumn == len([]rune(line))
}

// setLine replaces the line of the cursor, and puts the cursor at its end.
func (i *input) setLine(line string) {
	lines := strings.Split(i.Text, "\n")
	if i.CursorRow >= len(lines) {
		return
	}
	lines[i.CursorRow] = line
	i.SetText(strings.Join(lines, "\n"))
	i.CursorColumn = len([]rune(line))
	i.Refresh()
}

// AcceptsTab is called by Fyne. Tab takes the chosen name.
func (i *input) AcceptsTab() bool {
	return i.names != nil && i.names.shows(i) && i.names.list.Chosen >= 0 && keys.Held()&fyne.KeyModifierShift == 0
}

// FocusGained is called by Fyne.
func (i *input) FocusGained() {
	i.Entry.FocusGained()
	i.focused()
}

// FocusLost is called by Fyne.
func (i *input) FocusLost() {
	i.Entry.FocusLost()
	if i.names != nil {
		i.names.left(i)
	}
}

// TypedRune is called by Fyne.
func (i *input) TypedRune(r rune) {
	i.Entry.TypedRune(r)
	i.complete()
}

// complete lists the names that complete the text.
func (i *input) complete() {
	if i.names != nil {
		i.names.complete(i)
	}
}

// heard updates the list of names after a key that changed the text, or that moved the
// cursor while the list is shown.
func (i *input) heard(before string) {
	if i.Text != before || i.names != nil && i.names.shows(i) {
		i.complete()
	}
}

// TypedKey is called by Fyne.
func (i *input) TypedKey(e *fyne.KeyEvent) {
	if i.names != nil && i.names.steer(i, e.Name) {
		return
	}
	switch {
	case e.Name == fyne.KeyEscape:
		i.cancel()
	case keys.OpensMenu(e.Name, keys.Held()):
		i.onMenu()
	case i.Text == "" && (e.Name == fyne.KeyBackspace || e.Name == fyne.KeyDelete):
		i.onErase()
	default:
		before := i.Text
		i.Entry.TypedKey(e)
		i.heard(before)
	}
}

// TypedShortcut is called by Fyne.
func (i *input) TypedShortcut(s fyne.Shortcut) {
	if custom, ok := s.(*desktop.CustomShortcut); ok {
		switch custom.ShortcutName() {
		case keys.Ctrl(fyne.KeyReturn).ShortcutName(), keys.Ctrl(fyne.KeyEnter).ShortcutName():
			i.save()
			return
		case keys.Redo().ShortcutName():
			s = &fyne.ShortcutRedo{}
		}
	}
	before := i.Text
	i.Entry.TypedShortcut(s)
	i.heard(before)
	if _, undo := s.(*fyne.ShortcutUndo); undo && i.Text == "" {
		i.onUndo()
	}
}
