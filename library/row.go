package library

import (
	"lectern/library/book"
	"lectern/library/catalog"
)

// row is what the library knows of one file. It belongs to the owner.
type row struct {
	shelf *shelf     // that it stands on
	file  *book.File // as it is known, also while its root is offline
	added int64      // when the library first saw it, nanoseconds since 1970
	held  int64      // since when scans do not see it and the user is asked what that means, nanoseconds since 1970; 0 unless held
	gone  int64      // when a scan first missed it, nanoseconds since 1970; 0 unless Missing
	left  int64      // when it left the list, nanoseconds since 1970; 0 while it is listed
	print string     // fingerprint of its content, "" while it was not taken
	edits book.Edits // what the listener typed about its book; replaced, never changed

	former *former // what stood at its path before the content of today, nil unless displaced

	born  int        // number of the scan that brought it, 0 for a row of the catalogue
	seen  int        // number of the last scan that listed it
	asked *book.File // what the pool has been given to read, nil when it owes nothing

	read     bool // file.Media is what a reader found in the file as it is listed
	measured bool // its length has been counted, or cannot be
	refused  bool // the scan failed it, not a reader
	look     bool // it was written when it was read: one more look is wanted
	hidden   bool // the listener removed it while its file is there
	fresh    bool // it came in this session and was not found to be another row's file
	late     bool // it came in this session, after the first good scan of its root
	shifted  bool // its root moved, and no scan has seen it at its new place
	marked   bool // its fingerprint was taken in this session, or cannot be
	dirty    bool // the catalogue has not been told
	rough    bool // it is among those of which more is to be known
}

// entry is the row as the catalogue keeps it.
func (r *row) entry() catalog.Entry {
	e := catalog.Entry{
		File: r.file, Added: r.added, MissingSince: r.gone,
		Retired: r.left, Look: r.look, Read: r.read, Measured: r.measured, Refused: r.refused,
	}
	if r.print != "" {
		e.Fingerprint = []byte(r.print)
	}
	return e
}

// keptField is an edit that earlier versions made of a row which no scan saw and
// which the user kept. Such a row is missing today.
const keptField = "@kept"

// rowFrom is a row as the catalogue kept it.
func rowFrom(e *catalog.Entry) *row {
	return &row{
		file: e.File, added: e.Added, gone: e.MissingSince, left: e.Retired, print: string(e.Fingerprint), edits: unkept(e.Edits),
		read: e.Read, measured: e.Measured, refused: e.Refused, look: e.Look, hidden: e.Hidden,
	}
}

// new reports whether the row came in this session and is nothing yet but a
// file: it may turn out to be another row's. One the listener did something with
// stays what it is.
func (r *row) new() bool { return r.fresh && r.untouched() && r.held == 0 }

// untouched reports whether the user did nothing with the row.
func (r *row) untouched() bool { return len(r.edits) == 0 && !r.hidden }

// again reports whether an unchanged file needs another probe.
func (r *row) again() bool {
	switch {
	case r.asked != nil:
		return false
	case r.look:
		return true
	case r.file.State == book.Probed:
		return false
	case r.file.State == book.Failed:
		return r.file.Fault.Transient()
	default:
		return true
	}
}

// unmarked reports whether the row lacks a fingerprint that can be taken.
func (r *row) unmarked() bool {
	return r.print == "" && !r.marked && !r.refused && (r.file.State == book.Probed || r.file.State == book.Failed)
}

// estimated reports whether the row's length is an estimate that counting may
// make exact: that of MPEG audio.
func (r *row) estimated() bool {
	f := r.file
	return f.State == book.Probed && r.read && !r.measured && f.Media.Estimated && (f.Media.Container == "mp3" || f.Media.Container == "aac")
}
