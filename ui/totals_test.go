package ui

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"lectern/library/book"
	"lectern/ui/uitest"
	"lectern/ui/words"
)

func TestSelectionIsSummedUp(t *testing.T) {
	for _, rows := range []int{5, fewRows + 5} { // at once, and on another goroutine
		test.NewTempApp(t)
		w := newTestWindow(t, Options{})
		settle := collectPosts(w)
		s := uitest.NewLibrary()
		for i := range rows {
			s.Add(fmt.Sprint("Book ", i))
			s.Set(i, func(b *book.Book) { b.Duration, b.Size = time.Hour+time.Minute, 1e8 })
		}
		publish := func() {
			w.rows.Publish(s.View(t))
			settle()
		}
		publish()
		w.selection.Select(0)
		if got := w.totals.line.line().Text; got != w.totals.line.headline.Text {
			t.Errorf("one selected: %q", got)
		}
		w.selection.Toggle(1)
		w.selection.Toggle(2)
		settle()
		if got := w.totals.line.left.Text; got != "3 selected · 3 h 3 min · 300 MB" {
			t.Errorf("of %d: %q", rows, got)
		}
		s.Set(int(w.rows.View().At(0).ID)-1, func(b *book.Book) { b.Duration += time.Hour })
		if publish(); w.totals.line.left.Text != "3 selected · 4 h 3 min · 300 MB" {
			t.Errorf("one is an hour longer: %q", w.totals.line.left.Text)
		}
		w.selection.All()
		settle()
		if got, want := w.totals.line.left.Text, words.Selection(rows, w.rows.View().Shown); got != want {
			t.Errorf("all: %q, want %q", got, want)
		}
		w.selection.Select(0)
		if got := w.totals.line.left.Text; got != w.totals.line.headline.Text {
			t.Errorf("one selected again: %q", got)
		}
	}
}
