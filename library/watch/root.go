package watch

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"
)

const (
	pollEvery    = 15 * time.Minute // what is not watched is listed, unless the listener says otherwise
	hourly       = time.Hour        // what is watched is listed all the same
	retryFirst   = time.Second      // a root that is gone is looked for, then after twice the time
	retryLongest = time.Minute
	// recover is how long after lost events the root is taken up again: a
	// storm loses more than once.
	recover = time.Second
	// slack is how much older than a change its time can be: FAT counts in
	// steps of two seconds.
	slack = 2 * time.Second
	// looksAtOnce is how many files are looked at before events are heard again.
	looksAtOnce = 256
)

const limitNotice = "The system lets no more folders be watched. " +
	"Those that are left are looked at every 15 minutes. " +
	"To watch them all, raise fs.inotify.max_user_watches and max_user_instances."

// root follows one root. Everything below the mutex's part belongs to run.
type root struct {
	w      *Watcher
	log    *slog.Logger
	path   string
	opts   Options
	every  time.Duration // between two listings of what is polled
	ctx    context.Context
	cancel context.CancelFunc
	wake   chan struct{} // there is an event or a request

	mu       sync.Mutex
	asked    []string // files to follow
	remapped bool     // the mount table has changed
	status   Status

	agg     *aggregate
	feed    *feed             // nil unless watching
	here    fs.FileInfo       // the folder that is followed
	mounts  []string          // mount points below it
	folders *tree             // watched or in polled
	polled  map[string]string // folders that are not watched, and why
	jobs    []job             // folders to watch and list, last first
	after   string            // what is to be said of the root when jobs is empty
	told    Status            // as last delivered
	notice  string

	pollAt, checkAt, retryAt, recoverAt time.Time // zero for never
	retry                               time.Duration
}

// job is a folder that wants a watch. What has changed there since is reported.
type job struct {
	path  string
	since time.Time
}

func newRoot(w *Watcher, path string, opts Options) *root {
	r := &root{w: w, log: w.log.With("root", path), path: path, opts: opts, wake: make(chan struct{}, 1)}
	r.ctx, r.cancel = context.WithCancel(w.ctx)
	r.every = pollEvery
	if opts.Poll > 0 {
		r.every = opts.Poll
	}
	r.status.Every = r.every
	r.told = r.status
	return r
}

func (r *root) nudge() {
	select {
	case r.wake <- struct{}{}:
	default:
	}
}

func (r *root) ask(files []string) {
	r.mu.Lock()
	r.asked = append(r.asked, files...)
	r.mu.Unlock()
	r.nudge()
}

func (r *root) recheck() {
	r.mu.Lock()
	r.remapped = true
	r.mu.Unlock()
	r.nudge()
}

func (r *root) current() Status {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.status
}

func (r *root) setStatus(change func(s *Status)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	change(&r.status)
}

// run follows the root until it is cancelled. All its I/O is here.
func (r *root) run() {
	defer r.cancel()
	defer r.leave()
	r.agg = newAggregate(r.path, quietLocal)
	r.begin("", r.opts.Since)
	timer := time.NewTimer(0)
	defer timer.Stop()
	busy := make(chan struct{})
	close(busy)
	for r.ctx.Err() == nil {
		r.hear()
		r.visit()
		now := time.Now()
		r.lookAround(now)
		r.clock(now)
		var more, turn <-chan struct{}
		if len(r.jobs) > 0 {
			more = busy
		}
		at := r.agg.ready()
		if r.news() || !at.IsZero() && !at.After(now) {
			turn, at = r.w.turn, time.Time{}
		}
		if next := r.next(at); next.IsZero() {
			timer.Stop()
		} else {
			timer.Reset(next.Sub(now))
		}
		select {
		case <-r.ctx.Done():
		case <-more:
		case <-r.wake:
		case <-timer.C:
		case <-turn:
			r.w.handed <- r.change(time.Now())
		}
	}
}

// next is the earliest of all that waits for its time, at included.
func (r *root) next(at time.Time) time.Time {
	for _, t := range []time.Time{r.agg.files.next(), r.pollAt, r.checkAt, r.retryAt, r.recoverAt} {
		if !t.IsZero() {
			due(&at, t)
		}
	}
	return at
}

// change takes what there is to say.
func (r *root) change(now time.Time) Change {
	c := r.agg.take(now)
	r.told = r.current()
	c.Status, c.Notice = r.told, r.notice
	r.notice = ""
	return c
}

// news reports whether the status has changed so that it matters, or the user
// is to be told something.
func (r *root) news() bool {
	s := r.current()
	s.Folders = r.told.Folders
	return r.notice != "" || s != r.told
}

// begin takes the root up, from the start or anew. What has changed since is
// reported in any case, and the whole root if there is a reason to.
func (r *root) begin(reason string, since time.Time) {
	r.leave()
	now := time.Now()
	here, err := os.Stat(r.path)
	if err == nil && !here.IsDir() {
		err = syscall.ENOTDIR
	}
	if err != nil {
		r.lose(err)
		return
	}
	r.here, r.mounts = here, r.w.system.mounts(r.path)
	r.retry, r.retryAt = 0, time.Time{}
	name, err := r.w.system.remote(r.path)
	if err != nil {
		r.lose(err)
		return
	}
	r.agg.files.quiet = quietLocal
	if name != "" {
		r.agg.files.quiet = quietRemote
	}
	switch {
	case r.opts.Poll > 0, name != "":
		r.poll(name, reason, now)
		return
	}
	s, err := r.w.system.open()
	if err != nil {
		if limited(err) {
			r.limit()
		}
		r.poll("the system lets no more folders be watched", reason, now)
		return
	}
	r.feed = newFeed(s, r.nudge)
	r.jobs, r.after = append(r.jobs, job{r.path, since.Add(-slack)}), reason
	r.checkAt = now.Add(hourly)
}

// poll lists the root from now on, instead of watching it.
func (r *root) poll(why, reason string, now time.Time) {
	r.setStatus(func(s *Status) { s.Mode, s.Reason = Polling, why })
	r.pollAt = now.Add(r.every)
	if reason != "" {
		r.agg.whole(reason, now)
	}
	r.log.Info("root_polled", "every", r.every, "reason", why)
}

// leave lets go of all watches.
func (r *root) leave() {
	if r.feed != nil {
		r.feed.end()
		r.feed = nil
	}
	r.folders, r.polled = newTree(r.path), map[string]string{}
	r.jobs, r.after = nil, ""
	r.pollAt, r.checkAt, r.recoverAt = time.Time{}, time.Time{}, time.Time{}
	r.setStatus(func(s *Status) { s.Mode, s.Folders, s.Polled, s.Limit, s.Reason = Starting, 0, 0, false, "" })
}

// lose notes that the root is not there, and has it looked for again.
func (r *root) lose(err error) {
	r.leave()
	now := time.Now()
	if r.retry == 0 {
		r.agg.whole("gone", now)
		r.log.Warn("root_gone", "reason", err)
	}
	r.here = nil
	r.retry = min(max(2*r.retry, retryFirst), retryLongest)
	r.retryAt = now.Add(r.retry)
	r.setStatus(func(s *Status) { s.Mode, s.Reason = Gone, reason(err) })
}

func reason(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "there is no such folder"
	case errors.Is(err, syscall.ENOTDIR):
		return "it is not a folder"
	case errors.Is(err, fs.ErrPermission):
		return "permission denied"
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err.Error()
	}
	return err.Error()
}

// clock does what has become due.
func (r *root) clock(now time.Time) {
	isDue := func(at time.Time) bool { return !at.IsZero() && !at.After(now) }
	switch {
	case isDue(r.retryAt):
		r.begin("back", now)
	case isDue(r.recoverAt):
		r.begin("events were lost", now)
	case isDue(r.checkAt):
		r.begin("hourly", now)
	case isDue(r.pollAt) && r.feed == nil:
		r.begin("poll", now)
	case isDue(r.pollAt):
		for path := range r.polled {
			r.agg.tree(path, now)
			r.jobs = append(r.jobs, job{path, now.Add(-slack)})
		}
		r.pollAt = now.Add(r.every)
	}
}

// hear takes in events and requests.
func (r *root) hear() {
	r.mu.Lock()
	asked, remapped := r.asked, r.remapped
	r.asked, r.remapped = nil, false
	r.mu.Unlock()
	now := time.Now()
	for _, path := range asked {
		if path = filepath.Clean(path); within(r.path, path) {
			r.agg.wrote(path, now)
		}
	}
	if remapped && r.moved() {
		r.begin("mounted or unmounted", now)
	}
	if r.feed == nil {
		return
	}
	events, lost := r.feed.take()
	for _, e := range events {
		r.event(e, now)
		if r.feed == nil {
			return
		}
	}
	if lost != nil {
		r.log.Warn("events_lost", "reason", lost)
		due(&r.recoverAt, now.Add(recover))
	}
}

// moved reports whether the root is another folder than it was, or something
// was mounted or unmounted below it.
func (r *root) moved() bool {
	here, err := os.Stat(r.path)
	if err != nil || r.here == nil {
		return err == nil || r.here != nil
	}
	return !os.SameFile(here, r.here) || !slices.Equal(r.w.system.mounts(r.path), r.mounts)
}

func (r *root) ignored(path string, folder bool) bool {
	return r.opts.Ignore != nil && r.opts.Ignore(path, folder)
}

func (r *root) event(e fsnotify.Event, now time.Time) {
	path := filepath.Clean(e.Name)
	if !within(r.path, path) {
		return
	}
	went := e.Has(fsnotify.Remove) || e.Has(fsnotify.Rename)
	if path == r.path {
		if went {
			r.lose(fs.ErrNotExist)
		} else {
			r.agg.dir(path, now)
		}
		return
	}
	folder := r.folders.has(path)
	switch {
	case went && (folder || !r.ignored(path, false)):
		r.forget(path)
		r.agg.gone(path, now)
	case went:
	case e.Has(fsnotify.Create):
		r.forget(path)
		r.came(path, now)
	case folder:
		r.agg.dir(path, now)
		if r.polled[path] != "" { // it may be readable now
			r.jobs = append(r.jobs, job{path, now.Add(-slack)})
		}
	case !r.ignored(path, false):
		r.agg.wrote(path, now)
	}
}

// came looks at what is new.
func (r *root) came(path string, now time.Time) {
	info, err := os.Lstat(path)
	if err != nil {
		r.agg.gone(path, now)
		return
	}
	if r.ignored(path, info.IsDir()) {
		return
	}
	switch {
	case info.IsDir():
		r.agg.tree(path, now)
		r.jobs = append(r.jobs, job{path, now.Add(-slack)})
	case info.Mode()&fs.ModeSymlink != 0:
		r.agg.dir(filepath.Dir(path), now)
		r.link(path, now)
	case info.Mode().IsRegular():
		r.agg.made(path, now)
	default:
		r.agg.dir(filepath.Dir(path), now)
	}
}

// link has the folder a link leads to polled.
func (r *root) link(path string, now time.Time) {
	if to, err := os.Stat(path); err == nil && to.IsDir() {
		r.agg.tree(path, now)
		r.pollFolder(path, "a link", now)
	}
}

// forget lets go of the watches on a folder and all below: they would speak
// of paths that are no more.
func (r *root) forget(path string) {
	if !r.folders.has(path) {
		return
	}
	r.folders.cut(path, func(path string) {
		if r.polled[path] != "" {
			delete(r.polled, path)
		} else {
			r.feed.Remove(path)
		}
	})
	r.count()
}

// pollFolder notes that a folder is listed now and then, with all below.
func (r *root) pollFolder(path, why string, now time.Time) {
	if r.polled[path] == "" {
		r.log.Info("folder_polled", "folder", path, "reason", why)
	}
	r.folders.put(path)
	r.polled[path] = why
	due(&r.pollAt, now.Add(r.every))
	r.count()
}

func (r *root) count() {
	r.setStatus(func(s *Status) { s.Folders, s.Polled = r.folders.size-len(r.polled), len(r.polled) })
}

func (r *root) limit() {
	r.setStatus(func(s *Status) { s.Limit = true })
	if r.w.limit.CompareAndSwap(false, true) {
		r.notice = limitNotice
		r.log.Warn("watch_limit")
	}
}

// visit sets the watch of one folder, if any waits for it, and lists it then.
func (r *root) visit() {
	if len(r.jobs) == 0 {
		return
	}
	last := len(r.jobs) - 1
	j := r.jobs[last]
	r.jobs = r.jobs[:last]
	r.watch(j, time.Now())
	if len(r.jobs) > 0 || r.feed == nil {
		return
	}
	if r.after != "" {
		r.agg.whole(r.after, time.Now())
		r.after = ""
	}
	if r.current().Mode == Starting {
		r.setStatus(func(s *Status) { s.Mode = Watching })
		r.log.Info("root_watched", "folders", r.current().Folders)
	}
}

func (r *root) watch(j job, now time.Time) {
	if slices.Contains(r.mounts, j.path) {
		if name, err := r.w.system.remote(j.path); err != nil || name != "" {
			r.pollFolder(j.path, name+" mounted here", now)
			return
		}
	}
	err := r.feed.Add(j.path)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		r.forget(j.path)
		return // what took it away has its own event
	case limited(err):
		r.limit()
		r.pollFolder(j.path, "watch limit", now)
		return
	case err != nil:
		r.pollFolder(j.path, err.Error(), now)
		return
	}
	delete(r.polled, j.path)
	r.folders.put(j.path)
	if err := r.list(j, now); err != nil && !errors.Is(err, fs.ErrNotExist) {
		r.feed.Remove(j.path)
		r.pollFolder(j.path, err.Error(), now)
	}
	r.count()
}

// list reports what has changed in a folder and has its subfolders watched.
func (r *root) list(j job, now time.Time) error {
	dir, err := os.Open(j.path)
	if err != nil {
		return err
	}
	defer dir.Close()
	info, err := dir.Stat()
	if err != nil {
		return err
	}
	changed := !newest(info).Before(j.since)
	entries, err := dir.ReadDir(-1)
	for _, e := range entries {
		path := filepath.Join(j.path, e.Name())
		switch {
		case r.ignored(path, e.IsDir()):
		case e.IsDir():
			r.jobs = append(r.jobs, job{path, j.since})
		case e.Type()&fs.ModeSymlink != 0:
			if to, err := os.Stat(path); err == nil && to.IsDir() {
				r.pollFolder(path, "a link", now)
			}
		case e.Type().IsRegular():
			if info, err := e.Info(); err == nil && !newest(info).Before(j.since) {
				changed = true
				r.agg.wrote(path, now)
			}
		}
	}
	if changed {
		r.agg.dir(j.path, now)
	}
	return err
}

// lookAround looks at the files whose time has come.
func (r *root) lookAround(now time.Time) {
	for _, path := range r.agg.look(now, looksAtOnce) {
		info, err := os.Lstat(path)
		switch {
		case err == nil && info.Mode().IsRegular():
			r.agg.looked(path, look{info.Size(), info.ModTime().UnixNano()}, time.Now())
		case err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, syscall.ENOTDIR):
			// The disk does not answer: never twice the same.
			r.agg.looked(path, look{-1, now.UnixNano()}, time.Now())
		default:
			r.vanished(path, now)
		}
	}
}

// vanished notes that a file in flux is no more. If its folder is gone too,
// that was noted already.
func (r *root) vanished(path string, now time.Time) {
	if _, err := os.Lstat(filepath.Dir(path)); err != nil {
		r.agg.files.drop(path)
		return
	}
	r.agg.gone(path, now)
}
