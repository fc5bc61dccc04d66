package widgets

import (
	"fyne.io/fyne/v2/widget"
)

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
