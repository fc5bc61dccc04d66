package state

import (
	"slices"
	"strings"
	"time"

	"lectern/library/book"
	"lectern/library/group"
)

// Rows are files; the list shows books. The files of one book folder stand together,
// and when one of them changes the books of this folder are made anew, and no others.

// BookFolder is the rows of one book folder and the books made of them.
type BookFolder struct {
	key   FolderKey
	rows  []*Row
	books []placed
	stale bool          // its books are not those of its rows
	drawn time.Time     // when its books were last made
	took  time.Duration // how long that took
	discs *discNotes    // what lies in its disc folders, nil for nothing
}

// FolderKey names a book folder: a folder of a root, or, with no root, a book that the
// user put together from files of several.
type FolderKey struct{ root, folder string }

// placed is a book and its slot in the store.
type placed struct {
	book *book.Book
	slot int
}

// The user's choices about a file, as group.Part.Choice.
const (
	ChoiceField = "@book" // the edit that keeps it
	ChoiceOwn   = "own"   // a book of its own
	MergedWith  = "with " // and an ID: one book with all that have the same
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
	s.refreshFolder(bf)
}

// leaveFolder takes a row from its book folder.
func (s *State) leaveFolder(r *Row) {
	bf := r.Folder
	if i := slices.Index(bf.rows, r); i >= 0 {
		bf.rows[i] = bf.rows[len(bf.rows)-1]
		bf.rows[len(bf.rows)-1] = nil
		bf.rows = bf.rows[:len(bf.rows)-1]
	}
	r.Folder = nil
	bf.took = 0 // its books must not stand in two folders while it rests
	s.refreshFolder(bf)
}

// Refresh marks the books of a row's book folder as stale.
func (s *State) Refresh(r *Row) { s.refreshFolder(r.Folder) }

func (s *State) refreshFolder(bf *BookFolder) {
	if !bf.stale {
		bf.stale = true
		s.stale = append(s.stale, bf)
	}
}

// A folder with thousands of files takes long to be made anew, and while it is being
// read something in it changes all the time: one that takes longer than quick rests
// for rests times as long.
const (
	quick = 2 * time.Millisecond
	rests = 8
)

// TakeStale takes the folders whose books are to be made anew, at the time now; while
// work goes on those that take long have to rest in between. The caller builds
// their books and hands them to Replace.
func (s *State) TakeStale(now time.Time, busy bool) (due []*BookFolder) {
	due = s.stale
	s.stale = nil
	if !busy {
		return due
	}
	return slices.DeleteFunc(due, func(bf *BookFolder) bool {
		wait := bf.took > quick && now.Sub(bf.drawn) < rests*bf.took
		if wait {
			s.stale = append(s.stale, bf)
		}
		return wait
	})
}

// Rebuilt are the books that were made of a folder, and how long that took.
type Rebuilt struct {
	Folder *BookFolder
	Books  []*book.Book
	Took   time.Duration
}

// Replace puts books that were made at the time now in the place of those that their
// folders had. It is the only place where the store changes.
func (s *State) Replace(made []Rebuilt, now time.Time) {
	for _, m := range made {
		bf := m.Folder
		s.replaceBooks(bf, m.Books)
		bf.stale, bf.drawn, bf.took = false, now, m.Took
		s.revisit(bf)
		if len(bf.rows) == 0 {
			delete(s.folders, bf.key)
			delete(s.merged, bf.key)
		}
	}
}

// replaceBooks puts books in the place of those a book folder had. A book keeps its slot.
func (s *State) replaceBooks(bf *BookFolder, books []*book.Book) {
	was := make(map[book.ID]placed, len(bf.books))
	for _, p := range bf.books {
		was[p.book.ID] = p
	}
	bf.books = make([]placed, len(books))
	for i, b := range books {
		old, known := was[b.ID]
		if !known {
			bf.books[i] = placed{b, s.Store.Add(b)}
			continue
		}
		delete(was, b.ID)
		bf.books[i] = placed{b, old.slot}
		if !old.book.Same(b) {
			s.Store.Set(old.slot, b)
		} else {
			bf.books[i].book = old.book
		}
	}
	for _, p := range was {
		s.Store.Remove(p.slot)
	}
}

// BooksOf makes the books of a book folder. While the state rests it may run on any
// goroutine, but only once at a time for each folder.
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

// GroupFolder is a book folder, which has rows, as package group reads it. It shares nothing
// with the state that changes.
func (s *State) GroupFolder(bf *BookFolder) group.Folder {
	in := group.Folder{Root: bf.key.root, Folder: bf.key.folder, Parts: make([]group.Part, len(bf.rows))}
	for i, r := range bf.rows {
		in.Parts[i] = s.part(r)
	}
	if bf.key.root == "" { // put together by the user: where the first file lies
		first := slices.MinFunc(bf.rows, func(a, b *Row) int { return strings.Compare(a.File.Path, b.File.Path) })
		in.Root, in.Folder = first.File.Root, group.Home(first.File.Root, first.File.Folder())
	}
	in.Notes = s.notesOf(bf, in.Folder)
	return in
}

// part is a row as the grouping sees it.
func (s *State) part(r *Row) group.Part {
	f := r.File
	if root := s.Root(f.Root); root != nil && root.Offline() && f.State != book.Missing {
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

// SetEveryFile shows a row for every file, or for every book.
func (s *State) SetEveryFile(on bool) {
	if s.EveryFile == on {
		return
	}
	s.EveryFile = on
	for _, bf := range s.folders {
		s.refreshFolder(bf)
	}
}

// RowsOf are the rows of the files of books, by the books' IDs, as they were
// last drawn.
func (s *State) RowsOf(ids []book.ID) (rows []*Row) {
	taken := make(map[*Row]bool, len(ids))
	add := func(r *Row) {
		if r != nil && !taken[r] {
			taken[r] = true
			rows = append(rows, r)
		}
	}
	for _, id := range ids {
		r := s.ByID[id]
		if r == nil || r.Folder == nil {
			continue
		}
		at := slices.IndexFunc(r.Folder.books, func(p placed) bool { return p.book.ID == id })
		if at < 0 {
			add(r) // of a book that is not drawn yet
			continue
		}
		for _, f := range r.Folder.books[at].book.Files {
			add(s.ByID[f.ID])
		}
	}
	return rows
}

// FilesOf are the IDs of the files of books.
func (s *State) FilesOf(ids []book.ID) (files []book.ID) {
	for _, r := range s.RowsOf(ids) {
		files = append(files, r.File.ID)
	}
	return files
}
