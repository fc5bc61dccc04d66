package state

import (
	"lectern/library/book"
	"lectern/library/catalog"
	"lectern/library/probe"
)

// Row is what the library knows about one file. Owner goroutine only.
type Row struct {
	Folder           *BookFolder // the book folder it belongs to
	File             *book.File  // last known state, also while the root is offline
	Added            int64       // when the library first saw it, nanoseconds since 1970
	HeldSince        int64       // when a scan first missed it, nanoseconds since 1970; 0 unless held for the user's answer
	MissingSince     int64       // when a scan first missed it, nanoseconds since 1970; 0 unless Missing
	RetiredAt        int64       // when it left the list, nanoseconds since 1970; 0 while it is listed
	Fingerprint      string      // fingerprint of its content, "" until computed
	Recording        string      // fingerprint of its sound alone, which stays when its tags change; "" until computed
	FingerprintFault *book.Fault // why its fingerprints could not be computed, nil if that was not tried
	Edits            book.Edits  // what the user typed about its book; the map is replaced, never modified

	former *former // the earlier content at its path, nil unless displaced

	Asked  *book.File // what the probe pool was asked to read, nil if it owes no answer
	digest digest     // of its book, as the user knows it

	FirstScan  int32 // number of the scan that added it, 0 if loaded from the catalogue
	LastScan   int32 // number of the last scan that listed it
	readers    int32 // probe.Generation of the readers that read it last
	read       bool  // File.Media was read from the current content
	measured   bool  // its length was counted or cannot be
	refused    bool  // the scan found the fault, not a reader
	LookAgain  bool  // it was written around the time it was read, so one more probe is needed
	Hidden     bool  // the user removed it although its file exists
	Fresh      bool  // added in this session, or since some root was last scanned, and not recognised as another row's file
	late       bool  // added in this session, after the first good scan of its root
	shared     bool  // it has edits only because its copies have them
	shifted    bool  // its root moved, and no scan has found it at the new place yet
	dirty      bool  // not saved to the catalogue yet
	undigested bool  // digest is not saved to the catalogue yet; it can wait until the row is saved
	incomplete bool  // it is in Incomplete
}

// Entry converts the row to its form in the catalogue.
func (r *Row) Entry() catalog.Entry {
	e := catalog.Entry{
		File: r.File, Added: r.Added, MissingSince: r.MissingSince,
		Retired: r.RetiredAt, Look: r.LookAgain, Read: r.read, Measured: r.measured, Refused: r.refused, Readers: int(r.readers),
		Digest: int64(r.digest),
	}
	if r.Fingerprint != "" {
		e.Fingerprint = []byte(r.Fingerprint)
	}
	if r.Recording != "" {
		e.Recording = []byte(r.Recording)
	}
	return e
}

// RowFrom converts a row from its form in the catalogue.
func RowFrom(e *catalog.Entry) *Row {
	return &Row{
		File: e.File, Added: e.Added, MissingSince: e.MissingSince, RetiredAt: e.Retired, Fingerprint: string(e.Fingerprint), Recording: string(e.Recording), Edits: decodeEdits(e.Edits),
		read: e.Read, measured: e.Measured, refused: e.Refused, readers: int32(e.Readers), digest: digest(e.Digest), LookAgain: e.Look, Hidden: e.Hidden,
	}
}

// new reports whether the row was added in this session and may still turn out to be
// another row's file. A row that the user has edited or hidden stays separate.
func (r *Row) new() bool { return r.Fresh && r.untouched() && r.HeldSince == 0 }

// untouched reports whether the user has neither edited nor hidden the row.
func (r *Row) untouched() bool { return (len(r.Edits) == 0 || r.shared) && !r.Hidden }

// saysNoMore reports whether another row has all the user's edits of the row.
func (r *Row) saysNoMore(than *Row) bool {
	for field, text := range r.Edits {
		other := than.Edited(field)
		same := other != nil && (*other == text || book.IsListening(field) && book.JoinListening(field, *other, text) == *other)
		if !same {
			return false
		}
	}
	return !r.Hidden
}

// again reports whether an unchanged file needs another probe.
func (r *Row) again() bool {
	switch {
	case r.Asked != nil:
		return false
	case r.LookAgain, r.outdated():
		return true
	case r.File.State == book.Probed:
		return false
	case r.File.State == book.Failed:
		return r.File.Fault.Transient()
	default:
		return true
	}
}

// outdated reports whether readers of an earlier version read the file.
func (r *Row) outdated() bool {
	return r.readers < probe.Generation && (r.read || r.File.State == book.Failed && !r.refused)
}

// LacksFingerprint reports whether the row lacks a fingerprint, and none was tried.
func (r *Row) LacksFingerprint() bool {
	return (r.Fingerprint == "" || r.Recording == "") && r.FingerprintFault == nil
}

// setFingerprints sets the fingerprints of a row, "" for unknown ones.
func (r *Row) setFingerprints(content, sound string) {
	r.Fingerprint, r.Recording, r.FingerprintFault = content, sound, nil
}

// NeedsFingerprint reports whether the row lacks a fingerprint and can get one.
func (r *Row) NeedsFingerprint() bool {
	return r.LacksFingerprint() && !r.refused && (r.File.State == book.Probed || r.File.State == book.Failed)
}

// NeedsLength reports whether the row's length is an estimate that can be made exact by
// counting frames, as for MPEG audio.
func (r *Row) NeedsLength() bool {
	f := r.File
	return f.State == book.Probed && r.read && !r.measured && f.Media.Estimated() && (f.Media.Container == "mp3" || f.Media.Container == "aac")
}

// isUnread reports whether the row's file has been found and not been read yet.
func (r *Row) isUnread() bool { return r.File.State == book.Found || r.File.State == book.Probing }
