package state

import (
	"cmp"
	"slices"
	"strings"

	"lectern/library/book"
	"lectern/library/group"
)

// Replaced is a question to the user: a missing book, and a new book in its folder that
// looks the same.
type Replaced struct {
	Old, New     book.ID
	Title        string // of the old book
	Root, Folder string // both contain both books; Folder is the book folder
	Files        int    // number of files of the new book
	File         string // name of the first file of the new book
}

// Replacements finds books that seem to have been replaced.
type Replacements struct {
	roots   *Roots
	listed  *Listed
	folders *Folders
	group   func(*BookFolder) group.Folder // the input of package group
	found   map[FolderKey][]replacement    // by folder
	stale   map[FolderKey]bool             // folders to search again
}

// Open returns the questions that are still open, ordered by folder.
func (all *Replacements) Open() (questions []Replaced) {
	for key, pairs := range all.found {
		for _, p := range pairs {
			if all.asks(key, p) {
				questions = append(questions, p.asked(key))
			}
		}
	}
	slices.SortFunc(questions, func(a, b Replaced) int {
		return cmp.Or(strings.Compare(a.Folder, b.Folder), cmp.Compare(a.Old, b.Old))
	})
	return questions
}

// asked converts a replacement to the question for the user.
func (p replacement) asked(key FolderKey) Replaced {
	return Replaced{
		Old: p.Old.lowest(), New: p.Now.lowest(), Title: p.Old.title,
		Root: key.root, Folder: key.folder, Files: len(p.Now.Rows), File: p.Now.Rows[0].File.Name(),
	}
}

// asks reports whether a replacement still holds and its root is open, with no rows
// held.
func (all *Replacements) asks(key FolderKey, p replacement) bool {
	root := all.roots.At(key.root)
	if root == nil || root.Closed() || root.Held.Missing > 0 {
		return false
	}
	listed := func(r *Row, missing bool) bool {
		return all.listed.Has(r) && r.HeldSince == 0 && (r.File.State == book.Missing) == missing
	}
	return !slices.ContainsFunc(p.Old.Rows, func(r *Row) bool { return !listed(r, true) }) &&
		!slices.ContainsFunc(p.Now.Rows, func(r *Row) bool { return !listed(r, false) })
}

// Question returns the replacement that a question is about, nil if the question is no
// longer open.
func (all *Replacements) Question(r Replaced) *replacement {
	key := FolderKey{r.Root, r.Folder}
	for _, p := range all.found[key] {
		if p.Old.lowest() == r.Old && p.Now.lowest() == r.New && all.asks(key, p) {
			return &p
		}
	}
	return nil
}
