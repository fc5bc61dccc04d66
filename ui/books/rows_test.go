package books

import (
	"fmt"
	"sync"
	"testing"

	"fyne.io/fyne/v2/data/binding"

	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/uitest"
)

func TestPublishPostsOnceUntilShown(t *testing.T) {
	s := uitest.NewLibrary("One", "Two")
	var queue []func()
	var mu sync.Mutex
	r := NewRows(s.View(t), func(f func()) {
		mu.Lock()
		defer mu.Unlock()
		queue = append(queue, f)
	})
	told := 0
	r.AddListener(binding.NewDataListener(func() { told++ }))

	var newest *view.View
	for i := range 1000 {
		s.Add(fmt.Sprint("Book ", i))
		newest = s.View(t)
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
	s := uitest.NewLibrary("One")
	views := make([]*view.View, 200)
	for i := range views {
		s.Add(fmt.Sprint(i))
		views[i] = s.View(t)
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
	r := NewRows(uitest.NewLibrary("One").View(t), nil)
	for _, row := range []int{-1, 1} {
		if _, err := r.GetItem(row); err == nil {
			t.Errorf("row %d of a list of one was returned", row)
		}
	}
	if row, err := r.GetItem(0); err != nil || row.(Row).Book.Title != "One" {
		t.Errorf("row 0 is %v, %v", row, err)
	}
}

func TestRemoveListener(t *testing.T) {
	s := uitest.NewLibrary("One")
	r := NewRows(s.View(t), func(f func()) { f() })
	told := 0
	l := binding.NewDataListener(func() { told++ })
	r.AddListener(l)
	r.RemoveListener(l)
	r.Publish(s.View(t))
	if told != 1 {
		t.Errorf("a removed listener was told %d times, want once, when it was added", told)
	}
}

// BenchmarkRefresh measures an update of the table on the UI goroutine: publishing a
// view with 50 changed rows, and drawing the visible cells. It must not grow with the
// number of rows.
func BenchmarkRefresh(b *testing.B) {
	for _, n := range []int{1_000, 100_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			s := uitest.NewLibrary()
			for i := range n {
				s.Add(fmt.Sprint("Book ", i))
			}
			rows := NewRows(s.View(b), func(f func()) { f() })
			newTestTable(b, rows)
			var views [2]*view.View
			for i := range views {
				for slot := range 50 {
					s.Set(slot, func(k *book.Book) { k.Size += 7 })
				}
				views[i] = s.View(b)
			}
			b.ResetTimer()
			for i := 0; b.Loop(); i++ {
				rows.Publish(views[i%2])
			}
		})
	}
}
