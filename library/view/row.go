package view

import (
	"strings"
	"time"

	"golang.org/x/text/language"

	"lectern/library/book"
)

// row is what a Maker keeps of a book, so that neither a keystroke nor a click
// has to read texts. It is zero where the slot is empty.
type row struct {
	hay   string           // haystack; empty until a query has texts
	title string           // collation key, without its article
	words [lexicons]uint32 // numbers of its texts in the lexicons
	is    states           // for the filter

	size   int64 // these two for the totals
	length time.Duration
}

// The texts that many rows share have a lexicon each.
const (
	authors = iota
	narrators
	series
	parts // of series
	codecs
	folders
	trails // the folders as the filter reads them
	genres
	publishers
	lexicons // how many there are
)

// isFolded reports whether the keys of a lexicon are its texts folded: the
// filter reads them, and no column is sorted by them.
func isFolded(lexicon int) bool {
	return lexicon == trails || lexicon == genres || lexicon == publishers
}

// texts are the texts of a book, by lexicon.
func texts(b *book.Book) [lexicons]string {
	var first book.Series
	if len(b.Series) > 0 {
		first = b.Series[0]
	}
	folder := b.Folder()
	return [lexicons]string{
		authors: b.Author(), narrators: b.Narrator(), series: first.Name, parts: first.Part,
		codecs: b.Codec, folders: folder, trails: trail(folder, b.Files[0].Root),
		genres: strings.Join(b.Genres, string(fieldEnd)), publishers: b.Publisher,
	}
}

// reader makes rows of books. It belongs to one goroutine.
type reader struct {
	folding
	*collation
	arena arena

	before [lexicons]string // the texts of the book read before
	fresh  []string         // texts to be taken, of all books since the last start
}

func newReader(lang language.Tag, a *alphabet) *reader { return &reader{collation: a.collation(lang)} }

// start prepares for the next books, many or few.
func (r *reader) start(many bool) {
	r.arena = arena{shared: many}
	r.before, r.fresh = [lexicons]string{}, nil
}

// reading is a row, but for its words, and what else there is to know of its
// book. The texts of the book that differ from those of the one read before
// are in fresh, in order; it often has most texts in common with it.
type reading struct {
	row
	id   book.ID
	same [lexicons]bool
}

// read reads now. What was has in common with it is kept; was may be nil. The
// haystack is made only if hays.
func (r *reader) read(now, was *book.Book, kept row, hays bool) reading {
	if now == nil {
		return reading{}
	}
	next := reading{row: kept, id: now.ID}
	if was == nil || !sameHaystack(now, was) {
		next.hay = ""
		if hays {
			next.hay = r.arena.keep(r.haystack(now))
		}
	}
	if was == nil || now.Title != was.Title {
		next.title = r.arena.keep(r.title(now.Title))
	}
	next.is, next.size, next.length = statesOf(now), now.Size, now.Duration
	first := len(r.fresh) == 0
	for n, s := range texts(now) {
		if next.same[n] = !first && s == r.before[n]; !next.same[n] {
			r.fresh = append(r.fresh, s)
			r.before[n] = s
		}
	}
	return next
}

// key is the key of a text of a lexicon: what it sorts by, or for a trail what
// the filter reads.
func (r *reader) key(lexicon int, s string) string {
	switch {
	case lexicon == parts:
		return partKey(s)
	case lexicon == folders:
		return r.path(s)
	case lexicon == genres:
		r.folding.buf = r.folding.buf[:0]
		for genre := range strings.SplitSeq(s, string(fieldEnd)) {
			r.field(genre)
		}
		return string(r.folding.buf)
	case isFolded(lexicon):
		return string(r.Append(nil, s))
	default:
		return r.collation.text(s)
	}
}
