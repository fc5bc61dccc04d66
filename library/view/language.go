package view

import (
	"slices"
	"strings"

	"lectern/library/book"
)

// Field is what a condition of a query looks at: nothing in particular, a field of a
// book, or one of those below.
type Field uint8

// The fields. Those of a book that are asked for have its number, and one more.
const (
	Anywhere Field = 0 // a word without a field

	Author    = Field(book.Authors) + 1
	Narrator  = Field(book.Narrators) + 1
	InSeries  = Field(book.InSeries) + 1
	Title     = Field(book.Title) + 1
	Genre     = Field(book.Genres) + 1
	Publisher = Field(book.Publisher) + 1
	Language  = Field(book.Language) + 1
	Year      = Field(book.Year) + 1
)

// The fields that are none of a book's own.
const (
	Path Field = Field(book.Fields) + 1 + iota
	Format
	Codec
	Length
	BitRate
	Size
	Added
	Is  // a state of the book
	Has // whether it has something at all
	No  // whether it has not; in a tree it is a Not

	fieldCount
)

// asked is what a field asks about.
type asked uint8

const (
	nothing asked = iota
	aText
	anAmount
	aFlag
)

// words are the fields by their words, folded, in the order in which they are offered.
// A field of a book that is not among the first comes behind them.
var words = func() (words []fieldWord) {
	own := func(f Field) fieldWord {
		i := book.Field(f - 1).Info()
		if i.Kind == book.Date {
			return fieldWord{i.Word, f, anAmount}
		}
		return fieldWord{i.Word, f, aText}
	}
	first := []Field{Author, Narrator, InSeries, Title, Genre, Publisher, Language}
	for _, f := range first {
		words = append(words, own(f))
	}
	for f := range book.Fields {
		if of := Field(f) + 1; f.Info().Asked && of != Year && !slices.Contains(first, of) {
			words = append(words, own(of))
		}
	}
	return append(words,
		fieldWord{"path", Path, aText}, fieldWord{"format", Format, aText}, fieldWord{"codec", Codec, aText},
		fieldWord{"length", Length, anAmount}, fieldWord{"bitrate", BitRate, anAmount}, fieldWord{"size", Size, anAmount}, own(Year),
		fieldWord{"added", Added, anAmount}, fieldWord{"is", Is, aFlag}, fieldWord{"has", Has, aFlag}, fieldWord{"no", No, aFlag})
}()

type fieldWord struct {
	word  string
	of    Field
	about asked
}

// fieldWords are the words alone, and fieldsBy the fields by their numbers.
var fieldWords, fieldsBy = func() (list []string, by [fieldCount]fieldWord) {
	for _, w := range words {
		list = append(list, w.word)
		by[w.of] = w
	}
	return list, by
}()

// String is the word of the field in a query, "" for Anywhere.
func (f Field) String() string { return fieldsBy[f].word }

func (f Field) isText() bool   { return f == Anywhere || fieldsBy[f].about == aText }
func (f Field) isAmount() bool { return fieldsBy[f].about == anAmount }

// fieldOf is the field of a word as it was typed, false if there is none.
func fieldOf(word string) (Field, bool) {
	i := slices.Index(fieldWords, Fold(word))
	if i < 0 {
		return Anywhere, false
	}
	return words[i].of, true
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

// hasFlags are what can be asked with "has:" and "no:": the fields of a book, in the
// order in which they are offered, and its length. A field that is not among the first
// comes behind them.
var hasFlags = func() (flags []flag) {
	order := []book.Field{
		book.Authors, book.Narrators, book.InSeries, book.Picture, book.ChapterList, book.Subtitle, book.Year, book.Genres,
		book.Publisher, book.Language, book.Description, book.ASIN, book.ISBN,
	}
	for f := range book.Fields {
		if f != book.Title && !slices.Contains(order, f) {
			order = append(order, f)
		}
	}
	for _, f := range order {
		i := f.Info()
		holds := func(b *book.Book) bool { return b.Has(f) }
		switch f {
		case book.Picture:
			holds = hasCover
		case book.ChapterList:
			holds = hasChapters
		}
		flags = append(flags, flag{i.Word, i.Also, holds})
	}
	return append(flags, flag{"length", "", func(b *book.Book) bool { return b.Duration > 0 }})
}()

// TextWords are the words of the fields that hold text, in the order in which they are
// offered.
func TextWords() (list []string) {
	for _, w := range words {
		if w.about == aText {
			list = append(list, w.word)
		}
	}
	return list
}

// HasWords are the words that "has:" and "no:" take, in that order.
func HasWords() (list []string) {
	for _, g := range hasFlags {
		list = append(list, g.word)
	}
	return list
}

// flags are the flags of a field that has some.
func (f Field) flags() []flag {
	switch f {
	case Is:
		return isFlags
	case Has, No:
		return hasFlags
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
