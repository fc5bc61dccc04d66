package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"lectern/library/book"
	"lectern/ui/uitest"
	"lectern/ui/widgets"
)

// shownBar is a bar in sight.
type shownBar struct {
	text    string
	buttons []string
	close   *widgets.Button // nil if the notice must be answered
}

// shownBars returns the bars in sight, in a window that is wide enough for their texts.
func shownBars(w *Window) (all []shownBar) {
	w.Resize(fyne.NewSize(1201, 680)) // the test canvas lays out only when its size changes
	w.Resize(fyne.NewSize(1200, 680))
	for _, o := range w.messages.bars.Objects {
		if !o.Visible() {
			continue
		}
		bar := shownBar{text: strings.TrimSpace(strings.Join(uitest.Texts(o.(fyne.Widget)), " "))}
		for _, part := range test.WidgetRenderer(o.(fyne.Widget)).Objects() {
			switch b, is := part.(*widgets.Button); {
			case !is || !b.Visible():
			case b.Text == "":
				bar.close = b
			default:
				bar.buttons = append(bar.buttons, b.Text)
			}
		}
		all = append(all, bar)
	}
	return all
}

// told returns the text of the bar in sight that says something, "" if none does.
func told(w *Window, about string) string {
	for _, b := range shownBars(w) {
		if strings.Contains(b.text, about) {
			return b.text
		}
	}
	return ""
}

// dismiss taps the close button of the bar that says something.
func dismiss(t *testing.T, w *Window, about string) {
	t.Helper()
	for _, b := range shownBars(w) {
		if strings.Contains(b.text, about) && b.close != nil {
			test.Tap(b.close)
			return
		}
	}
	t.Fatalf("%q has no close button in sight", about)
}

// TestFFmpegNotice: a notice says that ffmpeg is missing if a file needs it, and again
// only if more files need it, also in a later session.
func TestFFmpegNotice(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	s := uitest.NewLibrary("One", "Two", "Three")
	says := func(w *Window) string {
		w.rows.Publish(s.View(t))
		first, _, _ := strings.Cut(told(w, "ffmpeg"), " Install")
		return first
	}
	needs := func(i int) {
		s.Set(i, func(b *book.Book) {
			b.State, b.Fault = book.Failed, &book.Fault{Kind: book.NoReader, Reason: "ffprobe is not installed"}
		})
	}
	w.messages.bare = true
	if got := says(w); got != "" {
		t.Errorf("no file needs it: %q", got)
	}
	needs(0)
	if got := says(w); got != "1 book needs ffmpeg to be read." {
		t.Errorf("one does: %q", got)
	}
	dismiss(t, w, "ffmpeg")
	later := newTestWindow(t, Options{}) // with the same preferences
	later.messages.bare = true
	for _, w := range []*Window{w, later} {
		if got := says(w); got != "" {
			t.Errorf("dismissed, and back: %q", got)
		}
	}
	needs(1)
	for _, w := range []*Window{w, later} {
		if got := says(w); got != "2 books need ffmpeg to be read." {
			t.Errorf("another does: %q", got)
		}
	}
	later.messages.bare = false
	if got := says(later); got != "" {
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
