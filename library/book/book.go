package book

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// Series is a book's place in a series.
type Series struct {
	Name string
	Part string // "1", "0.5", "1.05"
}

// String returns "Name #Part", or only the name if there is no part.
func (s Series) String() string {
	if s.Part == "" {
		return s.Name
	}
	return s.Name + " #" + s.Part
}

// KeptPicture is the prefix of Book.Picture for a chosen cover that the catalogue
// stores. On disk: never change.
const KeptPicture = "picture:"

// Source says where the value of a field comes from. Up to FromEdit, a greater
// source is stronger.
type Source uint8

// The sources. On disk: never reorder.
const (
	Nowhere      Source = 0  // the field is empty
	FromName     Source = 1  // the name of a file
	FromFolder   Source = 2  // the name of a folder
	FromTag      Source = 3  // a tag of a part
	FromPicture  Source = 4  // a picture in the folder
	FromCue      Source = 5  // a cue sheet beside the file; but for its chapters, it is weaker than a folder
	FromReader   Source = 6  // reader.txt
	FromDesc     Source = 7  // desc.txt
	FromOPF      Source = 8  // a Calibre file
	FromMetadata Source = 9  // metadata.json
	FromEdit     Source = 10 // the user's edit; no source is stronger
	FromChapters Source = 11 // chapters.txt, which has nothing but chapters
	FromNFO      Source = 12 // an .nfo file, which is weaker than a tag
	FromNCC      Source = 13 // the ncc.html of a DAISY talking book

	Sources = 14 // the number of sources
)

// Outranks reports whether a value of s takes the place of one of another source. Three
// sources are not in their places on disk: ncc.html is weaker than an OPF file, an .nfo file is
// weaker than all but a cue sheet.
func (s Source) Outranks(other Source) bool { return s.rank() > other.rank() }

func (s Source) rank() int {
	switch s {
	case FromNCC:
		return 2*int(FromDesc) + 1
	case FromNFO:
		return 2
	case FromCue:
		return 1
	default:
		return 2 * int(s)
	}
}

// sourceNames are the names of the sources in records.
var sourceNames = [...]string{
	"", "file name", "folder", "tag", "picture", "cue sheet", "reader.txt", "desc.txt", "opf", "metadata.json", "edit", "chapters.txt", "nfo", "ncc.html",
}

// String returns the name of the source in records, "" for Nowhere.
func (s Source) String() string { return sourceNames[s] }

// Book is one row of the table: what the user calls a book, made of one file or
// several. It does not contain the chapters and the cover, which are computed from
// Files and Notes on demand.
type Book struct {
	ID ID
	Meta
	Path      string         // of the file, or of the folder that holds the files
	Files     []*File        // in playing order, at least one
	Picture   string         // the cover that the user chose: KeptPicture and its SHA-256 in hex, or, from earlier versions, its path; "" for none
	Notes     *Notes         // what the sidecars say; nil if there are none
	Sources   [Fields]Source // where each field of Meta comes from
	State     State
	Estimated bool // the duration of at least one file is an estimate
	Changing  bool // one of its files is still being written
	Held      bool // the last scan missed it, and the user has not decided what that means
	Hidden    bool // the user removed it from the library although its file exists
	Regrouped bool // this version of Lectern reads or groups its files differently from the version before
	Typed     bool // the user edited its fields, or chose how its files are grouped
	Lint      Lint // its problems
	Duration  time.Duration
	Size      int64
	BitRate   int // bits per second
	Codec     string
	Modified  int64 // newest mtime of the files, nanoseconds since 1970
	Added     int64 // when the library first saw it, nanoseconds since 1970
	Fault     *Fault
	Listening *Listening // nil if the user has not listened to it
	Days      []DayHeard // on which the user listened to it, in their order

	MissingSince int64 // when a scan first missed it, nanoseconds since 1970; 0 unless State is Missing
}

// Same reports whether two books look the same: they have the same *File values, equal
// notes, and all other fields are equal.
func (b *Book) Same(c *Book) bool {
	return b.ID == c.ID && b.Path == c.Path && b.Picture == c.Picture && b.Notes.Same(c.Notes) && b.Sources == c.Sources &&
		b.Duration == c.Duration && b.Estimated == c.Estimated && b.Size == c.Size && b.BitRate == c.BitRate && b.Codec == c.Codec &&
		b.Modified == c.Modified && b.Added == c.Added && b.State == c.State && b.Lint == c.Lint && sameFault(b.Fault, c.Fault) &&
		b.MissingSince == c.MissingSince && b.Changing == c.Changing && b.Held == c.Held && b.Hidden == c.Hidden && b.Regrouped == c.Regrouped && b.Typed == c.Typed &&
		(b.Listening == c.Listening || b.Listening != nil && c.Listening != nil && b.Listening.Same(c.Listening)) &&
		slices.Equal(b.Days, c.Days) && slices.Equal(b.Files, c.Files) && b.Meta.equal(&c.Meta)
}

// SameButListening reports whether two books differ in nothing but what the user listened to.
func (b *Book) SameButListening(c *Book) bool {
	d := *c
	d.Listening, d.Days = b.Listening, b.Days
	return b.Same(&d)
}

func sameFault(a, b *Fault) bool { return a == b || a != nil && b != nil && *a == *b }

// Shown returns where the cover of a book is, unless the user chose one: it is the
// first of Pictures.
func (b *Book) Shown() (picture string, embedded *File) {
	b.Pictures(func(p string, f *File) bool {
		picture, embedded = p, f
		return false
	})
	return picture, embedded
}

// Pictures iterates over the pictures that can be the cover of a book, the likeliest
// first. It yields none if the user chose one. Each is the path of a picture beside the
// files, or the file in which a picture is embedded. A picture beside the files comes
// before embedded ones if it is named as a cover, otherwise after them.
func (b *Book) Pictures(yield func(picture string, embedded *File) bool) {
	if b.Picture != "" {
		return
	}
	beside, named := "", false
	if b.Notes != nil {
		beside, named = b.Notes.Picture, b.Notes.Cover
	}
	if beside != "" && named && !yield(beside, nil) {
		return
	}
	for _, f := range b.Files {
		if f.Media != nil && f.Media.HasCover() && !yield("", f) {
			return
		}
	}
	if beside != "" && !named {
		yield(beside, nil)
	}
}

// Unread says what could not be read except for the sound: files beside the book and
// pictures in it. Each sentence begins with the name of a file.
func (b *Book) Unread() (all []string) {
	if b.Notes != nil {
		all = slices.Clip(b.Notes.Faults)
	}
	more := map[string]int{} // files with the same fault, by fault
	for _, f := range b.Files {
		if f.Media != nil && f.Media.CoverFault() != "" {
			more[f.Media.CoverFault()]++
		}
	}
	for _, f := range b.Files {
		if f.Media == nil || more[f.Media.CoverFault()] == 0 {
			continue
		}
		fault, others := f.Media.CoverFault(), ""
		switch n := more[fault] - 1; n {
		case 0:
		case 1:
			others = ", like another file,"
		default:
			others = ", like " + strconv.Itoa(n) + " other files,"
		}
		all = append(all, UTF8(f.Name())+others+" has a cover that "+fault)
		delete(more, fault)
	}
	return all
}

// Marks returns how many chapters are marked: in the notes about the whole book, or else
// in its files, where a part without a mark counts as a chapter. It costs less than the
// chapters themselves, which may be fewer: one that goes on in the next part has a mark
// in both.
func (b *Book) Marks() (n int) {
	if b.Notes != nil && len(b.Notes.Chapters) > 0 {
		return len(b.Notes.Chapters)
	}
	for _, f := range b.Files {
		switch {
		case f.Media != nil && f.Media.ChapterCount() > 0:
			n += f.Media.ChapterCount()
		case len(b.Files) > 1:
			n++
		}
	}
	return n
}

// Format returns the format of the book's first file: what the file contains, else the
// extension of its name.
func (b *Book) Format() string {
	f := b.Files[0]
	if f.Media != nil && f.Media.Container != "" {
		return f.Media.Container
	}
	return extension(f.Path)
}

// Folder returns the absolute path of the folder of the book's first file.
func (b *Book) Folder() string { return b.Files[0].Folder() }

// Author returns all authors, separated by commas.
func (b *Book) Author() string { return strings.Join(b.Authors, ", ") }

// Narrator returns all narrators, separated by commas.
func (b *Book) Narrator() string { return strings.Join(b.Narrators, ", ") }
