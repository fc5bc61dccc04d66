package view

import (
	"slices"

	"lectern/library/book"
)

// update brings the Maker to a newer snapshot. It reads the changed rows and
// moves them within the orders.
func (m *Maker) update(s *book.Snapshot) {
	if s == m.snapshot {
		return
	}
	var changed []int32
	s.Changed(m.snapshot, func(slot int) { changed = append(changed, int32(slot)) })
	m.grow(s.Slots())
	next, fresh := m.read(s, changed)

	var before numbers // of the previous row, as the next one may share its texts
	finds := m.finder()
	all, found := newMoves(len(m.rows)), newMoves(len(m.rows))
	for i, slot := range changed {
		was, now := m.old(slot), s.At(int(slot))
		if was == now {
			continue // empty before and after
		}
		old, hadTexts := m.rows[slot], m.numbersOf(slot)
		var hasTexts numbers
		if now != nil {
			hasTexts, fresh = m.take(&next[i], &before, fresh)
			before = hasTexts
		}
		if was != nil {
			m.drop(&hadTexts)
		}
		m.set(slot, &next[i].row, &hasTexts)
		m.count(was, now)
		if was == nil || now == nil || was.ID != now.ID || was.Hidden != now.Hidden || hadTexts[folders] != hasTexts[folders] {
			m.shape++
		}

		moved := was == nil || now == nil || baseDiffers(was, now)
		if moved {
			all.note(slot, was != nil, now != nil)
		}
		if finds == nil {
			continue
		}
		shown, after := m.found.has(slot), now != nil && finds(now, &m.rows[slot])
		switch {
		case after:
			m.found.set(slot)
		case shown:
			m.found.clear(slot)
		}
		if shown {
			m.shown.add(&old, -1)
		}
		if after {
			m.shown.add(&next[i].row, 1)
		}
		if moved || shown != after || m.termsDiffer(was, now, &hadTexts, &hasTexts) {
			found.note(slot, shown, after)
		}
	}
	m.name(changed, next)
	m.snapshot, m.wide = s, answer{}
	m.sortBase(all.in)
	m.base = all.apply(m.base, m.compareBase)
	switch {
	case m.order == nil:
	case len(m.terms) == 0:
		m.order = pick(m.base, m.found)
	case len(found.in) > len(m.order)/mergeFrom:
		m.order = nil // sorting everything is faster
	default:
		found.in = sortSlots(found.in, m.compare)
		m.order = found.apply(m.order, m.compare)
	}
}

// old returns the book in a slot of the previous snapshot.
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
		m.ids = append(m.ids, make([]book.ID, more)...) // beyond the end of any view's slice
	}
	for i, column := range m.further {
		if more := n - len(column); column != nil && more > 0 {
			m.further[i] = append(column, make([]uint32, more)...)
		}
	}
	if m.found != nil {
		m.found = m.found.room(n)
	}
}

// read reads the changed slots on all workers. It also returns their new texts.
func (m *Maker) read(s *book.Snapshot, changed []int32) (next []reading, fresh []string) {
	next = make([]reading, len(changed))
	for _, r := range m.readers {
		r.start(len(changed) >= parallelFrom)
	}
	parallel(len(changed), 1, func(worker, lo, hi int) {
		for i := lo; i < hi; i++ {
			slot := changed[i]
			next[i] = m.readers[worker].read(s.At(int(slot)), m.old(slot), m.rows[slot], m.hays)
		}
	})
	for _, r := range m.readers { // readers have consecutive ranges of slots
		fresh = append(fresh, r.fresh...)
		r.fresh = nil
	}
	return next, fresh
}

// take enters the texts of a book in the lexicons and returns their numbers. before are
// those of the previous row read, and fresh begins with the new texts of this book. take
// also returns the rest of fresh.
func (m *Maker) take(next *reading, before *numbers, fresh []string) (all numbers, rest []string) {
	for n := range m.lexicons {
		l := &m.lexicons[n]
		if !m.used[n] {
			continue
		}
		if next.same[n] {
			all[n] = before[n]
			l.again(before[n])
			continue
		}
		all[n] = l.take(fresh[0], func(text string) string { return m.readers[0].key(n, text) })
		fresh = fresh[1:]
	}
	return all, fresh
}

// drop removes the texts of a row from the lexicons.
func (m *Maker) drop(all *numbers) {
	for n := range m.lexicons {
		if m.used[n] {
			m.lexicons[n].drop(all[n])
		}
	}
}

// count updates the counts.
func (m *Maker) count(was, now *book.Book) {
	if was != nil {
		m.counts.add(was, -1)
	}
	if now != nil {
		m.counts.add(now, 1)
	}
}

// name updates ids.
func (m *Maker) name(changed []int32, next []reading) {
	seen := m.snapshot.Slots() // views read slots below this
	cloned := false
	for i, slot := range changed {
		id := next[i].id
		if m.ids[slot] == id {
			continue
		}
		if int(slot) < seen && !cloned {
			m.ids, cloned = slices.Clone(m.ids), true
		}
		m.ids[slot] = id
	}
}

// finder returns a test of whether the newest query finds a book, or nil if
// there is no query.
func (m *Maker) finder() func(b *book.Book, r *row) bool {
	if m.found == nil {
		return nil
	}
	holds := m.conditions(m.query, false)
	f := &m.readers[0].folding
	return func(b *book.Book, r *row) bool { return below(b.Folder(), m.query.Folder) && holds(b, r, f) }
}

// baseDiffers reports whether two versions of a row can have different places
// in the base order. The language says which word of a title is an article.
func baseDiffers(a, b *book.Book) bool {
	return a.ID != b.ID || a.Title != b.Title || a.Language != b.Language || a.Path != b.Path
}

// termsDiffer reports whether two versions of a row can have different places
// in the order of the newest query.
func (m *Maker) termsDiffer(was, now *book.Book, old, next *numbers) bool {
	for _, term := range m.terms {
		if n := term.lexicon; n != noLexicon {
			if old[n] != next[n] {
				return true
			}
		} else if term.number != nil && term.weight(term.number(was)) != term.weight(term.number(now)) {
			return true
		}
	}
	return false
}

// moves are the rows that leave and enter an order. A row that changes its
// place does both.
type moves struct {
	out  bitset
	outs int
	in   []int32
}

func newMoves(n int) *moves { return &moves{out: bitset(nil).room(n)} }

func (v *moves) note(slot int32, out, in bool) {
	if out {
		v.out.set(slot)
		v.outs++
	}
	if in {
		v.in = append(v.in, slot)
	}
}

// apply returns the order after the moves. v.in must be sorted.
func (v *moves) apply(order []int32, compare func(a, b int32) int) []int32 {
	if v.outs == 0 && len(v.in) == 0 {
		return order
	}
	return reorder(order, v.out, v.in, compare)
}
