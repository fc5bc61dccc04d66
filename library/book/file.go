package book

import (
	"path/filepath"
	"strings"
	"time"
)

// ID identifies a row for as long as the library knows it, through rescans and moves of
// its file, unless its file was the first of a book and left it: then the ID stays with the
// book. No row has ID 0.
type ID uint64

// State is what is known about a row's file.
type State uint8

// The states of a row. Only the window shows Probing; on the command line, such a row is
// "found". On disk: never reorder.
const (
	Found   State = 0 // listed by a scan, waiting for its probe
	Probing State = 1 // a reader has it open
	Probed  State = 2 // its fields are known
	Failed  State = 3 // it could not be read; Fault says why
	Missing State = 4 // it existed, but a scan of its folder no longer found it
	Offline State = 5 // its root is not available
)

// Absent reports whether the file cannot be opened, because it or its disk is away.
func (s State) Absent() bool { return s == Missing || s == Offline }

// String returns the name of the state in records.
func (s State) String() string {
	switch s {
	case Probed:
		return "probed"
	case Failed:
		return "failed"
	case Missing:
		return "missing"
	case Offline:
		return "offline"
	default:
		return "found"
	}
}

// File is one audio file. A scan fills in what it learns without opening the file. Media
// is nil until a reader has read the file.
type File struct {
	ID       ID
	Root     string // the library root it was found under
	Path     string // absolute, in the system's own bytes: it may not be UTF-8
	Size     int64  // bytes
	Modified int64  // mtime, nanoseconds since 1970
	Changed  int64  // ctime, nanoseconds since 1970; 0 if it is unknown or means nothing
	State    State
	Fault    *Fault  // set when State is Failed
	Media    *Packed // what a reader found, also in a later state that does not show it
}

// Same reports whether two listings of one path show the same content: equal size, mtime
// and ctime. It tests for equality, not for newer times, so that it notices changes after
// a clock was set back. The ctime shows a retag that restores the mtime.
func (f *File) Same(g *File) bool {
	return f.Size == g.Size && f.Modified == g.Modified && f.Changed == g.Changed
}

// Name returns the file's name without its folder.
func (f *File) Name() string { return filepath.Base(f.Path) }

// Folder returns the absolute path of the folder that holds the file. It is called often
// for every row, so it returns a substring of Path and allocates no memory.
func (f *File) Folder() string {
	i := strings.LastIndexByte(f.Path, filepath.Separator)
	if i <= len(filepath.VolumeName(f.Path)) {
		return filepath.Dir(f.Path)
	}
	return f.Path[:i]
}

// Open unpacks Media until Close: see Packed.Open.
func (f *File) Open() {
	if f.Media != nil {
		f.Media.Open()
	}
}

// Close ends Open.
func (f *File) Close() {
	if f.Media != nil {
		f.Media.Close()
	}
}

// ModTime returns Modified as a time.
func (f *File) ModTime() time.Time { return time.Unix(0, f.Modified) }

// Media is what a reader found inside a file.
type Media struct {
	Container  string        // "mp4", "mp3", "flac", "ogg", …
	Codec      string        // "AAC-LC", "MP3", "Opus", …
	Duration   time.Duration // never negative
	Estimated  bool          // Duration was computed from a bit rate, not counted
	BitRate    int           // bits per second, audio and container together
	SampleRate int           // hertz
	Channels   int
	Tags       Tags
	Cover      *Cover    // described, not loaded: of the pictures that can be shown, a front cover, or else the first
	CoverFault string    // why a picture before Cover was skipped, such as "was cut off"; "" if none was
	Chapters   []Chapter // as a reader found them, in order of Start; nil if they are packed: see AllChapters
	Prober     string    // the reader that answered: "ffprobe", …

	// Whole says that the file's structure accounts for all of its bytes, so the file
	// is not still being written. Not every format shows this. Whole is valid at the
	// moment of reading, and is not saved.
	Whole bool
	// Fingerprint is the fingerprint of the content, and Recording that of its sound alone.
	// Only probe.Fingerprint sets them, and no other field with them.
	Fingerprint, Recording string

	packed string // the chapters of a Media that was packed; "" if they are in Chapters or there are none
}

// Cover describes an embedded picture.
type Cover struct {
	MIME   string // "image/jpeg", …
	Width  int    // pixels, 0 when unknown
	Height int    // pixels, 0 when unknown
	Bytes  int64  // encoded size, 0 when unknown
}

// Chapter is a named stretch of a file or a book.
type Chapter struct {
	Start, End time.Duration // from the start of the file or book
	Title      string
}
