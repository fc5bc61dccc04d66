package library

import (
	"time"

	"lectern/library/catalog"
	"lectern/library/scan"
)

// root is a root as the owner knows it. Its public half is what Status shows;
// State, Reason and Since there follow from what stands here.
type root struct {
	Root
	added    int64          // nanoseconds since 1970
	health   catalog.Health // what the last good scan saw
	sight    scan.Sight     // what the last look at it saw
	scanning bool           // a scan goes on
	last     verdict        // what the last scan found
	stalled  time.Time      // since when its disk does not answer, zero when it does
	suspect  bool           // somebody waits for its disk to answer
	unkept   bool           // the catalogue has not been told, as nobody has seen its folder yet
	heldOf   int            // rows it had when the first of those that are held went
}

// verdict is what a scan says of a whole root. The zero verdict is a good one.
type verdict struct {
	state  RootState // RootStopped, RootOffline, RootUnreadable or RootElsewhere; empty is good
	reason string
	since  time.Time
}

func newRoot(path string, now time.Time) *root {
	return &root{Root: Root{Path: path, State: RootReady}, added: now.UnixNano()}
}

// rootFrom is a root as the catalogue kept it.
func rootFrom(k catalog.Root) *root {
	return &root{
		Root: Root{Path: k.Path, State: RootReady, Settings: Settings{
			Paused: k.Paused, Follow: k.Follow, Poll: k.Poll, Workers: k.Workers, Patterns: k.Patterns,
		}},
		added: k.Added, health: k.Health,
	}
}

// keep is the root as the catalogue keeps it.
func (r *root) keep() catalog.Root {
	return catalog.Root{
		Path: r.Path, Added: r.added,
		Paused: r.Settings.Paused, Follow: r.Settings.Follow, Poll: r.Settings.Poll,
		Workers: r.Settings.Workers, Patterns: r.Settings.Patterns,
		Health: r.health,
	}
}

// condition is the state that follows from all that is known of the root, with
// its reason and since when. What the listener must know first comes first.
func (r *root) condition() (RootState, string, time.Time) {
	switch {
	case r.Settings.Paused:
		return RootPaused, "", time.Time{}
	case !r.stalled.IsZero():
		return RootStalled, scan.ErrSilent.Error(), r.stalled
	case r.scanning:
		return RootScanning, "", time.Time{}
	case r.last.state == "":
		return RootReady, "", time.Time{}
	default:
		return r.last.state, r.last.reason, r.last.since
	}
}

// closed reports whether no file of the root is to be opened now.
func (r *root) closed() bool { return r.offline() || r.Settings.Paused || !r.stalled.IsZero() }

// offline reports whether the root's rows are shown as offline.
func (r *root) offline() bool { return r.last.state == RootOffline }
