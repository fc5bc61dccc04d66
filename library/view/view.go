package view

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"lectern/library/book"
	"lectern/library/text"
)

// View is the rows that a Query finds in a Snapshot, in its order. It is
// immutable and safe on any goroutine.
type View struct {
	Query  Query
	Counts // of the whole snapshot
	Shown  Totals

	snapshot *book.Snapshot
	order    []int32
	ids      []book.ID // by slot, 0 if the slot is empty
	shape    uint64
}

// Snapshot returns the snapshot of the view.
func (v *View) Snapshot() *book.Snapshot { return v.snapshot }

// Len returns the number of rows.
func (v *View) Len() int { return len(v.order) }

// Total returns the number of books in the snapshot that are not hidden,
// whether or not the query finds them.
func (v *View) Total() int { return v.snapshot.Len() - v.Hidden }

// At returns the book in a row below Len.
func (v *View) At(row int) *book.Book { return v.snapshot.At(int(v.order[row])) }

// Shape changes whenever a book is added, removed, hidden, shown again or moved
// to another folder. While it stays the same, so does the tree of folders.
func (v *View) Shape() uint64 { return v.shape }

// Book returns a book of the snapshot, whether or not the query finds it, or nil. It takes
// as long as Index.
func (v *View) Book(id book.ID) *book.Book {
	if slot := slices.Index(v.ids, id); slot >= 0 {
		return v.snapshot.At(slot)
	}
	return nil
}

// Newest returns books as they are in the snapshot of the view, and those that it lacks as they
// were.
func (v *View) Newest(books []*book.Book) []*book.Book {
	newest, at := slices.Clone(books), make(map[book.ID]int, len(books))
	for i, b := range books {
		at[b.ID] = i
	}
	for slot, id := range v.ids {
		if i, ok := at[id]; ok {
			newest[i] = v.snapshot.At(slot)
		}
	}
	return newest
}

// Index returns the row of a book, or −1 if it is not in the view. It reads 12
// bytes per row sequentially: about 50 µs for 100,000 rows.
func (v *View) Index(id book.ID) int {
	slot := slices.Index(v.ids, id)
	if slot < 0 {
		return -1
	}
	return slices.Index(v.order, int32(slot))
}

// hintReach is the distance from the hint that IndexNear searches before it
// calls Index. A batch of results moves a row by only a few places.
const hintReach = 64

// IndexNear is Index, but fast if the row is near hint, which can be any
// number.
func (v *View) IndexNear(id book.ID, hint int) int {
	for row := max(hint-hintReach, 0); row < min(hint+hintReach, len(v.order)); row++ {
		if v.At(row).ID == id {
			return row
		}
	}
	return v.Index(id)
}

// Prefix implements type-to-find. It returns the first row from from on, wrapping
// around, whose title begins with text, with or without its article, or −1 if there is
// none. It ignores what the search ignores: case, accents, apostrophes, hyphens, full
// stops and colons.
func (v *View) Prefix(text string, from int) int {
	return findPrefix(len(v.order), v.At, text, from)
}

// findPrefix implements type-to-find for n books.
func findPrefix(n int, at func(int) *book.Book, text string, from int) int {
	want := strings.TrimLeft(Fold(text), " ")
	if want == "" {
		return -1
	}
	typed := startOf(strings.TrimLeft(text, " "))
	var f folding
	var a articles
	for i := range n {
		row := (max(from, 0) + i) % n
		b := at(row)
		if rest := a.withoutArticle(b); f.begins(b.Title, want) || f.begins(rest, want) || f.opens(b.Title, &typed) || f.opens(rest, &typed) {
			return row
		}
	}
	return -1
}

// signs are the ASCII signs that the search ignores.
const signs = "'\"-.,:"

// opens reports whether a form of a title for the search starts as the user
// typed. It makes the forms of the title only if the first letters agree.
func (f *folding) opens(title string, typed *start) bool {
	for i := range len(title) {
		switch c := foldASCII(title[i]); {
		case c >= utf8.RuneSelf:
			return f.formsBegin(title, typed)
		case c == ' ' || strings.IndexByte(signs, c) >= 0:
		default:
			first := func(form string) bool { return form[1] == c } // behind fieldEnd
			return slices.ContainsFunc(typed.values, first) && f.formsBegin(title, typed)
		}
	}
	return false
}

func (f *folding) formsBegin(title string, typed *start) bool {
	f.buf = text.AppendSearch(append(f.buf[:0], fieldEnd), title, fieldEnd)
	return typed.ofValue(string(f.buf))
}

// begins reports whether the folded title begins with want. It folds the title
// only if necessary.
func (f *folding) begins(title, want string) bool {
	for i := range len(want) {
		switch {
		case i == len(title):
			return false
		case title[i] >= utf8.RuneSelf:
			f.buf = text.AppendFold(f.buf[:0], title)
			return bytes.HasPrefix(f.buf, []byte(want))
		case foldASCII(title[i]) != want[i]:
			return false
		}
	}
	return true
}
