package view

import (
	"context"
	"slices"
	"strconv"
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
}

// Facets are the values that occur in a set of books, sorted for the user's
// language, people by their last names. They are immutable and safe on any
// goroutine.
type Facets struct {
	Authors, Narrators, Series, Genres, Tags, Years, Publishers, Languages, Codecs []Facet

	Problems []Facet // by word: those of problemStates, then the others in the order of book.Lints

	// The rest is only from FacetsIn.
	Titles         []Facet
	forms          [fieldCount]*forms
	listed, hidden times
}

// times are the times of books.
type times struct {
	added   []int64 // sorted
	started int     // number of books in progress
}

// formsOf returns the forms of the values of a field, for Complete.
func (f *Facets) formsOf(field Field) *forms {
	if made := f.forms[field]; made != nil {
		return made
	}
	return makeForms(context.Background(), f.Of(field))
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
	fields := slices.Concat(facetFields[:], []Field{Title})
	f, err := facets(ctx, lang, books, fields)
	if err != nil {
		return nil, err
	}
	var wait sync.WaitGroup
	for _, field := range fields {
		wait.Go(func() { f.forms[field] = makeForms(ctx, f.Of(field)) })
	}
	wait.Wait()
	if err := ctx.Err(); err != nil {
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
		list = append(list, Facet{text, n})
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
			list = append(list, Facet{word, n})
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
