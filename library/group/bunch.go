package group

import (
	"cmp"
	"path/filepath"
	"slices"
	"strings"
)

// bunch is the files of one book, and what the folder says about them.
type bunch struct {
	parts []*Part // in order of ID
	noted bool    // the sidecars of the folder describe this book
	own   bool    // the folder belongs to this book alone, and its name is the title
	extra bool    // it lies beside a book, and is not part of it

	called string // the title of the whole if the albums are its parts, else ""
	volume bool   // its album is the series
	level  string // the name used as the title instead of the folder's; "" if there is none
	file   bool   // level is the name of a file
	alone  bool   // level replaces the name of the folder instead of following it

	// together means that the titles of the parts win over the name of the folder:
	// the user merged the parts, or the folder has several books.
	together bool
}

// bunch makes a bunch of parts and their marks. sole means that the files
// without a choice are one book.
func (s *Folder) bunch(parts []*Part, marks []mark, sole bool) bunch {
	slices.SortFunc(parts, func(p, q *Part) int {
		return cmp.Or(cmp.Compare(p.File.ID, q.File.ID), strings.Compare(p.File.Path, q.File.Path))
	})
	first := &marks[0]
	n := bunch{parts: parts, volume: first.volume}
	chosen := first.choice != "" || first.alone
	shelved := first.loose && !s.isRoot() // the folder holds other books
	n.noted = sole && !chosen && !shelved
	switch {
	case first.stem != "":
		folder := discFolder(s.Folder, parts[0].File)
		d := discOf(folder)
		n.level = d.stem
		if d.part && !slices.ContainsFunc(marks, func(m mark) bool { return m.folder != folder }) {
			n.level = folder // "Henry IV Part 1" without a second part
		}
	case first.within != "":
		n.level = first.within
	case first.alone && shelved:
		n.level, n.file = uncopied(plainName(parts[0].File)), true
		return n
	case first.loose && s.isAlone() && s.isBook() && !isContainer(filepath.Base(s.Root)): // the root is the folder of the book
		n.own = true
	case first.alone:
		n = single(s, parts)
		n.extra, n.volume = first.extra, first.volume
		return n
	case n.noted && len(parts) == 1 && s.holdsOther(parts[0].File):
		n.level, n.file = uncopied(plainName(parts[0].File)), true
	case n.noted, chosen && len(marks) == len(s.Parts) && !loose(s, parts[0]):
		n.own = true
	case len(parts) == 1:
		n.level, n.file = uncopied(plainName(parts[0].File)), true
	}
	n.called = first.called
	nameless := n.own && s.isRoot() && isContainer(filepath.Base(s.Root))
	n.together = len(parts) > 1 && (first.choice != "" || nameless || !n.own && n.level == "")
	return n
}

// single returns the bunch of a part that is treated as a book of its own, whatever
// else its folder holds.
func single(s *Folder, part []*Part) bunch {
	return bunch{parts: part, level: uncopied(plainName(part[0].File)), file: true, alone: !s.isRoot()}
}
