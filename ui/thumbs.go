package ui

import (
	"image"
	"time"

	"fyne.io/fyne/v2/widget"

	"lectern/library/book"
)

const (
	thumbSide   = 38 // a cover in a row, pixels
	thumbRadius = 3
)

// thumbs are the covers of the rows of a face: those in sight are asked for
// when it stands still, and no longer when they are out of sight. UI goroutine
// only.
type thumbs struct {
	face   face
	flying map[book.ID]func()     // what ends the asking
	none   map[book.ID]*book.Book // asked for in vain
	due    bool

	wait   func(time.Duration, func()) (stop func())
	atHand func(*book.Book) (m *image.RGBA, known bool)
	fetch  func(b *book.Book, done func(*image.RGBA)) (stop func())
}

func newThumbs(f face) *thumbs {
	return &thumbs{face: f, flying: map[book.ID]func(){}, none: map[book.ID]*book.Book{}}
}

// of is a book's cover if it is in memory; else it is asked for soon.
func (t *thumbs) of(b *book.Book) *image.RGBA {
	m, known := t.atHand(b)
	if !known && t.flying[b.ID] == nil && t.none[b.ID] != b && !t.due {
		t.due = true
		t.wait(settle, t.ask)
	}
	return m
}

// ask asks for the covers in sight and for no others.
func (t *thumbs) ask() {
	t.due = false
	seen := map[book.ID]bool{}
	for _, b := range t.face.inSight() {
		seen[b.ID] = true
		if _, known := t.atHand(b); known || t.flying[b.ID] != nil || t.none[b.ID] == b {
			continue
		}
		t.flying[b.ID] = t.fetch(b, func(m *image.RGBA) {
			delete(t.flying, b.ID)
			if m == nil {
				t.none[b.ID] = b
				return
			}
			t.face.drawBook(b.ID)
		})
	}
	for id, stop := range t.flying {
		if !seen[id] {
			stop()
			delete(t.flying, id)
		}
	}
}

// end ends all asking.
func (t *thumbs) end() {
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
