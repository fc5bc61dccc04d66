package ui

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"lectern/library/book"
	"lectern/ui/notices"
	"lectern/ui/uitest"
	"lectern/ui/widgets"
)

// dismiss taps the close button of a notice.
func dismiss(t *testing.T, w *Window, n notices.Notice) {
	t.Helper()
	var close []*widgets.Button // of the notices in sight
	for _, o := range test.LaidOutObjects(w.messages.bars.Container) {
		if b, is := o.(*widgets.Button); is && b.Visible() && b.Text == "" {
			close = append(close, b)
		}
	}
	at := slices.Index(w.messages.bars.Shown(), n)
	if at < 0 || at >= len(close) {
		t.Fatalf("%q has no close button in sight", n.Text)
	}
	test.Tap(close[at])
}

// TestFFmpegNotice: a notice says that ffmpeg is missing if a file needs it, and again
// only if more files need it, also in a later session.
func TestFFmpegNotice(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	s := uitest.NewLibrary("One", "Two", "Three")
	told := func(w *Window) string {
		w.rows.Publish(s.View(t))
		for _, n := range w.messages.bars.Shown() {
			if n.Key == notices.LackingKey {
				return n.Text
			}
		}
		return ""
	}
	needs := func(i int) {
		s.Set(i, func(b *book.Book) {
			b.State, b.Fault = book.Failed, &book.Fault{Kind: book.NoReader, Reason: "ffprobe is not installed"}
		})
	}
	w.messages.bare = true
	if got := told(w); got != "" {
		t.Errorf("no file needs it: %q", got)
	}
	needs(0)
	if got := told(w); got != "1 book needs ffmpeg to be read." {
		t.Errorf("one does: %q", got)
	}
	for _, n := range w.messages.bars.Shown() {
		dismiss(t, w, n)
	}
	later := newTestWindow(t, Options{}) // with the same preferences
	later.messages.bare = true
	for _, w := range []*Window{w, later} {
		if got := told(w); got != "" {
			t.Errorf("dismissed, and back: %q", got)
		}
	}
	needs(1)
	for _, w := range []*Window{w, later} {
		if got := told(w); got != "2 books need ffmpeg to be read." {
			t.Errorf("another does: %q", got)
		}
	}
	later.messages.bare = false
	if got := told(later); got != "" {
		t.Errorf("it is installed: %q", got)
	}
}

// TestABarMovesNoRow: no row moves when a bar appears, because the next click is meant
// for the book under the pointer.
func TestABarMovesNoRow(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(widgets.Theme{Appearance: widgets.Light})
	w := newTestWindow(t, Options{})
	w.rows.Publish(uitest.NewLibrary("One", "Two").View(t))
	at := func() fyne.Position {
		w.Resize(fyne.NewSize(901, 601)) // the test canvas lays out only when its size changes
		w.Resize(fyne.NewSize(900, 600))
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(w.views.table)
	}
	was, height := at(), w.views.table.Size().Height
	w.messages.complain("/a/b does not exist.", "")
	if now := at(); now != was {
		t.Errorf("the rows were at %v and are at %v", was, now)
	}
	bar := w.messages.bars.Container
	if top := fyne.CurrentApp().Driver().AbsolutePositionForObject(bar).Y; top < was.Y+w.views.table.Size().Height || top+bar.Size().Height > 600 {
		t.Errorf("the bar stands at %v, the table ends at %v", top, was.Y+w.views.table.Size().Height)
	}
	if w.messages.clear(); at() != was || w.views.table.Size().Height != height {
		t.Errorf("without a bar the table has %v of %v", w.views.table.Size().Height, height)
	}
}
