package book

import (
	"cmp"
	"encoding/json"
	"slices"
	"time"
)

// Bookmark is a place in a book that the user marked. It is kept with the file that it lies
// in, where no other bookmark has the same Offset.
type Bookmark struct {
	File   ID            `json:"-"`              // that it lies in
	Offset time.Duration `json:"at"`             // in the file
	At     time.Duration `json:"-"`              // in the book
	Made   int64         `json:"made"`           // when, nanoseconds since 1970
	Note   string        `json:"note,omitempty"` // "" for none
}

// FormatBookmarks returns the text of an edit with BookmarksField, "" for no bookmarks.
func FormatBookmarks(all []Bookmark) string {
	if len(all) == 0 {
		return ""
	}
	text, err := json.Marshal(all)
	if err != nil {
		panic(err) // numbers and texts always have a form
	}
	return string(text)
}

// ParseBookmarks reads a text of FormatBookmarks. It leaves out what is not a bookmark.
func ParseBookmarks(text string) []Bookmark {
	return slices.DeleteFunc(ParseList[Bookmark](text), func(m Bookmark) bool { return m.Offset < 0 })
}

// ParseList reads a list in JSON. It leaves out what cannot be read as a T.
func ParseList[T any](text string) (all []T) {
	var raw []json.RawMessage
	if json.Unmarshal([]byte(text), &raw) != nil {
		return nil
	}
	for _, r := range raw {
		var element *T // nil for null
		if json.Unmarshal(r, &element) == nil && element != nil {
			all = append(all, *element)
		}
	}
	return all
}

// JoinBookmarks returns the bookmarks of both lists, in the order of Offset. If both have
// one at the same Offset, that of the second counts.
func JoinBookmarks(a, b []Bookmark) []Bookmark {
	all := slices.Clone(b)
	for _, m := range a {
		if !slices.ContainsFunc(b, m.isAt) {
			all = append(all, m)
		}
	}
	slices.SortStableFunc(all, func(m, n Bookmark) int { return cmp.Compare(m.Offset, n.Offset) })
	return all
}

// WithoutBookmark returns a list without the bookmark at the Offset of m.
func WithoutBookmark(all []Bookmark, m Bookmark) []Bookmark {
	return slices.DeleteFunc(slices.Clone(all), m.isAt)
}

// RebaseBookmarks makes the change from the list before to the list after in a third list.
func RebaseBookmarks(before, after, list []Bookmark) []Bookmark {
	for _, m := range before {
		if !slices.Contains(after, m) {
			list = WithoutBookmark(list, m)
		}
	}
	return JoinBookmarks(list, slices.DeleteFunc(slices.Clone(after), func(m Bookmark) bool { return slices.Contains(before, m) }))
}

// isAt reports whether two bookmarks of a file have the same place.
func (m Bookmark) isAt(n Bookmark) bool { return m.Offset == n.Offset }
