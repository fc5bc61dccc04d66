package words

import (
	"iter"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"

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
	Story
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
	Crowd
	Version
	Others
	Plays
	Credits

	// Role is any word for what a person did for a book.
	Role = Wrote | Speaks | Edits | Helps | Plays

	// Piece is any word that stands before the number of a piece of a work or
	// recording.
	Piece = Disc | Side | Part | Volume | Chapter
)

// kinds holds the meanings of all words, by their keys. If two words differ only in
// their accents, the key without accents has the meanings of the word without any:
// "Band" is a volume in German, "bånd" a tape in Danish.
var kinds = sync.OnceValue(func() *text.Table[Kind] {
	all := map[string]Kind{}
	for word, kind := range spellings() {
		if key := text.Key(word); key == word || spellings()[key] == 0 {
			all[key] |= kind
		}
	}
	return text.TableOf(all)
})

// accented holds the words that have other meanings without their accents.
var accented = sync.OnceValue(func() map[string]Kind {
	all := map[string]Kind{}
	for word, kind := range spellings() {
		if plain := spellings()[text.Key(word)]; plain != 0 && plain != kind {
			all[word] = kind
		}
	}
	return all
})

// spellings holds the meanings of all words, as they are written, in lower case.
var spellings = sync.OnceValue(func() map[string]Kind {
	all := map[string]Kind{}
	for i := range Languages {
		l := &Languages[i]
		for kind, words := range map[Kind]string{
			Disc: l.Disc, Side: l.Side, Part: l.Part, Volume: l.Volume, Chapter: l.Chapter, Series: l.Series, Of: l.Of, Front: l.Front, Back: l.Back, Story: l.Story,
			Unabridged: l.Unabridged, Abridged: l.Abridged, Drama: l.Drama, Version: l.Version, Audiobook: l.Audiobook, Author: l.Author, ReadBySelf: l.ReadBySelf,
			Wrote: l.Wrote, Speaks: l.Speaks, Edits: l.Edits, Plays: l.Plays, Nameless: l.Nameless, Nobody: l.Nobody, Track: l.Track, Continued: l.Continued,
			Episode: l.Episode, Extra: l.Extra, Copy: l.Copy, Crowd: l.Crowd, Others: l.Others, Credits: l.Credits,
		} {
			if kind == Episode {
				kind |= Part
			}
			for word := range Split(words) {
				all[strings.ToLower(word)] |= kind
			}
		}
		for _, h := range l.Helps {
			for word := range Split(h.Words) {
				all[strings.ToLower(word)] |= Helps
			}
		}
	}
	return all
})

// Split yields the words of a field of Language.
func Split(words string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for word := range strings.SplitSeq(words, ",") {
			if word = strings.TrimSpace(word); word != "" && !yield(word) {
				return
			}
		}
	}
}

// inAll yields the words of one kind in all languages.
func inAll(kind func(*Language) string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := range Languages {
			for word := range Split(kind(&Languages[i])) {
				if !yield(word) {
					return
				}
			}
		}
	}
}

// setOf returns words for looking them up.
func setOf(words iter.Seq[string]) map[string]bool {
	all := map[string]bool{}
	for word := range words {
		all[word] = true
	}
	return all
}

// KindOf returns the meanings of a word or of a few words, ignoring case, spaces and
// punctuation, and accents that are not part of another word. It is 0 for most texts.
func KindOf(word string) Kind {
	kind := kinds().Of(word)
	if kind != 0 && !text.IsASCII(word) {
		sign := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
		if other, ok := accented()[strings.ToLower(strings.TrimFunc(norm.NFC.String(word), sign))]; ok {
			return other
		}
	}
	return kind
}

// Is reports whether a word has one of the meanings.
func Is(word string, kind Kind) bool { return KindOf(word)&kind != 0 }

// IsVolume reports whether a word can stand before the number of a volume of a series.
// after reports whether it can also do so after a title; "Part 2" after a title
// belongs to the title.
func IsVolume(word string) (after, known bool) {
	k := KindOf(word)
	return k&Volume != 0, k&(Volume|Part) != 0
}

// IsVolumes reports whether a word can stand before the numbers of several volumes, in the
// languages that add letters in the plural: "Books 1-3", "tomes 1-3", "Bände 1-3".
func IsVolumes(word string) bool {
	for _, end := range [...]string{"s", "e", "en", "y"} {
		if at := len(word) - len(end); at > 0 && strings.EqualFold(word[at:], end) && Is(word[:at], Volume) {
			return true
		}
	}
	return Is(word, Volume)
}

// IsOf reports whether a word or a sign can stand between the number of a part and the
// total.
func IsOf(word string) bool {
	is, _ := text.Lookup(totals(), word)
	return is
}

var totals = sync.OnceValue(func() map[string]bool {
	all := setOf(inAll(func(l *Language) string { return l.Of }))
	all["/"] = true
	return all
})
