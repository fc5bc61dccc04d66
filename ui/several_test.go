package ui

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"lectern/library/book"
	"lectern/ui/uitest"
)

// TestDetailsOfSeveral: the details show several selected books, and the one with the
// cursor once it alone is selected.
func TestDetailsOfSeveral(t *testing.T) {
	for _, rows := range []int{3, fewRows + 3} { // at once, and on another goroutine
		test.NewTempApp(t)
		w := newTestWindow(t, Options{})
		settle := collectPosts(w)
		s := uitest.NewLibrary()
		for i := range rows {
			s.Add(fmt.Sprint("Book ", i))
			s.Set(i, func(b *book.Book) { b.Publisher = "Orbit" })
		}
		w.rows.Publish(s.View(t))
		settle()
		w.Resize(fyne.NewSize(1280, 800))
		w.panes.beside.ShowRight(true)
		w.selection.Select(1)
		if w.panes.details.Book == nil {
			t.Fatal("the selected book is not shown")
		}
		w.selection.Toggle(0)
		settle()
		if got := strings.Join(textsIn(w.panes.details), "|"); w.panes.details.Book != nil || !strings.Contains(got, "2 books selected") || !strings.Contains(got, "Orbit") {
			t.Errorf("of %d: %q", rows, got)
		}
		w.selection.Toggle(2)
		w.selection.One() // before the task has ended
		settle()
		if b := w.panes.details.Book; b == nil || b != w.selection.Book() {
			t.Errorf("of %d: the only selected book is not shown", rows)
		}
	}
}

// textsIn returns all texts in an object.
func textsIn(o fyne.CanvasObject) (all []string) {
	var inside []fyne.CanvasObject
	switch o := o.(type) {
	case *canvas.Text:
		return []string{o.Text}
	case *fyne.Container:
		inside = o.Objects
	case fyne.Widget:
		inside = test.WidgetRenderer(o).Objects()
	}
	for _, o := range inside {
		all = append(all, textsIn(o)...)
	}
	return all
}
