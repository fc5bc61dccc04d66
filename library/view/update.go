package view

import (
	"slices"
	"strings"

	"lectern/library/book"
)

// update brings what the Maker knows to a newer snapshot: the rows that
// changed are read, and the orders take them out and in again.
func (m *Maker) update(s *book.Snapshot) {
	if s == m.snapshot {
		return
	}
	var changed []int32
	s.Changed(m.snapshot, func(slot int) { changed = append(changed, int32(slot)) })
	m.grow(s.Slots())
	next := m.read(s, changed)

	all, found := newMoves(len(m.rows)), newMoves(len(m.rows))
	for i, slot := range changed {
		was, now := m.old(slot), s.At(int(slot))
		if was == now {
			continue // empty before and after
		}
		old := m.rows[slot]
		if now != nil {
			m.take(&next[i], now)
		}
		if was != nil {
			m.drop(&old)
		}
		m.rows[slot] = next[i]
		m.count(was, now)
		if was == nil || now == nil || was.ID != now.ID || was.Hidden != now.Hidden ||
			old.words[folders] != next[i].words[folders] {
			m.shape++
		}

		moved := was == nil || now == nil || baseDiffers(was, now)
		if moved {
			all.note(slot, was != nil, now != nil)
		}
		if m.found == nil {
			continue
		}
		before, after := m.found.has(slot), now != nil && m.finds(slot, now)
		switch {
		case after:
			m.found.set(slot)
		case before:
			m.found.clear(slot)
		}
		if moved || before != after || m.termsDiffer(was, now, &old, &next[i]) {
			found.note(slot, before, after)
		}
	}
	m.name(s, changed)
	m.snapshot = s
	m.base = all.apply(m.base, m.compareBase)
	switch {
	case m.order == nil:
	case len(m.terms) == 0:
		m.order = pick(m.base, m.found)
	case len(found.in) > len(m.order)/mergeFrom:
		m.order = nil // sorting all of it is quicker
	default:
		m.order = found.apply(m.order, m.compare)
	}
}

// old is the book in a slot of the snapshot before.
func (m *Maker) old(slot int32) *book.Book {
	if int(slot) >= m.snapshot.Slots() {
		return nil
	}
	return m.snapshot.At(int(slot))
}

// grow makes room for slots below n.
func (m *Maker) grow(n int) {
	if more := n - len(m.rows); more > 0 {
		m.rows = append(m.rows, make([]row, more)...)
		m.ids = append(m.ids, make([]book.ID, more)...) // behind the end of every view's
	}
	if m.found != nil {
		m.found = m.found.room(n)
	}
}

// read makes the rows of the changed slots, on all workers.
func (m *Maker) read(s *book.Snapshot, changed []int32) []row {
	next := make([]row, len(changed))
	spread(len(changed), 1, func(worker, lo, hi int) {
		for i := lo; i < hi; i++ {
			slot := changed[i]
			next[i] = m.readers[worker].read(s.At(int(slot)), m.old(slot), m.rows[slot])
		}
	})
	return next
}

// take enters the texts of a book in the lexicons and its row.
func (m *Maker) take(r *row, b *book.Book) {
	for n, s := range texts(b) {
		r.words[n] = m.lexicons[n].take(s, func() string { return m.readers[0].key(n, s) })
	}
}

// drop takes the texts of a row out of the lexicons.
func (m *Maker) drop(r *row) {
	for n := range m.lexicons {
		m.lexicons[n].drop(r.words[n])
	}
}

// count keeps the counts.
func (m *Maker) count(was, now *book.Book) {
	if was != nil {
		m.counts.add(was, -1)
	}
	if now != nil {
		m.counts.add(now, 1)
	}
}

// name keeps ids.
func (m *Maker) name(s *book.Snapshot, changed []int32) {
	seen := m.snapshot.Slots() // views read the slots below
	cloned := false
	for _, slot := range changed {
		var id book.ID
		if b := s.At(int(slot)); b != nil {
			id = b.ID
		}
		if m.ids[slot] == id {
			continue
		}
		if int(slot) < seen && !cloned {
			m.ids, cloned = slices.Clone(m.ids), true
		}
		m.ids[slot] = id
	}
}

// finds reports whether the newest query finds a book.
func (m *Maker) finds(slot int32, b *book.Book) bool {
	r := &m.rows[slot]
	if !m.is.holds(r.is) {
		return false
	}
	trail := m.lexicons[trails].words[r.words[trails]].key
	for _, w := range m.words {
		if !strings.Contains(r.hay, w) && !strings.Contains(trail, w) {
			return false
		}
	}
	return below(b.Folder(), m.query.Folder)
}

// baseDiffers reports whether two versions of a row may have different places
// in the base order.
func baseDiffers(a, b *book.Book) bool {
	return a.ID != b.ID || a.Title != b.Title || a.Path != b.Path
}

// termsDiffer reports whether two versions of a row may have different places
// in the order of the newest query.
func (m *Maker) termsDiffer(was, now *book.Book, old, next *row) bool {
	for _, term := range m.terms {
		if n := lexiconOf(term.Key); n >= 0 {
			if old.words[n] != next.words[n] {
				return true
			}
		} else if term.Key != ByTitle && term.weight(number(term.Key, was)) != term.weight(number(term.Key, now)) {
			return true
		}
	}
	return false
}

// moves are the rows that leave an order and enter it; one that takes another
// place does both.
type moves struct {
	out  slots
	outs int
	in   []int32
}

func newMoves(n int) *moves { return &moves{out: slots(nil).room(n)} }

func (v *moves) note(slot int32, out, in bool) {
	if out {
		v.out.set(slot)
		v.outs++
	}
	if in {
		v.in = append(v.in, slot)
	}
}

// apply returns the order after the moves.
func (v *moves) apply(order []int32, compare func(a, b int32) int) []int32 {
	if v.outs == 0 && len(v.in) == 0 {
		return order
	}
	return reorder(order, v.out, sortSlots(v.in, compare), compare)
}
