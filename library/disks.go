package library

import (
	"context"
	"errors"
	"slices"
	"time"

	"lectern/library/catalog"
	"lectern/library/scan"
	"lectern/library/state"
)

// look is an observation of a root's disk: either it answers, with what was found, or
// it does not answer.
type look struct {
	root   string
	silent bool
	sight  *scan.RootInfo // set when the root is online
	over   bool           // the wait for the disk has ended
}

const (
	// suspectEvery is the pause before a disk that did not answer in time is tried
	// again.
	suspectEvery = 2 * time.Second

	// headlessPatience is how long a scan without a window waits for a disk that does
	// not answer: a script must terminate.
	headlessPatience = time.Minute
)

// await checks a root, waiting for its disk to answer; without a window it does not
// wait. Any goroutine except the owner's.
func (o *owner) await(ctx context.Context, root string, h catalog.Health) (scan.RootInfo, string, error) {
	for silent := false; ; {
		sight, offline, err := meet(ctx, root, h)
		if !errors.Is(err, scan.ErrSilent) || o.headless {
			if silent {
				o.saw(look{root: root})
			}
			return sight, offline, err
		}
		silent = true
		o.saw(look{root: root, silent: true})
		select {
		case <-time.After(suspectEvery):
		case <-ctx.Done():
			return sight, "", ctx.Err()
		}
	}
}

// suspect starts a goroutine that waits for the disk of a root to answer. The owner
// calls it when a read takes long.
func (o *owner) suspect(path string) {
	r := o.state.Roots.At(path)
	if r == nil || r.Suspect {
		return
	}
	r.Suspect = true
	o.work.Go(func() {
		defer o.saw(look{root: path, over: true})
		began := time.Now()
		for {
			if _, err := scan.ReadRootInfo(o.ctx, path); !errors.Is(err, scan.ErrSilent) {
				return
			}
			o.saw(look{root: path, silent: true})
			if o.headless && time.Since(began) > headlessPatience {
				o.in.tell((*owner).cancel)
				return
			}
			select {
			case <-time.After(suspectEvery):
			case <-o.ctx.Done():
				return
			}
		}
	})
}

// saw sends a look to the owner. Any goroutine except the owner's.
func (o *owner) saw(l look) {
	select {
	case o.in.looks <- l:
	case <-o.in.done:
	}
}

// seen records a look.
func (o *owner) seen(l look) {
	r := o.state.Roots.At(l.root)
	if r == nil {
		return
	}
	if l.over {
		r.Suspect = false
	}
	o.setStalled(r, l.silent)
	if l.sight == nil {
		return
	}
	r.Sight = *l.sight
	if r.Unsaved {
		o.saver.root(r)
	}
	o.remote.Store(r.Path, r.Sight.Network)
	if r.Offline() {
		r.Verdict = state.Verdict{}
		o.setRoot(r)
		o.state.RefreshRoot(r.Path)
	}
}

func (o *owner) setStalled(r *state.Root, stalled bool) {
	switch {
	case !stalled:
		r.StalledSince = time.Time{}
	case r.StalledSince.IsZero():
		r.StalledSince = time.Now()
	}
	o.setRoot(r)
}

// setOffline marks a root as offline.
func (o *owner) setOffline(r *state.Root, reason string) {
	since := time.Now()
	was := r.Offline()
	if was {
		since = r.Verdict.Since
	}
	r.Verdict = state.Verdict{State: RootOffline, Reason: reason, Since: since}
	if was {
		return
	}
	o.state.RefreshRoot(r.Path)
	o.log.Warn("root_offline", "root", r.Path, "reason", reason)
}

// setRoot publishes the root's state as derived from the facts known about it.
func (o *owner) setRoot(r *state.Root) {
	state, reason, since := r.Condition()
	if r.State == state && r.Reason == reason {
		return
	}
	r.State, r.Reason, r.Since = state, reason, since
	o.log.Info("root_state", "root", r.Path, "state", string(state), "reason", reason)
}

// remember saves the facts by which the root will be recognised.
func (o *owner) remember(r *state.Root, s scan.RootInfo) {
	h := catalog.Health{
		Device: s.Device, FileSystem: s.FileSystem,
		Sentinels: o.state.Listed.Sentinels(r.Path), Files: r.Files, Scanned: time.Now().UnixNano(),
	}
	if same := r.Health; same.Device == h.Device && same.FileSystem == h.FileSystem && same.Files == h.Files &&
		slices.Equal(same.Sentinels, h.Sentinels) {
		return
	}
	r.Health = h
	o.saver.root(r)
}
