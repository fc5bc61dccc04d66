package view

import (
	"fmt"
	"slices"
	"strings"

	"lectern/library/book"
)

// Key is something that rows can be sorted by. There are no others than those that are
// declared here; the zero Key is ByTitle.
type Key struct{ n uint8 } // in keys

// byTitle compares titles, which rows keep themselves: each has its own.
var byTitle = &comparison{lexicon: noLexicon}

// The keys, in the order in which they are listed: the name on the command line and in
// the settings, and what rows are compared by, one after another. To add a key, add a
// line.
var (
	ByTitle    = key("title", byTitle)
	ByAuthor   = key("author", byText(authors))
	ByNarrator = key("narrator", byText(narrators))
	BySeries   = key("series", byText(series), byText(parts)) // by name, then by part as a number
	ByLength   = key("length", byNumber(func(b *book.Book) (uint64, bool) { return uint64(b.Duration), b.Duration <= 0 }))
	ByBitRate  = key("bitrate", byNumber(func(b *book.Book) (uint64, bool) { return uint64(b.BitRate), b.BitRate <= 0 }))
	ByCodec    = key("codec", byText(codecs))
	BySize     = key("size", byNumber(func(b *book.Book) (uint64, bool) { return uint64(b.Size), false }))
	ByModified = key("modified", byNumber(func(b *book.Book) (uint64, bool) { return signed(b.Modified), b.Modified == 0 }))
	ByFolder   = key("folder", byText(folders))
	ByState    = key("state", byNumber(func(b *book.Book) (uint64, bool) { return uint64(b.State), false }))
	ByAdded    = key("added", byNumber(func(b *book.Book) (uint64, bool) { return signed(b.Added), b.Added == 0 }))
	ByProblems = key("problems", byNumber(func(b *book.Book) (uint64, bool) { return uint64(b.Lint.Len()), b.Lint == 0 })) // by how many there are

	// ErrKey means that no key has the name given to ParseKey or ParseSort.
	ErrKey = fmt.Errorf("no such sort key; the keys are %s", strings.Join(keyNames(), " "))
)

// keys are the keys that were declared.
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

// comparison is one thing that rows are compared by.
type comparison struct {
	lexicon int // the ranks of its texts, noLexicon where none has them
	// number is a value and whether it is empty, which goes behind all others. It is nil
	// for the title and for a lexicon. A length or bit rate of zero is not known; a size
	// of zero is.
	number func(b *book.Book) (value uint64, empty bool)
}

const noLexicon = -1

func byText(lexicon int) *comparison { return &comparison{lexicon: lexicon} }

func byNumber(of func(b *book.Book) (uint64, bool)) *comparison {
	return &comparison{lexicon: noLexicon, number: of}
}

// signed maps int64 to uint64, order kept.
func signed(n int64) uint64 { return uint64(n) ^ 1<<63 }

// Keys are all keys, in the order in which they are listed.
func Keys() []Key {
	all := make([]Key, len(keys))
	for n := range all {
		all[n] = Key{uint8(n)}
	}
	return all
}

func keyNames() []string {
	names := make([]string, len(keys))
	for n := range keys {
		names[n] = keys[n].name
	}
	return names
}

// ParseKey returns the key with a name. Case does not matter. The error wraps ErrKey.
func ParseKey(name string) (Key, error) {
	if n := slices.Index(keyNames(), strings.ToLower(name)); n >= 0 {
		return Key{uint8(n)}, nil
	}
	return Key{}, fmt.Errorf("%q: %w", name, ErrKey)
}

// String returns the key's name.
func (k Key) String() string { return keys[k.n].name }

// Order is one step of a sort.
type Order struct {
	Key  Key
	Desc bool // from large to small; empty values stay last
}

// ParseSort reads "author,-length": keys from the most to the least
// important, a minus for descending. The empty string is no order. The error
// wraps ErrKey.
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
