package widgets

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

func TestPanesKeepTheirPixels(t *testing.T) {
	test.NewTempApp(t)
	left, middle, right := canvas.NewRectangle(nil), canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	p := NewPanes(left, middle, right, 250, 340)
	w := test.NewWindow(p)
	defer w.Close()
	w.SetPadded(false)
	for _, c := range []struct {
		total, left, right float32 // the width of the window and of the outer panes
	}{
		{2560, 250, 340},
		{1280, 250, 340},
		{800, 250, 800 - 250 - middleLeast - 2},
		{640, 640 - rightLeast - middleLeast - 2, rightLeast},
		{600, 0, 340},                   // no room for all
		{500, 0, 500 - middleLeast - 1}, // nor for as much
		{400, 400 - middleLeast - 1, 0}, // nor for the right one
		{300, 0, 0},                     // nor for any
		{2560, 250, 340},                // they come back
	} {
		w.Resize(fyne.NewSize(c.total, 600))
		var width [2]float32
		dividers := float32(0)
		for i, o := range []fyne.CanvasObject{left, right} {
			if slices.Contains(test.LaidOutObjects(p), o) {
				width[i] = o.Size().Width
				dividers++
			}
		}
		if width != [2]float32{c.left, c.right} {
			t.Errorf("%v: %v, want %v and %v", c.total, width, c.left, c.right)
		}
		if got, want := middle.Size().Width, c.total-c.left-c.right-dividers; got != want {
			t.Errorf("%v: the middle has %v, want %v", c.total, got, want)
		}
	}
}

func TestDividersAreDragged(t *testing.T) {
	test.NewTempApp(t)
	left, middle, right := canvas.NewRectangle(nil), canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	p := NewPanes(left, middle, right, 250, 340)
	dragged := 0
	p.OnDragged = func() { dragged++ }
	w := test.NewWindow(p)
	defer w.Close()
	w.SetPadded(false)
	w.Resize(fyne.NewSize(1280, 600))
	for _, c := range []struct {
		from, by, left, right float32
	}{
		{250, 50, 300, 340},
		{1280 - 340, -60, 300, 400},
		{300, -1000, leftLeast, 400},
		{leftLeast, 2000, 1280 - 400 - middleLeast - 2, 400}, // the middle keeps its least width
	} {
		grip := p.grips[0]
		if c.from > 640 {
			grip = p.grips[1]
		}
		grip.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{AbsolutePosition: fyne.NewPos(c.from+c.by, 300)}})
		grip.DragEnd()
		if l, r := p.Widths(); l != c.left || r != c.right {
			t.Errorf("from %v by %v: %v and %v, want %v and %v", c.from, c.by, l, r, c.left, c.right)
		}
	}
	if dragged == 0 {
		t.Error("nothing is told of it")
	}
	p.ShowRight(false)
	if l, _ := p.Widths(); l != 1280-400-middleLeast-2 || middle.Size().Width != 1280-l-lineWidth {
		t.Errorf("without the right pane: %v and %v", l, middle.Size().Width)
	}
}
