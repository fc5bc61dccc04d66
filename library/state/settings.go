package state

import (
	"time"

	"lectern/library/catalog"
	"lectern/library/scan"
	"lectern/library/watch"
)

// RootStatus is the part of a root that Status shows.
type RootStatus struct {
	Path       string
	State      RootState
	Reason     string         // why it is Offline, Unreadable or Stalled, in words
	Owner      string         // while Elsewhere: the root that it is part of
	Since      time.Time      // when it became Offline or Stalled
	Away       bool           // its files cannot be reached now, also while a scan finds out whether they can again
	Problems   []scan.Problem // folders below it that could not be read
	Files      int            // number of its rows
	Watch      watch.Status   // how changes are noticed
	Moved      string         // while Offline: a folder of another root with most of its files, to which MoveRoot may apply
	Held       Held           // losses that await the user's answer
	Skipped    bool           // its patterns ignore something that may be or hold an audio file
	HasMarkers bool           // a file called .ignore or .nomedia hides a folder of it
	Settings   Settings
}

// Held counts the files of a root that were lost at once, too many for the loss to be
// plausible. It is zero if none are held.
type Held struct {
	Missing, Of  int // held files, out of all files before the loss
	Rows, OfRows int // the same in rows of the list: books, or files with EveryFile
}

// Answer is the user's decision about held rows.
type Answer uint8

// The answers.
const (
	Keep    Answer = iota // the rows stay in the library as missing
	Discard               // the rows leave the library
)

// Settings are the user's settings of a root.
type Settings struct {
	Paused   bool // neither scanned nor watched
	Follow   Follow
	Poll     time.Duration // interval between polls; 0 means 15 minutes
	Workers  int           // files probed at the same time; 0 means the default, 1 suits a slow disk
	Patterns string        // what scans ignore, as lines in gitignore syntax
}

// Follow says how changes in a root are noticed.
type Follow = catalog.Follow

// The ways to follow a root.
const (
	FollowAuto  = catalog.FollowAuto  // watched if the file system reports changes, else polled
	FollowWatch = catalog.FollowWatch // watched
	FollowPoll  = catalog.FollowPoll  // polled
	FollowNone  = catalog.FollowNone  // scanned only at the start and on a rescan
)

// RootState is the condition of a root.
type RootState string

// The states of a root.
const (
	RootReady      RootState = "ready"
	RootScanning   RootState = "scanning"
	RootStopped    RootState = "stopped"    // the last scan was cancelled
	RootPaused     RootState = "paused"     // the user paused it
	RootOffline    RootState = "offline"    // it is not available: gone, unexpectedly empty, or another disk is in its place
	RootStalled    RootState = "stalled"    // its disk does not answer
	RootUnreadable RootState = "unreadable" // its folder cannot be read
	RootElsewhere  RootState = "elsewhere"  // it is part of another root, by a link or a mount
)
