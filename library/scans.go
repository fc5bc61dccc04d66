package library

import (
	"context"
	"errors"
	"io/fs"
	"slices"
	"time"

	"lectern/library/scan"
	"lectern/library/state"
	"lectern/library/text"
)

// target is a folder to scan, and the root that it belongs to.
type target struct {
	root, dir string
	flat      bool // without the folders below dir
}

// covers reports whether a scan of t includes everything that a scan of u does.
func (t target) covers(u target) bool {
	return t.root == u.root && (t == u || !t.flat && text.Within(u.dir, t.dir))
}

// running is a scan in progress.
type running struct {
	target
	number  int
	known   int // rows of the root when the scan began, without missing ones
	tally   state.Tally
	began   time.Time
	cancel  context.CancelFunc
	stopped bool // results that still arrive are ignored

	ended  *walk        // result of its walk, nil until the walk ends
	unseen []*state.Row // rows that the walk did not find, still undecided
}

func (s *running) stop() {
	s.stopped = true
	s.cancel()
}

// stopScans stops the scans of a root, including those that wait.
func (o *owner) stopScans(path string) {
	for _, s := range o.running {
		if s.root == path {
			s.stop()
		}
	}
	o.waiting = slices.DeleteFunc(o.waiting, func(t target) bool { return t.root == path })
}

func (o *owner) rescan(folders []string) {
	if len(folders) == 0 {
		for _, r := range o.state.Roots {
			o.scan(target{root: r.Path, dir: r.Path})
		}
	}
	for _, dir := range folders {
		dir = absolute(dir)
		if r := o.state.Roots.Of(dir); r != nil {
			o.scan(target{root: r.Path, dir: dir})
		}
	}
}

// scan starts a scan. While another scan is running in the same root, or in a root
// inside or around it, the new scan waits: during two such scans at once, neither could
// tell which files are gone. Scans also wait while the catalogue is being loaded.
func (o *owner) scan(t target) {
	wait := o.state.Folders.Loading
	for _, s := range o.running {
		wait = wait || text.Within(s.root, t.root) || text.Within(t.root, s.root)
	}
	if wait {
		if !slices.ContainsFunc(o.waiting, func(w target) bool { return w.covers(t) }) {
			o.waiting = append(slices.DeleteFunc(o.waiting, t.covers), t)
		}
		return
	}
	r := o.state.Roots.At(t.root)
	if r == nil || r.Settings.Paused {
		return // removed or paused while the scan waited
	}
	if r.Offline() { // if the root is back, the scan must look at all of it: it may be another folder
		t = target{root: t.root, dir: t.root}
	}
	ctx, cancel := context.WithCancel(o.ctx)
	o.scans++
	s := &running{target: t, number: o.scans, known: o.state.Listed.CountPresent(r), began: time.Now(), cancel: cancel}
	if !o.probing.Running() && len(o.running) == 0 {
		o.began, o.reused = s.began, 0
		o.probing = Work{}
	}
	o.running, o.stopped = append(o.running, s), false
	o.rest()
	r.Scanning = true
	o.conditions.update(r)
	o.log.Info("scan_started", "root", t.root, "dir", t.dir)
	opts := scan.Options{Flat: t.flat, Patterns: r.Settings.Patterns, Others: o.others(r)}
	health := r.Health
	o.work.Go(func() { o.disks.walk(ctx, s, opts, health) })
}

// others returns the roots other than r, for a walk of r.
func (o *owner) others(r *state.Root) (others []scan.Other) {
	earlier := true
	for _, other := range o.state.Roots {
		if other == r {
			earlier = false
			continue
		}
		others = append(others, scan.Other{Path: other.Path, Earlier: earlier})
	}
	return others
}

// resume starts the waiting scans.
func (o *owner) resume() {
	waiting := o.waiting
	o.waiting = nil
	for _, t := range waiting {
		o.scan(t)
	}
}

func (o *owner) take(batch listing) {
	if batch.scan.stopped {
		return
	}
	t := &batch.scan.tally
	o.submit(o.state.List(batch.files, batch.scan.number, time.Now().UnixNano(), t))
	o.follower.await(t.Growing)
	t.Growing = nil
}

func (o *owner) walkEnded(end walk) {
	end.scan.ended = &end
	o.decide()
}

// decide ends each scan whose walk has ended, unless it is still unknown what became of
// the files that the walk did not find. It is called again when more is known.
func (o *owner) decide() {
	for _, s := range slices.Clone(o.running) {
		if s.ended != nil && o.conclude(s) {
			o.running = slices.DeleteFunc(o.running, func(r *running) bool { return r == s })
			if r := o.state.Roots.At(s.root); r != nil {
				r.Scanning = slices.ContainsFunc(o.running, func(r *running) bool { return r.root == s.root })
				o.conditions.update(r)
			}
			o.rebuild(o.headless) // everything found is shown, also in folders that rest
			o.resume()
		}
	}
	o.finish()
}

// conclude applies the result of a scan whose walk has ended. It returns false if a
// fingerprint or a probe must be awaited first.
func (o *owner) conclude(s *running) bool {
	r, end, t := o.state.Roots.At(s.root), s.ended, &s.tally
	whole := s.dir == s.root && !s.flat
	var elsewhere scan.Elsewhere
	switch {
	case r == nil:
	case s.stopped: // batches may be lost even if the walk reached its end
		if whole {
			r.Verdict = state.Verdict{State: RootStopped}
		}
	case end.offline != "":
		o.conditions.offline(r, end.offline)
	case errors.As(end.err, &elsewhere):
		r.Verdict = state.Verdict{State: RootElsewhere, Reason: elsewhere.Error()}
		if s.unseen == nil {
			s.unseen = o.state.Listed.Present(r.Path)
		}
		if !o.lost(s) {
			return false
		}
	case errors.Is(end.err, scan.ErrSilent):
		o.conditions.stalled(r, true)
	case end.err != nil && s.dir == s.root:
		reason := problem(s.dir, end.err).Reason()
		if s.known > 0 {
			o.conditions.offline(r, reason)
		} else {
			r.Verdict = state.Verdict{State: RootUnreadable, Reason: reason, Since: time.Now()}
			o.log.Error("root_unreadable", "root", r.Path, "reason", reason)
		}
	case errors.Is(end.err, fs.ErrNotExist):
		// Only a scan of the root shows whether just this folder is gone or the whole
		// drive.
		o.waiting = append(o.waiting, target{root: s.root, dir: s.root})
	case end.err != nil:
		o.conditions.unreadable(r, s.target, []scan.Problem{problem(s.dir, end.err)})
	case whole && s.known > 0 && end.bare && !end.sight.Empty:
		o.conditions.offline(r, stripped)
	case whole && s.known > 0 && end.bare:
		// An unplugged drive leaves an empty mount point, which is no evidence that any
		// book is gone.
		o.conditions.offline(r, emptied)
	default:
		if !o.lost(s) {
			return false
		}
		o.dropNotes(s)
		o.conditions.unreadable(r, s.target, end.report.Problems)
		r.Skipped = end.report.Skipped || r.Skipped && !whole
		r.Marked = end.report.Marked() || r.Marked && !whole
		if whole {
			r.Verdict = state.Verdict{}
			o.conditions.remember(r, end.sight)
		}
	}
	o.reused += t.Reused
	o.came += t.Added
	o.faults(t.Refused)
	o.log.Info("scan_done", "root", s.root, "dir", s.dir, "files", t.Files, "added", t.Added,
		"changed", t.Changed, "missing", t.Missing, "moved", t.Moved, "unchanged", t.Unchanged,
		"took_ms", time.Since(s.began).Milliseconds(), "cancelled", s.stopped)
	return true
}

// problem converts the error of a walk of dir.
func problem(dir string, err error) scan.Problem {
	var p scan.Problem
	if errors.As(err, &p) {
		return p
	}
	return scan.Problem{Path: dir, Err: err}
}
