package view

import (
	"golang.org/x/text/language"

	"lectern/library/book"
)

// row is what a Maker keeps of a book, so that neither a keystroke nor a click
// has to read texts.
type row struct {
	hay   string           // haystack, empty where the slot is
	title string           // collation key, without its article
	words [lexicons]uint32 // numbers of its texts in the lexicons
	is    states           // for the filter
}

// The texts that many rows share have a lexicon each.
const (
	authors = iota
	narrators
	series
	parts // of series
	codecs
	folders
	trails   // the folders as the filter reads them
	lexicons // how many there are
)

// lexiconOf is the lexicon of a column, −1 if it has none.
func lexiconOf(k Key) int {
	switch k {
	case ByAuthor:
		return authors
	case ByNarrator:
		return narrators
	case BySeries:
		return series
	case byPart:
		return parts
	case ByCodec:
		return codecs
	case ByFolder:
		return folders
	default:
		return -1
	}
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
	}
}

// reader makes rows of books. It belongs to one goroutine.
type reader struct {
	folding
	*collation
}

func newReader(lang language.Tag) *reader { return &reader{collation: newCollation(lang)} }

// read is the row of now, but for its words. What was has in common with it is
// kept; was may be nil.
func (r *reader) read(now, was *book.Book, kept row) row {
	if now == nil {
		return row{}
	}
	if was == nil || !sameHaystack(now, was) {
		kept.hay = r.haystack(now)
	}
	if was == nil || now.Title != was.Title {
		kept.title = r.title(now.Title)
	}
	kept.is = statesOf(now)
	return kept
}

// key is the key of a text of a lexicon: what it sorts by, or for a trail what
// the filter reads.
func (r *reader) key(lexicon int, s string) string {
	switch lexicon {
	case parts:
		return partKey(s)
	case folders:
		return r.path(s)
	case trails:
		return string(r.append(nil, s))
	default:
		return r.collation.text(s)
	}
}
