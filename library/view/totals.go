package view

import (
	"time"

	"lectern/library/book"
)

// Counts sums up a whole snapshot, independent of the query. Hidden books count
// only in Hidden.
type Counts struct {
	Hidden   int // in any state
	Failed   int
	NoReader int // rows that no program on this computer can read
}

// add counts b n times; n can be negative.
func (c *Counts) add(b *book.Book, n int) {
	if b.Hidden {
		c.Hidden += n
		return
	}
	if b.State == book.Failed {
		c.Failed += n
	}
	if b.Fault != nil && b.Fault.Kind == book.NoReader {
		c.NoReader += n
	}
}

// Totals sums up the rows of a view by the words of the query language: Faulty
// is the number of rows that "is:faulty" finds, and so on. Hidden books count
// if they are among the rows.
type Totals struct {
	Faulty, Protected, Missing, Offline, Hidden int

	Size     int64 // bytes
	Duration time.Duration
}

// TotalsOf returns the totals of books.
func TotalsOf(books []*book.Book) (t Totals) {
	for _, b := range books {
		t.add(&row{is: statesOf(b), size: b.Size, length: b.Duration}, 1)
	}
	return t
}

// add counts a row n times; n can be negative.
func (t *Totals) add(r *row, n int) {
	t.Size += int64(n) * r.size
	t.Duration += time.Duration(n) * r.length
	if r.is&summed == 0 {
		return
	}
	for i, sum := range t.counts() {
		if r.is&summedBits[i] != 0 {
			*sum += n
		}
	}
}

// join adds other totals.
func (t *Totals) join(u Totals) {
	for i, sum := range t.counts() {
		*sum += *u.counts()[i]
	}
	t.Size += u.Size
	t.Duration += u.Duration
}

// counts returns the counts of rows, in the order of summedBits.
func (t *Totals) counts() [5]*int {
	return [...]*int{&t.Faulty, &t.Protected, &t.Missing, &t.Offline, &t.Hidden}
}

// summedBits are the states that Totals counts, and summed is their union.
var (
	summedBits = [...]states{bitOf("faulty"), bitOf("protected"), bitOf("missing"), bitOf("offline"), bitOf(hiddenWord)}
	summed     = func() (all states) {
		for _, bit := range summedBits {
			all |= bit
		}
		return all
	}()
)
