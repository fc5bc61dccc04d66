package keys

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// How the details stand in the window.

// Details shows and hides them, as in other libraries of the desktop.
const Details = fyne.KeyF9

// Help shows how to search.
const Help = fyne.KeyF1

// Ctrl is a shortcut with Ctrl, or with Cmd on a Mac.
func Ctrl(key fyne.KeyName) *desktop.CustomShortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault}
}

// Redo is the other shortcut to do again what was taken back.
func Redo() *desktop.CustomShortcut {
	return &desktop.CustomShortcut{KeyName: fyne.KeyZ, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
}

// Several rows can be selected. They are known by their IDs, so that they stay
// selected through re-sorts and live updates, and drawing a row asks for its
// own ID and nothing else. One of them is where the cursor is. A new search or
// another folder leaves only that one: what is out of sight shall not be
// deleted or changed.

// Held are the modifier keys that are held down.
func Held() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}
