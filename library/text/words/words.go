package words

import (
	"strings"
	"sync"

	"lectern/library/text"
)

// Kind is a set of meanings of a word.
type Kind uint32

// The meanings; Language explains each.
const (
	Disc Kind = 1 << iota
	Side
	Part
	Volume
	Chapter
	Series
	Of
	Front
	Back
	Unabridged
	Audiobook
	Author
	ReadBySelf
	Wrote
	Speaks
	Edits
	Helps
	Nameless
	Nobody
	Track
	Continued
	Episode
	Extra
	Copy
	Abridged
	Drama

	// Role is any word for what a person did for a book.
	Role = Wrote | Speaks | Edits | Helps

	// Piece is any word that stands before the number of a piece of a work or
	// recording.
	Piece = Disc | Side | Part | Volume | Chapter
)

// kinds holds the meanings of all words.
var kinds = sync.OnceValue(func() *text.Table[Kind] {
	all := map[string]Kind{}
	for i := range Languages {
		l := &Languages[i]
		for kind, words := range map[Kind]string{
			Disc: l.Disc, Side: l.Side, Part: l.Part, Volume: l.Volume, Chapter: l.Chapter, Series: l.Series, Of: l.Of, Front: l.Front, Back: l.Back,
			Unabridged: l.Unabridged, Abridged: l.Abridged, Drama: l.Drama, Audiobook: l.Audiobook, Author: l.Author, ReadBySelf: l.ReadBySelf,
			Wrote: l.Wrote, Speaks: l.Speaks, Edits: l.Edits, Nameless: l.Nameless, Nobody: l.Nobody, Track: l.Track, Continued: l.Continued,
			Episode: l.Episode, Extra: l.Extra, Copy: l.Copy,
		} {
			if kind == Episode {
				kind |= Part
			}
			for word := range Split(words) {
				all[text.Key(word)] |= kind
			}
		}
		for _, h := range l.Helps {
			for word := range Split(h.Words) {
				all[text.Key(word)] |= Helps
			}
		}
	}
	return text.TableOf(all)
})

// Split yields the words of a field of Language.
func Split(words string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for word := range strings.SplitSeq(words, ",") {
			if word = strings.TrimSpace(word); word != "" && !yield(word) {
				return
			}
		}
	}
}

// KindOf returns the meanings of a word or of a few words, ignoring case, accents,
// spaces and punctuation. It is 0 for most texts.
func KindOf(word string) Kind { return kinds().Of(word) }

// Is reports whether a word has one of the meanings.
func Is(word string, kind Kind) bool { return KindOf(word)&kind != 0 }

// IsVolume reports whether a word can stand before the number of a volume of a series.
// after reports whether it can also do so after a title; "Part 2" after a title
// belongs to the title.
func IsVolume(word string) (after, known bool) {
	k := KindOf(word)
	return k&Volume != 0, k&(Volume|Part) != 0
}

// IsOf reports whether a word or a sign can stand between the number of a part and the
// total.
func IsOf(word string) bool {
	is, _ := text.Lookup(totals(), word)
	return is
}

var totals = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{"/": true}
	for i := range Languages {
		for word := range Split(Languages[i].Of) {
			all[word] = true
		}
	}
	return all
})
