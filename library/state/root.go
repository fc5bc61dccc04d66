package state

import (
	"time"

	"lectern/library/catalog"
	"lectern/library/scan"
)

// Root is a root as the owner knows it. Its public half is what Status shows;
// State, Reason and Since there follow from what stands here.
type Root struct {
	RootStatus
	Added        int64          // nanoseconds since 1970
	Health       catalog.Health // what the last good scan saw
	Sight        scan.RootInfo  // what the last look at it saw
	Scanning     bool           // a scan goes on
	Verdict      Verdict        // what the last scan found
	StalledSince time.Time      // since when its disk does not answer, zero when it does
	Suspect      bool           // somebody waits for its disk to answer
	Unsaved      bool           // the catalogue has not been told, as nobody has seen its folder yet
	heldOf       int            // rows it had when the first of those that are held went
}

// Verdict is what a scan says of a whole root. The zero verdict is a good one.
type Verdict struct {
	State  RootState // RootStopped, RootOffline, RootUnreadable or RootElsewhere; empty is good
	Reason string
	Since  time.Time
}

func NewRoot(path string, now time.Time) *Root {
	return &Root{RootStatus: RootStatus{Path: path, State: RootReady}, Added: now.UnixNano()}
}

// RootFrom is a root as the catalogue kept it.
func RootFrom(k catalog.Root) *Root {
	return &Root{
		RootStatus: RootStatus{Path: k.Path, State: RootReady, Settings: Settings{
			Paused: k.Paused, Follow: k.Follow, Poll: k.Poll, Workers: k.Workers, Patterns: k.Patterns,
		}},
		Added: k.Added, Health: k.Health,
	}
}

// Entry is the root as the catalogue keeps it.
func (r *Root) Entry() catalog.Root {
	return catalog.Root{
		Path: r.Path, Added: r.Added,
		Paused: r.Settings.Paused, Follow: r.Settings.Follow, Poll: r.Settings.Poll,
		Workers: r.Settings.Workers, Patterns: r.Settings.Patterns,
		Health: r.Health,
	}
}

// Condition is the state that follows from all that is known of the root, with
// its reason and since when. What the user must know first comes first.
func (r *Root) Condition() (RootState, string, time.Time) {
	switch {
	case r.Settings.Paused:
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

// Closed reports whether no file of the root is to be opened now.
func (r *Root) Closed() bool { return r.Offline() || r.Settings.Paused || !r.StalledSince.IsZero() }

// Offline reports whether the root's rows are shown as offline.
func (r *Root) Offline() bool { return r.Verdict.State == RootOffline }
