package state

import (
	"time"

	"lectern/library/catalog"
	"lectern/library/scan"
)

// RootStatus is a folder of the library as Status shows it.
type RootStatus struct {
	Path     string
	State    RootState
	Reason   string         // why it is Offline, Unreadable, Stalled or Elsewhere, in words
	Since    time.Time      // since when it is Offline or Stalled
	Problems []scan.Problem // folders below it that could not be read
	Files    int            // rows it has
	Watch    string         // how changes are noticed, in words; empty while nobody looks
	Moved    string         // a folder of another root that holds most of its files, while it is Offline: MoveRoot may be meant
	Held     Held           // what a scan did not find and nobody decided on
	Settings Settings
}

// Held is how many files of a root were not found at once, when that were too
// many to believe: zero when nothing is held.
type Held struct {
	Missing, Of  int // files
	Rows, OfRows int // the same in rows of the view: books, or files with EveryFile
}

// Answer is what the user says about held changes.
type Answer uint8

// The answers.
const (
	Keep    Answer = iota // they stay in the library, as missing
	Discard               // they leave the library
)

// Settings are what the user may say about a root.
type Settings struct {
	Paused   bool // neither scanned nor watched
	Follow   Follow
	Poll     time.Duration // between two polls; 0 is 15 minutes
	Workers  int           // its files read at once; 0 is the default, 1 is right for a slow disk
	Patterns string        // what to pass over, lines in gitignore syntax
}

// Follow says how changes in a root are noticed.
type Follow = catalog.Follow

// The ways to follow a root.
const (
	FollowAuto  = catalog.FollowAuto  // watched where the file system tells of changes, else polled
	FollowWatch = catalog.FollowWatch // watched
	FollowPoll  = catalog.FollowPoll  // polled
	FollowNone  = catalog.FollowNone  // scanned at the start and when the user asks
)

// RootState says how a root is.
type RootState string

// The states of a root.
const (
	RootReady      RootState = "ready"
	RootScanning   RootState = "scanning"
	RootStopped    RootState = "stopped"    // the last scan was cancelled
	RootPaused     RootState = "paused"     // the user paused it
	RootOffline    RootState = "offline"    // it is not there: gone, empty and was not, or another disk
	RootStalled    RootState = "stalled"    // its disk does not answer
	RootUnreadable RootState = "unreadable" // its folder cannot be read
	RootElsewhere  RootState = "elsewhere"  // it is part of another root, by a link or a mount
)
