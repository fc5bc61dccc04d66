package view

import (
	"fmt"
	"slices"
	"strings"
)

// Key is a sortable column.
type Key uint8

// The sortable columns.
const (
	ByTitle Key = iota
	ByAuthor
	ByNarrator
	BySeries // by name, then by part as a number
	ByLength
	ByBitRate
	ByCodec
	BySize
	ByModified
	ByFolder
	ByState
	ByAdded
	byPart // the second half of BySeries
)

// keyNames are the names of the command line, in the order of the columns.
var keyNames = [...]string{
	"title", "author", "narrator", "series", "length", "bitrate", "codec",
	"size", "modified", "folder", "state", "added",
}

// ErrKey means that no column has the name given to ParseKey or ParseSort.
var ErrKey = fmt.Errorf("no such sort key; the keys are %s", strings.Join(keyNames[:], " "))

// ParseKey returns the column with a name of the command line. Case does not
// matter. The error wraps ErrKey.
func ParseKey(name string) (Key, error) {
	if i := slices.Index(keyNames[:], strings.ToLower(name)); i >= 0 {
		return Key(i), nil
	}
	return 0, fmt.Errorf("%q: %w", name, ErrKey)
}

// String returns the column's name on the command line.
func (k Key) String() string {
	if int(k) < len(keyNames) {
		return keyNames[k]
	}
	return fmt.Sprintf("key %d", uint8(k))
}

// Order is one step of a sort.
type Order struct {
	Key  Key
	Desc bool // from large to small; empty values stay last
}

// ParseSort reads "author,-length": columns from the most to the least
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

// Query says which rows are shown, and in which order. The zero Query shows
// all of them by title.
type Query struct {
	Text   string  // words in any order, each of which must be found in a field, or be a condition like "is:missing"
	Folder string  // absolute path: only rows at or below it; empty is everywhere
	Hidden bool    // hidden books too; without it, only if the text has "is:hidden"
	Sort   []Order // from the most to the least important; what it leaves equal goes by title
}

// Equal reports whether both queries ask for the same.
func (q Query) Equal(r Query) bool {
	return q.asks(r) && slices.Equal(q.Sort, r.Sort)
}

// asks reports whether both queries ask for the same rows, in whatever order.
func (q Query) asks(r Query) bool {
	return q.Text == r.Text && q.Folder == r.Folder && q.Hidden == r.Hidden
}

// parse returns the condition on the rows, and the folded words to be found,
// longest first: the longest is the most likely to rule a row out.
func (q Query) parse() (words []string, c condition) {
	c.must = isThere
	for w := range strings.FieldsSeq(Fold(q.Text)) {
		if !c.take(w) {
			words = append(words, w)
		}
	}
	if !q.Hidden && c.must&isHidden == 0 {
		c.mustNot |= isHidden
	}
	slices.SortStableFunc(words, func(a, b string) int { return len(b) - len(a) })
	return words, c
}

// narrows reports whether every row q finds is among those that r finds in the
// same snapshot.
func (q Query) narrows(r Query) bool {
	if !below(q.Folder, r.Folder) {
		return false
	}
	words, is := q.parse()
	olds, was := r.parse()
	if !is.narrows(was) {
		return false
	}
	for _, old := range olds {
		if !slices.ContainsFunc(words, func(w string) bool { return strings.Contains(w, old) }) {
			return false
		}
	}
	return true
}

// below reports whether path is folder or lies below it. Everything lies below
// the empty folder.
func below(path, folder string) bool {
	rest, ok := strings.CutPrefix(path, folder)
	return ok && (rest == "" || folder == "" || isSeparator(rest[0]) || isSeparator(folder[len(folder)-1]))
}
