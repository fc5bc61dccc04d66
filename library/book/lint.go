package book

import (
	"math/bits"
	"slices"
	"strings"
)

// Misnamed reports whether a file's extension tells of another container than
// the one a reader found. Players that go by the name may refuse it; it is no
// fault.
func (f *File) Misnamed() bool {
	if f.Media == nil || f.Media.Container == "" {
		return false
	}
	format := FormatOf(f.Path)
	return format != nil && format.Containers != nil && !slices.Contains(format.Containers, f.Media.Container)
}

// Lint is what is wrong with a book, a bit for each problem. A problem is no
// fault: the book plays.
type Lint uint16

// The problems. What only other books tell are OddName and those behind it, and
// TwoFormats where the formats are books of their own.
const (
	NoCover Lint = 1 << iota
	SmallCover
	NoNarrator
	PartGap
	MixedRates
	CutChapters
	WrongName
	TwoFormats
	OddName
	Duplicate       // a fact: the files hold the same bytes
	LikelyDuplicate // a guess
	endOfLint
)

// lintWords are what problems are called in queries and records, and what the
// listener reads.
var lintWords = [...]struct{ query, plain string }{
	{"nocover", "no cover"},
	{"smallcover", "small cover"},
	{"nonarrator", "no narrator"},
	{"gaps", "missing parts"},
	{"mixed", "mixed bit rates"},
	{"cutchapters", "chapters don’t reach the end"},
	{"misnamed", "wrong extension"},
	{"twoformats", "two formats"},
	{"oddname", "inconsistent name"},
	{"duplicate", "duplicate"},
	{"likelyduplicate", "likely duplicate"},
}

// Lints calls visit with each problem there is, in their order.
func Lints(visit func(Lint) bool) {
	for l := Lint(1); l < endOfLint && visit(l); l <<= 1 {
	}
}

// Each calls visit with each problem in the set, in their order.
func (l Lint) Each(visit func(Lint) bool) {
	for l != 0 {
		one := l & -l
		if !visit(one) {
			return
		}
		l &^= one
	}
}

// Len is how many problems are in the set.
func (l Lint) Len() int { return bits.OnesCount16(uint16(l)) }

// Word is what queries and records call a single problem: "nocover".
func (l Lint) Word() string { return lintWords[bits.TrailingZeros16(uint16(l))].query }

// Words are those of all problems in the set.
func (l Lint) Words() (words []string) {
	for one := range l.Each {
		words = append(words, one.Word())
	}
	return words
}

// LintOf is the problem with a word, 0 where there is none.
func LintOf(word string) Lint {
	for l := range Lints {
		if l.Word() == word {
			return l
		}
	}
	return 0
}

// String is the problems as the listener reads them: "no cover, wrong
// extension".
func (l Lint) String() string {
	var s strings.Builder
	for one := range l.Each {
		if s.Len() > 0 {
			s.WriteString(", ")
		}
		s.WriteString(lintWords[bits.TrailingZeros16(uint16(one))].plain)
	}
	return s.String()
}
