package view

import (
	"strings"

	"lectern/library/book"
)

// states are those of stateTests that hold for a row, a bit each, and isThere.
type states uint8

const (
	isMissing states = 1 << iota
	isOffline
	isFaulty
	isEstimated
	isChanging
	isHeld
	isHidden
	isThere // of every row that has a book
)

// stateTests are the words of a query that are conditions on a row.
var stateTests = [...]struct {
	word  string // folded
	is    states
	holds func(b *book.Book) bool
}{
	{"is:missing", isMissing, func(b *book.Book) bool { return b.State == book.Missing }},
	{"is:offline", isOffline, func(b *book.Book) bool { return b.State == book.Offline }},
	{"is:faulty", isFaulty, func(b *book.Book) bool { return b.Fault != nil }},
	{"is:estimated", isEstimated, func(b *book.Book) bool { return b.Estimated }},
	{"is:changing", isChanging, func(b *book.Book) bool { return b.Changing }},
	{"is:held", isHeld, func(b *book.Book) bool { return b.Held }},
	{"is:hidden", isHidden, func(b *book.Book) bool { return b.Hidden }},
}

func statesOf(b *book.Book) states {
	is := isThere
	for i := range stateTests {
		if stateTests[i].holds(b) {
			is |= stateTests[i].is
		}
	}
	return is
}

// condition is what a query asks of the states of a row.
type condition struct{ must, mustNot states }

// take adds a folded word, and reports whether it is a condition: the word of
// a test, or that with a minus for not.
func (c *condition) take(word string) bool {
	name, not := strings.CutPrefix(word, "-")
	for i := range stateTests {
		switch t := &stateTests[i]; {
		case t.word != name:
		case not:
			c.mustNot |= t.is
			return true
		default:
			c.must |= t.is
			return true
		}
	}
	return false
}

// holds reports whether a row of these states meets the condition.
func (c condition) holds(is states) bool { return is&c.must == c.must && is&c.mustNot == 0 }

// narrows reports whether every row that meets c meets d.
func (c condition) narrows(d condition) bool {
	return c.must&d.must == d.must && c.mustNot&d.mustNot == d.mustNot
}
