package view

import (
	"strings"
	"time"

	"golang.org/x/text/language"

	"lectern/library/book"
	"lectern/library/text"
)

// row is the Maker's record of a book, so that most keystrokes and clicks need
// not read texts. It is zero for an empty slot.
type row struct {
	hay   string         // haystack; empty until a query needs it
	title string         // collation key without the article
	words [always]uint32 // numbers of its texts in the lexicons below always
	is    states         // for the filter

	size   int64 // size and length, for the totals
	length time.Duration
}

// reader makes rows of books. It belongs to one goroutine.
type reader struct {
	folding
	*collation
	arena book.Arena

	used   *[lexicons]bool  // the Maker's
	before [lexicons]string // texts of the previous book
	fresh  []string         // new texts of all books since start
}

func newReader(lang language.Tag, a *alphabet, used *[lexicons]bool) *reader {
	return &reader{collation: a.collation(lang), used: used}
}

// start prepares for a batch of books, large or small.
func (r *reader) start(many bool) {
	r.arena = book.Arena{Shared: many}
	r.before, r.fresh = [lexicons]string{}, nil
}

// reading is a new row of a book without its numbers in the lexicons. Only
// texts that differ from those of the previous book are in the reader's fresh,
// in order; neighbouring books have most texts in common.
type reading struct {
	row
	id   book.ID
	same [lexicons]bool
}

// read makes the row of now. It keeps everything that was, the previous
// version, has in common; was may be nil. It makes the haystack only if hays is
// true.
func (r *reader) read(now, was *book.Book, kept row, hays bool) reading {
	if now == nil {
		return reading{}
	}
	next := reading{row: kept, id: now.ID}
	if was == nil || !sameHaystack(now, was) {
		next.hay = ""
		if hays {
			next.hay = r.arena.Keep(r.haystack(now))
		}
	}
	if was == nil || now.Title != was.Title || now.Language != was.Language {
		next.title = r.arena.Keep(r.title(now))
	}
	next.is, next.size, next.length = statesOf(now), now.Size, now.Duration
	first := len(r.fresh) == 0
	for n, s := range texts(now) {
		r.note(&next, n, s, first)
	}
	for n := always; n < lexicons; n++ {
		if r.used[n] {
			r.note(&next, n, seldom[n-always](now), first)
		}
	}
	return next
}

// note enters a text in a reading, and in fresh if it differs from the text of the
// previous book. Before the first book there is no previous text.
func (r *reader) note(next *reading, n int, s string, first bool) {
	if next.same[n] = !first && s == r.before[n]; !next.same[n] {
		r.fresh = append(r.fresh, s)
		r.before[n] = s
	}
}

// key returns the key of a text in a lexicon: its collation key, of people by their last
// names, or, for a trail, its forms for the filter.
func (r *reader) key(lexicon int, s string) string {
	switch {
	case lexicon == parts:
		return partKey(s)
	case lexicon == folders:
		return r.path(s)
	case lexicon == authors, lexicon == narrators, lexicon == contributors:
		return r.collation.text(ByLastNames(s))
	case lexicon == genres:
		r.folding.buf = r.folding.buf[:0]
		for genre := range strings.SplitSeq(s, string(fieldEnd)) {
			r.field(genre)
		}
		return string(r.folding.buf)
	case isFolded(lexicon):
		return string(text.AppendSearch(nil, s, fieldEnd))
	default:
		return r.collation.text(s)
	}
}
