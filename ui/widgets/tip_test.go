package widgets

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// told returns the texts of the tip that is shown.
func told(t *Tips) (lines []string) {
	for _, o := range test.LaidOutObjects(t) {
		if text, is := o.(*canvas.Text); is {
			lines = append(lines, text.Text)
		}
	}
	return lines
}

func TestTips(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Theme{Appearance: Light})
	t.Cleanup(func() { tips = nil })
	var due func()
	tip := NewTips(func(_ time.Duration, do func()) func() {
		due = do
		return func() { due = nil }
	})
	pressed := 0
	b := NewToolButton(nil, "Sort", "Sort by", func() { pressed++ })
	w := test.NewTempWindow(t, container.NewStack(container.NewVBox(b), tip))
	w.SetPadded(false)
	w.Resize(fyne.NewSize(300, 100))
	over := &desktop.MouseEvent{PointEvent: fyne.PointEvent{AbsolutePosition: fyne.NewPos(290, 20)}}

	b.MouseIn(over)
	if len(told(tip)) > 0 || due == nil {
		t.Fatal("a tip is shown at once, or never")
	}
	due()
	if got := told(tip); len(got) != 1 || got[0] != "Sort by" {
		t.Errorf("the tip says %q", got)
	}
	if right := tip.surface.Position().X + tip.surface.Size().Width; right > 300 {
		t.Errorf("it reaches to %v of 300 pixels", right)
	}
	due()
	if got := told(tip); len(got) > 0 {
		t.Errorf("the tip stays for ever: %q", got)
	}
	b.MouseMoved(over)
	due()
	if got := told(tip); len(got) != 1 {
		t.Errorf("the pointer moves, and the tip says %q", got)
	}
	test.TapCanvas(w.Canvas(), fyne.NewPos(20, 10))
	if pressed != 1 || len(told(tip)) > 0 {
		t.Errorf("pressed %d times below a tip, which then says %q", pressed, told(tip))
	}

	b.MouseIn(over)
	b.MouseOut()
	if due != nil {
		t.Error("a tip is still to come after the pointer has left")
	}
	b.MouseIn(over)
	ShowMenu(w.Canvas(), fyne.NewPos(10, 10), fyne.NewMenuItem("Copy", nil))
	due()
	if len(told(tip)) > 0 {
		t.Error("a tip is shown behind a menu")
	}
}

func TestPlaceBesideAScrollBar(t *testing.T) {
	test.NewTempApp(t)
	t.Cleanup(func() { tips = nil })
	var due func()
	tip := NewTips(func(_ time.Duration, do func()) func() {
		due = do
		return func() {}
	})
	w := test.NewTempWindow(t, tip)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(300, 200))
	for _, letter := range []string{"A", "B"} {
		ShowPlace(tip, fyne.NewPos(280, 90), letter)
	}
	if got := told(tip); len(got) != 1 || got[0] != "B" {
		t.Errorf("it says %q", got)
	}
	if right := tip.surface.Position().X + tip.surface.Size().Width; right != 280 {
		t.Errorf("it ends at %v", right)
	}
	due()
	if got := told(tip); len(got) > 0 {
		t.Errorf("it stays: %q", got)
	}
	Hover(tip, fyne.NewPos(9, 9), "Small again")
	tip.show()
	if tip.lines != tip.small {
		t.Error("a tip has large letters")
	}
}

// brokenTip returns the number of lines in which a tip shows a text.
func brokenTip(t *testing.T, text string) int {
	t.Cleanup(func() { tips = nil })
	tip := NewTips(func(_ time.Duration, do func()) func() { return func() {} })
	w := test.NewTempWindow(t, tip)
	w.Resize(fyne.NewSize(300, 100))
	Hover(tip, fyne.NewPos(9, 9), text)
	tip.show()
	return len(told(tip))
}

func TestOnlyCutTextsHaveTips(t *testing.T) {
	test.NewTempApp(t)
	first, second := NewText(14), NewText(11)
	first.Set("The Adventures of Tom Sawyer", 60, nil)
	second.Set("Mark Twain", 400, nil)
	if got := CutLines(first, second); got != "The Adventures of Tom Sawyer" {
		t.Errorf("%q", got)
	}
	if got := brokenTip(t, "One\nTwo"); got != 2 {
		t.Errorf("two texts stand in %d lines", got)
	}
	second.Set("Samuel Langhorne Clemens", 40, nil)
	if got := CutLines(first, second); got != "The Adventures of Tom Sawyer\nSamuel Langhorne Clemens" {
		t.Errorf("%q", got)
	}
}
