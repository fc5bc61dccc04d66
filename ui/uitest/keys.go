package uitest

import (
	"fyne.io/fyne/v2"
)

// Press types keys into the focused object.
func Press(focused fyne.Focusable, names ...fyne.KeyName) {
	for _, name := range names {
		focused.TypedKey(&fyne.KeyEvent{Name: name})
	}
}
