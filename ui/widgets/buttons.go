package widgets

import (
	"fyne.io/fyne/v2/widget"
)

// SetEnabled enables or disables a button. It draws the button only if its state
// changes.
func SetEnabled(b *widget.Button, on bool) {
	if on == !b.Disabled() {
		return
	}
	if on {
		b.Enable()
	} else {
		b.Disable()
	}
}
