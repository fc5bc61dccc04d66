package state

import (
	"time"

	"lectern/library/catalog"
	"lectern/library/scan"
)

// Root is everything the owner knows about a root. The embedded RootStatus is the
// public part; its State, Reason, Owner and Since are derived from the other fields by
// Condition.
type Root struct {
	RootStatus
	Added        int64          // nanoseconds since 1970
	Health       catalog.Health // what the last good scan recorded
	Sight        scan.RootInfo  // result of the last look at its disk
	Scanning     bool           // a scan is running
	Verdict      Verdict        // result of the last scan
	StalledSince time.Time      // when its disk stopped answering, zero while it answers
	Suspect      bool           // a goroutine is waiting for its disk to answer
	Once         bool           // scanned although its settings pause it: a scan without a window names it
	Unsaved      bool           // not in the catalogue yet, because its folder has never been found
	heldOf       int            // number of rows before the first held row was lost
	unmounted    []string       // folders below it that were mount points, and are none now: their missing files are offline
}

// Verdict is the result of a scan for the root as a whole. The zero value is a good
// result.
type Verdict struct {
	State  RootState // RootStopped, RootOffline, RootUnreadable or RootElsewhere; or empty for a good scan
	Reason string
	Owner  string
	Since  time.Time
}

// NewRoot returns a root that has not been scanned. now is the time at which it is added.
func NewRoot(path string, now time.Time) *Root {
	return &Root{RootStatus: RootStatus{Path: path, State: RootReady}, Added: now.UnixNano()}
}

// RootFrom converts a root from its form in the catalogue.
func RootFrom(k catalog.Root) *Root {
	return &Root{
		RootStatus: RootStatus{Path: k.Path, State: RootReady, Settings: Settings{
			Paused: k.Paused, Follow: k.Follow, Poll: k.Poll, Workers: k.Workers, Patterns: k.Patterns,
		}},
		Added: k.Added, Health: k.Health,
	}
}

// Entry converts the root to its form in the catalogue.
func (r *Root) Entry() catalog.Root {
	return catalog.Root{
		Path: r.Path, Added: r.Added,
		Paused: r.Settings.Paused, Follow: r.Settings.Follow, Poll: r.Settings.Poll,
		Workers: r.Settings.Workers, Patterns: r.Settings.Patterns,
		Health: r.Health,
	}
}

// Condition derives the state of the root, its reason, and when it began. If several
// states apply, it returns the one most important to the user.
func (r *Root) Condition() (RootState, string, time.Time) {
	switch {
	case r.Paused():
		return RootPaused, "", time.Time{}
	case !r.StalledSince.IsZero():
		return RootStalled, scan.ErrSilent.Error(), r.StalledSince
	case r.Scanning:
		return RootScanning, "", time.Time{}
	case r.Verdict.State == "":
		return RootReady, "", time.Time{}
	default:
		return r.Verdict.State, r.Verdict.Reason, r.Verdict.Since
	}
}

// Paused reports whether the root is neither scanned nor watched, as its settings ask.
func (r *Root) Paused() bool { return r.Settings.Paused && !r.Once }

// Closed reports whether the root's files must not be opened now.
func (r *Root) Closed() bool { return r.Offline() || r.Paused() || !r.StalledSince.IsZero() }

// IsAway reports whether the root's files cannot be reached, as far as is known.
func (r *Root) IsAway() bool {
	return r.Offline() || r.Verdict.State == RootUnreadable || !r.StalledSince.IsZero()
}

// Offline reports whether the root's rows are shown as offline.
func (r *Root) Offline() bool { return r.Verdict.State == RootOffline }

// BelowUnmounted reports whether a path is on a drive that was mounted below the root, and
// is not now.
func (r *Root) BelowUnmounted(path string) bool {
	return belowAny(r.unmounted, path)
}
