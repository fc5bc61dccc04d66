package book

import "iter"

// chunkLen is the number of rows that are copied when one of them changes after a
// snapshot. 512 pointers are 4 KiB, and a snapshot of a million rows is 2,000 pointers, so
// both operations take microseconds.
const chunkLen = 512

type chunk struct {
	rows  [chunkLen]*Book
	epoch uint64 // the store epoch it was made in; older chunks are shared
}

// Store keeps books in numbered slots and copies them on write. It belongs to one
// goroutine; its snapshots are safe on any goroutine.
type Store struct {
	chunks []*chunk
	epoch  uint64 // one more after each snapshot
	free   []int  // emptied slots, used again first
	n      int    // slots ever used
	live   int
	last   *Snapshot // nil when something has changed since
}

// Add stores b in a free slot and returns the slot.
func (s *Store) Add(b *Book) int {
	slot := s.n
	if k := len(s.free); k > 0 {
		slot, s.free = s.free[k-1], s.free[:k-1]
	} else {
		s.n++
		if slot/chunkLen == len(s.chunks) {
			s.chunks = append(s.chunks, &chunk{epoch: s.epoch})
		}
	}
	s.live++
	s.own(slot).rows[slot%chunkLen] = b
	return slot
}

// Set replaces the book in a slot that Add returned.
func (s *Store) Set(slot int, b *Book) { s.own(slot).rows[slot%chunkLen] = b }

// Remove empties a slot.
func (s *Store) Remove(slot int) {
	s.own(slot).rows[slot%chunkLen] = nil
	s.free = append(s.free, slot)
	s.live--
}

// At returns the book in a slot, nil if the slot is empty.
func (s *Store) At(slot int) *Book { return s.chunks[slot/chunkLen].rows[slot%chunkLen] }

// Len returns the number of books.
func (s *Store) Len() int { return s.live }

// own returns the chunk of a slot, after copying it if a snapshot shares it.
func (s *Store) own(slot int) *chunk {
	s.last = nil
	c := s.chunks[slot/chunkLen]
	if c.epoch != s.epoch {
		d := &chunk{rows: c.rows, epoch: s.epoch}
		s.chunks[slot/chunkLen] = d
		return d
	}
	return c
}

// Snapshot returns the books as they are now. It copies one pointer per chunk, or returns
// the previous snapshot if nothing has changed.
func (s *Store) Snapshot() *Snapshot {
	if s.last == nil {
		s.epoch++
		s.last = &Snapshot{chunks: append([]*chunk(nil), s.chunks...), slots: s.n, live: s.live}
	}
	return s.last
}

// Snapshot is the immutable content of a Store at one moment. It is safe on any
// goroutine.
type Snapshot struct {
	chunks []*chunk
	slots  int
	live   int
}

// Slots returns the number of slots, including empty ones. Slots are numbered from 0.
func (s *Snapshot) Slots() int { return s.slots }

// Len returns the number of books.
func (s *Snapshot) Len() int { return s.live }

// At returns the book in a slot below Slots, nil if the slot is empty.
func (s *Snapshot) At(slot int) *Book { return s.chunks[slot/chunkLen].rows[slot%chunkLen] }

// All returns the books with their slots, in order of slot.
func (s *Snapshot) All() iter.Seq2[int, *Book] {
	return func(yield func(int, *Book) bool) {
		for slot := range s.slots {
			if b := s.At(slot); b != nil && !yield(slot, b) {
				return
			}
		}
	}
}

// Changed calls visit for each slot whose book differs from the one in old, in order of
// slot. It skips the chunks that both snapshots share.
func (s *Snapshot) Changed(old *Snapshot, visit func(slot int)) {
	for i, c := range s.chunks {
		var was *chunk
		if i < len(old.chunks) {
			was = old.chunks[i]
		}
		if was == c {
			continue
		}
		end := min(chunkLen, s.slots-i*chunkLen)
		for j := range end {
			if was == nil || was.rows[j] != c.rows[j] {
				visit(i*chunkLen + j)
			}
		}
	}
}
