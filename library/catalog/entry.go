package catalog

import (
	"time"

	"lectern/library/book"
)

// Entry is one row as the catalogue keeps it. An Entry and all it points to is
// never changed once handed over, in either direction.
//
// File.State is kept as it is, but Probing comes back as Found: that probe is
// over. Empty lists come back as nil.
type Entry struct {
	File         *book.File
	Added        int64  // when the library first saw it, nanoseconds since 1970
	MissingSince int64  // nanoseconds since 1970, 0 when it is there
	Fingerprint  []byte // of its content; nil when it was not taken
	Look         bool   // it wants one more look: it was written when it was probed
	Read         bool   // Media is what a reader found in the file as it is listed
	Measured     bool   // its length has been counted, or cannot be
	Refused      bool   // its fault is the scan's, not a reader's
	Retired      int64  // when it left the list, nanoseconds since 1970; 0 while it is listed

	// What the user typed. Load fills these in; Edit and Hide change them,
	// Keep does not.
	Hidden bool
	Edits  map[string]string // by field; nil when there are none
}

// Follow says how a root is kept true.
type Follow uint8

// The ways to follow a root. On disk: never reorder.
const (
	FollowAuto  Follow = 0 // watch where the file system tells of changes, else poll
	FollowWatch Follow = 1 // watch
	FollowPoll  Follow = 2 // poll
	FollowNone  Follow = 3 // only when the user asks
)

// Root is a folder the user added, its settings, and what the last good
// scan saw, by which it is known when it is online again.
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

// Health is what a good scan saw of a root.
type Health struct {
	Device     uint64
	FileSystem string   // its type: "ext4", "nfs", …
	Sentinels  []string // paths below the root that were there
	Files      int
	Scanned    int64 // when, nanoseconds since 1970; 0 when there was none
}

// Op is one change to be kept, made by Keep, Retire, Drop, Edit, Hide, KeepRoot,
// DropRoot, KeepNotes, DropNotes or KeepPicture.
type Op struct {
	kind  opKind
	id    book.ID
	name  string // of the field, or path of the root or the folder
	value string
	entry *Entry
	root  *Root
	note  *note
	bytes []byte // of a picture
	said  bool   // only the user can say it again; set by Save
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
)

// Keep stores a row as it is now.
func Keep(e Entry) Op {
	e.Retired = 0
	return Op{kind: keepFile, id: e.File.ID, entry: &e}
}

// Retire takes a row from the list. The user's own database keeps its identity and
// all that was typed about it, for when the file is found again: Keep lists it
// again then. e.Retired says when it left.
func Retire(e Entry) Op { return Op{kind: retireFile, id: e.File.ID, entry: &e} }

// Drop removes a row for good, and what the user typed about it.
func Drop(id book.ID) Op { return Op{kind: dropFile, id: id} }

// Edit stores what the user typed into a field of a row. An empty value
// takes the edit back.
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

// KeepRoot stores a root. A new one stands last, a known one keeps its place.
func KeepRoot(r Root) Op { return Op{kind: keepRoot, name: r.Path, root: &r} }

// DropRoot removes a root. Its rows go by Drop.
func DropRoot(path string) Op { return Op{kind: dropRoot, name: path} }

// typed reports whether the user waits for it to be safe: it is written
// at once, and through to the disk.
func (o Op) typed() bool {
	return o.kind != keepFile && o.kind != keepNotes && o.kind != dropNotes
}

// key is what an Op is about. Of two that wait with one key the later counts.
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
