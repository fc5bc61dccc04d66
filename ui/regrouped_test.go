package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"lectern/library"
	"lectern/library/book"
	"lectern/library/catalog"
	"lectern/ui/notices"
	"lectern/ui/widgets"
)

// TestRegroupedNoticeIsShownOnce: one bar says how many books this version changed, and
// can show them. After either answer it does not return at the next start.
func TestRegroupedNoticeIsShownOnce(t *testing.T) {
	test.NewTempApp(t)
	dir, opts := t.TempDir(), Options{Library: library.Options{Catalog: t.TempDir() + "/library.db"}}
	for _, name := range []string{"One", "Two", "Three"} {
		sound(t, fmt.Sprintf("%s/%s/%s.mp3", dir, name, name), name)
	}
	var w *Window
	atRest := func() {
		t.Helper()
		late := time.After(patience)
		for {
			w.rows.Publish(w.lib.View())
			if s := w.lib.Status(); w.lib.Settled() && s.Fingerprinting == 0 && w.lib.View().Query.Text == w.searching.query.Text {
				w.newFrame()
				return
			}
			select {
			case <-w.refresh.news:
			case <-late:
				t.Fatal("the window is not at rest")
			}
		}
	}
	begin := func() {
		t.Helper()
		w = newTestWindow(t, opts)
		w.Resize(fyne.NewSize(1000, 600))
		w.frames.drawnOnce.Do(func() { close(w.frames.shown) }) // the test driver paints nothing
		atRest()
	}
	shown := func() (list []string) {
		for _, b := range shownBars(w) {
			if text, _, is := strings.Cut(b.text, " What you edited"); is {
				list = append(list, text)
			}
		}
		return list
	}
	tells := func(when string, want ...string) {
		t.Helper()
		if got := shown(); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s: %q, want %q", when, got, want)
		}
	}
	// end closes the window, and changes the digests of n books.
	end := func(n int) {
		t.Helper()
		if err := w.lib.Close(); err != nil {
			t.Fatal(err)
		}
		c, err := catalog.Open(t.Context(), opts.Library.Catalog)
		if err != nil {
			t.Fatal(err)
		}
		var entries []catalog.Entry
		must(t, c.LoadNotes(t.Context(), func(string, uint64, *book.Notes) {}))
		must(t, c.Load(t.Context(), func(batch []catalog.Entry) { entries = append(entries, batch...) }))
		for _, e := range entries[:n] {
			e.Digest ^= 6
			c.Save(catalog.Keep(e))
		}
		must(t, c.Close())
	}
	begin()
	w.lib.AddRoot(dir)
	atRest()
	tells("at first")
	end(2)

	begin()
	const two = "This version of Lectern reads tags and folders better: 2 books changed."
	tells("after an update", two)
	w.searching.box.SetText("nothing")
	tap(t, w.messages.bars.Container, notices.Show)
	tells("after a look")
	if atRest(); w.lib.View().Len() != 2 || w.searching.box.Text != textRegrouped || w.searching.query.Folder != "" {
		t.Errorf("%d books, by %q", w.lib.View().Len(), w.searching.box.Text)
	}
	end(0)
	begin()
	tells("after a look, started again")
	end(1)

	begin()
	tells("after another update", "This version of Lectern reads tags and folders better: 1 book changed.")
	for _, o := range test.LaidOutObjects(w.messages.bars.Container) {
		if b, is := o.(*widgets.Button); is && b.Visible() && b.Text == "" {
			test.Tap(b)
		}
	}
	tells("after it was closed")
	if w.searching.box.Text != "" {
		t.Errorf("closing it searched for %q", w.searching.box.Text)
	}
	end(0)
	begin()
	tells("after it was closed, started again")
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
