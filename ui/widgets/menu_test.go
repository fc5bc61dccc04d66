package widgets

import (
	"fmt"
	"image"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/ui/uitest"
)

func menuItems() []*fyne.MenuItem {
	find, trash, plain := fyne.NewMenuItem("Find", nil), fyne.NewMenuItem("Move to trash…", nil), fyne.NewMenuItem("Copy path", nil)
	find.Shortcut = &desktop.CustomShortcut{KeyName: fyne.KeyF, Modifier: fyne.KeyModifierControl}
	trash.Shortcut = &desktop.CustomShortcut{KeyName: fyne.KeyDelete, Modifier: fyne.KeyModifierShift}
	return []*fyne.MenuItem{find, trash, plain}
}

func TestShortcutsAreAligned(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Theme{Appearance: Light})
	items := menuItems()
	chinese := fyne.NewMenuItem("后退 30 秒", func() {})
	chinese.Shortcut = items[0].Shortcut
	m := fyne.NewMenu("", append(items, chinese)...)
	WriteShortcuts(m)
	find, trash := m.Items[0], m.Items[1]
	if !strings.HasPrefix(find.Label, "Find"+wideBlank) || !strings.HasSuffix(find.Label, "Ctrl+F") || !strings.HasSuffix(trash.Label, "Shift+Del") || m.Items[2].Label != "Copy path" {
		t.Errorf("%q, %q, %q", find.Label, trash.Label, m.Items[2].Label)
	}
	width := func(i *fyne.MenuItem) float32 {
		return fyne.MeasureText(i.Label, theme.TextSize(), fyne.TextStyle{}).Width
	}
	for _, other := range []*fyne.MenuItem{trash, chinese} { // the blanks of a Chinese font have other widths
		if d := width(find) - width(other); d < -1.5 || d > 1.5 {
			t.Errorf("the shortcuts of %q and %q end %.1f pixels apart", find.Label, other.Label, d)
		}
	}
	want := (&desktop.CustomShortcut{KeyName: fyne.KeyF, Modifier: fyne.KeyModifierControl}).ShortcutName()
	if find.Shortcut.ShortcutName() != want {
		t.Errorf("the shortcut is %q, want %q", find.Shortcut.ShortcutName(), want)
	}
}

// TestEnterOnADisabledItem: Enter on a disabled item closes the menu and does nothing.
func TestEnterOnADisabledItem(t *testing.T) {
	test.NewTempApp(t)
	w := test.NewTempWindow(t, widget.NewLabel(""))
	ran := 0
	for _, disabled := range []bool{false, true} {
		i := fyne.NewMenuItem("Combine", func() { ran++ })
		i.Disabled = disabled
		ShowMenu(w.Canvas(), fyne.NewPos(10, 10), i)
		for _, key := range []fyne.KeyName{fyne.KeyDown, fyne.KeyReturn} {
			w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: key})
		}
	}
	if ran != 1 {
		t.Errorf("two items, one of them disabled, ran %d times", ran)
	}
}

// TestMenuAbove: a menu above a position ends there, and a menu with no room above it is
// moved into the window.
func TestMenuAbove(t *testing.T) {
	test.NewTempApp(t)
	w := test.NewTempWindow(t, widget.NewLabel(""))
	w.Resize(fyne.NewSize(400, 300))
	for _, c := range []struct{ at, top float32 }{{280, -1}, {5, 0}} {
		ShowMenuAbove(w.Canvas(), fyne.NewPos(10, c.at), menuItems()...)
		for _, o := range test.LaidOutObjects(w.Canvas().Overlays().Top()) {
			m, ok := o.(*widget.PopUpMenu)
			if !ok {
				continue
			}
			if top, bottom := m.Position().Y, m.Position().Y+m.Size().Height; c.top < 0 && bottom != c.at || c.top >= 0 && top < c.top {
				t.Errorf("above %v the menu is from %v to %v", c.at, top, bottom)
			}
		}
	}
	ShowMenuAbove(nil, fyne.NewPos(10, 10), menuItems()...)
}

// TestShortcutsAreReadable looks at the pixels of an open menu.
func TestShortcutsAreReadable(t *testing.T) {
	for _, appearance := range []Appearance{Light, Dark} {
		test.NewTempApp(t).Settings().SetTheme(Theme{Appearance: appearance})
		w := test.NewTempWindow(t, widget.NewLabel(""))
		w.Resize(fyne.NewSize(400, 300))
		ShowMenu(w.Canvas(), fyne.NewPos(10, 10), menuItems()...)
		var items []fyne.CanvasObject
		for _, o := range test.LaidOutObjects(w.Canvas().Overlays().Top()) {
			if fmt.Sprintf("%T", o) == "*widget.menuItem" {
				items = append(items, o)
			}
		}
		if len(items) != 3 {
			t.Fatalf("%d items", len(items))
		}
		picture := w.Canvas().Capture()
		for n := range 2 {
			o := items[n]
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
			right := image.Rect(int(at.X+o.Size().Width)-40, int(at.Y)+4, int(at.X+o.Size().Width)-4, int(at.Y+o.Size().Height)-4)
			back := nrgba(Theme{appearance}.Color(theme.ColorNameMenuBackground, theme.VariantLight))
			best := 0.0
			for y := right.Min.Y; y < right.Max.Y; y++ {
				for x := right.Min.X; x < right.Max.X; x++ {
					best = max(best, uitest.Contrast(picture.At(x, y), back))
				}
			}
			if best < 4.5 {
				t.Errorf("%s: the shortcut of item %d has a contrast of %.2f, want 4.5", appearance, n, best)
			}
		}
	}
}
