package keys

import "fyne.io/fyne/v2"

// Click is what a click on a name, such as an author, does to the search. It does the same
// wherever the name stands.
type Click uint8

// The clicks.
const (
	Narrow Click = iota // the name replaces the other names of its field; if it is there already, it leaves
	Tick                // with Ctrl: the name joins the other names of its field, or leaves them
	Alone               // with Shift: the name replaces the whole search
)

// ClickWith returns the click with these modifiers held down.
func ClickWith(held fyne.KeyModifier) Click {
	switch {
	case held&fyne.KeyModifierShortcutDefault != 0:
		return Tick
	case held&fyne.KeyModifierShift != 0:
		return Alone
	default:
		return Narrow
	}
}
