package ui

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"lectern/library/book"
	"lectern/ui/books"
	"lectern/ui/uitest"
	"lectern/ui/widgets"
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

// TestKeysLeaveWhatIsGone: if what has the focus in the details goes, the books get the keys.
func TestKeysLeaveWhatIsGone(t *testing.T) {
	lib := uitest.NewLibrary("One", "Two")
	lib.Set(0, func(b *book.Book) {
		path := b.Path
		*b = *uitest.GoodOmens(b.ID)
		b.Path, b.Title = path, "One"
	})
	tried := 0
	for n, more := 0, true; more; n++ {
		for what, lose := range map[string]func(*books.Selection){"several": (*books.Selection).All, "none": (*books.Selection).None} {
			w := newSearchWindow(t, lib)
			w.Resize(fyne.NewSize(1300, 700))
			w.panes.beside.ShowRight(true)
			w.selection.Select(0)
			var parts []fyne.Focusable
			for _, o := range test.LaidOutObjects(w.panes.details) {
				f, is := o.(fyne.Focusable)
				_, button := o.(*widgets.EscapeButton)
				if d, can := o.(fyne.Disableable); is && !button && (!can || !d.Disabled()) {
					parts = append(parts, f)
				}
			}
			if more = n < len(parts); !more {
				break
			}
			w.Canvas().Focus(parts[n])
			lose(w.selection)
			_, stays := parts[n].(*widgets.RichText) // there may be authors of several books, too
			if f := w.Canvas().Focused(); f != fyne.Focusable(w.views.table) && (what == "none" || !stays) {
				t.Errorf("%s: %T has the focus", what, f)
			}
			for _, key := range []fyne.KeyName{fyne.KeyRight, fyne.KeyUp} {
				w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: key})
			}
			tried++
		}
	}
	if tried < 10 {
		t.Errorf("%d parts were tried", tried)
	}
}
