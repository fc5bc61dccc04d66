package widgets

import (
	"runtime"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// ShowMenu opens a menu at a position on a canvas, in pixels from the canvas's corner.
func ShowMenu(c fyne.Canvas, at fyne.Position, items ...*fyne.MenuItem) {
	m := fyne.NewMenu("", items...)
	disarm(m)
	WriteShortcuts(m)
	widget.ShowPopUpMenuAtPosition(m, c, at)
}

// disarm takes away the actions of the disabled items of a menu: the toolkit runs them if
// Enter is pressed on them (menuItem.triggerLast, Fyne 2.8.0).
func disarm(m *fyne.Menu) {
	for _, i := range m.Items {
		if i.Disabled {
			i.Action = nil
		}
		if i.ChildMenu != nil {
			disarm(i.ChildMenu)
		}
	}
}

// The blanks between the title of a menu item and its shortcut. The wide one is never
// part of a title; the thin ones align the shortcuts to the pixel.
const (
	wideBlank = "\u2003"
	thinBlank = "\u200a"
)

// WriteShortcuts makes the shortcuts of a menu and of its submenus a part of the labels
// of their items, aligned at the right. Call it once for each menu, before it is shown.
//
// The toolkit would draw them with a fifth of the opacity of the label, at a contrast of
// 1.5:1, which no theme can change (shortcutColor in widget/menu_item.go, Fyne 2.8.0;
// https://github.com/fyne-io/fyne/issues/2722). The shortcuts work as before.
func WriteShortcuts(m *fyne.Menu) {
	measure := func(s string) float32 { return fyne.MeasureText(s, theme.TextSize(), fyne.TextStyle{}).Width }
	var titles, shortcuts float32
	for _, i := range m.Items {
		if i.ChildMenu != nil {
			WriteShortcuts(i.ChildMenu)
		}
		titles, shortcuts = max(titles, measure(i.Label)), max(shortcuts, measure(shortcutWords(i.Shortcut)))
	}
	room, thin := titles+2*measure(wideBlank)+shortcuts, measure(thinBlank)
	for _, i := range m.Items {
		keys := shortcutWords(i.Shortcut)
		if keys == "" {
			continue
		}
		title := i.Label + wideBlank
		i.Label = title + strings.Repeat(thinBlank, int((room-measure(title+keys))/thin+0.5)) + keys
		i.Shortcut = undrawn{i.Shortcut}
	}
}

// undrawn is a shortcut that the toolkit runs, but does not draw: it draws the shortcuts
// that are a fyne.KeyboardShortcut.
type undrawn struct{ fyne.Shortcut }

// keyWords are the names of keys that differ from the toolkit's.
var keyWords = map[fyne.KeyName]string{
	fyne.KeyDelete: "Del", fyne.KeyEscape: "Esc", fyne.KeyReturn: "Enter", fyne.KeyPageUp: "PgUp", fyne.KeyPageDown: "PgDn",
}

// shortcutWords returns a shortcut as menus show it, "" for none.
func shortcutWords(s fyne.Shortcut) string {
	keyboard, ok := s.(fyne.KeyboardShortcut)
	if !ok {
		return ""
	}
	super := "Super+"
	if runtime.GOOS == "darwin" {
		super = "Cmd+"
	}
	text := ""
	for _, m := range []struct {
		modifier fyne.KeyModifier
		word     string
	}{{fyne.KeyModifierControl, "Ctrl+"}, {fyne.KeyModifierAlt, "Alt+"}, {fyne.KeyModifierShift, "Shift+"}, {fyne.KeyModifierSuper, super}} {
		if keyboard.Mod()&m.modifier != 0 {
			text += m.word
		}
	}
	if word, known := keyWords[keyboard.Key()]; known {
		return text + word
	}
	return text + string(keyboard.Key())
}
