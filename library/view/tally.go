package view

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"lectern/library/text"
)

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
		folded, key string
	}
	names := newCollation(lang)
	order := make([]keyed, len(most))
	for i, s := range most {
		v := &t.books[i]
		order[i] = keyed{Facet{s.text, v.books}, v.folded, names.text(sorted(s.text))}
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
