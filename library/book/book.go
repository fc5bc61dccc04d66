package book

import (
	"slices"
	"strings"
	"time"
)

// Series is a book's place in a series.
type Series struct {
	Name string
	Part string // "1", "0.5", "1.05"
}

// String is "Name #Part", or the name alone.
func (s Series) String() string {
	if s.Part == "" {
		return s.Name
	}
	return s.Name + " #" + s.Part
}

// KeptPicture begins the value of a chosen cover that the catalogue keeps. On
// disk: never change.
const KeptPicture = "picture:"

// Source says where the value of a field comes from. The greater is the
// stronger.
type Source uint8

// The sources. On disk: never reorder.
const (
	Nowhere      Source = 0  // the field is empty
	FromName     Source = 1  // the name of a file
	FromFolder   Source = 2  // the name of a folder
	FromTag      Source = 3  // a tag of a part
	FromPicture  Source = 4  // a picture in the folder
	FromCue      Source = 5  // a cue sheet beside the file
	FromReader   Source = 6  // reader.txt
	FromDesc     Source = 7  // desc.txt
	FromOPF      Source = 8  // a Calibre file
	FromMetadata Source = 9  // metadata.json
	FromEdit     Source = 10 // the listener typed it
)

// sourceNames are the words of the records.
var sourceNames = [...]string{
	"", "file name", "folder", "tag", "picture", "cue sheet", "reader.txt", "desc.txt", "opf", "metadata.json", "edit",
}

// String is the source in words, "" for Nowhere.
func (s Source) String() string { return sourceNames[s] }

// Book is one row of the table: what a listener calls a book, made of one file
// or many. Chapters and covers are read from Files and Notes when they are
// asked for.
type Book struct {
	ID ID
	Meta
	Path      string         // of the file, or of the folder that holds the files
	Files     []*File        // in playing order, at least one
	Picture   string         // the cover that the user chose: KeptPicture and its SHA-256 in hex, or its path, which earlier versions kept; "" where none was
	Notes     *Notes         // what lies beside the files; nil when nothing does
	Sources   [Fields]Source // of the fields of Meta
	Duration  time.Duration
	Estimated bool // some part's duration is an estimate
	Size      int64
	BitRate   int // bits per second
	Codec     string
	Modified  int64 // newest mtime of the files, nanoseconds since 1970
	Added     int64 // when the library first saw it, nanoseconds since 1970
	State     State
	Fault     *Fault
	Lint      Lint // what is wrong with it

	MissingSince int64 // when a scan first missed it, nanoseconds since 1970; 0 unless State is Missing
	Changing     bool  // a file of it is still being written
	Held         bool  // the last scan did not see it, and the listener has not said what that means
	Hidden       bool  // the listener removed it from the library while its file is there
}

// Same reports whether two books are the same in all that can be seen of them:
// made of the same values of files and notes, with equal fields.
func (b *Book) Same(c *Book) bool {
	return b.ID == c.ID && b.Path == c.Path && b.Picture == c.Picture && b.Notes == c.Notes && b.Sources == c.Sources &&
		b.Duration == c.Duration && b.Estimated == c.Estimated && b.Size == c.Size && b.BitRate == c.BitRate && b.Codec == c.Codec &&
		b.Modified == c.Modified && b.Added == c.Added && b.State == c.State && b.Lint == c.Lint && sameFault(b.Fault, c.Fault) &&
		b.MissingSince == c.MissingSince && b.Changing == c.Changing && b.Held == c.Held && b.Hidden == c.Hidden &&
		slices.Equal(b.Files, c.Files) && b.Meta.equal(&c.Meta)
}

func sameFault(a, b *Fault) bool { return a == b || a != nil && b != nil && *a == *b }

// Folder is the absolute path of the folder the book lies in.
func (b *Book) Folder() string { return b.Files[0].Folder() }

// Author is all authors as a person reads them.
func (b *Book) Author() string { return strings.Join(b.Authors, ", ") }

// Narrator is all narrators as a person reads them.
func (b *Book) Narrator() string { return strings.Join(b.Narrators, ", ") }
