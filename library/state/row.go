package state

import (
	"lectern/library/book"
	"lectern/library/catalog"
)

// Row is what the library knows of one file. It belongs to the owner.
type Row struct {
	Folder       *BookFolder // that it stands in
	File         *book.File  // as it is known, also while its root is offline
	Added        int64       // when the library first saw it, nanoseconds since 1970
	HeldSince    int64       // since when scans do not see it and the user is asked what that means, nanoseconds since 1970; 0 unless held
	MissingSince int64       // when a scan first missed it, nanoseconds since 1970; 0 unless Missing
	RetiredAt    int64       // when it left the list, nanoseconds since 1970; 0 while it is listed
	Fingerprint  string      // fingerprint of its content, "" while it was not taken
	Edits        book.Edits  // what the user typed about its book; replaced, never changed

	former *former // what stood at its path before the content of today, nil unless displaced

	FirstScan int        // number of the scan that brought it, 0 for a row of the catalogue
	LastScan  int        // number of the last scan that listed it
	Asked     *book.File // what the pool has been given to read, nil when it owes nothing

	read             bool // file.Media is what a reader found in the file as it is listed
	measured         bool // its length has been counted, or cannot be
	refused          bool // the scan failed it, not a reader
	LookAgain        bool // it was written when it was read: one more look is wanted
	Hidden           bool // the user removed it while its file is there
	Fresh            bool // it came in this session and was not found to be another row's file
	late             bool // it came in this session, after the first good scan of its root
	shifted          bool // its root moved, and no scan has seen it at its new place
	FingerprintTried bool // its fingerprint was taken in this session, or cannot be
	Dirty            bool // the catalogue has not been told
	incomplete       bool // it is among those of which more is to be known
}

// Entry is the row as the catalogue keeps it.
func (r *Row) Entry() catalog.Entry {
	e := catalog.Entry{
		File: r.File, Added: r.Added, MissingSince: r.MissingSince,
		Retired: r.RetiredAt, Look: r.LookAgain, Read: r.read, Measured: r.measured, Refused: r.refused,
	}
	if r.Fingerprint != "" {
		e.Fingerprint = []byte(r.Fingerprint)
	}
	return e
}

// RowFrom is a row as the catalogue kept it.
func RowFrom(e *catalog.Entry) *Row {
	return &Row{
		File: e.File, Added: e.Added, MissingSince: e.MissingSince, RetiredAt: e.Retired, Fingerprint: string(e.Fingerprint), Edits: decodeEdits(e.Edits),
		read: e.Read, measured: e.Measured, refused: e.Refused, LookAgain: e.Look, Hidden: e.Hidden,
	}
}

// new reports whether the row came in this session and is nothing yet but a
// file: it may turn out to be another row's. One the user did something with
// stays what it is.
func (r *Row) new() bool { return r.Fresh && r.untouched() && r.HeldSince == 0 }

// untouched reports whether the user did nothing with the row.
func (r *Row) untouched() bool { return len(r.Edits) == 0 && !r.Hidden }

// again reports whether an unchanged file needs another probe.
func (r *Row) again() bool {
	switch {
	case r.Asked != nil:
		return false
	case r.LookAgain:
		return true
	case r.File.State == book.Probed:
		return false
	case r.File.State == book.Failed:
		return r.File.Fault.Transient()
	default:
		return true
	}
}

// NeedsFingerprint reports whether the row lacks a fingerprint that can be taken.
func (r *Row) NeedsFingerprint() bool {
	return r.Fingerprint == "" && !r.FingerprintTried && !r.refused && (r.File.State == book.Probed || r.File.State == book.Failed)
}

// NeedsLength reports whether the row's length is an estimate that counting may
// make exact: that of MPEG audio.
func (r *Row) NeedsLength() bool {
	f := r.File
	return f.State == book.Probed && r.read && !r.measured && f.Media.Estimated && (f.Media.Container == "mp3" || f.Media.Container == "aac")
}
