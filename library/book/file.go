package book

import (
	"path/filepath"
	"strings"
	"time"
)

// ID names a row for as long as the library knows it; it survives re-sorts,
// rescans and moves. Zero is no row.
type ID uint64

// State says how far a row has come.
type State uint8

// The states of a row. Probing is the window's own; on the command line a row
// that is being probed is still "found". On disk: never reorder.
const (
	Found   State = 0 // listed by a scan, waiting for its probe
	Probing State = 1 // a reader has it open
	Probed  State = 2 // its fields are known
	Failed  State = 3 // could not be read; Fault says why
	Missing State = 4 // was there, and a complete scan did not see it
	Offline State = 5 // its root is not there
)

// String returns the state's name in the command-line contract.
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

// File is one audio file. The scan fills in what the folder tells; Media is
// nil until a reader has seen the file.
type File struct {
	ID       ID
	Root     string // the library root it was found under
	Path     string // absolute, in the system's own bytes: it may not be UTF-8
	Size     int64  // bytes
	Modified int64  // mtime, nanoseconds since 1970
	Changed  int64  // ctime in nanoseconds where the system has it, else 0
	State    State
	Fault    *Fault // set when State is Failed
	Media    *Media // what a reader found; kept when a later state hides it
}

// Same reports whether two listings of one path show the same content: equal
// size, mtime and ctime. It compares with !=, never "newer than", so that a
// clock set back and a retag that keeps the mtime are both seen.
func (f *File) Same(g *File) bool {
	return f.Size == g.Size && f.Modified == g.Modified && f.Changed == g.Changed
}

// Name is the file's name without its folder.
func (f *File) Name() string { return filepath.Base(f.Path) }

// Folder is the absolute path of the folder that holds the file. It is a part
// of Path, and takes no memory: every row's is asked for, often.
func (f *File) Folder() string {
	i := strings.LastIndexByte(f.Path, filepath.Separator)
	if i <= len(filepath.VolumeName(f.Path)) {
		return filepath.Dir(f.Path)
	}
	return f.Path[:i]
}

// ModTime is Modified as a time.
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
	Cover      *Cover    // described, not loaded
	Chapters   []Chapter // in order of Start
	Prober     string    // the reader that answered: "ffprobe", …

	// Whole says that the file's own structure accounts for all of its bytes:
	// it is not still being written. Not every format can tell. It is worth
	// something at the moment of reading and is not kept.
	Whole bool
	// Fingerprint is of the content: what probe.Fingerprint answers, alone.
	Fingerprint string
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
