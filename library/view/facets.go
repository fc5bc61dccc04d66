package view

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/text/language"

	"lectern/library/book"
	"lectern/library/text"
)

// Facet is a value of a field and the number of books that have it. Spellings
// that search treats as equal are one facet.
type Facet struct {
	Text  string // the most frequent spelling
	Books int

	folded string
}

// Facets are the values that occur in a set of books, sorted for the user's
// language, people by their last names. They are immutable and safe on any
// goroutine.
type Facets struct {
	Authors, Narrators, Series, Genres, Tags, Years, Publishers, Languages, Codecs []Facet

	Problems []Facet // by word: those of problemStates, then the others in the order of book.Lints

	// The rest is only from FacetsIn.
	Titles         []Facet
	listed, hidden times
}

// times are the times of books.
type times struct {
	added   []int64 // sorted
	started int     // number of books in progress
}

// AddedSince returns the number of books that were added at a time or later. Hidden books
// count if hidden is true.
func (f *Facets) AddedSince(t time.Time, hidden bool) int {
	n := f.listed.since(nanoseconds(t))
	if hidden {
		n += f.hidden.since(nanoseconds(t))
	}
	return n
}

// Started returns the number of books in progress. Hidden books count if hidden is true.
func (f *Facets) Started(hidden bool) int {
	n := f.listed.started
	if hidden {
		n += f.hidden.started
	}
	return n
}

func (t *times) since(when int64) int {
	at, _ := slices.BinarySearch(t.added, when)
	return len(t.added) - at
}

func (t *times) take(b *book.Book) {
	if b.Added != 0 {
		t.added = append(t.added, b.Added)
	}
	if b.IsStarted() {
		t.started++
	}
}

// facetFields are the fields with facets.
var facetFields = [...]Field{Author, Narrator, InSeries, Genre, Tag, Year, Publisher, Language, Codec, Is}

// Of returns the values of a field, or nil for a field without facets.
func (f *Facets) Of(field Field) []Facet {
	if list := f.list(field); list != nil {
		return *list
	}
	return nil
}

func (f *Facets) list(field Field) *[]Facet {
	switch field {
	case Author:
		return &f.Authors
	case Narrator:
		return &f.Narrators
	case InSeries:
		return &f.Series
	case Genre:
		return &f.Genres
	case Tag:
		return &f.Tags
	case Year:
		return &f.Years
	case Publisher:
		return &f.Publishers
	case Language:
		return &f.Languages
	case Codec:
		return &f.Codecs
	case Is:
		return &f.Problems
	case Title:
		return &f.Titles
	default:
		return nil
	}
}

// FacetsOf lists the values in the rows of a view. It may run on any goroutine,
// and takes tens of milliseconds for 100,000 rows. The error is the context's.
func FacetsOf(ctx context.Context, v *View, lang language.Tag) (*Facets, error) {
	return facets(ctx, lang, v.books(), facetFields[:])
}

// Facets lists the values in the rows of the newest view. If the query asks for
// values of a field, the values of this field come from the rows without that
// condition: they are the alternatives to the chosen values, counted as Toggle
// will find them. The error is the context's.
func (m *Maker) Facets(ctx context.Context, v *View) (*Facets, error) {
	f, err := FacetsOf(ctx, v, m.lang)
	if err != nil || v.snapshot != m.snapshot { // a newer view follows
		return f, err
	}
	for _, field := range facetFields {
		q := v.Query
		chosen := slices.DeleteFunc(slices.Clone(conjuncts(q.tree.Expr)), func(x Expr) bool { return !isChoice(x, field) })
		if len(chosen) != 1 {
			continue
		}
		q.Text = Choose(q.Text, field)
		if q, err = q.Check(); err != nil {
			return nil, err
		}
		found, _, err := m.sift(ctx, q, nil)
		if err != nil {
			return nil, err
		}
		*f.list(field) = facetsOf(ctx, m.lang, field, booksIn(v.snapshot, found))
	}
	return f, ctx.Err()
}

// FacetsIn lists the values of all books in a snapshot except hidden ones, with
// their titles, for Complete, and with the times of all. It is otherwise like FacetsOf.
func FacetsIn(ctx context.Context, s *book.Snapshot, lang language.Tag) (*Facets, error) {
	var books []*book.Book
	var listed, hidden times
	for _, b := range s.All() {
		if b.Hidden {
			hidden.take(b)
			continue
		}
		books = append(books, b)
		listed.take(b)
	}
	f, err := facets(ctx, lang, books, slices.Concat(facetFields[:], []Field{Title}))
	if err != nil {
		return nil, err
	}
	slices.Sort(listed.added)
	slices.Sort(hidden.added)
	f.listed, f.hidden = listed, hidden
	return f, nil
}

// books returns the books of a view in slot order.
func (v *View) books() []*book.Book {
	found := bitset(nil).room(v.snapshot.Slots())
	for _, slot := range v.order {
		found.set(slot)
	}
	return booksIn(v.snapshot, found)
}

// booksIn returns the books in a set of slots, in slot order: neighbours often
// share most of their texts.
func booksIn(s *book.Snapshot, in bitset) (books []*book.Book) {
	for slot, b := range s.All() {
		if in.has(int32(slot)) {
			books = append(books, b)
		}
	}
	return books
}

// facets counts the values of fields, each on its own goroutine.
func facets(ctx context.Context, lang language.Tag, books []*book.Book, fields []Field) (*Facets, error) {
	f := new(Facets)
	var wait sync.WaitGroup
	for _, field := range fields {
		wait.Go(func() { *f.list(field) = facetsOf(ctx, lang, field, books) })
	}
	wait.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return f, nil
}

// facetsOf counts the values of a field. It returns early when the context is
// done.
func facetsOf(ctx context.Context, lang language.Tag, field Field, books []*book.Book) []Facet {
	switch field {
	case Year:
		return years(books)
	case Is:
		return problemsIn(books)
	}
	t := newTally()
	for i, b := range books {
		if i%rowsPerLook == 0 && ctx.Err() != nil {
			return nil
		}
		t.next()
		switch field {
		case Author:
			t.addAll(b.Authors)
		case Narrator:
			t.addAll(b.Narrators)
		case Genre:
			t.addAll(b.Genres)
		case Tag:
			t.addAll(b.Values(book.OwnTags))
		case InSeries:
			for _, s := range b.Series {
				t.add(s.Name)
			}
		case Publisher:
			t.add(b.Publisher)
		case Language:
			t.addAll(t.fold.languages.of(b.Language))
		case Codec:
			t.add(b.Codec)
		case Title:
			t.add(b.Title)
		}
	}
	if field == Author || field == Narrator {
		return t.list(lang, byLastName)
	}
	return t.list(lang, func(value string) string { return value })
}

// years counts books by year, the earliest first.
func years(books []*book.Book) []Facet {
	counts := make(map[int]int)
	for _, b := range books {
		if b.Year != 0 {
			counts[b.Year]++
		}
	}
	var list []Facet
	for year, n := range counts {
		text := strconv.Itoa(year)
		list = append(list, Facet{text, n, text})
	}
	slices.SortFunc(list, func(a, b Facet) int { return text.CompareNatural(a.Text, b.Text) })
	return list
}

// problemStates are the states of books that are facets among the problems.
var problemStates = [...]flag{{"missing", "", isMissing}, {"faulty", "", isFaulty}}

// isProblem reports whether a value of "is:" is a facet.
func isProblem(word string) bool {
	return book.LintOf(word) != 0 || slices.ContainsFunc(problemStates[:], func(g flag) bool { return g.word == word })
}

// problemsIn counts books by problem.
func problemsIn(books []*book.Book) (list []Facet) {
	var faults [len(problemStates)]int
	counts := make(map[book.Lint]int)
	for _, b := range books {
		for i := range problemStates {
			if problemStates[i].holds(b) {
				faults[i]++
			}
		}
		for l := range b.Lint.Each {
			counts[l]++
		}
	}
	add := func(word string, n int) {
		if n > 0 {
			list = append(list, Facet{word, n, word})
		}
	}
	for i, g := range problemStates {
		add(g.word, faults[i])
	}
	for l := range book.Lints {
		add(l.Word(), counts[l])
	}
	return list
}

// tally counts the values of one field.
type tally struct {
	book      int              // number of the current book, from 1
	spellings map[string]int32 // index in spelled
	spelled   []spelling
	values    map[string]int32 // folded value to index in books
	books     []counted
	fold      folding
	before    []int32 // spellings of the previous book, replaced by the spellings of the current book
	texts     int     // texts of the current book so far
}

func newTally() *tally {
	return &tally{spellings: make(map[string]int32), values: make(map[string]int32)}
}

// next moves on to the next book.
func (t *tally) next() {
	t.book++
	t.texts = 0
}

type spelling struct {
	text  string
	value int32
	books int
}

type counted struct {
	folded string
	books  int
	book   int // the last book with the value, so that a book counts once
}

// add counts a text of the current book and returns the number of its value.
// counted is false if the text is empty or if the book already has the value.
func (t *tally) add(text string) (value int32, counted bool) {
	if text == "" {
		return 0, false
	}
	if t.texts == len(t.before) {
		t.before = append(t.before, t.number(text))
	} else if n := t.before[t.texts]; t.spelled[n].text != text {
		t.before[t.texts] = t.number(text)
	}
	s := &t.spelled[t.before[t.texts]]
	t.texts++
	if v := &t.books[s.value]; v.book != t.book {
		v.book = t.book
		v.books++
		s.books++
		return s.value, true
	}
	return s.value, false
}

// addAll counts texts of the current book.
func (t *tally) addAll(texts []string) {
	for _, text := range texts {
		t.add(text)
	}
}

// number returns the number of a spelling.
func (t *tally) number(s string) int32 {
	if n, ok := t.spellings[s]; ok {
		return n
	}
	t.fold.buf = text.AppendFold(t.fold.buf[:0], s)
	folded := string(t.fold.buf)
	value, ok := t.values[folded]
	if !ok {
		value = int32(len(t.books))
		t.values[folded] = value
		t.books = append(t.books, counted{folded: folded})
	}
	n := int32(len(t.spelled))
	t.spellings[s] = n
	t.spelled = append(t.spelled, spelling{text: s, value: value})
	return n
}

// usual returns the most frequent spelling of each value, by number.
func (t *tally) usual() []*spelling {
	most := make([]*spelling, len(t.books))
	for i := range t.spelled {
		s := &t.spelled[i]
		if m := most[s.value]; m == nil || s.books > m.books || s.books == m.books && s.text < m.text {
			most[s.value] = s
		}
	}
	return most
}

// list returns the values with their counts, in the order of the form that sorted returns
// for each value.
func (t *tally) list(lang language.Tag, sorted func(value string) string) []Facet {
	most := t.usual()
	type keyed struct {
		Facet
		key string
	}
	names := newCollation(lang)
	order := make([]keyed, len(most))
	for i, s := range most {
		v := &t.books[i]
		order[i] = keyed{Facet{s.text, v.books, v.folded}, names.text(sorted(s.text))}
	}
	slices.SortFunc(order, func(a, b keyed) int {
		return cmp.Or(strings.Compare(a.key, b.key), strings.Compare(a.folded, b.folded))
	})
	list := make([]Facet, len(order))
	for i := range order {
		list[i] = order[i].Facet
	}
	return list
}
