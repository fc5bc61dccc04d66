package library

import (
	"context"
	"errors"
	"io/fs"
	"runtime/debug"
	"slices"
	"time"

	"lectern/library/book"
	"lectern/library/probe"
	"lectern/library/scan"
)

// owner is the state and what is going on with it. Everything here runs on the
// owner goroutine.
type owner struct {
	*Library
	ctx       context.Context
	state     *state
	scans     int        // scans ever begun; a scan's number
	running   []*running // scans that have not ended
	waiting   []target   // scans that wait for one that goes on in the same folders
	probing   Work
	stopped   bool
	began     time.Time // when the current stretch of scans and probes began
	reused    int       // rows of this stretch that needed no probe
	measuring int       // files whose length is still to be counted
	notices   []string  // for the listener, newest last
}

// target is a folder to be scanned, and the root it belongs to.
type target struct{ root, dir string }

// running is a scan that goes on.
type running struct {
	target
	number  int
	known   int // rows the root had when it began
	tally   tally
	began   time.Time
	cancel  context.CancelFunc
	stopped bool // nothing it still brings counts
}

func (s *running) stop() {
	s.stopped = true
	s.cancel()
}

func newOwner(l *Library) *owner { return &owner{Library: l, state: newState()} }

// run is the owner loop. It publishes after every message; the view goroutine
// takes the newest when it is ready.
func (o *owner) run(ctx context.Context) {
	o.ctx = ctx
	for {
		select {
		case c := <-o.commands:
			c.do(o)
			o.publish()
			close(c.done)
			continue
		case batch := <-o.found:
			o.take(batch)
		case end := <-o.walked:
			o.walkEnded(end)
		case events := <-o.events:
			o.probed(events)
		case events := <-o.counted:
			o.measured(events)
		case c := <-o.changes:
			o.changed(c)
		case <-ctx.Done():
			return
		}
		o.publish()
	}
}

// publish makes the state readable: a snapshot for the view goroutine and a
// status for everybody.
func (o *owner) publish() {
	status := &Status{
		Roots:     make([]Root, len(o.state.roots)),
		Scanning:  len(o.running) > 0,
		Probing:   o.probing,
		Stopped:   o.stopped,
		Measuring: o.measuring,
		Notices:   o.notices,
	}
	for i, r := range o.state.roots {
		status.Roots[i] = *r
	}
	o.snapshot.Store(o.state.store.Snapshot())
	o.status.Store(status)
	nudge(o.redo)
}

func (o *owner) addRoot(path string) {
	if r := o.state.rootOf(path); r != nil {
		o.scan(target{r.Path, path})
		return
	}
	o.state.roots = append(o.state.roots, &Root{Path: path, State: RootReady})
	o.follow(path)
	o.scan(target{path, path})
}

func (o *owner) removeRoot(path string) {
	for _, s := range o.running {
		if s.root == path {
			s.stop()
		}
	}
	o.unfollow(path)
	o.state.removeRoot(path)
	o.pool.Cancel() // what it has of the root's; the rest is asked again
	o.submit(o.state.retry(o.state.release()))
}

func (o *owner) rescan(folders []string) {
	if len(folders) == 0 {
		for _, r := range o.state.roots {
			o.scan(target{r.Path, r.Path})
		}
	}
	for _, dir := range folders {
		dir = absolute(dir)
		if r := o.state.rootOf(dir); r != nil {
			o.scan(target{r.Path, dir})
		}
	}
}

// scan starts a scan, or lets it wait for one that goes on in the same root or
// in a root inside or around it: of two at once neither could tell what is gone.
func (o *owner) scan(t target) {
	for _, s := range o.running {
		if within(s.root, t.root) || within(t.root, s.root) {
			if !slices.Contains(o.waiting, t) {
				o.waiting = append(o.waiting, t)
			}
			return
		}
	}
	r := o.state.root(t.root)
	if r == nil {
		return // removed while the scan waited
	}
	ctx, cancel := context.WithCancel(o.ctx)
	o.scans++
	s := &running{target: t, number: o.scans, known: r.Files, began: time.Now(), cancel: cancel}
	if !o.probing.Running() && len(o.running) == 0 {
		o.began, o.reused = s.began, 0
		o.probing = Work{}
	}
	o.running, o.stopped = append(o.running, s), false
	o.rest()
	o.setRoot(r, RootScanning, "")
	o.log.Info("scan_started", "root", t.root, "dir", t.dir)
	o.work.Go(func() { o.walk(ctx, s) })
}

// walk runs on its own goroutine and hands everything to the owner.
func (o *owner) walk(ctx context.Context, s *running) {
	defer s.cancel()
	report, err := scan.Walk(ctx, s.root, s.dir, scan.Options{}, func(files []book.File) {
		select {
		case o.found <- listing{s, files}:
		case <-ctx.Done():
		}
	})
	select {
	case o.walked <- walk{s, report, err}:
	case <-o.done:
	}
}

func (o *owner) take(batch listing) {
	if batch.scan.stopped {
		return
	}
	o.submit(o.state.found(batch.files, batch.scan.number, &batch.scan.tally))
}

func (o *owner) walkEnded(end walk) {
	s := end.scan
	for i := range o.running {
		if o.running[i] == s {
			o.running = append(o.running[:i], o.running[i+1:]...)
			break
		}
	}
	if r := o.state.root(s.root); r != nil {
		o.settle(r, end)
	}
	waiting := o.waiting
	o.waiting = nil
	for _, t := range waiting {
		o.scan(t)
	}
	o.finish()
}

// settle decides what the end of a scan says about its root.
func (o *owner) settle(r *Root, end walk) {
	s, t := end.scan, &end.scan.tally
	whole := s.dir == s.root
	switch {
	case s.stopped: // a batch may be lost even where the walk came to its end
		o.setRoot(r, RootStopped, "")
	case end.err != nil && whole:
		state, reason := RootUnreadable, problem(s.dir, end.err).Reason()
		if s.known > 0 {
			state = RootOffline
		}
		o.setRoot(r, state, reason)
		o.log.Error("root_unreadable", "root", r.Path, "reason", reason)
	case errors.Is(end.err, fs.ErrNotExist):
		// Whether the folder alone is gone or the whole drive, the root tells.
		o.waiting = append(o.waiting, target{s.root, s.root})
	case end.err != nil:
		o.unreadable(r, s.dir, []scan.Problem{problem(s.dir, end.err)})
	case whole && t.files == 0 && s.known > 0:
		// A drive that was pulled leaves an empty mount point: no evidence
		// that a single book is gone.
		o.setRoot(r, RootOffline, "the folder is empty now")
	default:
		o.state.gone(s.target, s.number, end.report, t)
		o.unreadable(r, s.dir, end.report.Problems)
	}
	o.reused += t.reused
	o.faults(t.refused)
	o.log.Info("scan_done", "root", s.root, "dir", s.dir, "files", t.files, "added", t.added,
		"changed", t.changed, "missing", t.missing, "unchanged", t.unchanged,
		"took_ms", time.Since(s.began).Milliseconds(), "cancelled", s.stopped)
}

// unreadable makes problems what is known to be wrong in dir.
func (o *owner) unreadable(r *Root, dir string, problems []scan.Problem) {
	r.Problems = append(outside(r.Problems, dir), problems...)
	for _, p := range problems {
		o.log.Error("folder_unreadable", "folder", p.Path, "reason", p.Reason())
	}
	o.setRoot(r, RootReady, "")
}

// problem is the error of a walk of dir as a problem.
func problem(dir string, err error) scan.Problem {
	var p scan.Problem
	if errors.As(err, &p) {
		return p
	}
	return scan.Problem{Path: dir, Err: err}
}

// outside returns the problems that do not lie in dir.
func outside(problems []scan.Problem, dir string) (kept []scan.Problem) {
	for _, p := range problems {
		if !within(p.Path, dir) {
			kept = append(kept, p)
		}
	}
	return kept
}

func (o *owner) setRoot(r *Root, state RootState, reason string) {
	if r.State == state && r.Reason == reason {
		return
	}
	r.State, r.Reason = state, reason
	o.log.Info("root_state", "root", r.Path, "state", string(state), "reason", reason)
}

// submit hands files to the pool.
func (o *owner) submit(files []*book.File) {
	if len(files) == 0 {
		return
	}
	if !o.probing.Running() {
		o.probing = Work{Began: time.Now()}
	}
	o.probing.Total += len(files)
	o.stopped = false
	o.rest()
	o.pool.Submit(files)
}

func (o *owner) probed(events []probe.Event) {
	read, back, faulty := o.state.probed(events)
	o.probing.Done += read
	o.probing.Total -= back
	o.probing.Failed += len(faulty)
	o.faults(faulty)
	o.finish()
}

func (o *owner) faults(files []*book.File) {
	for _, f := range files {
		o.log.Warn("fault", "path", f.Path, "reason", f.Fault.Reason)
	}
}

// tidyAfter is how many files a stretch of work must have read for the memory
// it took to be worth giving back at once: at 10,000 it is tens of megabytes.
const tidyAfter = 10_000

// finish ends the stretch of work when nothing is left of it.
func (o *owner) finish() {
	if len(o.running) > 0 || o.probing.Done < o.probing.Total {
		return
	}
	if o.began.IsZero() {
		return
	}
	if o.probing.Running() {
		o.probing.Ended = time.Now()
	}
	o.log.Info("probe_done", "probed", o.probing.Done, "failed", o.probing.Failed, "reused", o.reused,
		"took_ms", o.probing.Elapsed(time.Now()).Milliseconds(), "cancelled", o.stopped)
	o.began = time.Time{}
	if o.probing.Done >= tidyAfter {
		o.work.Go(debug.FreeOSMemory)
	}
	if !o.stopped {
		o.measure()
	}
}

func (o *owner) cancel() {
	o.rest()
	if len(o.running) == 0 && !o.probing.Running() {
		return
	}
	for _, s := range o.running {
		s.stop()
	}
	for _, t := range o.waiting {
		if r := o.state.root(t.root); r != nil {
			o.setRoot(r, RootStopped, "")
		}
	}
	o.stopped, o.waiting = true, nil
	o.pool.Cancel()
	o.state.release()
}

func (o *owner) retry(ids []book.ID) {
	files := o.state.retry(ids)
	if len(files) > 0 && o.began.IsZero() {
		o.began, o.reused = time.Now(), 0
	}
	o.submit(files)
	o.pool.Prefer(ids...)
}

func (o *owner) retryFaulty() { o.retry(o.state.faulty()) }
