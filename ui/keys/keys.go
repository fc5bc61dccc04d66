package keys

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Keys that work everywhere, without a modifier.
const (
	Help       = fyne.KeyF1  // shows the search help
	Edit       = fyne.KeyF2  // edits the selected books
	Rescan     = fyne.KeyF5  // rescans the library
	Details    = fyne.KeyF9  // shows or hides the details, as in other library programs
	FullScreen = fyne.KeyF11 // shows the window on the full screen, or ends that
)

// Plain returns the shortcut of a key without a modifier.
func Plain(key fyne.KeyName) *desktop.CustomShortcut { return &desktop.CustomShortcut{KeyName: key} }

// MainMenu opens the main menu.
const MainMenu = fyne.KeyF10

// OpensMenu reports whether a key, with these modifiers held down, opens a context menu.
func OpensMenu(key fyne.KeyName, held fyne.KeyModifier) bool {
	return key == desktop.KeyMenu || key == fyne.KeyF10 && held&fyne.KeyModifierShift != 0
}

// Ctrl returns the shortcut of a key with Ctrl, or with Cmd on a Mac.
func Ctrl(key fyne.KeyName) *desktop.CustomShortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault}
}

// Alt returns the shortcut of a key with Alt.
func Alt(key fyne.KeyName) *desktop.CustomShortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierAlt}
}

// Redo returns Ctrl+Shift+Z, the second shortcut for redo beside Ctrl+Y.
func Redo() *desktop.CustomShortcut {
	return &desktop.CustomShortcut{KeyName: fyne.KeyZ, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
}

// Export returns Ctrl+Shift+E, which exports the books.
func Export() *desktop.CustomShortcut {
	return &desktop.CustomShortcut{KeyName: fyne.KeyE, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
}

// Held returns the modifier keys that are held down now.
func Held() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}
