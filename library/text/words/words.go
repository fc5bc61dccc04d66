package words

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

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

// kinds holds the meanings of all words by their keys.
var kinds = sync.OnceValue(func() map[string]Kind {
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
	return all
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
func KindOf(word string) Kind { return lookup(kinds(), word) }

// Is reports whether a word has one of the meanings.
func Is(word string, kind Kind) bool { return KindOf(word)&kind != 0 }

// IsVolume reports whether a word can stand before the number of a volume of a series.
// behind reports whether it can also do so after a title; "Part 2" after a title
// belongs to the title.
func IsVolume(word string) (behind, known bool) {
	k := KindOf(word)
	return k&Volume != 0, k&(Volume|Part) != 0
}

// Ofs are the words and signs between the number of a part and the total.
var Ofs = sync.OnceValue(func() []string {
	all := []string{"/"}
	for i := range Languages {
		for word := range Split(Languages[i].Of) {
			if !slices.Contains(all, word) {
				all = append(all, word)
			}
		}
	}
	return all
})

// maxWord limits the length in bytes of texts that are looked up.
const maxWord = 64

// lookup finds a text by its key. It does not allocate for ASCII.
func lookup[V any](all map[string]V, word string) (value V) {
	if len(word) > maxWord {
		return value
	}
	var buf [maxWord]byte
	n := 0
	for i := range len(word) {
		if word[i] >= utf8.RuneSelf {
			return all[text.Key(word)]
		}
		if c := text.Letter(word[i]); c != 0 {
			buf[n] = c
			n++
		}
	}
	return all[string(buf[:n])]
}
