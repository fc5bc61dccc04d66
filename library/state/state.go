package state

import (
	"iter"

	"lectern/library/book"
	"lectern/library/group"
)

// State is what the library knows. Owner goroutine only.
type State struct {
	Store      book.Store
	Roots      Roots
	Listed     Listed  // rows of the list
	Retired    retired // rows that left the list
	folders    map[FolderKey]*BookFolder
	around     group.Tree                 // where the book folders lie
	stale      []*BookFolder              // folders to rebuild
	merged     map[FolderKey]*BookFolder  // book folders that the user merged
	Notes      map[string]*Notes          // by folder; AddNotes enters them
	scans      map[string][]string        // folders of pictures, by the folder in which they lie
	Loading    bool                       // rows of the catalogue are still being added by Insert
	regrouped  map[book.ID]bool           // books that changed without any change of their files; see regrouped.go
	untold     map[book.ID]bool           // regrouped books that the user has not been told of
	undigested []*BookFolder              // folders with rows whose digest is unknown or not saved
	EveryFile  bool                       // each file is a row of the list, rather than each book
	held       map[*Row]bool              // rows held for the user's answer
	displaced  map[*Row]bool              // rows whose path now has other content
	passed     []*Row                     // retired rows of temporary files that went within vanishing
	Writing    map[string]writing         // files that are being written
	replaced   map[FolderKey][]succession // books that seem to have been replaced, by folder
	revisits   map[FolderKey]bool         // folders to search for replaced books
	interned   interner
	across     map[book.ID]book.Lint // findings from comparing books with each other
	Dirty      []*Row                // changed rows to save to the catalogue
	Leaving    []*Row                // retired rows to save
	Dropped    []book.ID             // rows to delete from the catalogue
	incomplete []*Row                // superset of the rows that Incomplete returns
	recent     []loss                // rows that became missing within vanishing
	counted    *book.Snapshot        // the last snapshot seen by CountHeld
}

// New returns the state of an empty library.
func New() *State {
	return &State{
		folders: map[FolderKey]*BookFolder{}, Notes: map[string]*Notes{}, scans: map[string][]string{}, merged: map[FolderKey]*BookFolder{},
		Listed: newListed(), displaced: map[*Row]bool{}, held: map[*Row]bool{},
		Retired: newRetired(), Writing: map[string]writing{}, interned: interner{},
		regrouped: map[book.ID]bool{}, untold: map[book.ID]bool{},
		replaced: map[FolderKey][]succession{}, revisits: map[FolderKey]bool{},
	}
}

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
	s.noteIncomplete(r)
	s.enterFolder(r)
}

// forget deletes a row and its edits for good.
func (s *State) forget(r *Row) {
	s.remove(r)
	s.Dropped = append(s.Dropped, r.File.ID)
}

// remove takes a row off the list without retiring it.
func (s *State) remove(r *Row) {
	s.unhold(r)
	s.unlist(r)
	s.Undisplace(r)
	r.Asked = nil
}

// unlist reverses Insert.
func (s *State) unlist(r *Row) {
	s.leaveFolder(r)
	s.Listed.remove(r)
	if root := s.Roots.At(r.File.Root); root != nil {
		root.Files--
	}
}

// put replaces the row's File.
func (s *State) put(r *Row, f *book.File) {
	s.Listed.put(r, f)
	s.Touch(r)
	s.Refresh(r)
}

// Touch marks a row to be saved to the catalogue.
func (s *State) Touch(r *Row) {
	if !r.Dirty {
		r.Dirty = true
		s.Dirty = append(s.Dirty, r)
	}
	s.noteIncomplete(r)
}

// Inherit moves a row to another root that contains its file.
func (s *State) Inherit(r *Row, to *Root) {
	if !s.Listed.Has(r) || r.File.Root == to.Path {
		return
	}
	s.unhold(r) // its old root asked the question, and no longer has the row
	if from := s.Roots.At(r.File.Root); from != nil {
		from.Files--
	}
	to.Files++
	f := *r.File
	f.Root = to.Path
	s.put(r, &f)
	s.leaveFolder(r)
	s.enterFolder(r)
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
