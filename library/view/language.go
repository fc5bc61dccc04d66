package view

import (
	"slices"

	"lectern/library/book"
	"lectern/library/message"
)

// Field is the subject of a condition in a query: any field, a field of a book,
// or one of the additional fields below.
type Field uint8

// The fields of a book that can be searched, each with its book.Field plus one.
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
	Rating    = Field(book.Rating) + 1
	Tag       = Field(book.OwnTags) + 1
)

// The additional fields.
const (
	Bookmark Field = Field(book.Fields) + 1 + iota // the notes of the bookmarks
	Path
	Format
	Codec
	Length
	BitRate
	Size
	Added
	Played
	Started
	Finished
	Abandoned
	Listened // on any day
	Is       // the state of the book
	Has      // whether the book has something
	No       // the opposite; a tree has a Not instead

	fieldCount
)

// asked is the kind of value that a field takes.
type asked uint8

const (
	nothing asked = iota
	aText
	anAmount
	aFlag
)

// listed lists the fields with their folded words, in display order. Book fields
// not listed here follow at the end.
var listed = func() (words []fieldWord) {
	own := func(f Field) fieldWord {
		i := book.Field(f - 1).Info()
		if i.Kind == book.Date || i.Kind == book.Stars {
			return fieldWord{i.Word, f, anAmount}
		}
		return fieldWord{i.Word, f, aText}
	}
	first := []Field{Author, Narrator, InSeries, Title, Genre, Publisher, Language}
	for _, f := range first {
		words = append(words, own(f))
	}
	for f := range book.Fields {
		if of := Field(f) + 1; f.Info().Asked && of != Year && of != Rating && !slices.Contains(first, of) {
			words = append(words, own(of))
		}
	}
	return append(words,
		fieldWord{"bookmark", Bookmark, aText}, fieldWord{"path", Path, aText}, fieldWord{"format", Format, aText}, fieldWord{"codec", Codec, aText},
		fieldWord{"length", Length, anAmount}, fieldWord{"bitrate", BitRate, anAmount}, fieldWord{"size", Size, anAmount}, own(Year), own(Rating),
		fieldWord{"added", Added, anAmount}, fieldWord{"played", Played, anAmount}, fieldWord{"started", Started, anAmount},
		fieldWord{"finished", Finished, anAmount}, fieldWord{"abandoned", Abandoned, anAmount}, fieldWord{"listened", Listened, anAmount},
		fieldWord{"is", Is, aFlag}, fieldWord{"has", Has, aFlag}, fieldWord{"no", No, aFlag})
}()

type fieldWord struct {
	word  string
	of    Field
	about asked
}

// fieldWords holds only the words, and fieldsBy the fields by number.
var fieldWords, fieldsBy = func() (list []string, by [fieldCount]fieldWord) {
	for _, w := range listed {
		list = append(list, w.word)
		by[w.of] = w
	}
	return list, by
}()

// String returns the word of the field in a query, or "" for Anywhere.
func (f Field) String() string { return fieldsBy[f].word }

func (f Field) isText() bool   { return f == Anywhere || fieldsBy[f].about == aText }
func (f Field) isAmount() bool { return fieldsBy[f].about == anAmount }

// fieldOf returns the field of a typed word, or false if there is none.
func fieldOf(word string) (Field, bool) {
	i := slices.Index(fieldWords, Fold(word))
	if i < 0 {
		return Anywhere, false
	}
	return listed[i].of, true
}

// flag is a property of a book in a query.
type flag struct {
	word  string // folded
	also  string // a synonym, or ""
	holds func(b *book.Book) bool
}

// statusFlags are the values of "is:" for the status of a book.
var statusFlags = [...]flag{
	{"missing", "", isMissing},
	{"offline", "", func(b *book.Book) bool { return b.State == book.Offline }},
	{"faulty", "", isFaulty},
	{"protected", "drm", isProtected},
	{"estimated", "", func(b *book.Book) bool { return b.Estimated }},
	{"changing", "", func(b *book.Book) bool { return b.Changing }},
	{"held", "", func(b *book.Book) bool { return b.Held }},
	{hiddenWord, "removed", func(b *book.Book) bool { return b.Hidden }},
	{"regrouped", "", func(b *book.Book) bool { return b.Regrouped }},
	{"started", "", (*book.Book).IsStarted},
	{"finished", "", (*book.Book).IsFinished},
	{"abandoned", "", (*book.Book).IsAbandoned},
	{problemWord, "", func(b *book.Book) bool { return b.Lint != 0 }},
}

// isFlags are all values of "is:": the status of a book and each problem.
var isFlags = append(statusFlags[:], problems()...)

func problems() (flags []flag) {
	for l := range book.Lints {
		flags = append(flags, flag{l.Word(), "", func(b *book.Book) bool { return b.Lint&l != 0 }})
	}
	return flags
}

// states is the set of isFlags that hold, one bit each.
type states uint32

// bitOf returns the bit of a state.
func bitOf(word string) states {
	return 1 << slices.IndexFunc(statusFlags[:], func(g flag) bool { return g.word == word })
}

func statesOf(b *book.Book) states {
	is := states(b.Lint) << len(statusFlags)
	for i := range statusFlags {
		if statusFlags[i].holds(b) {
			is |= 1 << i
		}
	}
	return is
}

// hiddenWord is the state of books that are found only on request.
const hiddenWord = "hidden"

// problemWord matches any problem.
const problemWord = "problem"

// hasFlags are the values of "has:" and "no:": the fields of a book and some
// amounts, in display order. Fields not listed here follow before the amounts.
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
	flags = append(flags, flag{"bookmarks", Bookmark.String(), func(b *book.Book) bool { return len(b.Bookmarks()) > 0 }})
	for _, f := range []Field{Length, BitRate, Added, Played, Started, Finished, Abandoned} {
		flags = append(flags, flag{f.String(), "", func(b *book.Book) bool {
			_, known := f.of(b)
			return known
		}})
	}
	return flags
}()

// TextWords returns the words of the fields that contain text, in display
// order.
func TextWords() (list []string) {
	for _, w := range listed {
		if w.about == aText {
			list = append(list, w.word)
		}
	}
	return list
}

// FlagWords returns the values of a field that takes flags, in display order: for Is those
// for the status of a book, "problem", and a word for each problem.
func FlagWords(f Field) (list []string) {
	for _, g := range f.flags() {
		list = append(list, g.word)
	}
	return list
}

// flags returns the values of a field that takes flags.
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

// flagOf returns the flag of a folded word, or nil if there is none.
func (f Field) flagOf(word string) *flag {
	flags := f.flags()
	for i := range flags {
		if word == flags[i].word || word == flags[i].also && word != "" {
			return &flags[i]
		}
	}
	return nil
}

// flagWords lists the values of a field for the user. One problem stands for
// all.
func (f Field) flagWords() message.Message {
	flags := f.flags()
	if f == Is {
		flags = statusFlags[:]
	}
	list := func(flags []flag) any {
		var words any = flags[0].word
		for _, g := range flags[1:] {
			words = message.New("{{.First}}, {{.Rest}}", "First", words, "Rest", g.word)
		}
		return words
	}
	if f == Is {
		return message.New("{{.Words}} or a kind of problem such as {{.Problem}}", "Words", list(flags), "Problem", book.PartGap.Word())
	}
	last := len(flags) - 1
	return message.New("{{.Words}} or {{.Last}}", "Words", list(flags[:last]), "Last", flags[last].word)
}

// isMissing reports whether a book or some of its files are missing from the
// disk.
func isMissing(b *book.Book) bool {
	return b.State == book.Missing || b.State == book.Failed && len(b.Files) > 1 && hasFile(b, book.Missing)
}

// isFaulty reports whether anything in a book is unreadable. Copy protection is
// not a fault, and neither is a missing file.
func isFaulty(b *book.Book) bool {
	if b.Fault == nil || b.Fault.Kind == book.Protected {
		return false
	}
	return b.Fault.Kind != book.Vanished || !isMissing(b) || hasFile(b, book.Failed)
}

func hasFile(b *book.Book, in book.State) bool {
	return slices.ContainsFunc(b.Files, func(f *book.File) bool { return f.State == in })
}

// isProtected reports whether a book is copy-protected, so that only some
// players can play it.
func isProtected(b *book.Book) bool { return b.Fault != nil && b.Fault.Kind == book.Protected }

func hasCover(b *book.Book) bool {
	if b.Sources[book.Picture] != book.Nowhere || b.Notes != nil && b.Notes.Picture != "" {
		return true
	}
	return slices.ContainsFunc(b.Files, func(f *book.File) bool { return f.Media != nil && f.Media.HasCover() })
}

// hasChapters reports whether a tag or a sidecar has chapters. Having several
// files is not enough.
func hasChapters(b *book.Book) bool {
	if b.Notes != nil && (len(b.Notes.Chapters) > 0 || len(b.Notes.Cues) > 0) {
		return true
	}
	return slices.ContainsFunc(b.Files, func(f *book.File) bool { return f.Media != nil && f.Media.ChapterCount() > 0 })
}
