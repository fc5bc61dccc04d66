package state

import (
	"time"

	"lectern/library/catalog"
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
