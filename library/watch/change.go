package watch

import (
	"time"

	"lectern/library/message"
)

// Change is a hint that parts of a root have changed. Paths are absolute and
// begin with Root. Any of them may have vanished before the receiver reads it.
// Folders with removals come after folders with arrivals, so that a moved file
// is seen at its new place first.
type Change struct {
	Root   string
	Whole  bool     // list everything; Trees and Dirs are empty
	Trees  []string // folders to list recursively; none lies in another
	Dirs   []string // folders to list without their subfolders; none lies in Trees. If a subfolder no longer exists, everything below it is gone too
	Reason string   // why Whole is set, for the log: "hourly", "poll", …

	// Unsettled are files that are new or being written. Unless it is removed, each
	// is named again: in Settled or Lost, and here once a minute until then. The
	// receiver may read it before if it proves to be complete.
	Unsettled []string
	// Settled are files that may be read now, because their size and time have
	// not changed for a while. No file is in both lists.
	Settled []string
	// Lost are files that cannot be checked any more, as after their drive was
	// unplugged. One that is in Unsettled, too, is back.
	Lost []string

	Status Status          // how the root is followed now; it may be the only news in a Change
	Notice message.Message // for the user, at most once in a Watcher's life
}

// Mode is how a root is followed.
type Mode uint8

// The modes.
const (
	Unfollowed Mode = iota // nobody looks for changes
	Starting               // the watches are being set
	Watching               // the system reports changes
	Polling                // the root is listed at intervals
	Gone                   // the folder does not exist; it is looked for at intervals
)

// Status says how a root is followed. The zero Status is that of a root that is not.
type Status struct {
	Mode    Mode
	Folders int           // watched
	Polled  int           // folders of a Watching root that are listed recursively every Every instead
	Every   time.Duration // the polling interval
	Limit   bool          // the system refuses more watches
	Reason  string        // why Polling or Gone: the name of a file system, or words for the user: "nfs", "there is no such folder"
}
