package group

import (
	"cmp"
	"slices"

	"lectern/library/book"
	"lectern/library/text"
)

// Part is a file with what the library knows about it.
type Part struct {
	File         *book.File
	Added        int64 // when the library first found it, in nanoseconds since 1970
	MissingSince int64 // when a scan first missed it, in nanoseconds since 1970; 0 if it is present
	Held         bool  // the last scan missed it, and the user has not decided what that means
	Hidden       bool  // the user removed it from the library, and its file still exists
	Changing     bool  // it is still being written
	Typed        bool  // the user edited fields of its book, or chose how it is grouped
	// Choice is how the user groups the file: "" for no choice, Own for a book of its
	// own. Files of a folder with any other choice in common are one book.
	Choice string
	Edits  book.Edits      // what the user typed about the book of this file
	Days   []book.DayHeard // on which the user listened to it, in their order
}

// Own is the choice that makes a file a book of its own.
const Own = "own"

// Folder is the files of one book folder, including its disc folders, and the
// sidecars beside them. Files directly in the root are independent of each
// other unless one of them has a choice, so any subset of them can form a
// Folder.
type Folder struct {
	Root, Folder string // absolute; Folder is Root or lies below it
	Parts        []Part
	Notes        *book.Notes // nil if there are no sidecars
	Around       Around      // what its neighbours say

	named   map[string][]*book.Notes // the notes about single files, by the keys of their names
	volumes map[string]*volumes      // the files whose names can be those of volumes, by the keys of their series and artists
	last    struct{ tag, album string }
	home    string // titleFolder
}

// Books groups the files of a folder into books, sorted by ID. The ID of a book
// is the lowest ID of its files. Every file is in exactly one book, and every
// book has a title. Books is pure: the result does not depend on the order of
// Parts, and the folder is not changed. It may run on any goroutine.
func Books(s Folder) []*book.Book {
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

// Files returns a row for each file of a folder, sorted by ID. A row is a book
// of one file, with the title of the part unless the user typed one. Files is
// as pure as Books.
func Files(s Folder) []*book.Book {
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

// FilesOnly returns the rows of Files with no fields of a book but the title. To find the
// others in tags, names and sidecars takes most of the time of Files.
func FilesOnly(s Folder) []*book.Book {
	rows := make([]*book.Book, len(s.Parts))
	for i := range s.Parts {
		n := bunch{parts: []*Part{&s.Parts[i]}}
		b := gather(&n)
		b.Title, b.Sources[book.Title] = partTitle(b.Files[0])
		rows[i] = b
	}
	slices.SortFunc(rows, func(a, b *book.Book) int { return cmp.Compare(a.ID, b.ID) })
	return rows
}

// partTitle returns the title of a single file and its source: the title tag,
// the album or the file name.
func partTitle(f *book.File) (string, book.Source) {
	if f.Media != nil {
		if s := title(f.Media.Tags()); s != "" {
			return s, book.FromTag
		}
	}
	return fileTitle(f.Name()), book.FromName
}

// bound holds a book of one file together with its list of files. This saves an
// allocation for most books.
type bound struct {
	book.Book
	file [1]*book.File
}

// bind makes the book of a bunch.
func (s *Folder) bind(n *bunch) *book.Book {
	b := gather(n)
	b.Notes = s.notes(n)
	s.merge(b, n)
	return b
}

// gather makes the book of a bunch without its fields. It sorts the files of the book in
// playing order.
func gather(n *bunch) *book.Book {
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
	total(b, n.parts)
	return b
}

// cues returns the cue sheets for the files of a bunch, and whether one of them gives a
// file another name.
func (s *Folder) cues(n *bunch) (cues []book.Cue, renamed bool) {
	if len(s.Notes.Cues) == 0 {
		return nil, false
	}
	stems := make(map[string][]*book.File, len(n.parts)) // the files of the bunch
	for _, p := range n.parts {
		stem := text.FileName(withoutExt(p.File.Name()))
		stems[stem] = append(stems[stem], p.File)
	}
	for _, c := range s.Notes.Cues {
		for _, f := range stems[text.FileName(withoutExt(c.File))] {
			name := f.Name()
			if c.Folder != "" && f.Folder() != c.Folder || name != c.File && s.holds(f.Folder(), c.File) {
				continue
			}
			renamed = renamed || name != c.File
			cues = append(cues, book.Cue{File: name, Folder: c.Folder, Chapters: c.Chapters})
		}
	}
	if len(cues) == 0 && n.noted && len(s.Parts) == 1 && len(s.Notes.Cues) == 1 {
		if f, c := s.Parts[0].File, s.Notes.Cues[0]; isFor(c, f) {
			return []book.Cue{{File: f.Name(), Folder: c.Folder, Chapters: c.Chapters}}, true
		}
	}
	return cues, renamed
}

// isFor reports whether the only cue sheet beside the only file is for it in spite of
// another name: the file has no chapters of its own, the chapters reach into its second half,
// and neither is numbered, as a part is.
func isFor(c book.Cue, f *book.File) bool {
	last := len(c.Chapters) - 1
	if last <= 0 || f.Media == nil || f.Media.ChapterCount() > 0 || c.Folder != "" && c.Folder != f.Folder() {
		return false
	}
	start, length := c.Chapters[last].Start, f.Media.Duration
	return length/2 <= start && start < length && !text.HasDigit(withoutExt(c.File)) && !text.HasDigit(withoutExt(f.Name()))
}

// holds reports whether the folder has a part with this folder and name.
func (s *Folder) holds(folder, name string) bool {
	return slices.ContainsFunc(s.Parts, func(p Part) bool { return p.File.Name() == name && p.File.Folder() == folder })
}
