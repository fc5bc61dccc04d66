package books

import (
	"errors"
	"sync/atomic"

	"fyne.io/fyne/v2/data/binding"

	"lectern/library/book"
	"lectern/library/view"
)

var errNoRow = errors.New("no such row")

// Rows is the binding.DataList of the window. It wraps an immutable view, so that
// publishing costs the same for ten rows and for a million. At most one notification is
// on its way to the UI goroutine at a time: however fast views are published, the window
// draws the newest and skips the others.
//
// Publish may be called from any goroutine; the other methods belong to the UI
// goroutine.
type Rows struct {
	post      func(func()) // queues a function for the UI goroutine
	newest    atomic.Pointer[view.View]
	pending   atomic.Bool
	shown     *view.View
	listeners []binding.DataListener
}

var _ binding.DataList = (*Rows)(nil)

// NewRows shows v first. post runs a function on the UI goroutine.
func NewRows(v *view.View, post func(func())) *Rows {
	r := &Rows{post: post, shown: v}
	r.newest.Store(v)
	return r
}

// Publish makes v the newest view. The listeners are notified once. It may be called
// from any goroutine.
func (r *Rows) Publish(v *view.View) {
	r.newest.Store(v)
	if r.pending.CompareAndSwap(false, true) {
		r.post(r.notify)
	}
}

func (r *Rows) notify() {
	r.pending.Store(false) // before the load: a later Publish posts again
	r.shown = r.newest.Load()
	for _, l := range r.listeners {
		l.DataChanged()
	}
}

// View is the view that is shown. It changes only just before the listeners are
// notified.
func (r *Rows) View() *view.View { return r.shown }

// Length is the number of rows.
func (r *Rows) Length() int { return r.shown.Len() }

// GetItem returns row i as a Row.
func (r *Rows) GetItem(i int) (binding.DataItem, error) {
	if i < 0 || i >= r.shown.Len() {
		return nil, errNoRow
	}
	return Row{r, r.shown.At(i)}, nil
}

// AddListener adds l, which is notified of every new view, and at once of the current
// one.
func (r *Rows) AddListener(l binding.DataListener) {
	r.listeners = append(r.listeners, l)
	l.DataChanged()
}

// RemoveListener removes l.
func (r *Rows) RemoveListener(l binding.DataListener) {
	for i := range r.listeners {
		if r.listeners[i] == l {
			r.listeners = append(r.listeners[:i:i], r.listeners[i+1:]...)
			return
		}
	}
}

// Row is one row as a binding.DataItem. Its book never changes; its listeners are
// notified of new views of the whole list.
type Row struct {
	rows *Rows
	Book *book.Book
}

// AddListener adds a listener to the rows.
func (r Row) AddListener(l binding.DataListener) { r.rows.AddListener(l) }

// RemoveListener removes a listener from the rows.
func (r Row) RemoveListener(l binding.DataListener) { r.rows.RemoveListener(l) }
