package ui

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"lectern/library"
	"lectern/library/book"
	"lectern/ui/uitest"
)

// TestTheBarIsNotFullBeforeTheWalkIsOver: until then the amount of work is unknown, so
// the bar moves instead of filling.
func TestTheBarIsNotFullBeforeTheWalkIsOver(t *testing.T) {
	began := time.Unix(1000, 0)
	all := library.Work{Total: 5, Done: 5, Began: began}
	for _, s := range []library.Status{{Scanning: true}, {Scanning: true, Probing: all}, {Restoring: true}} {
		where := map[float32]bool{}
		for ms := range 30 {
			p := progressOf(&s, began.Add(time.Duration(ms)*100*time.Millisecond))
			if !p.busy || !p.open || p.done != 0 || p.turn < 0 || p.turn > 1 {
				t.Fatalf("%+v: %+v", s, p)
			}
			where[p.turn] = true
		}
		if len(where) < 10 {
			t.Errorf("%+v: it is drawn in %d places", s, len(where))
		}
	}
	h := newStatusLine(nil, nil)
	h.Resize(fyne.NewSize(500, 40))
	h.show(uitest.NewLibrary("Dune").View(t), &library.Status{Scanning: true, Probing: all}, false, began)
	if room := h.track.Size().Width; !h.fill.Visible() || h.fill.Size().Width > room/2 || h.fill.Position().X+h.fill.Size().Width > h.track.Position().X+room+0.1 {
		t.Errorf("%v of %v at %v", h.fill.Size().Width, room, h.fill.Position().X)
	}
}

// TestFocusLeavesAHiddenCancel: when the work is done, Cancel is hidden, and the books get
// the keys.
func TestFocusLeavesAHiddenCancel(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	w.Resize(fyne.NewSize(900, 600))
	w.rows.Publish(uitest.NewLibrary("A").View(t))
	cancel := w.totals.line.cancel
	w.totals.line.show(w.rows.View(), &library.Status{Scanning: true}, false, time.Now())
	w.Canvas().Focus(cancel)
	if w.Canvas().Focused() != fyne.Focusable(cancel) {
		t.Fatal("Cancel cannot have the focus")
	}
	w.newFrame()
	if w.Canvas().Focused() != fyne.Focusable(w.views.mode) {
		t.Errorf("%T has the focus", w.Canvas().Focused())
	}
}

// TestDoneFitsIntoTheLine: what a command did takes the room of links, and is left out with
// its link where even that is not enough.
func TestDoneFitsIntoTheLine(t *testing.T) {
	test.NewTempApp(t)
	l := newStatusLine(nil, nil)
	lib := uitest.NewLibrary("Dune", "Emma")
	lib.Set(0, func(b *book.Book) { b.State = book.Missing })
	l.show(lib.View(t), &library.Status{}, false, time.Now())
	for _, c := range []struct {
		width           float32
		said, act, link bool
	}{{900, true, true, true}, {350, true, true, false}, {150, false, false, true}} {
		l.say(done{"Undid: edit title of 2 books", "Redo"}, func() {})
		l.Resize(fyne.NewSize(c.width, statusHeight))
		if l.right.Visible() != c.said || l.act.Visible() != c.act {
			t.Errorf("%v: said %v, with a link %v", c.width, l.right.Visible(), l.act.Visible())
		}
		if end := l.act.Position().X + l.act.Size().Width; c.act && (end > c.width || l.right.Position().X < l.left.Position().X+l.left.Size().Width) {
			t.Errorf("%v: the link ends at %v, the text begins at %v", c.width, end, l.right.Position().X)
		}
		if c.said && l.links[0].Visible() != c.link {
			t.Errorf("%v: the link to missing books is shown: %v", c.width, !c.link)
		}
	}
	if l.say(done{}, nil); l.act.Visible() {
		t.Error("the link stays")
	}
}
