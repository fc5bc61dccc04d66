package uitest

import (
	"strings"

	"fyne.io/fyne/v2"
)

// Title returns the title of a menu item, without the shortcut that widgets.WriteShortcuts
// adds behind wide blanks.
func Title(i *fyne.MenuItem) string {
	title, _, _ := strings.Cut(i.Label, "\u2003")
	return title
}
