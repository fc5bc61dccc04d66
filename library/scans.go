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

// scans holds the scans in progress and those that wait for them. Owner goroutine only.
type scans struct {
	last    int // number of the newest scan
	running []*running
	waiting []target
}

// target is a folder to scan, and the root that it belongs to.
type target struct {
	root, dir string
	flat      bool // without the folders below dir
}

// wholeRoot returns the target of a scan of a whole root.
func wholeRoot(root string) target { return target{root: root, dir: root} }

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

	awaited []awaited // what that decision waits for
}

func (s *running) stop() {
	s.stopped = true
	s.cancel()
}

// begin adds a scan of a root with this number of known rows.
func (all *scans) begin(t target, known int, cancel context.CancelFunc) *running {
	all.last++
	s := &running{target: t, number: all.last, known: known, began: time.Now(), cancel: cancel}
	all.running = append(all.running, s)
	return s
}

// end removes a scan and reports whether another one runs in its root.
func (all *scans) end(s *running) (another bool) {
	all.running = slices.DeleteFunc(all.running, func(r *running) bool { return r == s })
	return slices.ContainsFunc(all.running, func(r *running) bool { return r.root == s.root })
}

// overlap reports whether a scan runs in a root, or in a root inside or around it.
func (all *scans) overlap(root string) bool {
	return slices.ContainsFunc(all.running, func(s *running) bool {
		return text.Within(s.root, root) || text.Within(root, s.root)
	})
}

// mostScans is how many scans run at the same time, without those whose disk does not answer.
// Each has some readers, and a list of all other roots, of which there may be thousands:
// "lectern scan */".
const mostScans = 32

// crowded reports whether another scan has to wait.
func (all *scans) crowded(roots state.Roots) bool {
	n := len(all.running)
	if n < mostScans {
		return false
	}
	for _, s := range all.running {
		if r := roots.At(s.root); r == nil || !r.StalledSince.IsZero() {
			n--
		}
	}
	return n >= mostScans
}

// wait adds a scan to those that wait, unless one of them covers it.
func (all *scans) wait(t target) {
	if !slices.ContainsFunc(all.waiting, func(w target) bool { return w.covers(t) }) {
		all.waiting = append(slices.DeleteFunc(all.waiting, t.covers), t)
	}
}

// takeWaiting returns the scans that wait and clears the list.
func (all *scans) takeWaiting() []target {
	waiting := all.waiting
	all.waiting = nil
	return waiting
}

// stop stops the scans of a root, including those that wait.
func (all *scans) stop(root string) {
	for _, s := range all.running {
		if s.root == root {
			s.stop()
		}
	}
	all.waiting = slices.DeleteFunc(all.waiting, func(t target) bool { return t.root == root })
}

// found removes rows whose files were found elsewhere from the unseen rows of all scans:
// the scan that found a file may have begun before them.
func (all *scans) found(moved map[*state.Row]bool) {
	for _, s := range all.running {
		s.unseen = slices.DeleteFunc(s.unseen, func(r *state.Row) bool { return moved[r] })
	}
}

// rescan scans folders, or all roots if none is named.
func (o *owner) rescan(folders []string) {
	if len(folders) == 0 {
		for _, r := range o.state.Roots {
			o.scan(wholeRoot(r.Path))
		}
	}
	for _, dir := range folders {
		dir = absolute(dir)
		if r := o.state.Roots.Of(dir); r != nil {
			o.scanAll(r, dir)
		}
	}
}

// scanAll scans a folder of a root and the roots inside the folder, which own what is in
// them. Without a window, it scans those that are paused, too: the user names the folder, and
// does not see that they were paused.
func (o *owner) scanAll(r *state.Root, dir string) {
	r.Once = r.Once || o.headless
	o.scan(target{root: r.Path, dir: dir})
	for _, inner := range o.state.Roots {
		if inner.Path != dir && text.Within(inner.Path, dir) {
			inner.Once = inner.Once || o.headless
			o.scan(wholeRoot(inner.Path))
		}
	}
}

// scan starts a scan. While another scan is running in the same root, or in a root
// inside or around it, the new scan waits: during two such scans at once, neither could
// tell which files are gone. Scans also wait while the catalogue is being loaded, or while
// many are running.
func (o *owner) scan(t target) {
	if o.state.Folders.Loading || o.scans.overlap(t.root) || o.scans.crowded(o.state.Roots) {
		o.scans.wait(t)
		return
	}
	r := o.state.Roots.At(t.root)
	if r == nil || r.Paused() {
		return // removed or paused while the scan waited
	}
	if r.Offline() { // if the root is back, the scan must look at all of it: it may be another folder
		t = wholeRoot(t.root)
	}
	ctx, cancel := context.WithCancel(o.ctx)
	o.stretch.scan(len(o.scans.running) == 0)
	s := o.scans.begin(t, o.state.Listed.CountPresent(r), cancel)
	o.measuring.rest()
	r.Scanning = true
	o.conditions.update(r)
	o.log.Info("scan_started", "root", t.root, "dir", t.dir)
	opts := scan.Options{Flat: t.flat, Patterns: r.Settings.Patterns, Others: others(o.state.Roots, r)}
	health := r.Health
	o.work.Go(func() { o.disks.walk(ctx, s, opts, health) })
}

// others returns the roots other than r, for a walk of r.
func others(roots state.Roots, r *state.Root) (others []scan.Other) {
	earlier := true
	for _, other := range roots {
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
	waiting := o.scans.takeWaiting()
	for i, t := range waiting {
		if o.scans.crowded(o.state.Roots) {
			o.scans.waiting = append(o.scans.waiting, waiting[i:]...)
			return
		}
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

// decide ends each scan whose walk has ended, unless it is still unknown what became of
// the files that the walk did not find. It is called again when more is known.
func (o *owner) decide() {
	for _, s := range slices.Clone(o.scans.running) {
		if s.ended != nil && o.conclude(s) {
			another := o.scans.end(s)
			if r := o.state.Roots.At(s.root); r != nil {
				r.Scanning = another
				o.conditions.update(r)
			}
			o.resume()
		}
	}
	o.finish()
}

// conclude applies the result of a scan whose walk has ended. It returns false if a
// fingerprint or a probe must be awaited first.
func (o *owner) conclude(s *running) bool {
	r, end, t := o.state.Roots.At(s.root), s.ended, &s.tally
	whole := s.target == wholeRoot(s.root)
	var elsewhere scan.Elsewhere
	switch {
	case r == nil:
	case s.stopped: // batches may be lost even if the walk reached its end
		if whole && !r.Offline() && r.Verdict.State != RootUnreadable {
			r.Verdict = state.Verdict{State: RootStopped}
		}
		if !r.StalledSince.IsZero() { // the scan no longer waits for its disk
			o.conditions.suspect(r.Path)
		}
	case end.offline != "":
		o.conditions.offline(r, end.offline)
	case errors.As(end.err, &elsewhere):
		r.Verdict = state.Verdict{State: RootElsewhere, Owner: elsewhere.Root}
		if s.unseen == nil {
			s.unseen = o.state.Listed.Present(r.Path)
		}
		if !o.lost(s) {
			return false
		}
	case errors.Is(end.err, scan.ErrSilent) && (end.sight.Device == 0 || s.dir == s.root): // not a folder of a root that answers
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
		o.scans.waiting = append(o.scans.waiting, wholeRoot(s.root))
	case end.err != nil:
		o.conditions.unreadable(r, s.target, end.report, []scan.Problem{problem(s.dir, end.err)})
	case whole && s.known > 0 && end.bare && !end.sight.Empty:
		o.conditions.offline(r, stripped)
	case whole && s.known > 0 && end.bare:
		// An unplugged drive leaves an empty mount point, which is no evidence that any
		// book is gone.
		o.conditions.offline(r, emptied)
	default:
		o.state.Remount(r, end.sight.Mounts)
		if !o.lost(s) {
			return false
		}
		o.reading.drop(s)
		o.conditions.unreadable(r, s.target, end.report, end.report.Problems)
		r.Skipped = end.report.Skipped || r.Skipped && !whole
		r.HasMarkers = end.report.HasMarkers() || r.HasMarkers && !whole
		if !end.remounted { // otherwise another scan follows
			o.conditions.mounts(r, end.sight.Mounts, whole)
		}
		if whole {
			r.Verdict = state.Verdict{}
			o.conditions.remember(r, end.sight, s.began)
		}
	}
	o.stretch.reused += t.Reused
	o.came += t.Added
	o.logFaulty(t.Refused)
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
