package watch

import (
	"fmt"
	"time"

	"github.com/dustin/go-humanize"
)

// Change is a hint that parts of a root are not as they were. All paths are
// absolute and begin with Root; each may have vanished by the time it is read
// of. Folders that are named for what went come after those named for what
// came, so that a moved file is seen at its new place first.
type Change struct {
	Root   string
	Whole  bool     // everything is to be listed; Trees and Dirs are empty
	Trees  []string // folders to list with all below; none lies in another
	Dirs   []string // folders to list by themselves; none lies in one of Trees. What is below a subfolder that is no longer there is gone too
	Reason string   // why Whole, in the words of a log: "hourly", "poll", …

	// Files that are being written or have just come. Each is named again: when
	// it has settled, and here once a minute for as long as it has not. It may
	// be read all the same if it proves to be whole.
	Unsettled []string
	// Files that may be read now, for good: neither their size nor their time
	// has changed for a while. No file is in both lists.
	Settled []string

	Status Status // how the root is followed now. A Change may be news of this alone
	Notice string // a sentence for the user, at most once in a Watcher's life
}

// Empty reports whether c is news of Status and Notice alone.
func (c *Change) Empty() bool {
	return !c.Whole && len(c.Trees)+len(c.Dirs)+len(c.Unsettled)+len(c.Settled) == 0
}

// Mode is how a root is followed.
type Mode uint8

// The modes.
const (
	Starting Mode = iota // the file system is being asked, the watches are being set
	Watching             // the system tells of changes
	Polling              // the root is listed at an interval
	Gone                 // there is no such folder; it is looked for again and again
)

// Status says how a root is followed.
type Status struct {
	Mode    Mode
	Folders int           // watched
	Polled  int           // folders that are not watched and are listed with all below every Every, in a root that is Watching
	Every   time.Duration // the interval of polling
	Limit   bool          // the system lets no more folders be watched
	Reason  string        // why Polling or Gone: "nfs", "there is no such folder"
}

// String is the status as a listener reads it: "watching 1,204 folders",
// "checked every 15 min (nfs)".
func (s Status) String() string {
	switch s.Mode {
	case Watching:
		text := "watching " + count(s.Folders)
		if s.Polled > 0 {
			text += fmt.Sprintf(", checking %s every %s", count(s.Polled), interval(s.Every))
		}
		return text
	case Polling:
		text := "checked every " + interval(s.Every)
		if s.Reason != "" {
			text += " (" + s.Reason + ")"
		}
		return text
	case Gone:
		return s.Reason
	default:
		return "starting to watch"
	}
}

func count(n int) string {
	if n == 1 {
		return "1 folder"
	}
	return humanize.Comma(int64(n)) + " folders"
}

func interval(d time.Duration) string {
	switch {
	case d >= time.Hour && d%time.Hour == 0:
		return fmt.Sprintf("%d h", d/time.Hour)
	case d >= time.Minute && d%time.Minute == 0:
		return fmt.Sprintf("%d min", d/time.Minute)
	default:
		return d.String()
	}
}
