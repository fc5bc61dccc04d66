package state

import (
	"path/filepath"
	"slices"
	"time"

	"lectern/library/book"
	"lectern/library/group"
	"lectern/library/sidecar"
	"lectern/library/text"
)

// Folders holds the listed rows by book folder, and the folders whose books must be
// rebuilt.
type Folders struct {
	Loading bool // rows of the catalogue are still being added, which alters no book
	byKey   map[FolderKey]*BookFolder
	merged  map[FolderKey]*BookFolder // book folders that the user merged
	around  group.Tree                // where the files of the other rows lie
	stale   []*BookFolder             // folders to rebuild
	entered string                    // the folder of the row that was entered last
	home    FolderKey                 // the book folder of that row
}

func newFolders() Folders {
	return Folders{byKey: map[FolderKey]*BookFolder{}, merged: map[FolderKey]*BookFolder{}}
}

// keyOf returns the key of the book folder of a row. It is fast for a row that lies in the
// same folder as the row before.
func (all *Folders) keyOf(r *Row) FolderKey {
	if len(r.Edits) > 0 {
		return r.FolderKey()
	}
	if root, folder := r.File.Root, r.File.Folder(); folder != all.entered || root != all.home.root {
		all.entered, all.home = folder, r.FolderKey()
	}
	return all.home
}

// enter adds a row to its book folder.
func (all *Folders) enter(r *Row) {
	key := all.keyOf(r)
	bf := all.byKey[key]
	if bf == nil {
		bf = &BookFolder{key: key}
		all.byKey[key] = bf
		if key.root == "" {
			all.merged[key] = bf
		}
	}
	bf.rows = append(bf.rows, r)
	r.Folder = bf
	if len(bf.rows) == 1 && key.root != "" {
		all.around.Add(key.root, key.folder, all.neighbourOf(key.root))
	}
	all.alter(bf)
}

// leave takes a row out of its book folder.
func (all *Folders) leave(r *Row) {
	bf := r.Folder
	if i := slices.Index(bf.rows, r); i >= 0 {
		bf.rows[i] = bf.rows[len(bf.rows)-1]
		bf.rows[len(bf.rows)-1] = nil
		bf.rows = bf.rows[:len(bf.rows)-1]
	}
	r.Folder = nil
	if len(bf.rows) == 0 && bf.key.root != "" {
		all.around.Remove(bf.key.root, bf.key.folder, all.neighbourOf(bf.key.root))
	}
	bf.took = 0 // rebuild without a rest, or a book is listed in two folders meanwhile
	all.alter(bf)
}

// regroup moves a row to the book folder that it belongs to now. The folder is built without a
// rest: the books of the row would not be listed meanwhile.
func (all *Folders) regroup(r *Row) {
	all.leave(r)
	all.enter(r)
	r.Folder.came = time.Unix(0, 0)
}

// neighbourOf returns a function that marks a book folder of a root as stale,
// because the folders around it changed.
func (all *Folders) neighbourOf(root string) func(home string) {
	return func(home string) {
		if bf := all.byKey[FolderKey{root, home}]; bf != nil {
			all.alter(bf)
		}
	}
}

// Refresh marks the book folder of a row as stale.
func (all *Folders) Refresh(r *Row) { all.refresh(r.Folder) }

// alter marks a book folder as stale because the disk or the user changed the input of
// its books: its files, its sidecars, the folders around it, or the user's edits. A
// change of a file counts when the file has been read.
func (all *Folders) alter(bf *BookFolder) {
	bf.altered = !all.Loading
	all.refresh(bf)
}

func (all *Folders) refresh(bf *BookFolder) {
	if !bf.stale {
		bf.stale = true
		all.stale = append(all.stale, bf)
	}
}

// AlterNotes marks the book folders that use the notes of a folder as stale, because the
// notes have changed.
func (all *Folders) AlterNotes(folder string, roots Roots) { all.usersOf(folder, roots, all.alter) }

// RefreshNotes does the same because this version of Lectern has read the same sidecars again.
func (all *Folders) RefreshNotes(folder string, roots Roots) {
	all.usersOf(folder, roots, all.refresh)
}

// usersOf calls stale with the book folders that use the notes of a folder.
func (all *Folders) usersOf(folder string, roots Roots, stale func(bf *BookFolder)) {
	if sidecar.HoldsPictures(filepath.Base(folder)) {
		all.usersOf(filepath.Dir(folder), roots, stale) // the book to which the scans belong
	}
	for _, r := range roots {
		if !text.Within(folder, r.Path) {
			continue
		}
		refresh := func(home string) {
			if bf := all.byKey[FolderKey{r.Path, home}]; bf != nil {
				stale(bf)
			}
		}
		refresh(group.Home(r.Path, folder))
		all.around.Forms(r.Path, folder, refresh)
	}
	for _, bf := range all.merged {
		stale(bf)
	}
}

// refreshAll marks all book folders as stale.
func (all *Folders) refreshAll() {
	for _, bf := range all.byKey {
		all.refresh(bf)
	}
}

// A folder with thousands of files takes long to rebuild, and changes constantly while
// it is scanned. A folder whose rebuild took longer than quick rests for rests times as
// long before the next one.
const (
	quick = 2 * time.Millisecond
	rests = 8
)

// soon is how long a new folder waits for its files to be read, so that its books are
// built once. On most disks that takes less.
const soon = 500 * time.Millisecond

// TakeStale returns the folders to rebuild and clears the list. While busy, new folders
// stay on the list until they are read or not read soon, and folders that are slow to
// rebuild until they have rested; wait is the time until the first of them is due, 0 if
// none stays. The caller builds the books and passes them to Replace.
func (all *Folders) TakeStale(now time.Time, busy bool) (due []*BookFolder, wait time.Duration) {
	due = all.stale
	all.stale = nil
	if !busy {
		return due, 0
	}
	due = slices.DeleteFunc(due, func(bf *BookFolder) bool {
		left := bf.rest(now)
		if left <= 0 {
			return false
		}
		all.stale = append(all.stale, bf)
		if wait == 0 || left < wait {
			wait = left
		}
		return true
	})
	return due, wait
}

// rest returns how long a stale folder stays as it is while much else changes.
func (bf *BookFolder) rest(now time.Time) time.Duration {
	if bf.came.IsZero() {
		bf.came = now
	}
	switch {
	case len(bf.books) == 0 && slices.ContainsFunc(bf.rows, (*Row).isUnread):
		return soon - now.Sub(bf.came)
	case bf.took > quick:
		return rests*bf.took - now.Sub(bf.drawn)
	default:
		return 0
	}
}

// rebuilt notes that the books of a folder are new. An empty folder is forgotten.
func (all *Folders) rebuilt(bf *BookFolder, now time.Time, took time.Duration) {
	bf.stale, bf.altered, bf.drawn, bf.took = false, false, now, took
	if len(bf.rows) == 0 {
		delete(all.byKey, bf.key)
		delete(all.merged, bf.key)
	}
}

// countHeld counts the held books of a root, and all its books that are held or not
// missing.
func (all *Folders) countHeld(root string) (held, of int) {
	for key, bf := range all.byKey {
		if key.root != root {
			continue
		}
		for _, p := range bf.books {
			if p.book.Held {
				held++
			}
			if p.book.Held || p.book.State != book.Missing {
				of++
			}
		}
	}
	return held, of
}
