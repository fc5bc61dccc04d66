package books

import (
	"image"
	"slices"
	"time"

	"lectern/library/book"
)

// StillAfter is how long the selection or the view must stay the same before
// anything expensive is shown: a key that is held down repeats every 30 ms.
const StillAfter = 80 * time.Millisecond

const thumbSide = 38 // side of a cover in a row, in pixels

// mostWaits is how many times StillAfter covers are put off while other books come in
// sight. A first scan brings new books all the time, and needs the processors that would
// scale the covers of rows that have gone when the covers come.
const mostWaits = 40

// Thumbs fetches covers for a view mode. It begins once the same books stay in sight, and
// stops fetching covers that go out of sight. UI goroutine only.
type Thumbs struct {
	mode   ViewMode
	flying map[book.ID]func()     // stops the fetch of a book's cover
	none   map[book.ID]*book.Book // books without a cover
	stop   func()                 // ends the wait for covers; nil if none is awaited

	// Wait calls a function on the UI goroutine after a time, unless stop is called
	// first. AtHand returns a cover that is in memory; known is false if the cover must
	// be fetched. Fetch gets a cover and calls done on the UI goroutine, with nil if
	// the book has none, unless stop is called first.
	Wait   func(time.Duration, func()) (stop func())
	AtHand func(*book.Book) (m *image.RGBA, known bool)
	Fetch  func(b *book.Book, done func(*image.RGBA)) (stop func())
}

// NewThumbs makes Thumbs for a view mode. The caller must set the three functions.
func NewThumbs(f ViewMode) *Thumbs {
	return &Thumbs{mode: f, flying: map[book.ID]func(){}, none: map[book.ID]*book.Book{}}
}

// of returns the cover of a book if it is in memory; else it starts a fetch soon.
// awaited reports whether nothing can be shown until then.
func (t *Thumbs) of(b *book.Book) (m *image.RGBA, awaited bool) {
	m, known := t.AtHand(b)
	if known || t.none[b.ID] == b {
		return m, false
	}
	if t.flying[b.ID] == nil && t.stop == nil {
		t.await(mostWaits)
	}
	return m, m == nil
}

// await asks for covers once the same books stay in sight, or after so many waits.
func (t *Thumbs) await(waits int) {
	before := t.inSight()
	t.stop = t.Wait(StillAfter, func() {
		if waits > 1 && !slices.Equal(before, t.inSight()) {
			t.await(waits - 1)
			return
		}
		t.ask()
	})
}

// inSight returns the IDs of the books in sight.
func (t *Thumbs) inSight() (ids []book.ID) {
	for _, b := range t.mode.InSight() {
		ids = append(ids, b.ID)
	}
	return ids
}

// ask fetches the covers in sight, and stops all other fetches.
func (t *Thumbs) ask() {
	t.stop = nil
	seen := map[book.ID]bool{}
	for _, b := range t.mode.InSight() {
		seen[b.ID] = true
		if _, known := t.AtHand(b); known || t.flying[b.ID] != nil || t.none[b.ID] == b {
			continue
		}
		t.flying[b.ID] = t.Fetch(b, func(m *image.RGBA) {
			delete(t.flying, b.ID)
			if m == nil {
				t.none[b.ID] = b
			}
			t.mode.drawBook(b.ID)
		})
	}
	for id, stop := range t.flying {
		if !seen[id] {
			stop()
			delete(t.flying, id)
		}
	}
}

// End stops all fetches, and those that would begin soon.
func (t *Thumbs) End() {
	if t.stop != nil {
		t.stop()
		t.stop = nil
	}
	for _, stop := range t.flying {
		stop()
	}
	clear(t.flying)
}
