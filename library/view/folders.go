package view

import (
	"cmp"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"lectern/library/book"
	"lectern/library/text"
)

// Folder is a folder of the sidebar's tree. It is immutable once made.
type Folder struct {
	Path    string    // absolute
	Name    string    // the last name of Path
	Books   int       // that lie in it or below
	Folders []*Folder // directly in it, in natural order
}

// Folders returns the tree of the folders that hold books, for each root, roots
// without books included. Hidden books count only if hidden. A folder that holds nothing but one other folder is
// kept, and a root within a root stands in both trees. It reads all books: call
// it when View.Shape has changed. Any goroutine may.
func Folders(s *book.Snapshot, roots []string, hidden bool) []*Folder {
	books := booksPerFolder(s, hidden)
	names := newCollation(language.Und)
	tops := make([]*Folder, len(roots))
	for i, root := range roots {
		root = filepath.Clean(root)
		known := make(map[string]*Folder, len(books))
		known[root] = &Folder{Path: root, Name: filepath.Base(root)}
		for path, n := range books {
			if below(path, root) {
				plant(known, path).Books += n
			}
		}
		tops[i] = known[root]
		tops[i].settle(names)
	}
	return tops
}

// booksPerFolder counts the books that lie directly in each folder, hidden ones only
// if hidden. Slots next to each other often share one.
func booksPerFolder(s *book.Snapshot, hidden bool) map[string]int {
	books := make(map[string]int)
	last, n := "", 0
	for slot := range s.Slots() {
		b := s.At(slot)
		if b == nil || b.Hidden && !hidden {
			continue
		}
		if path := b.Files[0].Path; path[:max(lastSeparator(path), 0)] != last {
			books[last] += n
			last, n = b.Folder(), 0
		}
		n++
	}
	books[last] += n
	delete(books, "")
	return books
}

// plant returns the folder of a path, hung into the tree with all that lead to
// it. The known ones hold the root.
func plant(known map[string]*Folder, path string) *Folder {
	if f := known[path]; f != nil {
		return f
	}
	f := &Folder{Path: path, Name: filepath.Base(path)}
	known[path] = f
	parent := plant(known, filepath.Dir(path))
	parent.Folders = append(parent.Folders, f)
	return f
}

// settle orders what lies below f and adds up its books.
func (f *Folder) settle(names *collation) {
	type named struct {
		key string
		*Folder
	}
	order := make([]named, len(f.Folders))
	for i, g := range f.Folders {
		order[i] = named{names.text(g.Name), g}
	}
	slices.SortFunc(order, func(a, b named) int {
		return cmp.Or(strings.Compare(a.key, b.key), text.CompareNatural(a.Name, b.Name))
	})
	for i, g := range order {
		g.settle(names)
		f.Folders[i] = g.Folder
		f.Books += g.Books
	}
}
