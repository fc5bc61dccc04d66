package books

import (
	"image"
	"time"

	"fyne.io/fyne/v2/widget"

	"lectern/library/book"
)

const (

	// settle is how long the selection must stand still before what costs
	// something is shown: a key that is held down repeats every 30 ms.
	StillAfter = 80 * time.Millisecond
)

const (
	thumbSide   = 38 // a cover in a row, pixels
	thumbRadius = 3
)

// Thumbs are the covers of the rows of a face: those in sight are asked for
// when it stands still, and no longer when they are out of sight. UI goroutine
// only.
type Thumbs struct {
	mode   ViewMode
	flying map[book.ID]func()     // what ends the asking
	none   map[book.ID]*book.Book // asked for in vain
	due    bool

	Wait   func(time.Duration, func()) (stop func())
	AtHand func(*book.Book) (m *image.RGBA, known bool)
	Fetch  func(b *book.Book, done func(*image.RGBA)) (stop func())
}

func NewThumbs(f ViewMode) *Thumbs {
	return &Thumbs{mode: f, flying: map[book.ID]func(){}, none: map[book.ID]*book.Book{}}
}

// of is a book's cover if it is in memory; else it is asked for soon.
func (t *Thumbs) of(b *book.Book) *image.RGBA {
	m, known := t.AtHand(b)
	if !known && t.flying[b.ID] == nil && t.none[b.ID] != b && !t.due {
		t.due = true
		t.Wait(StillAfter, t.ask)
	}
	return m
}

// ask asks for the covers in sight and for no others.
func (t *Thumbs) ask() {
	t.due = false
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
				return
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

// End ends all asking.
func (t *Thumbs) End() {
	for _, stop := range t.flying {
		stop()
	}
	clear(t.flying)
}

// drawBook draws the first cell of a book's row, if it is in sight.
func (t *Table) drawBook(id book.ID) {
	first, last := t.visible()
	for row := first; row < last; row++ {
		if t.shown.At(row).ID == id {
			t.RefreshItem(widget.TableCellID{Row: row})
		}
	}
}
