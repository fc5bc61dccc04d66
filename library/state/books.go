package state

import (
	"slices"
	"strings"
	"time"

	"lectern/library/book"
	"lectern/library/group"
)

// Books holds the books that the list shows: those of all folders or, with EveryFile, a
// book for each file.
type Books struct {
	Store     book.Store
	EveryFile bool                  // set by State.SetEveryFile
	FilesOnly bool                  // with EveryFile: no field of a book but the title is needed
	across    map[book.ID]book.Lint // findings from comparing books with each other
	listed    *Listed
	digests   *Digests
}

// Rebuilt is the result of rebuilding one folder.
type Rebuilt struct {
	Folder *BookFolder
	Books  []*book.Book
	Took   time.Duration
}

// Replace stores the rebuilt books in place of the folders' old ones. Only Replace and
// Books.SetLint change the store.
func (s *State) Replace(made []Rebuilt, now time.Time) {
	for _, m := range made {
		s.Books.replace(m.Folder, m.Books)
		s.Folders.rebuilt(m.Folder, now, m.Took)
		s.Replacements.revisit(m.Folder)
	}
}

// replace replaces the books of a folder. A book with a known ID keeps its slot.
func (all *Books) replace(bf *BookFolder, books []*book.Book) {
	if all.EveryFile && bf.altered {
		all.digests.forget(bf)
	}
	was := make(map[book.ID]placed, len(bf.books))
	for _, p := range bf.books {
		was[p.book.ID] = p
	}
	bf.books = make([]placed, len(books))
	for i, b := range books {
		b.Regrouped = all.digests.regrouped[b.ID]
		old, known := was[b.ID]
		delete(was, b.ID)
		if known && old.book.Same(b) {
			bf.books[i] = old
			continue
		}
		all.digests.compare(bf, b)
		if known {
			all.Store.Set(old.slot, b)
			bf.books[i] = placed{b, old.slot}
		} else {
			bf.books[i] = placed{b, all.Store.Add(b)}
		}
	}
	for id, p := range was {
		all.Store.Remove(p.slot)
		all.digests.countOut(id)
	}
}

// BooksOf builds the books of a folder. It may run on any goroutine while nothing
// changes the state, but only once at a time for each folder.
func (s *State) BooksOf(bf *BookFolder) []*book.Book {
	if len(bf.rows) == 0 {
		return nil
	}
	made := s.grouped(bf)
	for _, b := range made {
		b.Lint = s.Books.lintOf(b)
	}
	return made
}

// unpack unpacks what was read in the files of rows, for grouping, until the result is
// called.
func unpack(rows []*Row) (pack func()) {
	for _, r := range rows {
		r.File.Open()
	}
	return func() {
		for _, r := range rows {
			r.File.Close()
		}
	}
}

// EndsBook reports whether a row of the list is a book, or the last file of one.
func (s *State) EndsBook(id book.ID) bool {
	r := s.Listed.ByID[id]
	if r == nil || r.Folder == nil || !s.Books.EveryFile {
		return true
	}
	defer unpack(r.Folder.rows)()
	for _, b := range group.Books(s.GroupFolder(r.Folder)) {
		for i, f := range b.Files {
			if f.ID == id {
				return i == len(b.Files)-1
			}
		}
	}
	return true
}

// GroupFolder converts a book folder with at least one row to the input of package
// group. The result shares no mutable data with the state.
func (s *State) GroupFolder(bf *BookFolder) group.Folder {
	in := group.Folder{Root: bf.key.root, Folder: bf.key.folder, Parts: make([]group.Part, len(bf.rows))}
	for i, r := range bf.rows {
		in.Parts[i] = s.part(r)
	}
	in.Around = s.Folders.around.Around(in.Root, in.Folder)
	if bf.key.root == "" { // merged by the user: use the folder of the first file
		first := slices.MinFunc(bf.rows, func(a, b *Row) int { return strings.Compare(a.File.Path, b.File.Path) })
		in.Root, in.Folder = first.File.Root, group.Home(first.File.Root, first.File.Folder())
	}
	in.Notes = s.Sidecars.of(bf, in.Root, in.Folder)
	return in
}

// part converts a row to the input of package group.
func (s *State) part(r *Row) group.Part {
	f := r.File
	if s.Offline(f) {
		away := *f
		away.State, away.Fault = book.Offline, nil
		f = &away
	}
	p := group.Part{
		File: f, Added: r.Added, MissingSince: r.MissingSince, Held: r.HeldSince != 0, Hidden: r.Hidden,
		Choice: r.Edits[ChoiceField], Edits: r.Edits, Days: s.Log.files[f.ID].days,
	}
	for field := range r.Edits {
		p.Typed = p.Typed || IsTyped(field)
	}
	if len(s.Writing) > 0 && !r.read && f.State != book.Missing {
		_, p.Changing = s.Writing[f.Path]
	}
	return p
}

// Offline reports whether a file is not there because its drive is not.
func (s *State) Offline(f *book.File) bool {
	root := s.Roots.At(f.Root)
	switch {
	case root == nil:
		return false
	case f.State == book.Missing:
		return root.BelowUnmounted(f.Path)
	default:
		return root.Offline()
	}
}

// grouped makes the rows of the list for a book folder.
func (s *State) grouped(bf *BookFolder) []*book.Book {
	if s.Books.EveryFile && s.Books.FilesOnly {
		return group.FilesOnly(s.GroupFolder(bf))
	}
	books := group.Books
	if s.Books.EveryFile {
		books = group.Files
	}
	defer unpack(bf.rows)()
	return books(s.GroupFolder(bf))
}

// KnownFolders returns the book folders with files about which the user did anything.
func (s *State) KnownFolders() (folders []group.Folder) {
	known := func(r *Row) bool { return len(r.Edits) > 0 || len(s.Log.files[r.File.ID].days) > 0 }
	for _, bf := range s.Folders.byKey {
		if slices.ContainsFunc(bf.rows, known) {
			folders = append(folders, s.GroupFolder(bf))
		}
	}
	return folders
}

// SetEveryFile switches between a row of the list for every file and one for every
// book.
func (s *State) SetEveryFile(on bool) {
	if s.Books.EveryFile != on {
		s.Books.EveryFile, s.Digests.off = on, on
		s.Folders.refreshAll()
	}
}
