package view

import (
	"path/filepath"
	"slices"
	"strings"

	"lectern/library/book"
	"lectern/library/text"
)

// What stands in a haystack besides folded text, which holds neither.
const (
	fieldEnd   = '\n'   // ends a field: none can match across it
	sectionEnd = '\x00' // ends the title, the series, and all before the names of files
)

// Fold is the form in which the filter compares texts.
func Fold(s string) string { return text.Fold(s) }

// folding folds texts one after another. It belongs to one goroutine; the zero
// value is ready.
type folding struct {
	text.Folding
	buf []byte
}

// foldASCII is Fold of one ASCII character.
func foldASCII(c byte) byte { return text.FoldASCII(c) }

// hayFields are the fields that the filter reads in a haystack behind the title and the
// series: those that it searches, but for genres and publishers, which have a lexicon.
var hayFields = func() (all []*book.FieldInfo) {
	for f := range book.Fields {
		switch f {
		case book.Title, book.InSeries, book.Genres, book.Publisher:
		default:
			if f.Info().Searched {
				all = append(all, f.Info())
			}
		}
	}
	return all
}()

// haystack is what the filter reads of a book besides its folder, genres and
// publisher, folded, each field ended by fieldEnd: the title; the series; hayFields;
// the names of the files, and of their folders besides the book's. Each of the four
// but the last is ended by sectionEnd, so it is never empty. It is good until the
// next call.
func (f *folding) haystack(b *book.Book) []byte {
	f.buf = f.buf[:0]
	f.field(b.Title)
	f.buf = append(f.buf, sectionEnd)
	for _, s := range b.Series {
		f.field(s.String())
	}
	f.buf = append(f.buf, sectionEnd)
	for _, i := range hayFields {
		if i.Text != nil {
			f.field(*i.Text(&b.Meta))
			continue
		}
		for _, text := range *i.List(&b.Meta) {
			f.field(text)
		}
	}
	f.buf = append(f.buf, sectionEnd)
	for _, file := range b.Files {
		f.field(file.Name())
		if folder := file.Folder(); folder != b.Folder() {
			f.field(filepath.Base(folder)) // of a disc
		}
	}
	return f.buf
}

// titles is the haystack's title.
func (r *row) titles() string { return r.hay[:strings.IndexByte(r.hay, sectionEnd)] }

// series is the haystack's series.
func (r *row) series() string {
	rest := r.hay[strings.IndexByte(r.hay, sectionEnd)+1:]
	return rest[:strings.IndexByte(rest, sectionEnd)]
}

// names is the haystack's names of files and their folders.
func (r *row) names() string { return r.hay[strings.LastIndexByte(r.hay, sectionEnd)+1:] }

func (f *folding) field(s string) {
	if s != "" {
		f.buf = append(f.Append(f.buf, s), fieldEnd)
	}
}

// trail is a folder from the name of its root on: where the root itself lies
// says nothing about the book.
func trail(folder, root string) string {
	if root == "" || !below(folder, root) {
		return folder
	}
	return folder[len(root)-len(filepath.Base(root)):]
}

// sameHaystack reports whether both books have equal haystacks, as far as can
// be told without folding.
func sameHaystack(a, b *book.Book) bool {
	if a.Title != b.Title || len(a.Files) != len(b.Files) || !slices.Equal(a.Series, b.Series) {
		return false
	}
	for _, i := range hayFields {
		if i.Text != nil {
			if *i.Text(&a.Meta) != *i.Text(&b.Meta) {
				return false
			}
		} else if !slices.Equal(*i.List(&a.Meta), *i.List(&b.Meta)) {
			return false
		}
	}
	for i := range a.Files {
		if a.Files[i].Path != b.Files[i].Path {
			return false
		}
	}
	return true
}
