package sidebar

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"lectern/ui/uitest"
)

// TestSavedViewsAreMoved: a view follows the pointer among the views, and Alt with an arrow
// key moves the view with the cursor.
func TestSavedViewsAreMoved(t *testing.T) {
	s := newTestSidebar(t)
	var did []string
	s.OnView = func(name string) {
		did = append(did, "open "+name)
		s.Mark("", "", name)
	}
	s.OnFolder = func(path string) { did = append(did, "folder "+path) }
	s.OnMoveView = func(name string, to int) { did = append(did, fmt.Sprint(name, " to ", to)) }
	s.SetViews([]SavedView{{Name: "One"}, {Name: "Two"}, {Name: "Three"}})
	s.OpenHeadings(func(uid string) bool { return uid == Views })
	is := func(want ...string) {
		t.Helper()
		if got := names(s)[3:6]; !slices.Equal(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
	middle := func(name string) fyne.Position {
		n := drawn(s, name)
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(n).AddXY(20, nodeHeight/2)
	}
	drag := func(name string, to ...fyne.Position) {
		n := drawn(s, name)
		for _, p := range to {
			n.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{AbsolutePosition: p}})
		}
		n.DragEnd()
	}
	drag("One", middle("One").AddXY(3, 2))
	drag("a", middle("a").AddXY(3, 2), middle("a").AddXY(3, 3))
	drag("a", middle("a").AddXY(400, 0), middle("a").AddXY(400, 1))
	one, two, three := middle("One"), middle("Two"), middle("Three")
	drag("One", two, three)
	is("Two", "Three", "One")
	drag("One", one.AddXY(0, -300)) // above the first view
	is("One", "Two", "Three")
	drag("Three", two.AddXY(0, 1), three)
	is("One", "Two", "Three")
	drag("a", two)
	is("One", "Two", "Three")
	test.Tap(s.line(t, "Two"))
	s.OnViewMenu = func(name string, _ fyne.Position) { did = append(did, "menu "+name) }
	test.TapSecondary(s.line(t, "Two"))
	if c := fyne.CurrentApp().Driver().CanvasForObject(s); c.Focused() != fyne.Focusable(s) {
		t.Error("the keys in the menu of a view do nothing")
	}
	s.MoveView(1)
	is("One", "Three", "Two")
	s.MoveView(1)
	uitest.Press(s, fyne.KeyUp)
	s.MoveView(-1)
	is("Three", "One", "Two")
	s.FocusLost()
	want := []string{"open One", "folder /a", "One to 2", "One to 0", "Three to 2", "open Two", "menu Two", "Two to 2", "Two to 2", "Three to 0"}
	if !slices.Equal(did, want) {
		t.Errorf("%q, want %q", did, want)
	}
}
