package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Button is a button that shows the focus as a ring. Enter presses it, as Space does.
type Button struct {
	widget.Button
	focused bool
	space   spaceKey
}

// NewButton makes a button with a text, an icon or both, that calls do when it is
// pressed.
func NewButton(text string, icon fyne.Resource, do func()) *Button {
	b := &Button{}
	b.Text, b.Icon, b.OnTapped = text, icon, do
	b.ExtendBaseWidget(b)
	return b
}

// CreateRenderer is called by Fyne.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	b.ExtendBaseWidget(b)
	return newRinged(&b.Button, &b.focused)
}

// FocusGained shows the ring.
func (b *Button) FocusGained() {
	b.focused = true
	b.Button.FocusGained()
}

// FocusLost hides the ring.
func (b *Button) FocusLost() {
	b.focused, b.space = false, spaceKey{}
	b.Button.FocusLost()
}

// TypedKey is called by Fyne.
func (b *Button) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		b.press()
	case fyne.KeySpace:
		b.space.down = true
	default:
		b.Button.TypedKey(e)
	}
}

// TypedRune is called by Fyne.
func (b *Button) TypedRune(r rune) {
	if b.space.presses(r) {
		b.press()
	}
}

func (b *Button) press() {
	if !b.Disabled() {
		b.OnTapped()
	}
}

// spaceKey is the Space key on a button. The rune of the key comes after the key, and goes
// to what has the focus by then. So the rune presses the button: if the key did, a text box
// to which the button moves the focus would get a space.
type spaceKey struct{ down bool }

// presses reports whether a rune presses the button.
func (k *spaceKey) presses(r rune) bool {
	down := k.down
	k.down = false
	return down && r == ' '
}

// SetEnabled enables or disables a button. It draws the button only if its state
// changes.
func SetEnabled(b fyne.Disableable, on bool) {
	if on == !b.Disabled() {
		return
	}
	if on {
		b.Enable()
	} else {
		b.Disable()
	}
}
