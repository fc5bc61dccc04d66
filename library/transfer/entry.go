package transfer

import (
	"maps"
	"slices"
	"strings"
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
	Typed     book.Edits      // what the user typed over the fields of the book; nil for nothing
}

// IsEmpty reports whether a state says nothing.
func (s *State) IsEmpty() bool { return s.has() == 0 }

// has returns the values that a state has.
func (s *State) has() (all Values) {
	for v, is := range map[Values]bool{
		Position: s.Played != 0, Finished: s.Finished != 0, Abandoned: s.Abandoned != 0, Speed: s.Speed != 0, Bookmarks: len(s.Bookmarks) > 0,
		Rating: s.Rating != 0, Note: s.Note != "", Tags: len(s.Tags) > 0, Heard: len(s.Days) > 0, Typed: len(s.Typed) > 0,
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
	for f, from := range b.Sources {
		if f := book.Field(f); from == book.FromEdit && isTyped(f) {
			if s.Typed == nil {
				s.Typed = book.Edits{}
			}
			s.Typed[f.String()] = b.Lines(f)
		}
	}
	if b.Own != nil {
		s.Rating, s.Note, s.Tags = b.Own.Rating, b.Own.Note, slices.Clone(b.Own.Tags)
	}
	return s
}

// isTyped reports whether a field is one that the user types over what the files say. Rating,
// note and tags are values of their own; a cover is chosen.
func isTyped(f book.Field) bool {
	i := f.Info()
	return !i.Own && i.Kind != book.Other
}

// holds reports whether a field can hold a text that was typed into it: Lectern ignores
// others.
func holds(f book.Field, text string) bool {
	blank := strings.TrimSpace(text) == ""
	switch {
	case f == book.Title:
		return !blank
	case f.Info().Kind == book.Date:
		_, ok := book.ParseYear(text)
		return ok || blank
	default:
		return true
	}
}

// typedOnly returns the edits of fields for which isTyped holds, without those that the
// fields cannot hold, nil for none.
func typedOnly(edits map[string]string) (typed book.Edits) {
	for f := range book.Fields {
		if text, is := edits[f.String()]; is && isTyped(f) && holds(f, text) {
			if typed == nil {
				typed = book.Edits{}
			}
			typed[f.String()] = text
		}
	}
	return typed
}

// MoreTyped returns the fields that more has typed and own has not.
func MoreTyped(own, more book.Edits) (rest book.Edits) {
	rest = maps.Clone(more)
	maps.DeleteFunc(rest, func(field, _ string) bool { _, is := own[field]; return is })
	return rest
}

// OtherTyped returns the fields that both have typed, as more has them, if they differ.
func OtherTyped(own, more book.Edits) (rest book.Edits) {
	rest = maps.Clone(more)
	maps.DeleteFunc(rest, func(field, text string) bool { mine, is := own[field]; return !is || mine == text })
	return rest
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
	Heard  // on which day
	Typed  // into the fields of the book
	OfGone // what was typed about a file that is not in the library

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
