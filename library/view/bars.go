package view

import (
	"cmp"
	"context"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"lectern/library/book"
	"lectern/library/text"
)

// Group sums up rows by the values of a field. If books can have several values, such as
// two authors, they count for each, and the bars add up to more than the total.
type Group struct {
	Field Field
	Span  Span
	Bars  []Bar // years and months with the newest first, bit rates with the lowest first, all others with the longest first; last, the books without a value
}

// Span is what a bar covers of the calendar.
type Span uint8

// The spans. Bars of texts and of other numbers have none.
const (
	NoSpan Span = iota
	PerDay
	PerWeek
	PerMonth
	PerYear
)

// Bar sums up the rows that have a value, or a value in a range. If its field is Listened,
// Duration is how long the user listened, by the clock.
type Bar struct {
	Field       Field
	Span        Span
	Text        string // the value in its most frequent spelling; "" for a range and for unknown values
	First, Last int64  // of a range, inclusive: years, bits per second, nanoseconds since 1970
	Unknown     bool   // the rows without a value
	Chosen      bool   // the query of the view requires the condition of the bar

	Books    int
	Duration time.Duration

	condition string // for ranges
	folded    string // the value
}

// grouped are the fields with groups.
var grouped = [...]struct {
	field Field
	span  Span
}{
	{Listened, PerDay},
	{Listened, PerWeek},
	{Listened, PerMonth},
	{Finished, PerMonth},
	{Finished, PerYear},
	{Author, NoSpan},
	{Narrator, NoSpan},
	{InSeries, NoSpan},
	{Genre, NoSpan},
	{Language, NoSpan},
	{Format, NoSpan},
	{BitRate, NoSpan},
	{Year, NoSpan},
	{Added, PerMonth},
}

// Query returns the condition that finds the rows of a bar among the rows of the view.
func (b Bar) Query() string {
	switch {
	case b.Unknown:
		return Not{Flag{Has, b.Field.String()}}.String()
	case b.condition != "":
		return b.condition
	default:
		return Facet{Text: b.Text}.Query(b.Field)
	}
}

// sums add up books by the values of a field.
type sums struct {
	*tally
	lengths    []time.Duration // by number of the value
	extensions map[string]bool // of files, if the field is Format
	suffix     string          // of the previous file, and its extension in lower case
	extension  string
	rest       Bar // the books without a value
}

// add adds a book to one of its values, unless it was added before.
func (s *sums) add(b *book.Book, value string) {
	n, first := s.tally.add(value)
	if !first {
		return
	}
	if int(n) >= len(s.lengths) {
		s.lengths = append(s.lengths, make([]time.Duration, int(n)+1-len(s.lengths))...)
	}
	s.lengths[n] += b.Duration
}

// valuesOf adds up books by the values of a field of text. It returns early when the
// context is done.
func valuesOf(ctx context.Context, field Field, books []*book.Book) *sums {
	s := &sums{tally: newTally(), extensions: make(map[string]bool), rest: Bar{Field: field, Unknown: true}}
	has := func(*book.Book) bool { return true } // a format
	if flag := Has.flagOf(field.String()); flag != nil {
		has = flag.holds
	}
	all := func(b *book.Book, values []string) {
		for _, value := range values {
			s.add(b, value)
		}
	}
	for i, b := range books {
		if i%rowsPerLook == 0 && ctx.Err() != nil {
			break
		}
		if !has(b) {
			s.rest.add(b)
			continue
		}
		s.next()
		switch field {
		case Author:
			all(b, b.Authors)
		case Narrator:
			all(b, b.Narrators)
		case Genre:
			all(b, b.Genres)
		case InSeries:
			for _, place := range b.Series {
				s.add(b, place.Name)
			}
		case Language:
			all(b, s.fold.languages.of(b.Language))
		case Format:
			s.addFormats(b)
		}
	}
	return s
}

// addFormats adds a book to the extensions of its files and to their actual formats, which
// the query language does not tell apart. Only extensions get bars, so that a file is in
// two bars only if another file has its actual format as the extension.
func (s *sums) addFormats(b *book.Book) {
	suffix, container := "", ""
	for _, f := range b.Files {
		if next := filepath.Ext(f.Path); next != suffix {
			if suffix = next; suffix != s.suffix {
				s.suffix, s.extension = suffix, strings.ToLower(strings.TrimPrefix(suffix, "."))
				s.extensions[s.extension] = true
			}
			s.add(b, s.extension)
		}
		if f.Media != nil && f.Media.Container != container {
			container = f.Media.Container
			s.add(b, container)
		}
	}
}

// add adds a book to a bar.
func (b *Bar) add(of *book.Book) {
	b.Books++
	b.Duration += of.Duration
}

// bars returns a bar for each value, the longest first, and one for the books without a
// value if there are any.
func (s *sums) bars(field Field) []Bar {
	list := make([]Bar, 0, len(s.books))
	for i, most := range s.usual() {
		v := &s.books[i]
		if !blank(v.folded) && (field != Format || s.extensions[v.folded]) {
			list = append(list, Bar{Field: field, Text: most.text, Books: v.books, Duration: s.lengths[i], folded: v.folded})
		}
	}
	slices.SortFunc(list, func(a, b Bar) int {
		return cmp.Or(cmp.Compare(b.Duration, a.Duration), cmp.Compare(b.Books, a.Books), text.CompareNatural(a.folded, b.folded))
	})
	if s.rest.Books > 0 {
		list = append(list, s.rest)
	}
	return list
}

// ranges add up books by ranges of a number.
type ranges struct {
	of   Field
	span Span
	at   *time.Location
	list []Bar
	last int // the bar of the previous book, or noBar
	rest Bar // the books without a number

	group *Group
}

const noBar = -1

// add adds a book to the range of its number.
func (r *ranges) add(b *book.Book) {
	n, known := r.of.of(b)
	if !known {
		r.rest.add(b)
		return
	}
	if r.last == noBar || n < r.list[r.last].First || n > r.list[r.last].Last {
		r.last = slices.IndexFunc(r.list, func(c Bar) bool { return c.First <= n && n <= c.Last })
		if r.last == noBar {
			r.last = len(r.list)
			r.list = append(r.list, rangeOf(r.of, r.span, n, r.at))
		}
	}
	r.list[r.last].add(b)
}

// bars returns a bar for each range with books, and one for the books without a number if
// there are any.
func (r *ranges) bars() []Bar {
	slices.SortFunc(r.list, func(a, b Bar) int {
		if r.of == BitRate {
			return cmp.Compare(a.First, b.First)
		}
		return cmp.Compare(b.First, a.First)
	})
	if r.rest.Books > 0 && r.of != Finished { // an unfinished book has no month
		return append(r.list, r.rest)
	}
	return r.list
}

// rangeOf returns the empty bar of a range with a number: a decade, a class of bit rates,
// or a span of the calendar of a location.
func rangeOf(field Field, span Span, n int64, at *time.Location) Bar {
	amount := Amount{Of: field, Operator: between}
	switch field {
	case Year:
		decade := n / 10 * 10
		amount.Low, amount.High = strconv.FormatInt(decade, 10), strconv.FormatInt(decade+9, 10)
	case BitRate:
		class, exact := slices.BinarySearch(bitRates, n)
		if exact {
			class++
		}
		switch class {
		case 0:
			amount.Operator, amount.Low = "<", kilobits(bitRates[0])
		case len(bitRates):
			amount.Operator, amount.Low = ">=", kilobits(bitRates[class-1])
		default:
			amount.Low, amount.High = kilobits(bitRates[class-1]), kilobits(bitRates[class]-1)
		}
	default:
		amount.Operator, amount.Low = "=", time.Unix(0, n).In(at).Format(layouts[span])
	}
	now := time.Unix(0, n).In(at) // only its location counts
	low, high := amount.bounds(now)
	if span != NoSpan && n >= high { // the next month begins early, because its first hour does not exist
		amount.Low = now.AddDate(0, 0, 1).Format(layouts[span])
		low, high = amount.bounds(now)
	}
	return Bar{Field: field, Span: span, First: low, Last: high - 1, condition: amount.String()}
}

// layouts are the forms of the spans in a query.
var layouts = [...]string{PerDay: time.DateOnly, PerMonth: "2006-01", PerYear: "2006"}

// bitRates are the limits between the classes of bit rates, in bits per second: speech
// is usual below 64k, and music rarely exceeds 320k.
var bitRates = []int64{32e3, 64e3, 96e3, 128e3, 192e3, 256e3}

// kilobits returns a bit rate for a query.
func kilobits(n int64) string { return strconv.FormatFloat(float64(n)/1e3, 'f', -1, 64) + "k" }

// choose marks the bars whose conditions a checked query requires.
func (g *Group) choose(q Query) {
	chosen := map[string]bool{} // folded values, and conditions
	for _, x := range conjuncts(q.tree.Expr) {
		chosen[x.String()] = true
		if value, is := x.(Text); is && value.In == g.Field && value.Whole {
			chosen[Fold(value.Text)] = true
		}
	}
	if len(chosen) == 0 {
		return
	}
	for i := range g.Bars {
		b := &g.Bars[i]
		if b.folded != "" {
			b.Chosen = chosen[b.folded]
		} else {
			b.Chosen = chosen[b.Query()]
		}
	}
}
