package library

import (
	"context"
	"errors"
	"io/fs"
	"slices"
	"time"

	"lectern/library/book"
	"lectern/library/catalog"
	"lectern/library/probe"
	"lectern/library/scan"
	"lectern/library/text"
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
	began     time.Time        // when the current stretch of scans and probes began
	reused    int              // rows of this stretch that needed no probe
	measuring int              // files whose length is still to be counted
	marks     map[book.ID]bool // files whose fingerprint is being taken
	marking   int              // how many these are
	notices   []string         // for the listener, newest last
	history   history
	reading   int // folders whose sidecars are being read
	lints     bool
	linted    *book.Snapshot // of the books as they were when they were last compared
	awaited   bool           // fingerprints are lacking for that

	rechecks rechecks    // faulty files to look at again
	again    *time.Timer // when the next is due

	restoring bool            // rows of the catalogue are still to come
	looked    time.Time       // when the rows that came so far were last shown
	removed   map[string]bool // roots removed while rows were to come
}

// target is a folder to be scanned, and the root it belongs to.
type target struct {
	root, dir string
	flat      bool // without the folders below
}

// covers reports whether a scan of t does all that one of u would.
func (t target) covers(u target) bool {
	return t.root == u.root && (t == u || !t.flat && text.Within(u.dir, t.dir))
}

// running is a scan that goes on.
type running struct {
	target
	number  int
	known   int // rows the root had when it began, the missing left out
	tally   tally
	began   time.Time
	cancel  context.CancelFunc
	stopped bool // nothing it still brings counts

	ended  *walk  // its walk, once that is over
	unseen []*row // what the walk did not find and nobody decided on yet
}

func (s *running) stop() {
	s.stopped = true
	s.cancel()
}

func newOwner(l *Library) *owner {
	return &owner{Library: l, state: newState(), marks: map[book.ID]bool{}, rechecks: rechecks{}, again: time.NewTimer(0)}
}

// run is the owner loop. It publishes after every message; the view goroutine
// takes the newest when it is ready.
func (o *owner) run() {
	defer o.again.Stop()
	for {
		select {
		case c := <-o.commands:
			c.do(o)
			o.publish()
			close(c.done)
			continue
		case do := <-o.preferred:
			do(o)
			continue
		case do := <-o.questions:
			do(o)
			continue
		case batch := <-o.restored:
			if !o.takeRestored(batch) {
				continue
			}
		case batch := <-o.found:
			o.take(batch)
		case batch := <-o.besides:
			o.beside(batch)
		case read := <-o.noted:
			o.note(read)
		case l := <-o.looks:
			o.seen(l)
		case end := <-o.walked:
			o.walkEnded(end)
		case events := <-o.events:
			o.probed(events)
		case events := <-o.counted:
			o.measured(events)
		case events := <-o.prints:
			o.marked(events)
		case c := <-o.changes:
			o.changed(c)
		case <-o.again.C:
			o.recheck()
		case <-o.kept():
			o.logFaults()
			if o.catalog.Renewed() {
				o.keepAll()
			}
		case <-o.ctx.Done():
			return
		}
		o.publish()
	}
}

// kept holds a word when the catalogue has news.
func (o *owner) kept() <-chan struct{} {
	if o.catalog == nil {
		return nil
	}
	return o.catalog.News()
}

// publish makes the state readable: a snapshot for the view goroutine and a
// status for everybody. The catalogue is told first.
func (o *owner) publish() {
	busy := len(o.running)+o.reading > 0 || o.probing.Running() || o.restoring
	o.state.draw(time.Now(), busy)
	if !busy && o.catalog != nil && !o.headless { // without a catalogue a file that moved is a new one
		o.state.pairUp()
	}
	o.save()
	status := &Status{
		Roots:     make([]Root, len(o.state.roots)),
		Scanning:  len(o.running)+o.reading > 0,
		Probing:   o.probing,
		Stopped:   o.stopped,
		Measuring: o.measuring,
		Marking:   o.marking,
		Restoring: o.restoring,
		CanUndo:   len(o.history.done) > 0,
		CanRedo:   len(o.history.undone) > 0,
		Notices:   o.notices,
		Replaced:  o.state.replacements(),
	}
	if o.catalog != nil {
		status.Notices = append(slices.Clone(o.notices), o.catalog.Notices()...)
		status.Unsaved = o.catalog.Unsaved()
		status.Unsavable, status.Forgetful = o.catalog.Trouble()
	}
	snapshot := o.state.store.Snapshot()
	o.state.countHeld(snapshot)
	for i, r := range o.state.roots {
		status.Roots[i] = r.Root
	}
	status.Linting = o.lints && (o.linted != snapshot || o.awaited && !o.stopped)
	o.snapshot.Store(snapshot)
	o.status.Store(status)
	nudge(o.redo)
	if o.lints && o.linted != snapshot && !status.Busy() {
		nudge(o.unlinted)
	}
}

func (o *owner) addRoot(path string) {
	if r := o.state.rootOf(path); r != nil {
		if r.Settings.Paused {
			set := r.Settings
			set.Paused = false
			o.configure(r.Path, set)
		}
		o.scan(target{root: r.Path, dir: path})
		return
	}
	o.introduce(path, Settings{})
	o.scan(target{root: path, dir: path})
}

// enroll makes a folder that is known to be there a root that nothing has scanned yet.
func (o *owner) enroll(path string, set Settings) { o.keepRoot(o.introduce(path, set)) }

// introduce is enroll for a path of which nobody knows what it is: the catalogue is
// told once the folder was seen, so that a misspelt path is no root for good.
func (o *owner) introduce(path string, set Settings) *root {
	r := newRoot(path, time.Now())
	r.Settings, r.unkept = set, o.catalog != nil
	o.list(r)
	return r
}

// list makes r one of the roots.
func (o *owner) list(r *root) {
	o.state.roots = append(o.state.roots, r)
	delete(o.removed, r.Path)
	o.setLimit(r)
	if !o.restoring {
		o.follow(r)
	}
}

// removeRoot takes a root out of the library. It returns the rows that left the list
// with it, and those that another root has now.
func (o *owner) removeRoot(path string) (retired, passed []*row) {
	r := o.state.root(path)
	if r == nil {
		return nil, nil
	}
	o.stopScans(path)
	o.unfollow(r)
	if o.restoring {
		if o.removed == nil {
			o.removed = map[string]bool{}
		}
		o.removed[path] = true
	}
	retired, passed, unnoted := o.state.removeRoot(path, time.Now().UnixNano())
	o.save() // its rows go before it does: none is left without a root
	if o.catalog != nil {
		for _, folder := range unnoted {
			o.catalog.Save(catalog.DropNotes(folder))
		}
		o.catalog.Save(catalog.DropRoot(path))
	}
	o.adopt()
	o.askAgain()
	o.decide()
	for _, other := range o.state.roots { // what was this root's may be theirs now
		if other.last.state == RootElsewhere || text.Within(path, other.Path) {
			o.scan(target{root: other.Path, dir: other.Path})
		}
	}
	return retired, passed
}

// stopScans stops the scans of a root, those that wait as well.
func (o *owner) stopScans(path string) {
	for _, s := range o.running {
		if s.root == path {
			s.stop()
		}
	}
	o.waiting = slices.DeleteFunc(o.waiting, func(t target) bool { return t.root == path })
}

// askAgain takes back all that the pool was asked, and asks again for what may
// still be read.
func (o *owner) askAgain() {
	o.pool.Cancel()
	o.submit(o.state.retry(o.state.release()))
}

func (o *owner) rescan(folders []string) {
	if len(folders) == 0 {
		for _, r := range o.state.roots {
			o.scan(target{root: r.Path, dir: r.Path})
		}
	}
	for _, dir := range folders {
		dir = absolute(dir)
		if r := o.state.rootOf(dir); r != nil {
			o.scan(target{root: r.Path, dir: dir})
		}
	}
}

// scan starts a scan, or lets it wait for one that goes on in the same root or
// in a root inside or around it: of two at once neither could tell what is gone.
func (o *owner) scan(t target) {
	wait := o.restoring
	for _, s := range o.running {
		wait = wait || text.Within(s.root, t.root) || text.Within(t.root, s.root)
	}
	if wait {
		if !slices.ContainsFunc(o.waiting, func(w target) bool { return w.covers(t) }) {
			o.waiting = append(slices.DeleteFunc(o.waiting, t.covers), t)
		}
		return
	}
	r := o.state.root(t.root)
	if r == nil || r.Settings.Paused {
		return // removed or paused while the scan waited
	}
	ctx, cancel := context.WithCancel(o.ctx)
	o.scans++
	s := &running{target: t, number: o.scans, known: o.state.present(r), began: time.Now(), cancel: cancel}
	if !o.probing.Running() && len(o.running) == 0 {
		o.began, o.reused = s.began, 0
		o.probing = Work{}
	}
	o.running, o.stopped = append(o.running, s), false
	o.rest()
	r.scanning = true
	o.setRoot(r)
	o.log.Info("scan_started", "root", t.root, "dir", t.dir)
	opts := scan.Options{Flat: t.flat, Patterns: r.Settings.Patterns, Others: o.others(r)}
	health := r.health
	o.work.Go(func() { o.walk(ctx, s, opts, health) })
}

// others are the other roots, as a walk of r wants to know them.
func (o *owner) others(r *root) (others []scan.Other) {
	earlier := true
	for _, other := range o.state.roots {
		if other == r {
			earlier = false
			continue
		}
		others = append(others, scan.Other{Path: other.Path, Earlier: earlier})
	}
	return others
}

// resume starts the scans that waited.
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
	o.submit(o.state.found(batch.files, batch.scan.number, time.Now().UnixNano(), t))
	o.followFiles(t.growing)
	t.growing = nil
}

func (o *owner) walkEnded(end walk) {
	end.scan.ended = &end
	o.decide()
}

// decide ends the scans whose walk is over, as far as it is known what became
// of what they did not find. It is called again when more is known.
func (o *owner) decide() {
	for _, s := range slices.Clone(o.running) {
		if s.ended != nil && o.conclude(s) {
			o.running = slices.DeleteFunc(o.running, func(r *running) bool { return r == s })
			if r := o.state.root(s.root); r != nil {
				r.scanning = slices.ContainsFunc(o.running, func(r *running) bool { return r.root == s.root })
				o.setRoot(r)
			}
			o.resume()
		}
	}
	o.finish()
}

// conclude decides what the end of a scan says. It reports false if more must
// be known first.
func (o *owner) conclude(s *running) bool {
	r, end, t := o.state.root(s.root), s.ended, &s.tally
	whole := s.dir == s.root && !s.flat
	var elsewhere scan.Elsewhere
	switch {
	case r == nil:
	case s.stopped: // a batch may be lost even where the walk came to its end
		if whole {
			r.last = verdict{state: RootStopped}
		}
	case end.offline != "":
		o.setOffline(r, end.offline)
	case errors.As(end.err, &elsewhere):
		r.last = verdict{state: RootElsewhere, reason: elsewhere.Error()}
		if s.unseen == nil {
			s.unseen = o.state.of(r.Path)
		}
		if !o.lost(s) {
			return false
		}
	case errors.Is(end.err, scan.ErrSilent):
		o.setStalled(r, true)
	case end.err != nil && s.dir == s.root:
		reason := problem(s.dir, end.err).Reason()
		if s.known > 0 {
			o.setOffline(r, reason)
		} else {
			r.last = verdict{RootUnreadable, reason, time.Now()}
			o.log.Error("root_unreadable", "root", r.Path, "reason", reason)
		}
	case errors.Is(end.err, fs.ErrNotExist):
		// Whether the folder alone is gone or the whole drive, the root tells.
		o.waiting = append(o.waiting, target{root: s.root, dir: s.root})
	case end.err != nil:
		o.unreadable(r, s.target, []scan.Problem{problem(s.dir, end.err)})
	case whole && s.known > 0 && end.bare && !end.sight.Empty:
		o.setOffline(r, stripped)
	case whole && s.known > 0 && end.bare:
		// A drive that was pulled leaves an empty mount point: no evidence
		// that a single book is gone.
		o.setOffline(r, emptied)
	default:
		if !o.lost(s) {
			return false
		}
		o.dropNotes(s)
		o.unreadable(r, s.target, end.report.Problems)
		if whole {
			r.last = verdict{}
			o.remember(r, end.sight)
		}
	}
	o.reused += t.reused
	o.faults(t.refused)
	o.log.Info("scan_done", "root", s.root, "dir", s.dir, "files", t.files, "added", t.added,
		"changed", t.changed, "missing", t.missing, "moved", t.moved, "unchanged", t.unchanged,
		"took_ms", time.Since(s.began).Milliseconds(), "cancelled", s.stopped)
	return true
}

// lost decides what became of what a scan did not find, and of what was missing
// already and may have come up. It reports false while a fingerprint or a probe
// must be awaited for that; these come first then.
func (o *owner) lost(s *running) bool {
	if s.unseen == nil {
		s.unseen = o.state.unseen(s.target, s.number, s.ended.report)
	}
	s.unseen = slices.DeleteFunc(s.unseen, func(r *row) bool { // decided meanwhile
		return o.state.byID[r.file.ID] != r || r.file.State == book.Missing
	})
	if o.catalog != nil {
		now := time.Now().UnixNano()
		pairs, wanted := o.state.rotated(s.unseen, now)
		if o.mark(wanted) {
			return false
		}
		o.move(s, o.state.lift(pairs, now))
		pairs, wanted = o.state.reunite(s.unseen)
		if o.mark(wanted) {
			return false
		}
		o.move(s, pairs)
	}
	root := o.state.root(s.root)
	if n := o.retireMisplaced(s, root); n > 0 {
		o.log.Info("retired", "root", s.root, "rows", n)
	}
	was := root.Held
	s.tally.missing = o.state.lose(s.root, s.unseen, time.Now().UnixNano())
	if root.Held != was && root.Held.Missing > 0 {
		o.log.Warn("held", "root", s.root, "rows", root.Held.Missing, "of", root.Held.Of)
	}
	return true
}

// move has rows go to the places where their content came up.
func (o *owner) move(s *running, pairs []pair) {
	for _, p := range pairs {
		o.log.Info("moved", "id", p.old.file.ID, "from", p.old.file.Path, "to", p.now.file.Path)
		if f := o.state.move(p); f != nil {
			o.submit([]*book.File{f})
		}
		s.tally.moved++
		o.accounted(p.old)
	}
}

// accounted takes a row whose file was found elsewhere from what the scans did not
// find. The scan that saw its new place may be an older one than theirs.
func (o *owner) accounted(moved *row) {
	for _, s := range o.running {
		s.unseen = slices.DeleteFunc(s.unseen, func(r *row) bool { return r == moved })
	}
}

// retireMisplaced retires the rows that a scan did not see because the user's
// patterns pass over them, or because another root has their files now, and rows
// for them.
func (o *owner) retireMisplaced(s *running, r *root) (n int) {
	if len(s.unseen) == 0 {
		return 0
	}
	matches, now := scan.Ignorer(r.Settings.Patterns), time.Now().UnixNano()
	s.unseen = slices.DeleteFunc(s.unseen, func(row *row) bool {
		path := row.file.Path
		if r.last.state != RootElsewhere && s.ended.report.Other(path) == "" && !matches(s.root, path, false) {
			return false
		}
		o.state.retire(row, now)
		n++
		return true
	})
	return n
}

// unreadable makes problems what is known to be wrong where a scan looked.
func (o *owner) unreadable(r *root, in target, problems []scan.Problem) {
	r.Problems = append(outside(r.Problems, in), problems...)
	for _, p := range problems {
		o.log.Error("folder_unreadable", "folder", p.Path, "reason", p.Reason())
	}
}

// problem is the error of a walk of dir as a problem.
func problem(dir string, err error) scan.Problem {
	var p scan.Problem
	if errors.As(err, &p) {
		return p
	}
	return scan.Problem{Path: dir, Err: err}
}

// outside returns the problems of folders that a scan did not look into.
func outside(problems []scan.Problem, in target) (kept []scan.Problem) {
	for _, p := range problems {
		if looked := p.Path == in.dir || !in.flat && text.Within(p.Path, in.dir); !looked {
			kept = append(kept, p)
		}
	}
	return kept
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
	a := o.state.probed(events, time.Now().UnixNano(), o.followed)
	o.probing.Done += a.read
	o.probing.Total -= a.back
	o.probing.Failed += len(a.faulty)
	o.faults(a.faulty)
	o.recheckLater(a.faulty)
	o.followFiles(a.growing)
	for _, e := range events {
		if e.Slow {
			o.suspect(e.File.Root)
		}
	}
	o.decide()
}

func (o *owner) faults(files []*book.File) {
	for _, f := range files {
		o.log.Warn("fault", "path", f.Path, "reason", f.Fault.Reason)
	}
}

// finish ends the stretch of work when nothing is left of it.
func (o *owner) finish() {
	if len(o.running)+o.reading > 0 || o.probing.Done < o.probing.Total {
		return
	}
	if o.began.IsZero() {
		return
	}
	if o.probing.Running() {
		o.probing.Ended = time.Now()
	}
	o.resemble()
	o.log.Info("probe_done", "probed", o.probing.Done, "failed", o.probing.Failed, "reused", o.reused,
		"took_ms", o.probing.Elapsed(time.Now()).Milliseconds(), "cancelled", o.stopped)
	o.began = time.Time{}
	o.adopt()
	if !o.stopped {
		rows := o.state.lacking()
		o.markAll(rows)
		o.measure(rows)
	}
}

func (o *owner) cancel() {
	o.rest()
	if o.marker != nil {
		o.marker.Cancel()
	}
	if len(o.running)+len(o.waiting) == 0 && !o.probing.Running() {
		return
	}
	for _, s := range o.running {
		s.stop()
	}
	for _, t := range o.waiting {
		if r := o.state.root(t.root); r != nil && r.last.state == "" {
			r.last = verdict{state: RootStopped}
			o.setRoot(r)
		}
	}
	o.stopped, o.waiting = true, nil
	o.pool.Cancel()
	o.state.release()
	o.decide()
}

func (o *owner) retry(ids []book.ID) { o.retryFiles(o.state.filesOf(ids)) }

func (o *owner) retryFiles(ids []book.ID) {
	files := o.state.retry(ids)
	if len(files) > 0 && o.began.IsZero() {
		o.began, o.reused = time.Now(), 0
	}
	o.submit(files)
	o.pool.Prefer(ids...)
}

func (o *owner) retryFaulty() { o.retryFiles(o.state.faulty()) }
