package state

import (
	"iter"
	"slices"

	"lectern/library/book"
)

// State is what the library knows. It belongs to one goroutine.
type State struct {
	Store      book.Store
	ByPath     map[string]*Row
	ByID       map[book.ID]*Row
	folders    map[FolderKey]*BookFolder
	stale      []*BookFolder              // whose books are to be made anew
	merged     map[FolderKey]*BookFolder  // those the user put together
	Notes      map[string]*Notes          // by the folder they lie in
	EveryFile  bool                       // each file is a book
	rowsIn     map[string][]*Row          // by the folder they lie in
	missing    map[*Row]bool              // those that are missing
	held       map[*Row]bool              // those that a scan did not see, while nobody has said what it means
	fresh      map[*Row]bool              // those that came in this session and are no other row's file
	Retired    retired                    // rows that left the list
	displaced  map[*Row]bool              // those at whose path another content is listed
	passed     []*Row                     // temporary files of the last minute, among the retired
	Writing    map[string]writing         // files that are being written
	replaced   map[FolderKey][]succession // books that were, it seems, by the folder they lie in
	revisits   map[FolderKey]bool         // the folders to be looked at for such books
	interned   interner
	across     map[book.ID]book.Lint // what books tell of each other
	Last       book.ID
	Roots      []*Root
	Dirty      []*Row         // what the catalogue has not been told
	Leaving    []*Row         // rows it has not been told are retired
	Dropped    []book.ID      // rows it has not been told are gone for good
	incomplete []*Row         // of which more is to be known; some of them no longer
	recent     []loss         // of the last minute
	counted    *book.Snapshot // whose held books the roots have counted
}

// New is the state of an empty library.
func New() *State {
	return &State{
		folders: map[FolderKey]*BookFolder{}, Notes: map[string]*Notes{}, merged: map[FolderKey]*BookFolder{},
		ByPath: map[string]*Row{}, ByID: map[book.ID]*Row{}, rowsIn: map[string][]*Row{},
		displaced: map[*Row]bool{}, missing: map[*Row]bool{}, held: map[*Row]bool{}, fresh: map[*Row]bool{},
		Retired: newRetired(), Writing: map[string]writing{}, interned: interner{},
		replaced: map[FolderKey][]succession{}, revisits: map[FolderKey]bool{},
	}
}

// Tally counts what one scan brought.
type Tally struct {
	Files, Added, Changed, Missing, Moved, Unchanged, Reused int

	Refused []*book.File // new or changed, and faulty without a probe
	Growing []*book.File // to be followed until they settle once more
}

// Add makes r, whose file is set, a row of the library.
func (s *State) Add(r *Row) {
	s.Insert(r)
	s.Touch(r)
}

// Insert makes r a row.
func (s *State) Insert(r *Row) {
	s.ByPath[r.File.Path], s.ByID[r.File.ID] = r, r
	s.Last = max(s.Last, r.File.ID)
	dir := r.File.Folder()
	s.rowsIn[dir] = append(s.rowsIn[dir], r)
	if root := s.Root(r.File.Root); root != nil {
		root.Files++
	}
	if r.File.State == book.Missing {
		s.missing[r] = true
	}
	if r.Fresh {
		s.fresh[r] = true
	}
	s.noteIncomplete(r)
	s.enterFolder(r)
}

// forget takes a row out of the library for good, with all that was typed about
// it.
func (s *State) forget(r *Row) {
	s.remove(r)
	s.Dropped = append(s.Dropped, r.File.ID)
}

// remove takes a row from the list.
func (s *State) remove(r *Row) {
	s.unhold(r)
	s.unplace(r)
	delete(s.ByID, r.File.ID)
	delete(s.missing, r)
	delete(s.fresh, r)
	s.Undisplace(r)
	r.Asked = nil
}

// unplace takes a row from the place its file is at.
func (s *State) unplace(r *Row) {
	s.leaveFolder(r)
	delete(s.ByPath, r.File.Path)
	dir := r.File.Folder()
	rows := s.rowsIn[dir]
	if i := slices.Index(rows, r); i >= 0 {
		rows[i] = rows[len(rows)-1]
		rows = rows[:len(rows)-1]
	}
	if s.rowsIn[dir] = rows; len(rows) == 0 {
		delete(s.rowsIn, dir)
	}
	if root := s.Root(r.File.Root); root != nil {
		root.Files--
	}
}

// put makes f the row's file.
func (s *State) put(r *Row, f *book.File) {
	if missing := f.State == book.Missing; missing != (r.File.State == book.Missing) {
		if missing {
			s.missing[r] = true
		} else {
			delete(s.missing, r)
			r.MissingSince = 0
		}
	}
	r.File = f
	s.Touch(r)
	s.Refresh(r)
}

// Touch notes that the catalogue is to be told of a row.
func (s *State) Touch(r *Row) {
	if !r.Dirty {
		r.Dirty = true
		s.Dirty = append(s.Dirty, r)
	}
	s.noteIncomplete(r)
}

// Inherit gives a row to another root that holds its file.
func (s *State) Inherit(r *Row, to *Root) {
	if s.ByID[r.File.ID] != r || r.File.Root == to.Path {
		return
	}
	s.unhold(r) // its root asked, and is gone or has it no longer
	if from := s.Root(r.File.Root); from != nil {
		from.Files--
	}
	to.Files++
	f := *r.File
	f.Root = to.Path
	s.put(r, &f)
	s.leaveFolder(r)
	s.enterFolder(r)
}

// Rows yields all rows, those that left the list as well.
func (s *State) Rows() iter.Seq[*Row] {
	return func(yield func(*Row) bool) {
		for _, r := range s.ByID {
			if !yield(r) {
				return
			}
		}
		s.Retired.Rows()(yield)
	}
}
