package state

import (
	"iter"

	"lectern/library/book"
)

// State holds everything that the library knows. Its methods change several parts
// together. Owner goroutine only.
type State struct {
	Roots    Roots
	Sidecars Sidecars // notes and pictures beside the files

	Listed     Listed     // rows of the list
	shown      uint64     // Listed.lost when ShowUnmounted looked last
	Retired    Retired    // rows that left the list
	Writing    Writing    // files that are being written
	Incomplete Incomplete // rows that lack a fingerprint or a length
	Unsaved    Unsaved    // changes that are not in the catalogue
	Log        Log        // what the user listened to
	packer     *book.Packer
	long       func(text []byte) string // see KeepLong

	Folders      Folders      // listed rows by book folder
	Books        Books        // the books that the list shows
	Digests      Digests      // books that a new version of Lectern changed
	Losses       Losses       // rows lost a moment ago, and held ones
	Moves        Moves        // where moved files are now
	Replacements Replacements // books that replaced others
}

// New returns the state of an empty library.
func New() *State {
	s := &State{
		Sidecars: newSidecars(), Listed: newListed(), Retired: newRetired(), Writing: Writing{}, Log: newLog(), packer: book.NewPacker(nil), Folders: newFolders(),
	}
	s.Books = Books{listed: &s.Listed, digests: &s.Digests}
	s.Digests = newDigests(&s.Listed, s.Touch)
	s.Losses = Losses{roots: &s.Roots, listed: &s.Listed, retired: &s.Retired, folders: &s.Folders, held: map[*Row]bool{}}
	s.Moves = Moves{roots: &s.Roots, listed: &s.Listed, retired: &s.Retired, losses: &s.Losses, folders: &s.Folders, group: s.GroupFolder, displaced: map[*Row]bool{}}
	s.Replacements = Replacements{
		roots: &s.Roots, listed: &s.Listed, folders: &s.Folders, group: s.GroupFolder,
		found: map[FolderKey][]replacement{}, stale: map[FolderKey]bool{},
	}
	return s
}

// KeepLong makes the state copy the long texts of files and notes with long: see
// book.NewPacker.
func (s *State) KeepLong(long func(text []byte) string) {
	s.long, s.Sidecars.long = long, long
	s.FreeBuffers()
}

// FreeBuffers frees what only the reading of files needs: none is read any more.
func (s *State) FreeBuffers() { s.packer = book.NewPacker(s.long) }

// Tally counts the results of one scan.
type Tally struct {
	Files, Added, Changed, Missing, Moved, Unchanged, Reused int

	Refused []*book.File // files whose fault the scan itself found
	Growing []*book.File // files to follow until they settle again
}

// Add lists r, whose File is set, and marks it for saving.
func (s *State) Add(r *Row) {
	s.Insert(r)
	s.Touch(r)
}

// Insert is Add for a row that the catalogue has already.
func (s *State) Insert(r *Row) {
	s.Listed.add(r)
	if root := s.Roots.At(r.File.Root); root != nil {
		root.Files++
	}
	s.Incomplete.note(r)
	s.Folders.enter(r)
}

// forget deletes a row and its edits for good.
func (s *State) forget(r *Row) {
	s.remove(r)
	s.Unsaved.drop(r)
}

// remove takes a row off the list without retiring it.
func (s *State) remove(r *Row) {
	s.Losses.unhold(r)
	s.unlist(r)
	s.Moves.Undisplace(r)
	r.Asked = nil
}

// unlist reverses Insert.
func (s *State) unlist(r *Row) {
	s.Folders.leave(r)
	s.Listed.remove(r)
	if root := s.Roots.At(r.File.Root); root != nil {
		root.Files--
	}
}

// put replaces the row's File.
func (s *State) put(r *Row, f *book.File) {
	s.Listed.put(r, f)
	s.Touch(r)
	s.Folders.Refresh(r)
}

// Touch marks a row to be saved to the catalogue.
func (s *State) Touch(r *Row) {
	s.Unsaved.touch(r)
	s.Incomplete.note(r)
}

// Inherit moves a row to another root that contains its file.
func (s *State) Inherit(r *Row, to *Root) {
	if !s.Listed.Has(r) || r.File.Root == to.Path {
		return
	}
	s.Losses.unhold(r) // its old root asked the question, and no longer has the row
	if from := s.Roots.At(r.File.Root); from != nil {
		from.Files--
	}
	to.Files++
	f := *r.File
	f.Root = to.Path
	s.put(r, &f)
	s.Folders.regroup(r)
}

// Heir returns the row that has what the user typed about the file of a row now: the row
// itself, listed or retired, or the one that its file turned out to be. It is nil if the
// row is gone for good.
func (s *State) Heir(r *Row) *Row {
	if s.Listed.Has(r) || s.Retired.Has(r) {
		return r
	}
	return s.ByID(r.File.ID)
}

// ByID returns the row with an ID, listed or retired, or the row that its file turned out to
// be. It is nil if the row is gone for good.
func (s *State) ByID(id book.ID) *Row {
	for s.Listed.ByID[id] == nil && s.Listed.became[id] != 0 { // what it was has become another again
		id = s.Listed.became[id]
	}
	if r := s.Listed.ByID[id]; r != nil {
		return r
	}
	return s.Retired.byID[id]
}

// Rows yields all rows, listed and retired.
func (s *State) Rows() iter.Seq[*Row] {
	return func(yield func(*Row) bool) {
		for _, r := range s.Listed.ByID {
			if !yield(r) {
				return
			}
		}
		s.Retired.Rows()(yield)
	}
}
