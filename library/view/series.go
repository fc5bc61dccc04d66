package view

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/text/language"

	"lectern/library/book"
	"lectern/library/text"
)

// SeriesList is the books of a View by their series, as lines from top to
// bottom: for each series a heading, then its books in order of their parts and
// what is missing between them. A book of two series stands in both. It is
// immutable and safe on any goroutine; the zero value has nothing.
type SeriesList struct {
	Sections []Section
	Lines    []Line
	Gaps     int // lines that say what is missing
	Alone    int // rows of the view that name no series

	view   *View
	places []placed
	first  []int32 // by row of the view: its first place, −1 if it has none
}

// Section is a series.
type Section struct {
	Name      string        // as most of its books spell it
	Authors   []string      // whom all its books have that name any
	Books     int           // in the view
	Known     int           // in the library, hidden ones only if they are in the view
	Duration  time.Duration // of those in the view
	Estimated bool          // one of their lengths is
}

// LineKind is what a line shows.
type LineKind uint8

// The kinds of lines.
const (
	Heading LineKind = iota // of a section
	Entry                   // a book
	Gap                     // whole numbers that the library lacks
	Rest                    // how many rows name no series; the last line, if there are any
)

// Line is one line of a SeriesList.
type Line struct {
	Kind        LineKind
	Section     int32 // number of its section; of Rest, of all sections
	Place       int32 // of an Entry its place; of others how many come before
	First, Last int32 // of a Gap: from where to where; they may be equal
}

// placed is one book in one series.
type placed struct {
	row    int32 // of the view
	series int32 // which of the book's
	line   int32
}

// Len is the number of places, from top to bottom: the lines that are books. A
// book of two series has two.
func (s *SeriesList) Len() int { return len(s.places) }

// At is the book in a place below Len.
func (s *SeriesList) At(place int) *book.Book { return s.view.At(int(s.places[place].row)) }

// Part is what the book in a place says of it, "3"; it may be empty.
func (s *SeriesList) Part(place int) string {
	return s.At(place).Series[s.places[place].series].Part
}

// Line is the number of a place's line.
func (s *SeriesList) Line(place int) int { return int(s.places[place].line) }

// Rows is the number of rows of the view.
func (s *SeriesList) Rows() int {
	if s.view == nil {
		return 0
	}
	return s.view.Len()
}

// Row is the row of the view that the book in a place has.
func (s *SeriesList) Row(place int) int { return int(s.places[place].row) }

// Of reports whether s was made of v.
func (s *SeriesList) Of(v *View) bool { return s.view == v }

// Query is what the view answers.
func (s *SeriesList) Query() (q Query) {
	if s.view != nil {
		q = s.view.Query
	}
	return q
}

// IndexNear is a place of a book: the one nearest to the place given, which may
// be any number, if one is near, else the first; −1 if it has none.
func (s *SeriesList) IndexNear(id book.ID, hint int) int {
	for d := range hintReach {
		for _, i := range [...]int{hint + d, hint - d} {
			if i >= 0 && i < len(s.places) && s.At(i).ID == id {
				return i
			}
		}
	}
	if s.view == nil {
		return -1
	}
	row := s.view.Index(id)
	if row < 0 {
		return -1
	}
	return int(s.first[row])
}

// Prefix is the Prefix of View, among places.
func (s *SeriesList) Prefix(text string, from int) int {
	return findPrefix(len(s.places), s.At, text, from)
}

// mention is a book that names a series.
type mention struct {
	book   *book.Book
	row    int32 // of the view, −1 if it is not in it
	series int32 // which of the book's
	extent
	title string // its key, where it is needed
}

func (m *mention) part() string { return m.book.Series[m.series].Part }

// draft is a section before it has its place.
type draft struct {
	Section
	key      string // of the name
	author   string // of the first of its books, to tell series of one name apart
	mentions []*mention
	missing  []int
}

// SeriesOf puts the rows of a view in order of their series. What is missing is
// missing in the library: a search leaves books out, but makes no gaps. Any
// goroutine may call it; it works some ten milliseconds for 100,000 rows. The
// error is the context's.
func SeriesOf(ctx context.Context, v *View, lang language.Tag) (*SeriesList, error) {
	s := &SeriesList{view: v}
	groups, names := s.gather(ctx)
	drafts := make([][]draft, len(groups)) // by group
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(workers(), v.Len()/parallelFrom+1) {
		wait.Go(func() {
			c, keys := newCollation(lang), arena{shared: true}
			var f folding
			for i := int(next.Add(1)) - 1; i < len(groups) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				if !slices.ContainsFunc(groups[i], func(m *mention) bool { return m.row >= 0 }) {
					continue
				}
				key := c.text(names[i])
				for _, ms := range sameName(groups[i], &f) {
					if d, ok := newDraft(ms, c, &keys, &f); ok {
						d.Name, d.key = names[i], key
						drafts[i] = append(drafts[i], d)
					}
				}
			}
		})
	}
	wait.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	all := slices.Concat(drafts...)
	slices.SortFunc(all, func(a, b draft) int {
		if by := cmp.Or(strings.Compare(a.key, b.key), strings.Compare(a.Name, b.Name), strings.Compare(a.author, b.author)); by != 0 {
			return by
		}
		return byPath(a.mentions[0], b.mentions[0])
	})
	s.lay(all)
	return s, nil
}

// gather collects who names which series, and how it is spelled. A book names a
// series once: it stands where it says so first.
func (s *SeriesList) gather(ctx context.Context) (groups [][]*mention, names []string) {
	v := s.view
	rows := make([]int32, v.snapshot.Slots())
	for i := range rows {
		rows[i] = -1
	}
	for row, slot := range v.order {
		rows[slot] = int32(row)
	}
	all := make([]mention, 0, len(rows))
	of := make([]int32, 0, len(rows)) // their series
	t := newTally()
	for slot, row := range rows {
		if slot%rowsPerLook == 0 && ctx.Err() != nil {
			return nil, nil
		}
		b := v.snapshot.At(slot)
		if b == nil || b.Hidden && row < 0 {
			continue
		}
		t.next()
		named := false
		for i := range b.Series {
			value, first := t.add(b.Series[i].Name)
			named = named || b.Series[i].Name != ""
			if first {
				all = append(all, mention{book: b, row: row, series: int32(i), extent: extentOf(b.Series[i].Part)})
				of = append(of, value)
			}
		}
		if row >= 0 && !named {
			s.Alone++
		}
	}
	groups, names = make([][]*mention, len(t.books)), make([]string, len(t.books))
	room := make([]*mention, len(all))
	for i, most := range t.usual() {
		n := t.books[i].books
		groups[i], room = room[:0:n], room[n:]
		names[i] = most.text
	}
	for i, value := range of {
		groups[value] = append(groups[value], &all[i])
	}
	return groups, names
}

// newDraft makes a section of the books that name it; false if none of them is
// in the view. It changes their order.
func newDraft(all []*mention, c *collation, keys *arena, f *folding) (d draft, ok bool) {
	extents := make([]extent, len(all))
	for i, m := range all {
		extents[i] = m.extent
	}
	d.missing, d.Known = gaps(extents), len(all)
	d.mentions = slices.DeleteFunc(all, func(m *mention) bool { return m.row < 0 })
	d.Books = len(d.mentions)
	if d.Books == 0 {
		return d, false
	}
	order(d.mentions, c, keys)
	for i := range d.mentions {
		b := d.mentions[i].book
		d.Duration += b.Duration
		d.Estimated = d.Estimated || b.Estimated
	}
	d.Authors, d.author = common(d.mentions, f), d.mentions[0].book.Author()
	return d, true
}

// order sorts the books of a series: by part, then by title, so that it does not
// depend on the order of the view.
func order(ms []*mention, c *collation, keys *arena) {
	byPart := func(a, b *mention) int {
		if by := cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(a.last, b.last)); by != 0 || a.numbered() {
			return by
		}
		return text.CompareNatural(a.part(), b.part())
	}
	slices.SortFunc(ms, byPart)
	for len(ms) > 0 {
		n := 1
		for n < len(ms) && byPart(ms[0], ms[n]) == 0 {
			n++
		}
		if same := ms[:n]; n > 1 {
			for i := range same {
				same[i].title = keys.keep(c.title(same[i].book.Title))
			}
			slices.SortFunc(same, func(a, b *mention) int {
				if by := strings.Compare(a.title, b.title); by != 0 {
					return by
				}
				return byPath(a, b)
			})
		}
		ms = ms[n:]
	}
}

// byPath orders what is alike in all that is shown.
func byPath(a, b *mention) int {
	return cmp.Or(text.CompareNatural(a.book.Path, b.book.Path), cmp.Compare(a.book.ID, b.book.ID))
}

// lay makes lines of the sections, which are in order.
func (s *SeriesList) lay(drafts []draft) {
	places, lines := 0, 1
	for i := range drafts {
		places += drafts[i].Books
		lines += 1 + drafts[i].Books + len(drafts[i].missing)
	}
	s.Sections = make([]Section, len(drafts))
	s.places, s.Lines = make([]placed, 0, places), make([]Line, 0, lines)
	s.first = make([]int32, s.view.Len())
	for row := range s.first {
		s.first[row] = -1
	}
	for i, d := range drafts {
		s.Sections[i] = d.Section
		s.add(Line{Kind: Heading, Section: int32(i)})
		missing := d.missing
		for _, m := range d.mentions {
			n := 0
			for n < len(missing) && float64(missing[n]) < m.first {
				n++
			}
			s.lack(i, missing[:n])
			missing = missing[n:]
			s.add(Line{Kind: Entry, Section: int32(i)})
			if s.first[m.row] < 0 {
				s.first[m.row] = int32(len(s.places))
			}
			s.places = append(s.places, placed{m.row, m.series, int32(len(s.Lines) - 1)})
		}
		s.lack(i, missing)
	}
	if s.Alone > 0 && len(drafts) > 0 {
		s.add(Line{Kind: Rest, Section: int32(len(drafts))})
	}
}

// lack adds the gaps of numbers between two books, a line for those in a row.
func (s *SeriesList) lack(section int, missing []int) {
	for len(missing) > 0 {
		n := 1
		for n < len(missing) && missing[n] == missing[n-1]+1 {
			n++
		}
		s.add(Line{Kind: Gap, Section: int32(section), First: int32(missing[0]), Last: int32(missing[n-1])})
		s.Gaps++
		missing = missing[n:]
	}
}

func (s *SeriesList) add(l Line) {
	l.Place = int32(len(s.places))
	s.Lines = append(s.Lines, l)
}
