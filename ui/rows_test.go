package ui

import (
	"context"
	"fmt"
	"path/filepath"
	"sync"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/data/binding"
	"fyne.io/fyne/v2/test"
	"golang.org/x/text/language"

	"lectern/library/book"
	"lectern/library/view"
)

// shelf is a store and the maker of its views, as the library has them.
type shelf struct {
	store book.Store
	maker *view.Maker
	query view.Query
}

func newShelf(titles ...string) *shelf {
	s := &shelf{maker: view.NewMaker(language.English)}
	for _, title := range titles {
		s.add(title)
	}
	return s
}

func (s *shelf) add(title string) {
	id := book.ID(s.store.Len() + 1)
	f := &book.File{ID: id, Path: filepath.Join("/books", title, title+".mp3"), Size: int64(id) * 1000, State: book.Found}
	s.store.Add(&book.Book{ID: id, Path: f.Path, Files: []*book.File{f}, Meta: book.Meta{Title: title}, Size: f.Size})
}

// set changes the book in a slot.
func (s *shelf) set(slot int, change func(*book.Book)) {
	b := *s.store.At(slot)
	change(&b)
	s.store.Set(slot, &b)
}

func (s *shelf) view(t testing.TB) *view.View {
	t.Helper()
	v, err := s.maker.View(context.Background(), s.store.Snapshot(), s.query)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// press presses keys in what has the focus.
func press(focused fyne.Focusable, names ...fyne.KeyName) {
	for _, name := range names {
		focused.TypedKey(&fyne.KeyEvent{Name: name})
	}
}

// texts are the texts that a widget draws itself.
func texts(w fyne.Widget) (all []string) {
	for _, o := range test.WidgetRenderer(w).Objects() {
		if c, ok := o.(*canvas.Text); ok {
			all = append(all, c.Text)
		}
	}
	return all
}

func TestPublishPostsOnceUntilShown(t *testing.T) {
	s := newShelf("One", "Two")
	var queue []func()
	var mu sync.Mutex
	r := NewRows(s.view(t), func(f func()) {
		mu.Lock()
		defer mu.Unlock()
		queue = append(queue, f)
	})
	told := 0
	r.AddListener(binding.NewDataListener(func() { told++ }))

	var newest *view.View
	for i := range 1000 {
		s.add(fmt.Sprint("Book ", i))
		newest = s.view(t)
		r.Publish(newest)
	}
	if len(queue) != 1 {
		t.Fatalf("1000 publishes posted %d notifications, want 1", len(queue))
	}
	if r.Length() != 2 {
		t.Errorf("the list changed to %d rows before its notification", r.Length())
	}
	queue[0]()
	if told != 2 || r.View() != newest || r.Length() != 1002 {
		t.Errorf("after the notification: told %d times, %d rows; want 2 and 1002", told, r.Length())
	}
	r.Publish(newest)
	if len(queue) != 2 {
		t.Errorf("a publish after the notification posted %d, want 1 more", len(queue)-1)
	}
}

func TestPublishFromManyGoroutinesEndsWithTheNewest(t *testing.T) {
	s := newShelf("One")
	views := make([]*view.View, 200)
	for i := range views {
		s.add(fmt.Sprint(i))
		views[i] = s.view(t)
	}
	posts := make(chan func(), len(views)+1)
	r := NewRows(views[0], func(f func()) { posts <- f })
	var publishers sync.WaitGroup
	for _, v := range views {
		publishers.Go(func() { r.Publish(v) })
	}
	publishers.Wait()
	r.Publish(views[len(views)-1])
	close(posts)
	for f := range posts {
		f()
	}
	if got, want := r.View(), views[len(views)-1]; got != want {
		t.Errorf("%d rows are shown, want %d", got.Len(), want.Len())
	}
}

func TestGetItemOutsideTheList(t *testing.T) {
	r := NewRows(newShelf("One").view(t), nil)
	for _, row := range []int{-1, 1} {
		if _, err := r.GetItem(row); err == nil {
			t.Errorf("row %d of a list of one was given out", row)
		}
	}
	if row, err := r.GetItem(0); err != nil || row.(Row).Book.Title != "One" {
		t.Errorf("row 0 is %v, %v", row, err)
	}
}

func TestRemoveListener(t *testing.T) {
	s := newShelf("One")
	r := NewRows(s.view(t), func(f func()) { f() })
	told := 0
	l := binding.NewDataListener(func() { told++ })
	r.AddListener(l)
	r.RemoveListener(l)
	r.Publish(s.view(t))
	if told != 1 {
		t.Errorf("a removed listener was told %d times, want once, when it was added", told)
	}
}

// BenchmarkRefresh is what a table update costs on the UI goroutine: publish a
// view with 50 changed rows and draw the visible cells. It is flat in the
// number of rows.
func BenchmarkRefresh(b *testing.B) {
	for _, n := range []int{1_000, 100_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			s := newShelf()
			for i := range n {
				s.add(fmt.Sprint("Book ", i))
			}
			rows := NewRows(s.view(b), func(f func()) { f() })
			newTestTable(b, rows)
			var views [2]*view.View
			for i := range views {
				for slot := range 50 {
					s.set(slot, func(k *book.Book) { k.Size += 7 })
				}
				views[i] = s.view(b)
			}
			b.ResetTimer()
			for i := 0; b.Loop(); i++ {
				rows.Publish(views[i%2])
			}
		})
	}
}
