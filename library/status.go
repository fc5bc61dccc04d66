package library

import (
	"time"

	"lectern/library/state"
	"lectern/library/watch"
)

// Work is a stretch of probing: from the first file sent to the probe pool until no
// file is left and no scan is running.
type Work struct {
	Total  int       // files sent to the pool, without those it returned unread
	Done   int       // files probed, with or without a fault
	Failed int       // files with a fault
	Began  time.Time // zero before the first file
	Ended  time.Time // zero until the end
}

// Elapsed returns how long the work took or, before its end, has taken until now.
func (w Work) Elapsed(now time.Time) time.Duration {
	switch {
	case w.Began.IsZero():
		return 0
	case w.Ended.IsZero():
		return now.Sub(w.Began)
	default:
		return w.Ended.Sub(w.Began)
	}
}

// Running reports whether the work has begun and not ended.
func (w Work) Running() bool { return !w.Began.IsZero() && w.Ended.IsZero() }

// Status says what the library is doing. It is immutable.
type Status struct {
	Roots    []Root // in the order they were added
	Scanning bool   // a scan is running, or sidecars are being read
	Probing  Work
	Stopped  bool // Cancel ended the last work early

	Notices    []Notice         // about the catalogue or this machine, newest last
	Unsaved    int              // the user's changes that are not on disk; they are lost if the program ends now
	Unsavable  string           // why the catalogue cannot be written, as a clause; empty if nothing is known to be wrong
	Forgetful  bool             // nothing of this session will ever be written to the catalogue
	Replaced   []state.Replaced // open questions whether a new book is a missing one; see SameBook
	Regrouped  int              // books that this version of Lectern changed, without any change on the disk; see Told
	Undo, Redo Undoable         // what Undo reverts and Redo repeats
	Steps      uint64           // grows when that changes, also if it reads the same
	Restoring  bool             // rows of the catalogue are still being loaded

	// Background work, which Busy leaves out because the user does not wait for it.
	Fingerprinting int  // files whose fingerprint is requested
	Linting        bool // the books are still to be compared with each other
	Measuring      int  // files whose estimated length is still to be counted
}

// CanUndo reports whether Undo has a command to revert.
func (s *Status) CanUndo() bool { return s.Undo.Action != NoAction }

// CanRedo reports whether Redo has a command to repeat.
func (s *Status) CanRedo() bool { return s.Redo.Action != NoAction }

// Root returns the root with a path.
func (s *Status) Root(path string) (r Root, known bool) {
	for _, r := range s.Roots {
		if r.Path == path {
			return r, true
		}
	}
	return r, false
}

// Busy reports whether a scan, probes or the loading of the catalogue is in progress.
func (s *Status) Busy() bool { return s.Scanning || s.Restoring || s.Probing.Running() }

type (
	// Root is what Status shows about a root.
	Root = state.RootStatus
	// RootState is the condition of a root.
	RootState = state.RootState
	// Settings are the user's settings of a root.
	Settings = state.Settings
	// Watch says how changes in a root are noticed now.
	Watch = watch.Status
	// Follow says how changes in a root are noticed.
	Follow = state.Follow
	// Held counts the files of a root that were lost at once, too many for the loss to
	// be plausible. It is zero if none are held.
	Held = state.Held
	// Answer is the user's decision about held rows.
	Answer = state.Answer
	// Replaced is a question to the user: a missing book, and a new book in its folder
	// that looks the same.
	Replaced = state.Replaced
)

// The answers of the user about held rows.
const (
	Keep    = state.Keep
	Discard = state.Discard
)

// The ways to follow a root.
const (
	FollowAuto  = state.FollowAuto
	FollowWatch = state.FollowWatch
	FollowPoll  = state.FollowPoll
	FollowNone  = state.FollowNone
)

// The values of Watch.Mode.
const (
	Unfollowed = watch.Unfollowed
	Watching   = watch.Watching
	Polling    = watch.Polling
	Gone       = watch.Gone
)

// The states of a root.
const (
	RootReady      = state.RootReady
	RootScanning   = state.RootScanning
	RootStopped    = state.RootStopped
	RootPaused     = state.RootPaused
	RootOffline    = state.RootOffline
	RootStalled    = state.RootStalled
	RootUnreadable = state.RootUnreadable
	RootElsewhere  = state.RootElsewhere
)
