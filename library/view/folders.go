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

// Folder is a folder in the sidebar's tree. It does not change after it is
// made.
type Folder struct {
	Path    string    // absolute
	Name    string    // as text.FolderName gives it
	Books   int       // in the folder or below it
	Folders []*Folder // directly in the folder, in natural order
}

// Folders returns the tree of folders with books for each root, including roots
// without books. Hidden books count only if hidden is true. A folder that
// contains only one other folder is kept, and a root within a root is in both
// trees. Folders reads all books, so call it only when View.Shape has changed.
// It may run on any goroutine.
func Folders(s *book.Snapshot, roots []string, hidden bool) []*Folder {
	books := booksPerFolder(s, hidden)
	names := newCollation(language.Und)
	tops := make([]*Folder, len(roots))
	for i, root := range roots {
		root = filepath.Clean(root)
		known := make(map[string]*Folder, len(books))
		known[root] = &Folder{Path: root, Name: text.FolderName(root)}
		for path, n := range books {
			if below(path, root) {
				plant(known, path).Books += n
			}
		}
		tops[i] = known[root]
		tops[i].total(names)
	}
	return tops
}

// booksPerFolder counts the books directly in each folder; hidden books count
// only if hidden is true. Neighbouring slots often share a folder.
func booksPerFolder(s *book.Snapshot, hidden bool) map[string]int {
	books := make(map[string]int)
	last, n := "", 0
	for _, b := range s.All() {
		if b.Hidden && !hidden {
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

// plant returns the folder of a path. It adds the folder and its missing
// parents to the tree. known contains the root.
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

// total sorts the folders below f and sums up their books.
func (f *Folder) total(names *collation) {
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
		g.total(names)
		f.Folders[i] = g.Folder
		f.Books += g.Books
	}
}
