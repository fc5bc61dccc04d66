package book

import (
	"math/bits"
	"slices"
	"strings"

	"lectern/library/message"
)

// Misnamed reports whether a file's extension does not fit the container that a reader
// found. This is not a fault, but players that rely on the name may refuse the file.
func (f *File) Misnamed() bool {
	if f.Media == nil || f.Media.Container == "" {
		return false
	}
	format := FormatOf(f.Path)
	return format != nil && format.Containers != nil && !slices.Contains(format.Containers, f.Media.Container)
}

// Lint is the set of a book's problems, one bit each. A problem is not a fault: the book can
// be played.
type Lint uint16

// The problems. OddName and those after it, and TwoFormats if each format is a book of its
// own, can be found only by comparing books.
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

// lintWords are the names of the problems in queries and records, and their descriptions
// for the user.
var lintWords = [...]struct{ query, plain string }{
	{"nocover", message.Mark("no cover")},
	{"smallcover", message.Mark("small cover")},
	{"nonarrator", message.Mark("no narrator")},
	{"gaps", message.Mark("missing parts")},
	{"mixed", message.Mark("mixed bit rates")},
	{"cutchapters", message.Mark("chapters don’t reach the end")},
	{"misnamed", message.Mark("wrong extension")},
	{"twoformats", message.Mark("two formats")},
	{"oddname", message.Mark("inconsistent name")},
	{"duplicate", message.Mark("duplicate")},
	{"likelyduplicate", message.Mark("likely duplicate")},
}

// Lints calls visit with each problem that exists, in order, until visit returns false.
func Lints(visit func(Lint) bool) {
	for l := Lint(1); l < endOfLint && visit(l); l <<= 1 {
	}
}

// Each calls visit with each problem in the set, in order, until visit returns false.
func (l Lint) Each(visit func(Lint) bool) {
	for l != 0 {
		one := l & -l
		if !visit(one) {
			return
		}
		l &^= one
	}
}

// Len returns the number of problems in the set.
func (l Lint) Len() int { return bits.OnesCount16(uint16(l)) }

// Word returns the name of a single problem in queries and records, such as "nocover". The
// set must not be empty.
func (l Lint) Word() string { return lintWords[bits.TrailingZeros16(uint16(l))].query }

// Words returns the names of all problems in the set, in order.
func (l Lint) Words() (words []string) {
	for one := range l.Each {
		words = append(words, one.Word())
	}
	return words
}

// LintOf returns the problem with this name, 0 if there is none.
func LintOf(word string) Lint {
	for l := range Lints {
		if l.Word() == word {
			return l
		}
	}
	return 0
}

// String describes the problems for the user: "no cover, wrong extension".
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
