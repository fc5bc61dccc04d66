package details

import (
	"image"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"lectern/ui/uitest"
)

// TestCoverEnlarges: a click on a cover shows it above the window, at its own size or as
// large as the window allows. Esc and a click close it.
func TestCoverEnlarges(t *testing.T) {
	d := newDesk(t, 700, 600)
	d.Set(uitest.GoodOmens(1))
	test.Tap(d.button)
	if len(d.done) > 0 || d.button.Cursor() != desktop.DefaultCursor {
		t.Fatal("a book without a cover can be clicked")
	}
	d.still()
	d.answer(image.NewRGBA(image.Rect(0, 0, 320, 160)))
	if d.button.Cursor() != desktop.PointerCursor {
		t.Error("the pointer does not tell of the click")
	}
	c := fyne.CurrentApp().Driver().CanvasForObject(d.Pane)
	open := func(w, h int) *enlarged {
		t.Helper()
		test.Tap(d.button)
		d.whole(image.NewRGBA(image.Rect(0, 0, w, h)))
		e, ok := c.Overlays().Top().(*enlarged)
		if !ok || c.Focused() != fyne.Focusable(e) {
			t.Fatal("it is not shown, or gets no keys")
		}
		return e
	}
	for _, s := range []struct {
		w, h int
		want fyne.Size
	}{
		{400, 300, fyne.NewSize(400, 300)},
		{1136, 284, fyne.NewSize(668, 167)},
		{600, 1136, fyne.NewSize(300, 568)},
	} {
		e := open(s.w, s.h)
		size, at := e.picture.Size(), e.picture.Position()
		if size.Subtract(s.want).Max(s.want.Subtract(size)).Width > 0.1 || at.X != (700-size.Width)/2 || at.Y != (600-size.Height)/2 {
			t.Errorf("%d × %d is shown as %v at %v, want %v", s.w, s.h, size, at, s.want)
		}
		if s.w == 400 {
			test.Tap(e)
		} else {
			uitest.Press(e, fyne.KeyEscape)
		}
		if c.Overlays().Top() != nil {
			t.Fatal("it stays")
		}
	}
	d.done = nil
	test.Tap(d.button)
	d.Set(uitest.GoodOmens(2))
	d.whole(image.NewRGBA(image.Rect(0, 0, 9, 9)))
	d.Set(uitest.GoodOmens(1))
	test.Tap(d.button) // it has no picture yet
	if c.Overlays().Top() != nil {
		t.Error("the cover of a book that was left is shown")
	}
	if want := []string{"stop", "whole 1 of 700"}; !slices.Equal(d.done, want) {
		t.Errorf("%q, want %q", d.done, want)
	}
}
