package view

import (
	"slices"
	"strings"

	"lectern/library/book"
)

// Field is what a condition of a query looks at.
type Field uint8

// The fields. Those up to Codec are texts, those up to Added amounts.
const (
	Anywhere Field = iota // a word without a field
	Author
	Narrator
	InSeries
	Title
	Genre
	Publisher
	Language
	Path
	Format
	Codec
	Length
	BitRate
	Size
	Year
	Added
	Is  // a state of the book
	Has // whether it has something at all
	No  // whether it has not; in a tree it is a Not
)

// fieldWords are the words of the fields, folded.
var fieldWords = [...]string{
	"", "author", "narrator", "series", "title", "genre", "publisher", "language", "path", "format", "codec",
	"length", "bitrate", "size", "year", "added", "is", "has", "no",
}

// String is the word of the field in a query, "" for Anywhere.
func (f Field) String() string { return fieldWords[f] }

func (f Field) isText() bool   { return f <= Codec }
func (f Field) isAmount() bool { return Length <= f && f <= Added }

// fieldOf is the field of a word as it was typed, false if there is none.
func fieldOf(word string) (Field, bool) {
	i := slices.Index(fieldWords[1:], Fold(word))
	return Field(i + 1), i >= 0
}

// flag is something that a book is or has.
type flag struct {
	word  string // folded
	also  string // another word for it, or ""
	holds func(b *book.Book) bool
}

// standings are what can be asked with "is:" of how a book stands.
var standings = [...]flag{
	{"missing", "", isMissing},
	{"offline", "", func(b *book.Book) bool { return b.State == book.Offline }},
	{"faulty", "", isFaulty},
	{"protected", "drm", isProtected},
	{"estimated", "", func(b *book.Book) bool { return b.Estimated }},
	{"changing", "", func(b *book.Book) bool { return b.Changing }},
	{"held", "", func(b *book.Book) bool { return b.Held }},
	{hiddenWord, "removed", func(b *book.Book) bool { return b.Hidden }},
	{problemWord, "", func(b *book.Book) bool { return b.Lint != 0 }},
}

// isFlags are what can be asked with "is:": how a book stands, and each problem.
var isFlags = append(standings[:], problems()...)

func problems() (flags []flag) {
	for l := range book.Lints {
		flags = append(flags, flag{l.Word(), "", func(b *book.Book) bool { return b.Lint&l != 0 }})
	}
	return flags
}

// states are which of isFlags hold, a bit each.
type states uint32

// bitOf is the bit of a state.
func bitOf(word string) states {
	return 1 << slices.IndexFunc(standings[:], func(g flag) bool { return g.word == word })
}

func statesOf(b *book.Book) states {
	is := states(b.Lint) << len(standings)
	for i := range standings {
		if standings[i].holds(b) {
			is |= 1 << i
		}
	}
	return is
}

// hiddenWord is the state that books must be asked for.
const hiddenWord = "hidden"

// problemWord asks for any problem.
const problemWord = "problem"

// hasFlags are what can be asked with "has:" and "no:".
var hasFlags = [...]flag{
	{"author", "authors", func(b *book.Book) bool { return len(b.Authors) > 0 }},
	{"narrator", "narrators", func(b *book.Book) bool { return len(b.Narrators) > 0 }},
	{"series", "", func(b *book.Book) bool { return len(b.Series) > 0 }},
	{"cover", "", hasCover},
	{"chapters", "chapter", hasChapters},
	{"subtitle", "", func(b *book.Book) bool { return b.Subtitle != "" }},
	{"year", "", func(b *book.Book) bool { return b.Year != 0 }},
	{"genre", "genres", func(b *book.Book) bool { return len(b.Genres) > 0 }},
	{"publisher", "", func(b *book.Book) bool { return b.Publisher != "" }},
	{"language", "", func(b *book.Book) bool { return b.Language != "" }},
	{"description", "", func(b *book.Book) bool { return b.Description != "" }},
	{"asin", "", func(b *book.Book) bool { return b.ASIN != "" }},
	{"isbn", "", func(b *book.Book) bool { return b.ISBN != "" }},
	{"length", "", func(b *book.Book) bool { return b.Duration > 0 }},
}

// flags are the flags of a field that has some.
func (f Field) flags() []flag {
	switch f {
	case Is:
		return isFlags
	case Has, No:
		return hasFlags[:]
	default:
		return nil
	}
}

// flagOf is the flag of a folded word, nil if there is none.
func (f Field) flagOf(word string) *flag {
	flags := f.flags()
	for i := range flags {
		if word == flags[i].word || word == flags[i].also && word != "" {
			return &flags[i]
		}
	}
	return nil
}

// flagWords are the words that a field takes, for the listener. One problem
// stands for all.
func (f Field) flagWords() string {
	flags := f.flags()
	if f == Is {
		flags = standings[:]
	}
	var words []string
	for _, g := range flags {
		words = append(words, g.word)
	}
	if f == Is {
		words = append(words, "a kind of problem such as "+book.PartGap.Word())
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// isMissing reports whether a book, or some of its files, are gone from the disk.
func isMissing(b *book.Book) bool {
	return b.State == book.Missing || b.State == book.Failed && len(b.Files) > 1 && hasFile(b, book.Missing)
}

// isFaulty reports whether something in a book cannot be read: that its maker locked
// it is no fault of it, and what is missing is only missing.
func isFaulty(b *book.Book) bool {
	if b.Fault == nil || b.Fault.Kind == book.Protected {
		return false
	}
	return b.Fault.Kind != book.Vanished || !isMissing(b) || hasFile(b, book.Failed)
}

func hasFile(b *book.Book, in book.State) bool {
	return slices.ContainsFunc(b.Files, func(f *book.File) bool { return f.State == in })
}

// isProtected reports whether a book is locked, so that only some players can play it.
func isProtected(b *book.Book) bool { return b.Fault != nil && b.Fault.Kind == book.Protected }

func hasCover(b *book.Book) bool {
	if b.Sources[book.Picture] != book.Nowhere || b.Notes != nil && b.Notes.Picture != "" {
		return true
	}
	return slices.ContainsFunc(b.Files, func(f *book.File) bool { return f.Media != nil && f.Media.Cover != nil })
}

// hasChapters reports whether a tag or a sidecar tells of chapters: that a book
// has several files is not enough.
func hasChapters(b *book.Book) bool {
	if b.Notes != nil && (len(b.Notes.Chapters) > 0 || len(b.Notes.Cues) > 0) {
		return true
	}
	return slices.ContainsFunc(b.Files, func(f *book.File) bool { return f.Media != nil && len(f.Media.Chapters) > 0 })
}
