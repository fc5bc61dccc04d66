package catalog

import (
	"time"

	"lectern/library/book"
)

// Entry is a row as the catalogue keeps it. Neither side changes an Entry, or
// anything it points to, after handing it over.
//
// File.State is kept, except that Probing comes back as Found, because that
// probe is over. Empty lists come back as nil.
type Entry struct {
	File         *book.File
	Added        int64  // when the library first saw the file, nanoseconds since 1970
	MissingSince int64  // nanoseconds since 1970, 0 if the file is present
	Fingerprint  []byte // of the content; nil if not computed
	Recording    []byte // of the sound of the content; nil if not computed
	Look         bool   // to be probed again: the file was being written during the last probe
	Read         bool   // Media is what a reader found in the listed version of the file
	Measured     bool   // the exact length was counted, or cannot be
	Readers      int    // probe.Generation of the readers that read the file last; 0 if no reader did, or readers of earlier versions
	Digest       int64  // of the file's book as the user knows it, made by package state; 0 if none was made yet
	Refused      bool   // the fault was found by the scan, not by a reader
	Retired      int64  // when the row left the list, nanoseconds since 1970; 0 while it is listed

	// The user's changes. Load sets them; Edit and Hide change them, Keep does
	// not.
	Hidden bool
	Edits  map[string]string // by field; nil if there are none
}

// Follow says how a root is kept up to date.
type Follow uint8

// The ways to follow a root. On disk: never reorder.
const (
	FollowAuto  Follow = 0 // watch if the file system reports changes, else poll
	FollowWatch Follow = 1 // watch
	FollowPoll  Follow = 2 // poll
	FollowNone  Follow = 3 // scan only when the user asks
)

// Root is a folder that the user added, its settings, and its Health, by which
// it is recognised when it comes online again.
type Root struct {
	Path     string // absolute, in the system's own bytes
	Added    int64  // nanoseconds since 1970
	Paused   bool   // neither scanned nor watched
	Follow   Follow
	Poll     time.Duration // between polls, 0 for the default
	Workers  int           // probes at once, 0 for the default
	Patterns string        // what to ignore, lines in gitignore syntax
	Health   Health
}

// Health is what the last good scan saw of a root.
type Health struct {
	Device     uint64
	FileSystem string   // its type: "ext4", "nfs", …
	Sentinels  []string // files that existed, as paths below the root
	Mounts     []string // mount points with files of the root, as paths below it
	Files      int
	Scanned    int64 // when, or when the root was found unchanged later, nanoseconds since 1970; 0 for no scan
}

// Op is a change to be saved, made by Keep, Retire, Drop, Edit, Hide, KeepRoot,
// DropRoot, KeepNotes, DropNotes, KeepPicture or KeepHeard.
type Op struct {
	kind   opKind
	id     book.ID
	name   string // of the field or picture, path of the root or folder, or number of the day
	value  string
	entry  *Entry
	root   *Root
	note   *note
	heard  *book.FileHeard
	bytes  []byte // of a picture
	byUser bool   // only the user could repeat it; set by Save
}

type opKind uint8

const (
	keepFile opKind = iota
	retireFile
	dropFile
	setEdit
	setHidden
	keepRoot
	dropRoot
	keepNotes
	dropNotes
	keepPicture
	keepHeard
)

// Keep stores a row as it is now, and lists it if it was retired.
func Keep(e Entry) Op {
	e.Retired = 0
	return Op{kind: keepFile, id: e.File.ID, entry: &e}
}

// Retire takes a row off the list. The user database keeps its identity and the
// user's edits until the file is found again, when Keep lists it again.
// e.Retired is the time it left.
func Retire(e Entry) Op { return Op{kind: retireFile, id: e.File.ID, entry: &e} }

// Drop removes a row and the user's edits of it for good.
func Drop(id book.ID) Op { return Op{kind: dropFile, id: id} }

// Edit stores the user's value of a field of a row. An empty value removes the
// edit.
func Edit(id book.ID, field, value string) Op {
	return Op{kind: setEdit, id: id, name: field, value: value}
}

// Hide stores whether the user hid a row.
func Hide(id book.ID, hidden bool) Op {
	op := Op{kind: setHidden, id: id}
	if hidden {
		op.value = "hidden"
	}
	return op
}

// KeepRoot stores a root, new or known.
func KeepRoot(r Root) Op { return Op{kind: keepRoot, name: r.Path, root: &r} }

// DropRoot removes a root. Its rows remain until Drop or Retire.
func DropRoot(path string) Op { return Op{kind: dropRoot, name: path} }

// urgent reports whether the Op must be written at once and through to the disk,
// because the user waits for it.
func (o Op) urgent() bool {
	return o.kind != keepFile && o.kind != keepNotes && o.kind != dropNotes
}

// key is what an Op is about. Of two queued Ops with the same key, the later
// one counts.
type key struct {
	kind opKind
	id   book.ID
	name string
}

func (o Op) key() key {
	switch o.kind {
	case retireFile, dropFile:
		return key{kind: keepFile, id: o.id}
	case dropRoot:
		return key{kind: keepRoot, name: o.name}
	case dropNotes:
		return key{kind: keepNotes, name: o.name}
	default:
		return key{o.kind, o.id, o.name}
	}
}
