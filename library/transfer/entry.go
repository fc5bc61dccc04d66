package transfer

import (
	"slices"
	"time"

	"lectern/library/book"
)

// Entry is what a file says about one book.
type Entry struct {
	Identity
	State
}

// Identity is what a file says to name a book. Anything can be missing.
type Identity struct {
	Path     string // of the book's file or folder, as the program that wrote the file saw it
	Parts    []Part // in playing order
	Title    string
	Subtitle string
	Authors  []string
	ASIN     string
	ISBNs    []string
	Length   time.Duration
	Episode  bool  // it is an episode of a podcast
	Gone     *Gone // it is a file that was not in the library; nil for a book
}

// Part is an audio file of a book.
type Part struct {
	Path   string
	Length time.Duration
}

// State is what the user knows of a book. The zero State is nothing.
type State struct {
	Position  time.Duration // where the user stopped, from the beginning of the book
	Played    int64         // when, nanoseconds since 1970; 0 if Position is not known, book.Undated if only nobody knows when
	Started   int64         // when the user played it first; 0 if that is not known
	Finished  int64         // when the book was finished, nanoseconds since 1970; 0 if it is not, book.Undated if nobody knows
	Abandoned int64         // when the user gave it up, the same
	Day       bool          // Finished and Abandoned are days without a time
	Speed     float64       // at which it plays; 0 if it has none of its own
	Bookmarks []book.Bookmark
	Rating    int // in half stars; 0 for none
	Note      string
	Tags      []string
	Days      []book.DayHeard // what was heard, by day
}

// IsEmpty reports whether a state says nothing.
func (s *State) IsEmpty() bool { return s.has() == 0 }

// has returns the values that a state has.
func (s *State) has() (all Values) {
	for v, is := range map[Values]bool{
		Position: s.Played != 0, Finished: s.Finished != 0, Abandoned: s.Abandoned != 0, Speed: s.Speed != 0, Bookmarks: len(s.Bookmarks) > 0,
		Rating: s.Rating != 0, Note: s.Note != "", Tags: len(s.Tags) > 0, Heard: len(s.Days) > 0,
	} {
		if is {
			all |= v
		}
	}
	return all
}

// StateOf returns what the user knows of a book.
func StateOf(b *book.Book) State {
	s := State{
		Position: b.Position(), Played: b.Played(), Started: b.Started(), Finished: b.Finished(), Abandoned: b.Abandoned(), Speed: b.Speed(), Bookmarks: slices.Clone(b.Bookmarks()), Days: slices.Clone(b.Days),
	}
	if b.Own != nil {
		s.Rating, s.Note, s.Tags = b.Own.Rating, b.Own.Note, slices.Clone(b.Own.Tags)
	}
	return s
}

// Values is a set of values of a State.
type Values uint16

// The values, in the order in which they are shown.
const (
	Position Values = 1 << iota // and when the book was played first
	Finished
	Abandoned
	Bookmarks
	Speed
	Rating
	Note
	Tags
	Heard // on which day
	Typed // into fields of files that are not in the library

	All Values = 1<<iota - 1
)

// Has reports whether the set has all of some values.
func (v Values) Has(some Values) bool { return v&some == some }

// Each iterates over the values of the set.
func (v Values) Each(yield func(Values) bool) {
	for one := Position; one <= All; one <<= 1 {
		if v.Has(one) && !yield(one) {
			return
		}
	}
}
