package widgets

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// TestStars: a click gives stars or half of one, a click on the rating removes it, and so do
// the keys.
func TestStars(t *testing.T) {
	test.NewTempApp(t)
	got := ""
	s := NewStars("", func(halves int) { got += fmt.Sprint(halves, " ") })
	s.OnKey = func(e *fyne.KeyEvent) { got += string(e.Name) + " " }
	tap := func(x float32) { s.Tapped(&fyne.PointEvent{Position: fyne.NewPos(x, 5)}) }
	for _, c := range []struct {
		does func()
		want string
	}{
		{func() { tap(4.6 * starSide) }, "10 "},
		{func() { tap(3.2 * starSide) }, "7 "},
		{func() { tap(3.4 * starSide) }, "0 "},
		{func() { tap(0) }, "1 "},
		{func() { tap(5 * starSide); tap(-1) }, ""},
		{func() { press(s, fyne.KeyRight, fyne.KeyUp, fyne.KeyLeft, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown) }, "2 3 2 1 0 "},
		{func() {
			s.TypedRune('5')
			press(s, fyne.KeyRight)
			s.TypedRune('6')
			s.TypedRune('x')
			s.TypedRune('0')
		}, "10 0 "},
		{func() { s.Set(4); press(s, fyne.KeyDelete, fyne.KeyEscape) }, "0 Escape "},
	} {
		got = ""
		if c.does(); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func press(f fyne.Focusable, all ...fyne.KeyName) {
	for _, key := range all {
		f.TypedKey(&fyne.KeyEvent{Name: key})
	}
}
