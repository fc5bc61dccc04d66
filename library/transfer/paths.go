package transfer

import (
	"strings"

	"lectern/library/book"
	"lectern/library/text"
)

// names splits a path into the names of folders and of the file, in the form in which they
// are compared: programs see the same disk under different paths, with either slash, and
// with accents composed or not.
func names(path string) []string {
	path = text.FileName(book.UTF8(strings.ReplaceAll(path, `\`, "/")))
	return strings.FieldsFunc(path, func(r rune) bool { return r == '/' })
}

// lastName returns the last of the names of a path.
func lastName(path string) string {
	all := names(path)
	if len(all) == 0 {
		return ""
	}
	return all[len(all)-1]
}

// sameEnd returns how many names two paths have in common at their ends.
func sameEnd(a, b []string) (n int) {
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return n
}

// places are the books by the least names at the ends of their paths and of their files.
type places map[string][]place

type place struct {
	names []string
	book  *book.Book
}

// placesOf returns the places of books.
func placesOf(books []*book.Book) places {
	all := places{}
	add := func(path string, b *book.Book) {
		if n := names(path); len(n) > 0 {
			key := ending(n)
			all[key] = append(all[key], place{n, b})
		}
	}
	for _, b := range books {
		add(b.Path, b)
		for _, f := range b.Files {
			if f.Path != b.Path {
				add(f.Path, b)
			}
		}
	}
	return all
}

// ending returns the least names at the end, or the only one.
func ending(names []string) string { return strings.Join(names[max(0, len(names)-least):], "/") }

// least is how many names of a path must agree: that of the book's file or folder, and that of
// the folder around it.
const least = 2

// find returns the books at the place of an entry: those whose path ends like its path, or
// like that of its first part, up to the folder around the book. There are several if copies
// of a library are beside each other.
func (all places) find(e *Entry) (found []*book.Book) {
	own := names(e.Path)
	if len(own) < least {
		return nil
	}
	best := 0
	look := func(path []string, least int) {
		for _, p := range all[ending(path)] {
			n := sameEnd(path, p.names)
			if n < least || n < best {
				continue
			}
			if n > best {
				best, found = n, nil
			}
			if len(found) == 0 || found[len(found)-1] != p.book {
				found = append(found, p.book)
			}
		}
	}
	if look(own, least); len(found) > 0 {
		return found
	}
	for _, p := range e.Parts[:min(1, len(e.Parts))] {
		part := names(p.Path)
		if inside := len(part) - len(own); sameStart(part, own) {
			look(part, inside+least)
		}
	}
	return found
}

// sameStart reports whether a path begins with another.
func sameStart(path, start []string) bool {
	if len(path) < len(start) {
		return false
	}
	for i := range start {
		if path[i] != start[i] {
			return false
		}
	}
	return true
}
