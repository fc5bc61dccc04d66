package view

import (
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"lectern/library/book"
	"lectern/library/message"
)

// Key is a key by which rows can be sorted. The zero Key is ByTitle; only the
// keys declared here exist.
type Key struct{ n uint8 } // index in keys

// byTitle compares titles. It has no lexicon, because every row has its own
// title.
var byTitle = &comparison{lexicon: noLexicon}

// The keys, in display order. Each has a name for the command line and the
// settings, and the comparisons that it applies in turn. To add a key, add a
// line; if it sorts by a text that has no lexicon yet, also add one below, and
// its line in seldom. The tests want a case in plainOrder of reference_test.go.
var (
	ByTitle    = key("title", byTitle)
	ByAuthor   = key("author", byText(authors))
	ByNarrator = key("narrator", byText(narrators))
	BySeries   = key("series", byText(series), byText(parts)) // by name, then by the number of the part
	ByLength   = key("length", byNumber(func(b *book.Book) (uint64, bool) { return uint64(b.Duration), b.Duration <= 0 }))
	ByBitRate  = key("bitrate", byNumber(func(b *book.Book) (uint64, bool) { return uint64(b.BitRate), b.BitRate <= 0 }))
	ByCodec    = key("codec", byText(codecs))
	BySize     = key("size", byNumber(func(b *book.Book) (uint64, bool) { return uint64(b.Size), false }))
	ByModified = key("modified", byNumber(func(b *book.Book) (uint64, bool) { return signed(b.Modified), b.Modified == 0 }))
	ByFolder   = key("folder", byText(folders))
	ByState    = key("state", byNumber(func(b *book.Book) (uint64, bool) { return uint64(b.State), false }))
	ByAdded    = key("added", byNumber(func(b *book.Book) (uint64, bool) { return signed(b.Added), b.Added == 0 }))
	ByProblems = key("problems", byNumber(func(b *book.Book) (uint64, bool) { return uint64(b.Lint.Len()), b.Lint == 0 })) // by their number

	ByYear         = key("year", byNumber(func(b *book.Book) (uint64, bool) { return uint64(b.Year), b.Year <= 0 }))
	ByParts        = key("parts", byNumber(func(b *book.Book) (uint64, bool) { return uint64(len(b.Files)), false }))
	ByChapters     = key("chapters", byNumber(func(b *book.Book) (uint64, bool) { return uint64(b.Marks()), b.Marks() == 0 }))
	ByFormat       = key("format", byText(formats))
	ByGenres       = key("genres", byText(genreLists))
	ByPublisher    = key("publisher", byText(publisherNames))
	ByLanguage     = key("language", byText(languageWords))
	BySubtitle     = key("subtitle", byText(subtitles))
	ByEdition      = key("edition", byText(editions))
	ByContributors = key("contributors", byText(contributors))
	ByASIN         = key("asin", byText(asins))
	ByISBN         = key("isbn", byText(isbns))
	ByDescription  = key("description", byText(descriptions))
	ByFile         = key("file", byText(files))
	ByRating       = key("rating", byNumber(func(b *book.Book) (uint64, bool) { n, known := Rating.of(b); return uint64(n), !known }))
	ByTags         = key("tags", byText(ownTags))
	ByNote         = key("note", byText(notes))

	ByProgress = key("progress", byNumber(func(b *book.Book) (uint64, bool) { return uint64(b.Heard()), b.Heard() == 0 })) // by the share that has been heard
	ByPlayed   = key("played", byNumber(func(b *book.Book) (uint64, bool) { return signed(b.Played()), b.Played() == 0 }))
	ByFinished = key("finished", byNumber(func(b *book.Book) (uint64, bool) { return signed(b.Finished()), b.Finished() == 0 }))

	ByStarted   = key("started", byNumber(func(b *book.Book) (uint64, bool) { return signed(b.Started()), b.Started() == 0 }))
	ByAbandoned = key("abandoned", byNumber(func(b *book.Book) (uint64, bool) { return signed(b.Abandoned()), b.Abandoned() == 0 }))
	ByBookmarks = key("bookmarks", byNumber(func(b *book.Book) (uint64, bool) { n := len(b.Bookmarks()); return uint64(n), n == 0 })) // by their number

	// ErrKey means that ParseKey or ParseSort was given a name that is not a key.
	ErrKey error = message.NewError("no such sort key; the keys are {{.Keys}}", "Keys", strings.Join(KeyNames(), " "))
)

// keys are the declared keys.
var keys []struct {
	name string
	by   []*comparison
}

// key declares a key.
func key(name string, by ...*comparison) Key {
	keys = append(keys, struct {
		name string
		by   []*comparison
	}{name, by})
	return Key{uint8(len(keys) - 1)}
}

// Texts that many rows share have a lexicon each.
const (
	authors = iota
	narrators
	series
	parts // of series
	codecs
	folders
	trails // the folders in the form that the filter reads
	genres
	publishers
	always // the number of the lexicons so far: these hold the texts of all rows at all times

	// These stay empty until a query sorts by them.
	formats = iota - 1
	genreLists
	publisherNames
	languageWords
	subtitles
	editions
	contributors
	asins
	isbns
	descriptions
	files
	ownTags
	notes
	lexicons // the number of all
)

// seldom are the texts of a book in the lexicons from always on.
var seldom = [lexicons - always]func(b *book.Book) string{
	formats - always:        (*book.Book).Format,
	genreLists - always:     func(b *book.Book) string { return strings.Join(b.Genres, ", ") },
	publisherNames - always: func(b *book.Book) string { return b.Publisher },
	languageWords - always:  languageNames,
	subtitles - always:      func(b *book.Book) string { return b.Subtitle },
	editions - always:       func(b *book.Book) string { return b.Edition },
	contributors - always:   func(b *book.Book) string { return strings.Join(b.Contributors, ", ") },
	asins - always:          func(b *book.Book) string { return b.ASIN },
	isbns - always:          func(b *book.Book) string { return b.ISBN },
	descriptions - always:   func(b *book.Book) string { return b.Description },
	files - always:          func(b *book.Book) string { return filepath.Base(b.Path) },
	ownTags - always:        func(b *book.Book) string { return strings.Join(b.Values(book.OwnTags), ", ") },
	notes - always:          func(b *book.Book) string { return strings.Join(b.Values(book.Note), "") },
}

// languageNames returns the names of a book's languages.
func languageNames(b *book.Book) string { return strings.Join(LanguagesIn(b.Language), ", ") }

// isFolded reports whether the keys of a lexicon are folded texts. Such keys are for
// the filter, and no key sorts by them, so a key that sorts by such a text needs a
// lexicon of its own.
func isFolded(lexicon int) bool {
	return lexicon == trails || lexicon == genres || lexicon == publishers
}

// texts returns the texts of a book in the lexicons below always.
func texts(b *book.Book) [always]string {
	var first book.Series
	if len(b.Series) > 0 {
		first = b.Series[0]
	}
	folder := b.Folder()
	return [always]string{
		authors: b.Author(), narrators: b.Narrator(), series: first.Name, parts: first.Part,
		codecs: b.Codec, folders: folder, trails: trail(folder, b.Files[0].Root),
		genres: strings.Join(b.Genres, string(fieldEnd)), publishers: b.Publisher,
	}
}

// comparison compares rows by one value.
type comparison struct {
	lexicon int // whose ranks it compares; noLexicon if none
	// number returns the value, and whether it is empty and sorts last. It is nil
	// for the title and for a lexicon. A length or bit rate of zero is unknown; a
	// size of zero is a value.
	number func(b *book.Book) (value uint64, empty bool)
}

const noLexicon = -1

func byText(lexicon int) *comparison { return &comparison{lexicon: lexicon} }

func byNumber(of func(b *book.Book) (uint64, bool)) *comparison {
	return &comparison{lexicon: noLexicon, number: of}
}

// signed maps int64 to uint64 and keeps the order.
func signed(n int64) uint64 { return uint64(n) ^ 1<<63 }

// Keys returns all keys in display order.
func Keys() []Key {
	all := make([]Key, len(keys))
	for n := range all {
		all[n] = Key{uint8(n)}
	}
	return all
}

// KeyNames returns the names of all keys in display order.
func KeyNames() []string {
	names := make([]string, len(keys))
	for n := range keys {
		names[n] = keys[n].name
	}
	return names
}

// ParseKey returns the key with a name, ignoring case. The error wraps ErrKey.
func ParseKey(name string) (Key, error) {
	if n := slices.Index(KeyNames(), strings.ToLower(name)); n >= 0 {
		return Key{uint8(n)}, nil
	}
	return Key{}, message.Wrap(ErrKey, "{{.Key}}: {{.Reason}}", "Key", strconv.Quote(name), "Reason", ErrKey)
}

// String returns the name of the key.
func (k Key) String() string { return keys[k.n].name }

// Order is one step of a sort.
type Order struct {
	Key  Key
	Desc bool // descending; empty values still sort last
}

// ParseSort parses "author,-length": keys from the most to the least important,
// with a minus for descending. The empty string gives no steps. The error wraps
// ErrKey.
func ParseSort(s string) ([]Order, error) {
	if strings.TrimSpace(s) == "" {
		return nil, nil
	}
	var sort []Order
	for name := range strings.SplitSeq(s, ",") {
		name, desc := strings.CutPrefix(strings.TrimSpace(name), "-")
		key, err := ParseKey(name)
		if err != nil {
			return nil, err
		}
		sort = append(sort, Order{key, desc})
	}
	return sort, nil
}

// FormatSort is the inverse of ParseSort.
func FormatSort(sort []Order) string {
	var b strings.Builder
	for i, o := range sort {
		if i > 0 {
			b.WriteByte(',')
		}
		if o.Desc {
			b.WriteByte('-')
		}
		b.WriteString(o.Key.String())
	}
	return b.String()
}
