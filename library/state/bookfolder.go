package state

import (
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
	books      []placed      // sorted by ID
	stale      bool          // its books must be rebuilt from its rows
	altered    bool          // the disk or the user changed the input of its books after they were built
	undigested bool          // it is in Digests.later
	came       time.Time     // when the folder was first to be built; long ago if its rows were listed before
	drawn      time.Time     // when its books were last rebuilt
	took       time.Duration // how long the rebuild took
	merged     *mergedNotes  // notes merged with those of other folders, nil without any
}

// FolderKey identifies a book folder: a folder of a root, or, without a root, a book
// that the user merged from files of several folders.
type FolderKey struct{ root, folder string }

// Merged reports whether the user merged the files of the book folder.
func (k FolderKey) Merged() bool { return k.root == "" }

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

// FolderKey is the key of the book folder that the row belongs to.
func (r *Row) FolderKey() FolderKey {
	if choice := r.Edits[ChoiceField]; strings.HasPrefix(choice, MergedWith) {
		return FolderKey{folder: choice}
	}
	return r.home()
}

// home returns the key of the folder that contains the row's file, even if the user
// merged the file into another book.
func (r *Row) home() FolderKey {
	return FolderKey{r.File.Root, group.Home(r.File.Root, r.File.Folder())}
}
