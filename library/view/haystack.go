package view

import (
	"path/filepath"
	"slices"
	"strings"

	"lectern/library/book"
	"lectern/library/text"
)

// Separators in a haystack. Folded text contains neither.
const (
	fieldEnd   = '\n'   // ends a field, so that no match crosses fields
	sectionEnd = '\x00' // ends the title, the series, and the fields before the names of files
)

// hayFields are the fields in a haystack after the title and the series: all
// searched fields except genres and publishers, which have a lexicon.
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

// haystack returns the text of a book that the filter searches, in the forms of
// text.AppendSearch, without the book's folder, genres and publisher. It has four sections:
// the title; the series; hayFields and the notes of bookmarks; the names of the files and
// of their folders other than the book's. fieldEnd ends each field, and sectionEnd ends
// each section except the last, so a haystack is never empty. The result is valid until the
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
	for _, m := range b.Bookmarks() {
		f.field(m.Note)
	}
	f.buf = append(f.buf, sectionEnd)
	for _, file := range b.Files {
		f.field(file.Name())
		if folder := file.Folder(); folder != b.Folder() {
			f.field(filepath.Base(folder)) // a disc folder
		}
	}
	return f.buf
}

// titles returns the title section of the haystack.
func (r *row) titles() string { return r.hay[:strings.IndexByte(r.hay, sectionEnd)] }

// series returns the series section of the haystack.
func (r *row) series() string {
	rest := r.hay[strings.IndexByte(r.hay, sectionEnd)+1:]
	return rest[:strings.IndexByte(rest, sectionEnd)]
}

// names returns the last section of the haystack: the names of files and their
// folders.
func (r *row) names() string { return r.hay[strings.LastIndexByte(r.hay, sectionEnd)+1:] }

func (f *folding) field(s string) {
	if s != "" {
		f.buf = text.AppendSearch(f.buf, s, fieldEnd)
	}
}

// trail returns a folder from the name of its root on. The location of the root
// says nothing about the book.
func trail(folder, root string) string {
	if root == "" || !below(folder, root) {
		return folder
	}
	return folder[len(root)-len(text.FolderName(root)):]
}

// sameHaystack reports whether two books certainly have the same haystack. It
// folds nothing.
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
	if !slices.EqualFunc(a.Bookmarks(), b.Bookmarks(), func(m, n book.Bookmark) bool { return m.Note == n.Note }) {
		return false
	}
	for i := range a.Files {
		if a.Files[i].Path != b.Files[i].Path {
			return false
		}
	}
	return true
}
