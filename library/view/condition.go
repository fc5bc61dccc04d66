package view

import (
	"bytes"
	"cmp"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"lectern/library/book"
	"lectern/library/text"
	"lectern/library/text/words"
)

// condition reports whether a book meets a part of a query. It receives the row
// of the book and the folding of the calling worker.
type condition func(b *book.Book, r *row, f *folding) bool

// conditions compiles trees to conditions.
type conditions struct {
	lexicons *[lexicons]lexicon
	now      time.Time
	many     bool // there are so many rows that it pays to test each text of a lexicon once in advance; valid until a text changes
}

// of compiles a tree.
func (c *conditions) of(x Expr) condition {
	switch x := x.(type) {
	case nil:
		return func(*book.Book, *row, *folding) bool { return true }
	case And:
		return every(c.list(x))
	case Or:
		return either(c.list(x))
	case Not:
		holds := c.of(x.Expr)
		return func(b *book.Book, r *row, f *folding) bool { return !holds(b, r, f) }
	case Amount:
		low, high := x.bounds(c.now)
		if x.Of == Listened {
			at := c.now.Location()
			return func(b *book.Book, _ *row, _ *folding) bool {
				return slices.ContainsFunc(b.Days, func(d book.DayHeard) bool {
					return nanoseconds(d.Day.Begin(at)) < high && nanoseconds((d.Day+1).Begin(at)) > low
				})
			}
		}
		return func(b *book.Book, _ *row, _ *folding) bool {
			n, known := x.Of.of(b)
			return known && low <= n && n < high
		}
	case Flag:
		if x.Of == Is { // every keystroke asks for books that are not hidden
			bit := states(1) << slices.IndexFunc(isFlags, func(g flag) bool { return g.word == x.Word })
			return func(_ *book.Book, r *row, _ *folding) bool { return r.is&bit != 0 }
		}
		holds := x.Of.flagOf(x.Word).holds
		return func(b *book.Book, _ *row, _ *folding) bool { return holds(b) }
	default:
		return c.text(x.(Text))
	}
}

// list compiles trees, the cheapest first.
func (c *conditions) list(trees []Expr) []condition {
	trees = slices.Clone(trees)
	slices.SortStableFunc(trees, func(x, y Expr) int { return cmp.Compare(cost(x), cost(y)) })
	list := make([]condition, len(trees))
	for i, x := range trees {
		list[i] = c.of(x)
	}
	return list
}

func every(list []condition) condition {
	return func(b *book.Book, r *row, f *folding) bool {
		for _, holds := range list {
			if !holds(b, r, f) {
				return false
			}
		}
		return true
	}
}

func either(list []condition) condition {
	return func(b *book.Book, r *row, f *folding) bool {
		for _, holds := range list {
			if holds(b, r, f) {
				return true
			}
		}
		return false
	}
}

const (
	manyCost = 1 << 20 // may fold texts of the book
	wordCost = 1 << 10 // reads the haystack
	bookCost = 1 << 6  // reads the book
)

// cost estimates the cost of a condition; cheap conditions are tested first.
// Among words the longest comes first, as it is the most likely to exclude a
// row.
func cost(x Expr) int {
	sum := 0
	switch x := x.(type) {
	case And:
		for _, y := range x {
			sum += cost(y)
		}
	case Or:
		for _, y := range x {
			sum += cost(y)
		}
	case Not:
		sum = cost(x.Expr)
	case Amount:
		sum = bookCost
	case Flag:
		if x.Of == Has {
			sum = bookCost
		}
	case Text:
		switch {
		case x.In == Anywhere:
			sum = wordCost - min(len(x.Text), wordCost/2)
		case x.Whole, x.In == Path, x.In != Title && x.In != InSeries && lexiconIn(x.In) < 0:
			sum = manyCost
		}
	}
	return sum
}

// lexiconIn returns the lexicon with all texts of a field, or −1 if there is
// none.
func lexiconIn(f Field) int {
	switch f {
	case Author:
		return authors
	case Narrator:
		return narrators
	case Genre:
		return genres
	case Publisher:
		return publishers
	case Codec:
		return codecs
	default:
		return -1
	}
}

// text compiles a word or phrase.
func (c *conditions) text(x Text) condition {
	if x.In == Path {
		x.Text = native(x.Text)
	}
	forms := sought(x.Text)
	switch x.In {
	case Anywhere:
		return c.word(forms)
	case Language:
		return languageCondition(x)
	}
	maybe, sure := c.row(x.In, forms)
	switch {
	case x.Whole:
		want := []byte(Fold(x.Text))
		return func(b *book.Book, r *row, f *folding) bool {
			return maybe(r) && eachText(x.In, b, func(s string) bool {
				f.buf = text.AppendFold(f.buf[:0], s)
				return bytes.Equal(f.buf, want)
			})
		}
	case sure:
		return func(_ *book.Book, r *row, _ *folding) bool { return maybe(r) }
	default:
		want := bytesOf(forms)
		return func(b *book.Book, r *row, f *folding) bool {
			return maybe(r) && eachText(x.In, b, func(s string) bool { return f.finds(s, want) })
		}
	}
}

func bytesOf(forms []string) [][]byte {
	all := make([][]byte, len(forms))
	for i, form := range forms {
		all[i] = []byte(form)
	}
	return all
}

// finds reports whether a text has one of the forms of a query.
func (f *folding) finds(s string, forms [][]byte) bool {
	f.buf = text.AppendSearch(f.buf[:0], s, fieldEnd)
	for _, form := range forms {
		if bytes.Contains(f.buf, form) {
			return true
		}
	}
	return false
}

// word compiles a word in any field. It looks up texts that rows share in the
// lexicons, and searches the haystack for the others.
func (c *conditions) word(forms []string) condition {
	trails, genres, publishers := c.lexicon(trails, forms), c.lexicon(genres, forms), c.lexicon(publishers, forms)
	return func(_ *book.Book, r *row, _ *folding) bool {
		return trails.has(r) || genres.has(r) || publishers.has(r) || holdsAny(r.hay, forms)
	}
}

// languageCondition compiles a condition on the language. If its text is a name or a
// code of a language, it finds the books in that language, whatever name or code they
// use. Any other text is searched for in the names of languages and in the books' own
// texts.
func languageCondition(x Text) condition {
	name, want := words.LanguageName(x.Text), []byte(Fold(x.Text))
	meets := bytes.Contains
	if x.Whole {
		meets = bytes.Equal
	}
	return func(b *book.Book, _ *row, f *folding) bool {
		test := func(s string) bool {
			f.buf = text.AppendFold(f.buf[:0], s)
			return meets(f.buf, want)
		}
		names := f.languages.of(b.Language)
		if name != "" {
			return slices.Contains(names, name)
		}
		return test(b.Language) || slices.ContainsFunc(names, test)
	}
}

// LanguagesIn returns the English names of the languages that a book states, by any of
// their names and codes. It returns a text that names no language unchanged.
func LanguagesIn(said string) []string { return words.LanguageNames(said) }

// languages caches the names of the languages that books state. The zero value is ready
// for use.
type languages map[string][]string

func (l *languages) of(said string) []string {
	names, known := (*l)[said]
	if !known {
		if *l == nil || len(*l) == maxLanguages {
			*l = languages{}
		}
		names = words.LanguageNames(said)
		(*l)[said] = names
	}
	return names
}

// maxLanguages limits the cache. Some 200 languages have codes of two letters.
const maxLanguages = 1 << 10

// row returns a test, by the row alone, of whether a field can contain a text.
// sure means that the test needs no confirmation by the book.
func (c *conditions) row(in Field, forms []string) (maybe func(r *row) bool, sure bool) {
	switch n := lexiconIn(in); {
	case n >= 0:
		return c.lexicon(n, forms).has, true
	case in == Title:
		return func(r *row) bool { return holdsAny(r.titles(), forms) }, true
	case in == InSeries:
		return func(r *row) bool { return holdsAny(r.series(), forms) }, true
	case in == Path: // the last name of the path is in one or the other
		names := make([]string, len(forms))
		for i, form := range forms {
			names[i] = form[lastSeparator(form)+1:]
		}
		trails := c.lexicon(trails, names)
		return func(r *row) bool { return trails.has(r) || holdsAny(r.names(), names) }, slices.Equal(names, forms)
	default:
		return func(*row) bool { return true }, false
	}
}

// eachText reports whether any text of a field passes the test.
func eachText(in Field, b *book.Book, test func(s string) bool) bool {
	switch in {
	case Path:
		return slices.ContainsFunc(b.Files, func(f *book.File) bool { return test(trail(f.Path, f.Root)) })
	case Format:
		return slices.ContainsFunc(b.Files, func(f *book.File) bool {
			return test(strings.TrimPrefix(filepath.Ext(f.Path), ".")) || f.Media != nil && test(f.Media.Container)
		})
	case Codec:
		return test(b.Codec)
	case Bookmark:
		return slices.ContainsFunc(b.Bookmarks(), func(m book.Bookmark) bool { return test(m.Note) })
	}
	switch i := book.Field(in - 1).Info(); {
	case i.Text != nil:
		return test(*i.Text(&b.Meta))
	case i.List != nil:
		return slices.ContainsFunc(*i.List(&b.Meta), test)
	default:
		return slices.ContainsFunc(*i.Series(&b.Meta), func(s book.Series) bool { return test(s.Name) || test(s.String()) })
	}
}

// entries is the set of a lexicon's texts that contain a text of a query.
type entries struct {
	*lexicon
	n       int
	forms   []string // of the text
	want    [][]byte // the same
	answers []bool   // by number; nil if each text is tested on demand
	none    bool     // no text contains it
}

// lexicon searches a lexicon for texts that contain one of the forms.
func (c *conditions) lexicon(n int, forms []string) *entries {
	e := &entries{lexicon: &c.lexicons[n], n: n, forms: forms, want: bytesOf(forms)}
	if c.many {
		var f folding
		e.answers = e.test(func(w *word) bool { return e.holds(w, &f) })
		e.none = !slices.Contains(e.answers, true)
	}
	return e
}

// has reports whether the text of a row is in the set.
func (e *entries) has(r *row) bool {
	if e.answers != nil {
		return !e.none && e.answers[r.words[e.n]]
	}
	return e.holds(&e.words[r.words[e.n]], new(folding))
}

func (e *entries) holds(w *word, f *folding) bool {
	if isFolded(e.n) {
		return holdsAny(w.key, e.forms)
	}
	return f.finds(w.text, e.want)
}
