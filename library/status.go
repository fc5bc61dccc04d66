package library

import (
	"time"

	"lectern/library/state"
)

// Work is a stretch of probing: it begins with the first file handed to the
// pool and ends when none is left.
type Work struct {
	Total  int // files handed over since it began
	Done   int // read, well or not
	Failed int
	Began  time.Time
	Ended  time.Time // zero while it goes on
}

// Elapsed is how long the work took, or has taken at now.
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

// Running reports whether files wait for their probe.
func (w Work) Running() bool { return !w.Began.IsZero() && w.Ended.IsZero() }

// Status is what the library is doing. It is immutable.
type Status struct {
	Roots    []Root // in the order they were added
	Scanning bool
	Probing  Work
	Stopped  bool // Cancel ended the last work before it was done

	Notices   []string         // what the user should know about the catalogue or this machine, newest last
	Unsaved   int              // changes the user typed that are not on the disk yet, and lost if the program ends now
	Unsavable string           // why the catalogue cannot be written, as a clause; empty while nothing is known to be wrong
	Forgetful bool             // nothing of this session is kept: what is Unsaved never will be
	Replaced  []state.Replaced // books that the user is asked about: see SameBook
	CanUndo   bool             // there is an Edit or Group to be taken back
	CanRedo   bool             // there is one to be done again
	Restoring bool             // rows of the catalogue are still to come
	Marking   int              // files whose fingerprint is to be taken; nor is that
	Linting   bool             // the books are still to be compared with each other; nor is that
	Measuring int              // files whose estimated length is being counted; that is no work one waits for
}

// Busy reports whether anything is going on.
func (s *Status) Busy() bool { return s.Scanning || s.Restoring || s.Probing.Running() }

// What is known of a root, as Status shows it.
type (
	Root      = state.RootStatus
	RootState = state.RootState
	Settings  = state.Settings
	Follow    = state.Follow
	Held      = state.Held
	Answer    = state.Answer
	Replaced  = state.Replaced
)

// The answers of the user about held changes.
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
