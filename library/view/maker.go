package view

import (
	"cmp"
	"context"
	"slices"

	"golang.org/x/text/language"

	"lectern/library/book"
	"lectern/library/text"
)

// rowsPerLook is how many rows pass between two looks at a context: some 0.1 ms
// of work. It is a multiple of bitsPerWord.
const rowsPerLook = 1024

// Maker makes views, each from what changed since the one before. It belongs to
// one goroutine, the view goroutine; the views it hands out belong to everybody.
type Maker struct {
	lang    language.Tag
	readers []*reader // one per worker

	// Of the newest snapshot.
	snapshot *book.Snapshot
	rows     []row     // by slot
	ids      []book.ID // by slot, 0 where empty; shared with views, copied before a change
	lexicons [lexicons]lexicon
	hays     bool    // rows have haystacks
	base     []int32 // all slots by title, path and ID; shared, replaced and never changed
	counts   Counts
	shape    uint64

	answer        // to the newest query
	wide   answer // to the last query without texts, of the same snapshot; zero if there is none
	view   *View  // the last one made
}

// answer is the rows that a query finds.
type answer struct {
	query Query
	terms []term
	found bitset  // nil when it is not known
	shown Totals  // of found
	order []int32 // found, sorted; shared like base; nil when it is not known
}

// NewMaker returns a Maker that orders texts as speakers of lang do;
// language.Und is the order of the Unicode root.
func NewMaker(lang language.Tag) *Maker {
	m := &Maker{lang: lang, snapshot: new(book.Snapshot)}
	a := newAlphabet(lang)
	for range workers() {
		m.readers = append(m.readers, newReader(lang, a))
	}
	return m
}

// View makes the view of a snapshot through a query; the same one again if
// neither is new. Snapshots come from one store, in the order they were taken.
// It gives up with the context's error while it works for the query; what it
// learned of the snapshot is kept for the next call. A text that does not parse
// is a *Mistake, and no work.
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

// Prepare makes what the first word of a query needs, so that its letters do not wait
// for it. The first view does without, to be there sooner. It gives up with the
// context's error; View then does the rest when it must.
func (m *Maker) Prepare(ctx context.Context) error { return m.needHays(ctx) }

// ask answers a query, from the last answer as far as that holds this one, or else
// from the wide one: letters that are taken back need no sort.
func (m *Maker) ask(ctx context.Context, q Query) error {
	q.Sort = slices.Clone(q.Sort) // the caller's memory
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

// sift returns the rows that a query finds, among those in within unless that
// is nil, and what they come to.
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
		var sum Totals // on the stack: neighbours in memory slow each other down
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

// needHays makes what the filter reads of the rows, from now on.
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
				m.rows[slot].hay = r.arena.keep(r.haystack(b))
			}
		}
	})
	m.hays = ctx.Err() == nil
	return ctx.Err()
}

// needKeys makes the keys of a lexicon, from now on.
func (m *Maker) needKeys(n int) {
	m.lexicons[n].needKeys(func(worker int, text string) string { return m.readers[worker].key(n, text) })
}

// conditions is what a query asks of a book besides its folder, of few books or
// of many.
func (m *Maker) conditions(q Query, many bool) condition {
	c := conditions{&m.lexicons, q.Now, many}
	return every(c.list(q.conditions()))
}

// pick returns the slots of order that are in the set, which holds no others.
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
	for _, term := range slices.Backward(terms) { // each sort keeps the order of the one before
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

// weight returns the function that gives the rows their weights in a term.
func (m *Maker) weight(term term) func(slot int32) uint64 {
	if n := term.lexicon; n != noLexicon {
		ranks := m.lexicons[n].rank()
		return func(slot int32) uint64 {
			rank := ranks[m.rows[slot].words[n]]
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

// titleRanks returns the place of each slot's title among all titles.
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

// compare is the order of the newest query.
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
		return term.compareTexts(words[m.rows[a].words[n]].key, words[m.rows[b].words[n]].key)
	}
	if term.comparison == byTitle {
		return term.compareTexts(m.rows[a].title, m.rows[b].title)
	}
	return cmp.Compare(term.weight(term.number(m.snapshot.At(int(a)))), term.weight(term.number(m.snapshot.At(int(b)))))
}

// compareBase is the base order: by title, path and ID.
func (m *Maker) compareBase(a, b int32) int {
	if c := (term{}).compareTexts(m.rows[a].title, m.rows[b].title); c != 0 {
		return c
	}
	return compareRest(m.snapshot.At(int(a)), m.snapshot.At(int(b)))
}

// compareRest is the base order among rows of one title.
func compareRest(a, b *book.Book) int {
	return cmp.Or(text.CompareNatural(a.Path, b.Path), cmp.Compare(a.ID, b.ID))
}
