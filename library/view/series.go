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

// SeriesList shows the books of a View by series, as lines from top to bottom:
// for each series a heading, then its books by part, with lines for missing
// parts between them. A book in two series appears twice. A SeriesList is
// immutable and safe on any goroutine; the zero value is empty.
type SeriesList struct {
	Sections []Section
	Lines    []Line
	Gaps     int // lines for missing parts
	Alone    int // rows of the view without a series

	view   *View
	places []placed
	first  []int32 // for each row of the view its first place, or −1
}

// Section is a series.
type Section struct {
	Name      string        // the most frequent spelling
	Authors   []string      // common to all its books that have authors
	Books     int           // in the view
	Known     int           // in the library; hidden ones only if they are in the view
	Duration  time.Duration // of the books in the view
	Estimated bool          // at least one of the lengths is an estimate
}

// LineKind is the kind of a line.
type LineKind uint8

// The kinds of lines.
const (
	Heading LineKind = iota // a series
	Entry                   // a book
	Gap                     // consecutive missing parts
	Rest                    // the number of rows without a series; always the last line
)

// Line is a line of a SeriesList.
type Line struct {
	Kind        LineKind
	Section     int32 // index of the section; for Rest the number of sections
	Place       int32 // for an Entry its place, for other lines the number of places before
	First, Last int32 // for a Gap the missing numbers, inclusive
}

// placed is a book in a series.
type placed struct {
	row    int32 // of the view
	series int32 // index in the book's series
	line   int32
}

// Len returns the number of places, which are the lines with books. A book in
// two series has two places.
func (s *SeriesList) Len() int { return len(s.places) }

// At returns the book in a place below Len.
func (s *SeriesList) At(place int) *book.Book { return s.view.At(int(s.places[place].row)) }

// Part returns the part of the book in a place, such as "3". It can be empty.
func (s *SeriesList) Part(place int) string {
	return s.At(place).Series[s.places[place].series].Part
}

// Line returns the line of a place.
func (s *SeriesList) Line(place int) int { return int(s.places[place].line) }

// Rows returns the number of rows of the view.
func (s *SeriesList) Rows() int {
	if s.view == nil {
		return 0
	}
	return s.view.Len()
}

// Row returns the view's row of the book in a place.
func (s *SeriesList) Row(place int) int { return int(s.places[place].row) }

// Of reports whether s was made from v.
func (s *SeriesList) Of(v *View) bool { return s.view == v }

// Query returns the query of the view.
func (s *SeriesList) Query() (q Query) {
	if s.view != nil {
		q = s.view.Query
	}
	return q
}

// IndexNear returns a place of a book: the nearest to hint if one is close,
// otherwise the first, or −1 if the book has none. hint can be any number.
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

// Prefix is View.Prefix for places.
func (s *SeriesList) Prefix(text string, from int) int {
	return findPrefix(len(s.places), s.At, text, from)
}

// mention is a book that names a series.
type mention struct {
	book   *book.Book
	row    int32 // in the view, −1 if it is not there
	series int32 // index in the book's series
	extent
	title string // collation key, if needed
}

func (m *mention) part() string { return m.book.Series[m.series].Part }

// draft is a section without its place in the list.
type draft struct {
	Section
	key      string // of the name
	author   string // of its first book, to sort series of the same name
	mentions []*mention
	missing  []int
}

// SeriesOf lists the rows of a view by series. Only parts that the library
// lacks are missing: books that a search leaves out make no gaps. SeriesOf may
// run on any goroutine, and takes tens of milliseconds for 100,000 rows. The
// error is the context's.
func SeriesOf(ctx context.Context, v *View, lang language.Tag) (*SeriesList, error) {
	s := &SeriesList{view: v}
	groups, names := s.gather(ctx)
	drafts := make([][]draft, len(groups)) // by group
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(workers(), v.Len()/parallelFrom+1) {
		wait.Go(func() {
			c, keys := newCollation(lang), book.Arena{Shared: true}
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

// gather collects the books that name each series, and the spelling of its
// name. If a book names a series twice, the first mention counts.
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
	of := make([]int32, 0, len(rows)) // the series of each mention
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

// newDraft makes the section of a series. It returns false if none of the books
// is in the view. It changes the order of all.
func newDraft(all []*mention, c *collation, keys *book.Arena, f *folding) (d draft, ok bool) {
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
	d.Authors, d.author = sharedAuthors(d.mentions, f), d.mentions[0].book.Author()
	return d, true
}

// order sorts the books of a series by part, then by title. The result does not
// depend on the order of the view.
func order(ms []*mention, c *collation, keys *book.Arena) {
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
				same[i].title = keys.Keep(c.title(same[i].book))
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

// byPath compares books that look the same.
func byPath(a, b *mention) int {
	return cmp.Or(text.CompareNatural(a.book.Path, b.book.Path), cmp.Compare(a.book.ID, b.book.ID))
}

// lay sets the lines of the sections, which are sorted.
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

// lack adds lines for missing parts between two books, one for each run of
// consecutive numbers.
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
