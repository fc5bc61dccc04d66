package uitest

import (
	"fyne.io/fyne/v2"
)

// Press presses keys in what has the focus.
func Press(focused fyne.Focusable, names ...fyne.KeyName) {
	for _, name := range names {
		focused.TypedKey(&fyne.KeyEvent{Name: name})
	}
}
