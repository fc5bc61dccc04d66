package view

import (
	"cmp"
	"context"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"lectern/library/book"
	"lectern/library/text"
)

// Statistics sum up the rows of a view, in total and by the values of fields. They are
// immutable and safe on any goroutine; the zero value sums up no rows.
type Statistics struct {
	Books, Files int
	People       int   // authors and narrators; who is both counts once
	Size         int64 // bytes
	Duration     time.Duration

	Groups []Group // in the order of grouped; groups without bars are left out

	Heard   book.Heard    // what the user heard, in all
	Pace    time.Duration // of sound on a day, of late
	Streak  int           // days in a row on which the user listened, until today or yesterday
	Unheard time.Duration // of the books that are neither finished nor abandoned

	// Longest, Largest, Newest and Heardest are books, at most mostListed each. A book whose
	// length is unknown is not among the longest, and so on. Those that were heard for
	// longest may be gone: then only their title and days are known.
	Longest, Largest, Newest, Heardest []*book.Book

	view *View
}

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

// mostListed is the greatest number of books in each of Longest, Largest and Newest.
const mostListed = 10

// Of reports whether the statistics were made from v.
func (s *Statistics) Of(v *View) bool { return s.view == v }

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

// StatisticsOf sums up the rows of a view. It may run on any goroutine, and takes tens of
// milliseconds for 100,000 rows. log is all that the user heard, and the location of now has
// the user's calendar. The error is the context's.
func StatisticsOf(ctx context.Context, v *View, log []book.FileHeard, now time.Time) (*Statistics, error) {
	books := v.books()
	s := &Statistics{Books: len(books), view: v}
	var groups [len(grouped)]Group
	var numbers []*ranges
	var authors, narrators *tally
	var wait sync.WaitGroup
	heard := newHeardBooks(books, log, v.Query.everything(), now)
	s.listen(heard, log, now)
	for i, of := range grouped {
		field := of.field
		groups[i].Field, groups[i].Span = field, of.span
		if field == Listened {
			groups[i].Bars = heard.bars(of.span)
			continue
		}
		if field.isAmount() {
			numbers = append(numbers, &ranges{of: field, span: of.span, at: now.Location(), last: noBar, rest: Bar{Field: field, Unknown: true}, group: &groups[i]})
			continue
		}
		wait.Go(func() {
			sum := valuesOf(ctx, field, books)
			groups[i].Bars = sum.bars(field)
			switch field {
			case Author:
				authors = sum.tally
			case Narrator:
				narrators = sum.tally
			}
		})
	}
	wait.Go(func() { s.total(ctx, books, numbers) })
	wait.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	for _, r := range numbers {
		r.group.Bars = r.bars()
	}
	s.People = distinct(authors, narrators)
	for _, g := range groups {
		if len(g.Bars) > 0 {
			g.choose(v.Query)
			s.Groups = append(s.Groups, g)
		}
	}
	return s, nil
}

// total adds up books by the ranges of numbers and altogether, and lists the longest,
// largest and newest of them. It returns early when the context is done.
func (s *Statistics) total(ctx context.Context, books []*book.Book, numbers []*ranges) {
	longest := top{of: func(b *book.Book) int64 { return int64(b.Duration) }}
	largest := top{of: func(b *book.Book) int64 { return b.Size }}
	newest := top{of: func(b *book.Book) int64 { return b.Added }}
	for i, b := range slices.Backward(books) { // the newest first, so that few enter the lists only to leave them
		if i%rowsPerLook == 0 && ctx.Err() != nil {
			return
		}
		for _, r := range numbers {
			r.add(b)
		}
		s.Files += len(b.Files)
		s.Size += b.Size
		s.Duration += b.Duration
		s.Unheard += unheard(b)
		longest.add(b)
		largest.add(b)
		newest.add(b)
	}
	s.Longest, s.Largest, s.Newest = longest.books, largest.books, newest.books
}

// top lists the books with the greatest values, the greatest first. Among equals, the
// books that come first stay.
type top struct {
	of    func(*book.Book) int64
	books []*book.Book
}

func (t *top) add(b *book.Book) {
	n := t.of(b)
	if n == 0 || len(t.books) == mostListed && n <= t.of(t.books[mostListed-1]) {
		return
	}
	at, _ := slices.BinarySearchFunc(t.books, n, func(c *book.Book, n int64) int {
		if t.of(c) >= n {
			return -1
		}
		return 1
	})
	t.books = slices.Insert(t.books[:min(len(t.books), mostListed-1)], at, b)
}

// distinct returns the number of different values in two tallies.
func distinct(a, b *tally) int {
	n := 0
	for _, t := range []*tally{a, b} {
		for folded := range t.values {
			if _, both := a.values[folded]; !blank(folded) && (t == a || !both) {
				n++
			}
		}
	}
	return n
}

// blank reports whether a query cannot ask for a folded value.
func blank(folded string) bool { return strings.TrimSpace(folded) == "" }

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
	if r.rest.Books > 0 && r.of != Finished { // what is not finished is no month
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
