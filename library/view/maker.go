package view

import (
	"cmp"
	"context"
	"slices"

	"golang.org/x/text/language"

	"lectern/library/book"
	"lectern/library/text"
)

// rowsPerLook is the number of rows between two checks of a context, about 0.1
// ms of work. It is a multiple of bitsPerWord.
const rowsPerLook = 1024

// Maker makes views, each from the changes since the previous one. It belongs
// to the view goroutine; the views that it returns are safe on any goroutine.
type Maker struct {
	lang    language.Tag
	readers []*reader // one per worker

	// Derived from the newest snapshot.
	snapshot *book.Snapshot
	rows     []row     // by slot
	ids      []book.ID // by slot, 0 if empty; shared with views, copied before a change
	lexicons [lexicons]lexicon
	used     [lexicons]bool              // the lexicons that hold the texts of all rows
	further  [lexicons - always][]uint32 // by slot, the numbers of texts in the used lexicons from always on
	hays     bool                        // rows have haystacks
	base     []int32                     // all slots by title, path and ID; shared, and replaced instead of changed
	counts   Counts
	shape    uint64

	answer        // to the newest query
	wide   answer // to the latest query without texts, for the same snapshot; zero if there is none
	view   *View  // the latest one
}

// answer is the set of rows that a query finds.
type answer struct {
	query Query
	terms []term
	found bitset  // nil if unknown
	shown Totals  // of found
	order []int32 // found, sorted; shared like base; nil if unknown
}

// NewMaker returns a Maker that sorts texts for the language lang; language.Und
// is the root order of Unicode.
func NewMaker(lang language.Tag) *Maker {
	m := &Maker{lang: lang, snapshot: new(book.Snapshot)}
	for n := range always {
		m.used[n] = true
	}
	a := newAlphabet(lang)
	for range workers() {
		m.readers = append(m.readers, newReader(lang, a, &m.used))
	}
	return m
}

// View returns the view of a snapshot through a query. It returns the previous
// view if neither is new. Snapshots must come from one store, in order. When
// the context is done while the query is evaluated, View returns the context's
// error; the next call reuses the work on the snapshot. If the text does not
// parse, the error is a *Mistake, and no work is done.
func (m *Maker) View(ctx context.Context, s *book.Snapshot, q Query) (*View, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	q, err := q.Check()
	if err != nil {
		return nil, err
	}
	if m.view != nil && m.view.snapshot == s && q.Equal(m.view.Query) {
		return m.view, nil
	}
	m.update(s)
	if err := m.ask(ctx, q); err != nil {
		return nil, err
	}
	m.view = &View{
		Query: m.query, Counts: m.counts, Shown: m.shown,
		snapshot: s, order: m.order, ids: m.ids, shape: m.shape,
	}
	return m.view, nil
}

// Prepare does the work that the first word of a query needs, so that typing
// does not wait for it. The first view does not need this work and appears
// sooner without it. When the context is done, Prepare returns its error, and
// View does the rest on demand.
func (m *Maker) Prepare(ctx context.Context) error { return m.needHays(ctx) }

// ask answers a query. It starts from the latest answer if that includes the
// new one, or else from the wide answer, so that deleting letters needs no
// sort.
func (m *Maker) ask(ctx context.Context, q Query) error {
	q.Sort = slices.Clone(q.Sort) // the slice belongs to the caller
	from := m.answer
	if from.found == nil || !q.narrows(from.query) {
		from = m.wide
	}
	if from.found == nil || !q.narrows(from.query) {
		from = answer{}
	}
	found, shown, order := from.found, from.shown, from.order
	if found == nil || !q.asks(from.query) {
		var err error
		if found, shown, err = m.sift(ctx, q, found); err != nil {
			return err
		}
	}
	terms := terms(q.Sort)
	if order != nil && slices.Equal(terms, from.terms) {
		order = pick(order, found)
	} else {
		var err error
		if order, err = m.sort(ctx, pick(m.base, found), terms); err != nil {
			return err
		}
	}
	m.answer = answer{q, terms, found, shown, order}
	if !q.tree.reads {
		m.wide = m.answer
	}
	return nil
}

// sift returns the rows that a query finds and their totals. It checks only the
// rows in within, unless that is nil.
func (m *Maker) sift(ctx context.Context, q Query, within bitset) (bitset, Totals, error) {
	if q.tree.reads {
		if err := m.needHays(ctx); err != nil {
			return nil, Totals{}, err
		}
	}
	holds := m.conditions(q, true)
	var inside []bool // by number of the folder
	if q.Folder != "" {
		inside = m.lexicons[folders].test(func(w *word) bool { return below(w.text, q.Folder) })
	}
	found := bitset(nil).room(len(m.rows))
	var shown [maxWorkers]Totals
	parallel(len(m.rows), rowsPerLook, func(worker, lo, hi int) {
		f := &m.readers[worker].folding
		var sum Totals // a local variable, because workers that write to neighbouring memory slow each other down
		for slot := lo; slot < hi; slot++ {
			if slot%rowsPerLook == 0 && ctx.Err() != nil {
				return
			}
			if within != nil && !within.has(int32(slot)) {
				continue
			}
			r := &m.rows[slot]
			if b := m.snapshot.At(slot); b != nil && (inside == nil || inside[r.words[folders]]) && holds(b, r, f) {
				found.set(int32(slot))
				sum.add(r, 1)
			}
		}
		shown[worker] = sum
	})
	var all Totals
	for i := range shown {
		all.join(shown[i])
	}
	return found, all, ctx.Err()
}

// needHays makes the haystacks of all rows, and of new rows from then on.
func (m *Maker) needHays(ctx context.Context) error {
	for n := range m.lexicons {
		if isFolded(n) {
			m.needKeys(n)
		}
	}
	if m.hays {
		return nil
	}
	parallel(len(m.rows), rowsPerLook, func(worker, lo, hi int) {
		r := m.readers[worker]
		r.start(true)
		for slot := lo; slot < hi; slot++ {
			if slot%rowsPerLook == 0 && ctx.Err() != nil {
				return
			}
			if b := m.snapshot.At(slot); b != nil && m.rows[slot].hay == "" {
				m.rows[slot].hay = r.arena.Keep(r.haystack(b))
			}
		}
	})
	m.hays = ctx.Err() == nil
	return ctx.Err()
}

// needKeys makes the keys of a lexicon, and keeps them up to date from then on.
func (m *Maker) needKeys(n int) {
	m.lexicons[n].needKeys(func(worker int, text string) string { return m.readers[worker].key(n, text) })
}

// fill enters the texts of all rows in a lexicon, and those of new rows from then on.
func (m *Maker) fill(n int) {
	if m.used[n] {
		return
	}
	m.used[n] = true
	numbers := make([]uint32, len(m.rows))
	for slot := range numbers {
		if b := m.snapshot.At(slot); b != nil {
			numbers[slot] = m.lexicons[n].take(seldom[n-always](b), nil)
		}
	}
	m.further[n-always] = numbers
}

// number returns the number of a row's text in a used lexicon.
func (m *Maker) number(n int, slot int32) uint32 {
	if n < always {
		return m.rows[slot].words[n]
	}
	return m.further[n-always][slot]
}

// numbers are the numbers of a row's texts in the lexicons.
type numbers [lexicons]uint32

// numbersOf returns the numbers of a row.
func (m *Maker) numbersOf(slot int32) (all numbers) {
	copy(all[:], m.rows[slot].words[:])
	for i, column := range m.further {
		if column != nil {
			all[always+i] = column[slot]
		}
	}
	return all
}

// set sets a row and its numbers.
func (m *Maker) set(slot int32, r *row, all *numbers) {
	m.rows[slot] = *r
	copy(m.rows[slot].words[:], all[:])
	for i, column := range m.further {
		if column != nil {
			column[slot] = all[always+i]
		}
	}
}

// conditions compiles a query except for its folder, for few books or many.
func (m *Maker) conditions(q Query, many bool) condition {
	c := conditions{&m.lexicons, q.Now, many}
	return every(c.list(q.conditions()))
}

// pick returns the slots of order that are in set. Every slot in set is in
// order.
func pick(order []int32, set bitset) []int32 {
	n := set.len()
	if n == len(order) {
		return order
	}
	picked := make([]int32, 0, n)
	for _, slot := range order {
		if set.has(slot) {
			picked = append(picked, slot)
		}
	}
	return picked
}

// sort sorts slots that are in base order.
func (m *Maker) sort(ctx context.Context, order []int32, terms []term) ([]int32, error) {
	for _, term := range terms {
		if term.lexicon != noLexicon {
			m.fill(term.lexicon)
			m.needKeys(term.lexicon)
		}
	}
	if len(terms) == 0 || len(order) == 0 {
		return order, ctx.Err()
	}
	rows, spare := make([]weighed, len(order)), make([]weighed, len(order))
	for i, slot := range order {
		rows[i].slot = slot
	}
	for _, term := range slices.Backward(terms) { // each sort is stable, so the most important comes last
		weight := m.weight(term)
		for i := range rows {
			rows[i].weight = weight(rows[i].slot)
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		rows, spare = sortWeighed(rows, spare)
	}
	sorted := make([]int32, len(rows))
	for i := range rows {
		sorted[i] = rows[i].slot
	}
	return sorted, nil
}

// weight returns the function that gives a row its weight for a term.
func (m *Maker) weight(term term) func(slot int32) uint64 {
	if n := term.lexicon; n != noLexicon {
		ranks := m.lexicons[n].rank()
		return func(slot int32) uint64 {
			rank := ranks[m.number(n, slot)]
			return term.weight(rank, rank == 0)
		}
	}
	if term.comparison == byTitle {
		ranks := m.titleRanks()
		return func(slot int32) uint64 {
			return term.weight(uint64(ranks[slot]), m.rows[slot].title == "")
		}
	}
	number := term.number
	return func(slot int32) uint64 {
		return term.weight(number(m.snapshot.At(int(slot))))
	}
}

// titleRanks returns the rank of each slot's title among all titles.
func (m *Maker) titleRanks() []uint32 {
	ranks := make([]uint32, len(m.rows))
	place, title := uint32(0), ""
	for _, slot := range m.base {
		if next := m.rows[slot].title; next != title {
			place, title = place+1, next
		}
		ranks[slot] = place
	}
	return ranks
}

// compare compares in the order of the newest query.
func (m *Maker) compare(a, b int32) int {
	for _, term := range m.terms {
		if c := m.compareTerm(term, a, b); c != 0 {
			return c
		}
	}
	return m.compareBase(a, b)
}

func (m *Maker) compareTerm(term term, a, b int32) int {
	if n := term.lexicon; n != noLexicon {
		words := m.lexicons[n].words
		return term.compareTexts(words[m.number(n, a)].key, words[m.number(n, b)].key)
	}
	if term.comparison == byTitle {
		return term.compareTexts(m.rows[a].title, m.rows[b].title)
	}
	return cmp.Compare(term.weight(term.number(m.snapshot.At(int(a)))), term.weight(term.number(m.snapshot.At(int(b)))))
}

// compareBase compares in base order: by title, path and ID.
func (m *Maker) compareBase(a, b int32) int {
	if c := (term{}).compareTexts(m.rows[a].title, m.rows[b].title); c != 0 {
		return c
	}
	return compareRest(m.snapshot.At(int(a)), m.snapshot.At(int(b)))
}

// compareRest compares rows of the same title in base order.
func compareRest(a, b *book.Book) int {
	return cmp.Or(text.CompareNatural(a.Path, b.Path), cmp.Compare(a.ID, b.ID))
}
