package ui

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"lectern/library"
	"lectern/library/book"
	"lectern/library/view"
)

// twoBooks returns a window with two books, and a function that waits until so many of them
// are in a state.
func twoBooks(t *testing.T, is func(*book.Book) bool) (w *Window, await func(books int)) {
	test.NewTempApp(t)
	w = newTestWindow(t, Options{})
	w.Resize(fyne.NewSize(900, 600))
	dir := t.TempDir()
	write(t, dir+"/a/1.mp3")
	write(t, dir+"/b/2.mp3")
	count := func(v *view.View) (n int) {
		for i := range v.Len() {
			if is(v.At(i)) {
				n++
			}
		}
		return n
	}
	await = func(books int) {
		t.Helper()
		v := w.lib.View()
		late := time.After(patience)
		for ; v.Len() != 2 || w.lib.Status().Busy() || count(v) != books; v = w.lib.View() {
			select {
			case <-w.refresh.news:
			case <-late:
				t.Fatalf("%d books, want %d", count(v), books)
			}
		}
		w.rows.Publish(v)
		w.newFrame()
	}
	w.lib.AddRoot(dir)
	await(0)
	return w, await
}

// TestMarkAsFinished: the command marks the selected books, skips those that are marked
// already, and the link in the status line undoes it.
func TestMarkAsFinished(t *testing.T) {
	w, await := twoBooks(t, (*book.Book).IsFinished)
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
	w.commands.markAs(library.Unfinished, []*book.Book{w.rows.View().At(0)})
	if got := w.totals.line.done.text; got != "1 book marked as not finished" {
		t.Errorf("nothing to do, but the status line says %q", got)
	}
}

// TestMarkAsAbandoned: the same for an abandoned book, which cannot be a finished one.
func TestMarkAsAbandoned(t *testing.T) {
	w, await := twoBooks(t, (*book.Book).IsAbandoned)
	w.selection.Select(0)
	menuItem(t, w, "Mark as abandoned").Action()
	await(1)
	if !menuItem(t, w, "Mark as abandoned").Disabled || menuItem(t, w, "Mark as not abandoned").Disabled {
		t.Error("an abandoned book can be abandoned")
	}
	tap(t, w.totals.line, "Undo")
	await(0)
	w.selection.All()
	menuItem(t, w, "Mark as abandoned").Action()
	await(2)
	if got := w.totals.line.done.text; got != "2 books marked as abandoned" {
		t.Errorf("%q", got)
	}
	w.selection.Select(0)
	menuItem(t, w, "Mark as finished").Action()
	await(1)
	if got := labels(w.menus.bookItems(w.selection.Book())); slices.Contains(got, "Mark as abandoned") || slices.Contains(got, "Mark as not abandoned") {
		t.Errorf("a finished book: %q", got)
	}
	w.selection.All()
	menuItem(t, w, "Mark as not abandoned").Action()
	await(0)
}
