package book

import (
	"strings"
	"time"
)

// Series is a book's place in a series.
type Series struct {
	Name string `json:"name"`
	Part string `json:"part,omitempty"` // "1", "0.5", "1.05"
}

// String is "Name #Part", or the name alone.
func (s Series) String() string {
	if s.Part == "" {
		return s.Name
	}
	return s.Name + " #" + s.Part
}

// Book is one row of the table: what a listener calls a book, made of one file
// or many. The fields here are those the table shows, sorts and searches;
// everything else is read from Files when it is asked for.
type Book struct {
	ID        ID
	Path      string  // of the file, or of the folder that holds the files
	Files     []*File // in playing order, at least one
	Title     string  // never empty
	Authors   []string
	Narrators []string
	Series    []Series
	Duration  time.Duration
	Estimated bool // some part's duration is an estimate
	Size      int64
	BitRate   int // bits per second
	Codec     string
	Modified  int64 // newest mtime of the files, nanoseconds since 1970
	Added     int64 // when the library first saw it, nanoseconds since 1970
	State     State
	Fault     *Fault

	MissingSince int64 // when a scan first missed it, nanoseconds since 1970; 0 unless State is Missing
	Changing     bool  // a file of it is still being written
	Held         bool  // the last scan did not see it, and the listener has not said what that means
	Hidden       bool  // the listener removed it from the library while its file is there
}

// Folder is the absolute path of the folder the book lies in.
func (b *Book) Folder() string { return b.Files[0].Folder() }

// Author is all authors as a person reads them.
func (b *Book) Author() string { return strings.Join(b.Authors, ", ") }

// Narrator is all narrators as a person reads them.
func (b *Book) Narrator() string { return strings.Join(b.Narrators, ", ") }
