package state

import (
	"slices"
	"strings"
	"time"

	"lectern/library/book"
	"lectern/library/group"
)

// A row is a file; the list shows books. Rows are grouped by book folder, and a change
// of one file rebuilds only the books of its own book folder.

// BookFolder is the rows of one book folder and the books built from them.
type BookFolder struct {
	key        FolderKey
	rows       []*Row
	books      []placed
	stale      bool          // its books must be rebuilt from its rows
	altered    bool          // the disk or the user changed the input of its books after they were built
	undigested bool          // it is in State.undigested
	drawn      time.Time     // when its books were last rebuilt
	took       time.Duration // how long the rebuild took
	discs      *discNotes    // notes merged with those of its disc folders, nil without any
}

// FolderKey identifies a book folder: a folder of a root, or, without a root, a book
// that the user merged from files of several folders.
type FolderKey struct{ root, folder string }

// placed is a book and its slot in the store.
type placed struct {
	book *book.Book
	slot int
}

// The values of group.Part.Choice: how the user groups a file.
const (
	ChoiceField = "@book" // the edit that stores the choice
	ChoiceOwn   = "own"   // the file is a book of its own
	MergedWith  = "with " // followed by an ID: one book with all files that name this ID
)

// FolderKey is the key of the book folder that a row belongs to.
func (s *State) FolderKey(r *Row) FolderKey {
	if choice := r.Edits[ChoiceField]; strings.HasPrefix(choice, MergedWith) {
		return FolderKey{folder: choice}
	}
	return FolderKey{r.File.Root, group.Home(r.File.Root, r.File.Folder())}
}

// enterFolder adds a row to its book folder.
func (s *State) enterFolder(r *Row) {
	key := s.FolderKey(r)
	bf := s.folders[key]
	if bf == nil {
		bf = &BookFolder{key: key}
		s.folders[key] = bf
		if key.root == "" {
			s.merged[key] = bf
		}
	}
	bf.rows = append(bf.rows, r)
	r.Folder = bf
	if len(bf.rows) == 1 && key.root != "" {
		s.around.Add(key.root, key.folder, s.neighbourOf(key.root))
	}
	s.alter(bf)
}

// leaveFolder takes a row out of its book folder.
func (s *State) leaveFolder(r *Row) {
	bf := r.Folder
	if i := slices.Index(bf.rows, r); i >= 0 {
		bf.rows[i] = bf.rows[len(bf.rows)-1]
		bf.rows[len(bf.rows)-1] = nil
		bf.rows = bf.rows[:len(bf.rows)-1]
	}
	r.Folder = nil
	if len(bf.rows) == 0 && bf.key.root != "" {
		s.around.Remove(bf.key.root, bf.key.folder, s.neighbourOf(bf.key.root))
	}
	bf.took = 0 // rebuild without a rest, or a book is listed in two folders meanwhile
	s.alter(bf)
}

// neighbourOf returns a function that marks a book folder of a root as stale,
// because the folders around it changed.
func (s *State) neighbourOf(root string) func(home string) {
	return func(home string) {
		if bf := s.folders[FolderKey{root, home}]; bf != nil {
			s.alter(bf)
		}
	}
}

// Refresh marks the book folder of a row as stale.
func (s *State) Refresh(r *Row) { s.refreshFolder(r.Folder) }

// alter marks a book folder as stale because the disk or the user changed the input of
// its books: its files, its sidecars, the folders around it, or the user's edits. A
// change of a file counts when the file has been read.
func (s *State) alter(bf *BookFolder) {
	bf.altered = !s.Loading
	s.refreshFolder(bf)
}

func (s *State) refreshFolder(bf *BookFolder) {
	if !bf.stale {
		bf.stale = true
		s.stale = append(s.stale, bf)
	}
}

// A folder with thousands of files takes long to rebuild, and changes constantly while
// it is scanned. A folder whose rebuild took longer than quick rests for rests times as
// long before the next one.
const (
	quick = 2 * time.Millisecond
	rests = 8
)

// TakeStale returns the folders to rebuild and clears the list. While busy, folders
// that are slow to rebuild stay on the list until they have rested; wait is the time
// until the first of them has, 0 if none stays. The caller builds the books and passes
// them to Replace.
func (s *State) TakeStale(now time.Time, busy bool) (due []*BookFolder, wait time.Duration) {
	due = s.stale
	s.stale = nil
	if !busy {
		return due, 0
	}
	due = slices.DeleteFunc(due, func(bf *BookFolder) bool {
		left := rests*bf.took - now.Sub(bf.drawn)
		if bf.took <= quick || left <= 0 {
			return false
		}
		s.stale = append(s.stale, bf)
		if wait == 0 || left < wait {
			wait = left
		}
		return true
	})
	return due, wait
}

// Rebuilt is the result of rebuilding one folder.
type Rebuilt struct {
	Folder *BookFolder
	Books  []*book.Book
	Took   time.Duration
}

// Replace stores the rebuilt books in place of the folders' old ones. Only Replace and
// SetLint change the store.
func (s *State) Replace(made []Rebuilt, now time.Time) {
	for _, m := range made {
		bf := m.Folder
		if s.EveryFile && bf.altered {
			s.undigest(bf)
		}
		s.replaceBooks(bf, m.Books)
		bf.stale, bf.altered, bf.drawn, bf.took = false, false, now, m.Took
		s.revisit(bf)
		if len(bf.rows) == 0 {
			delete(s.folders, bf.key)
			delete(s.merged, bf.key)
		}
	}
}

// replaceBooks replaces the books of a folder. A book with a known ID keeps its slot.
func (s *State) replaceBooks(bf *BookFolder, books []*book.Book) {
	was := make(map[book.ID]placed, len(bf.books))
	for _, p := range bf.books {
		was[p.book.ID] = p
	}
	bf.books = make([]placed, len(books))
	for i, b := range books {
		b.Regrouped = s.regrouped[b.ID]
		old, known := was[b.ID]
		delete(was, b.ID)
		if known && old.book.Same(b) {
			bf.books[i] = old
			continue
		}
		s.compare(bf, b)
		if known {
			s.Store.Set(old.slot, b)
			bf.books[i] = placed{b, old.slot}
		} else {
			bf.books[i] = placed{b, s.Store.Add(b)}
		}
	}
	for id, p := range was {
		s.Store.Remove(p.slot)
		s.countOut(id)
	}
}

// BooksOf builds the books of a folder. It may run on any goroutine while nothing
// changes the state, but only once at a time for each folder.
func (s *State) BooksOf(bf *BookFolder) []*book.Book {
	if len(bf.rows) == 0 {
		return nil
	}
	in := s.GroupFolder(bf)
	books := group.Books
	if s.EveryFile {
		books = group.Files
	}
	made := books(in)
	for _, b := range made {
		b.Lint = s.lintOf(b)
	}
	return made
}

// GroupFolder converts a book folder with at least one row to the input of package
// group. The result shares no mutable data with the state.
func (s *State) GroupFolder(bf *BookFolder) group.Folder {
	in := group.Folder{Root: bf.key.root, Folder: bf.key.folder, Parts: make([]group.Part, len(bf.rows))}
	for i, r := range bf.rows {
		in.Parts[i] = s.part(r)
	}
	in.Around = s.around.Around(in.Root, in.Folder)
	if bf.key.root == "" { // merged by the user: use the folder of the first file
		first := slices.MinFunc(bf.rows, func(a, b *Row) int { return strings.Compare(a.File.Path, b.File.Path) })
		in.Root, in.Folder = first.File.Root, group.Home(first.File.Root, first.File.Folder())
	}
	in.Notes = s.notesOf(bf, in.Folder)
	return in
}

// part converts a row to the input of package group.
func (s *State) part(r *Row) group.Part {
	f := r.File
	if root := s.Roots.At(f.Root); root != nil && root.Offline() && f.State != book.Missing {
		away := *f
		away.State, away.Fault = book.Offline, nil
		f = &away
	}
	p := group.Part{
		File: f, Added: r.Added, MissingSince: r.MissingSince, Held: r.HeldSince != 0, Hidden: r.Hidden,
		Choice: r.Edits[ChoiceField], Edits: r.Edits,
	}
	if len(s.Writing) > 0 && !r.read && f.State != book.Missing {
		_, p.Changing = s.Writing[f.Path]
	}
	return p
}

// SetEveryFile switches between a row of the list for every file and one for every
// book.
func (s *State) SetEveryFile(on bool) {
	if s.EveryFile == on {
		return
	}
	s.EveryFile = on
	for _, bf := range s.folders {
		s.refreshFolder(bf)
	}
}
