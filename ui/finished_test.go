package ui

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"lectern/library/book"
)

// TestMarkAsFinished: the command marks the selected books, skips those that are marked
// already, and the link in the status line undoes it.
func TestMarkAsFinished(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	w.Resize(fyne.NewSize(900, 600))
	dir := t.TempDir()
	write(t, dir+"/a/1.mp3")
	write(t, dir+"/b/2.mp3")
	finished := func() (n int) {
		for i := range w.lib.View().Len() {
			if w.lib.View().At(i).IsFinished() {
				n++
			}
		}
		return n
	}
	await := func(books int) {
		t.Helper()
		for w.lib.View().Len() != 2 || w.lib.Status().Busy() || finished() != books {
			select {
			case <-w.refresh.news:
			case <-t.Context().Done():
				t.Fatalf("%d finished, want %d", finished(), books)
			}
		}
		w.rows.Publish(w.lib.View())
		w.newFrame()
	}
	w.lib.AddRoot(dir)
	await(0)
	w.selection.Select(0)
	menuItem(t, w, "Mark as finished").Action()
	await(1)
	if !menuItem(t, w, "Mark as finished").Disabled || menuItem(t, w, "Mark as not finished").Disabled {
		t.Error("a finished book can be finished")
	}
	if got := labels(w.menus.bookItems(w.selection.Book())); slices.Contains(got, "Mark as finished") || !slices.Contains(got, "Mark as not finished") {
		t.Errorf("%q", got)
	}
	w.selection.All()
	menuItem(t, w, "Mark as finished").Action()
	await(2)
	if got := w.totals.line.done.text; got != "1 book marked as finished" {
		t.Errorf("%q", got)
	}
	tap(t, w.totals.line, "Undo")
	await(1)
	w.selection.All()
	menuItem(t, w, "Mark as not finished").Action()
	await(0)
	w.commands.finish(false, []*book.Book{w.rows.View().At(0)})
	if got := w.totals.line.done.text; got != "1 book marked as not finished" {
		t.Errorf("nothing to do, but the status line says %q", got)
	}
}
