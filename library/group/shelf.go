package group

import (
	"cmp"
	"slices"
	"strings"

	"lectern/library/book"
)

// Part is a file with what its row knows.
type Part struct {
	File         *book.File
	Added        int64 // when the library first saw it, nanoseconds since 1970
	MissingSince int64 // when a scan first missed it, nanoseconds since 1970, else 0
	Held         bool  // the last scan did not see it, and the listener has not said what that means
	Hidden       bool  // the listener removed it while its file is there
	Changing     bool  // it is still being written
	// Choice is how the listener groups it: "" not at all, Own a book of its
	// own, else files of a shelf with equal choices are one book.
	Choice string
	Edits  book.Edits // what the listener typed about the book this file belongs to
}

// Own is the choice of a file that is a book of its own.
const Own = "own"

// Shelf is the files of one book folder, those of its disc folders included,
// and what lies beside them. Files directly in the root depend on no other
// file as long as none of them has a choice: any of them make a shelf.
type Shelf struct {
	Root, Folder string // absolute; Folder is Root or lies below it
	Parts        []Part
	Notes        *book.Notes // nil when nothing lies beside the files
}

// Books makes the books of a shelf, in the order of their IDs. The ID of a
// book is the lowest of its files'; every file is in exactly one book, and no
// title is empty. It is pure: the same books whatever the order of Parts, and
// nothing of the shelf is changed. It may run on any goroutine.
func Books(s Shelf) []*book.Book {
	bunches := split(&s)
	books := make([]*book.Book, len(bunches))
	for i := range bunches {
		books[i] = s.bind(&bunches[i])
	}
	if len(books) > 1 {
		slices.SortFunc(books, func(a, b *book.Book) int { return cmp.Compare(a.ID, b.ID) })
	}
	return books
}

// Files makes a row for each file of a shelf, in the order of their IDs: a book
// of that file alone, which is called as the part is, if not as the listener
// typed. It is as pure as Books.
func Files(s Shelf) []*book.Book {
	rows := make([]*book.Book, len(s.Parts))
	for i := range s.Parts {
		p := &s.Parts[i]
		n := single(&s, []*Part{p})
		b := s.bind(&n)
		if b.Sources[book.Title] != book.FromEdit {
			b.Title, b.Sources[book.Title] = partTitle(p.File)
		}
		rows[i] = b
	}
	slices.SortFunc(rows, func(a, b *book.Book) int { return cmp.Compare(a.ID, b.ID) })
	return rows
}

// partTitle is what a file by itself is called, and by what: its title, that of
// its book, its name.
func partTitle(f *book.File) (string, book.Source) {
	if f.Media != nil {
		if s := title(&f.Media.Tags); s != "" {
			return s, book.FromTag
		}
	}
	return fileTitle(f.Name()), book.FromName
}

// bound is a book of one file and its list of files: one allocation, and most
// books are of one file.
type bound struct {
	book.Book
	file [1]*book.File
}

// bind makes the book of a bunch. It puts the parts of the bunch in order.
func (s *Shelf) bind(n *bunch) *book.Book {
	var b *book.Book
	if len(n.parts) == 1 {
		one := &bound{file: [1]*book.File{n.parts[0].File}}
		b, one.Files = &one.Book, one.file[:]
	} else {
		files := make([]*book.File, len(n.parts))
		for i, p := range n.parts {
			files[i] = p.File
		}
		b = &book.Book{Files: sorted(files)}
	}
	b.ID = n.parts[0].File.ID
	b.Path = b.Files[0].Path
	if len(b.Files) > 1 {
		b.Path = commonFolder(b.Files)
	}
	b.Notes = s.notes(n)
	total(b, n.parts)
	s.merge(b, n)
	return b
}

// notes are what the sidecars of the shelf say about a bunch: all of it where
// the folder is the bunch's, else the cue sheets of its files. A cue sheet for a
// file that is not there is about one that is called so but for its ending: a
// ripper names the wav it made, not the mp3 that was made of it.
func (s *Shelf) notes(n *bunch) *book.Notes {
	if s.Notes == nil {
		return nil
	}
	cues, renamed := s.cues(n)
	switch {
	case n.noted && !renamed:
		return s.Notes
	case n.noted:
		notes := *s.Notes
		notes.Cues = cues
		return &notes
	case cues == nil:
		return nil
	default:
		return &book.Notes{Folder: s.Notes.Folder, Cues: cues}
	}
}

// cues are the cue sheets of the files of a bunch, and whether one of them names
// a file otherwise than the file is called.
func (s *Shelf) cues(n *bunch) (cues []book.Cue, renamed bool) {
	if len(s.Notes.Cues) == 0 {
		return nil, false
	}
	stems := make(map[string][]*book.File, len(n.parts)) // the bunch's files
	for _, p := range n.parts {
		stem := strings.ToLower(withoutExt(p.File.Name()))
		stems[stem] = append(stems[stem], p.File)
	}
	for _, c := range s.Notes.Cues {
		for _, f := range stems[strings.ToLower(withoutExt(c.File))] {
			name := f.Name()
			if c.Folder != "" && f.Folder() != c.Folder || name != c.File && s.holds(f.Folder(), c.File) {
				continue
			}
			renamed = renamed || name != c.File
			cues = append(cues, book.Cue{File: name, Folder: c.Folder, Chapters: c.Chapters})
		}
	}
	return cues, renamed
}

// holds reports whether a part of the shelf lies in a folder and is called so.
func (s *Shelf) holds(folder, name string) bool {
	return slices.ContainsFunc(s.Parts, func(p Part) bool { return p.File.Name() == name && p.File.Folder() == folder })
}
