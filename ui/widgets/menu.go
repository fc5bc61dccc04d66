package widgets

import (
	"runtime"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/ui/i18n"
)

// ShowMenu opens a menu at a position on a canvas, in pixels from the canvas's corner.
func ShowMenu(c fyne.Canvas, at fyne.Position, items ...*fyne.MenuItem) {
	if m := newMenu(c, items); m != nil {
		m.ShowAtPosition(at)
	}
}

// ShowMenuAbove opens a menu above a position, for a button at the bottom of a window.
func ShowMenuAbove(c fyne.Canvas, at fyne.Position, items ...*fyne.MenuItem) {
	if m := newMenu(c, items); m != nil {
		m.ShowAtPosition(fyne.NewPos(at.X, max(0, at.Y-m.MinSize().Height))) // the toolkit moves it in from the other edges
	}
}

// newMenu returns nil if there is no canvas: the widget that asked is not shown.
func newMenu(c fyne.Canvas, items []*fyne.MenuItem) *widget.PopUpMenu {
	m := fyne.NewMenu("", items...)
	disarm(m)
	WriteShortcuts(m)
	return widget.NewPopUpMenu(m, c)
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

	thinBlanks = 32 // so many are measured at once
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
	room := titles + 2*measure(wideBlank) + shortcuts
	for _, i := range m.Items {
		keys := shortcutWords(i.Shortcut)
		if keys == "" {
			continue
		}
		title := i.Label + wideBlank
		// A blank after Chinese has the width that the Chinese font gives it.
		least := measure(title + keys)
		thin := (measure(title+strings.Repeat(thinBlank, thinBlanks)+keys) - least) / thinBlanks
		i.Label = title + strings.Repeat(thinBlank, int(max(0, (room-least)/max(thin, 0.5)+0.5))) + keys
		i.Shortcut = undrawn{i.Shortcut}
	}
}

// undrawn is a shortcut that the toolkit runs, but does not draw: it draws the shortcuts
// that are a fyne.KeyboardShortcut.
type undrawn struct{ fyne.Shortcut }

// shortcutWords returns a shortcut as menus show it, "" for none.
func shortcutWords(s fyne.Shortcut) string {
	keyboard, ok := s.(fyne.KeyboardShortcut)
	if !ok {
		return ""
	}
	super := i18n.Text("Super+")
	if runtime.GOOS == "darwin" {
		super = "Cmd+"
	}
	text := ""
	for _, m := range []struct {
		modifier fyne.KeyModifier
		word     string
	}{{fyne.KeyModifierControl, i18n.Text("Ctrl+")}, {fyne.KeyModifierAlt, i18n.Text("Alt+")}, {fyne.KeyModifierShift, i18n.Text("Shift+")}, {fyne.KeyModifierSuper, super}} {
		if keyboard.Mod()&m.modifier != 0 {
			text += m.word
		}
	}
	return text + keyWord(keyboard.Key())
}

// keyWord returns the name of a key as keyboards have it.
func keyWord(key fyne.KeyName) string {
	switch key {
	case fyne.KeyDelete:
		return i18n.TextIn("a key", "Del")
	case fyne.KeyEscape:
		return i18n.TextIn("a key", "Esc")
	case fyne.KeyReturn:
		return i18n.TextIn("a key", "Enter")
	case fyne.KeyPageUp:
		return i18n.TextIn("a key", "PgUp")
	case fyne.KeyPageDown:
		return i18n.TextIn("a key", "PgDn")
	case fyne.KeyLeft:
		return i18n.TextIn("a key", "Left")
	case fyne.KeyRight:
		return i18n.TextIn("a key", "Right")
	case fyne.KeyUp:
		return i18n.TextIn("a key", "Up")
	case fyne.KeyDown:
		return i18n.TextIn("a key", "Down")
	case fyne.KeySpace:
		return i18n.TextIn("a key", "Space")
	default:
		return string(key) // letters, digits and F1 to F12
	}
}
