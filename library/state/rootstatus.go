package state

import (
	"time"

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
	Unmounted  []string       // folders below it that were mount points, and are none now: files on the list are offline
	Files      int            // number of its rows
	Watch      watch.Status   // how changes are noticed
	Moved      string         // while Offline: a folder of another root with most of its files, to which MoveRoot may apply
	Held       Held           // losses that await the user's answer
	Skipped    bool           // its patterns ignore something that may be or hold an audio file
	HasMarkers bool           // a file called .ignore or .nomedia hides a folder of it
	Settings   Settings
}

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
