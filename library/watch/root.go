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

	"lectern/library/book"
	"lectern/library/text"
)

// PollEvery is how often what is not watched is listed, unless the listener
// says otherwise.
const PollEvery = 15 * time.Minute

const (
	reconcile    = time.Hour   // what is watched is listed all the same
	retryFirst   = time.Second // a root that is gone is looked for, then after twice the time
	retryLongest = time.Minute
	// beThere is how often a watched root is looked for at its path: when a folder
	// above it is renamed nothing tells. A look costs one stat.
	beThere = 15 * time.Second
	// beTherePolled is the same for a root that is polled, often on another computer.
	beTherePolled = time.Minute
	// regain is how long after lost events the root is taken up anew: a storm
	// loses more than once.
	regain = time.Second
	// tangle is how close two renames of folders are that may have confused
	// the names of the watches: fsnotify knows a watch by its first name, and
	// a folder can have another by then. The root is taken up anew so long after.
	tangle = 2 * time.Second
	// slack is how much older than a change its time can be: FAT counts in
	// steps of two seconds.
	slack = 2 * time.Second
	// looksAtOnce is how many files are looked at before events are heard again.
	looksAtOnce = 256
)

const (
	refused     = "the system lets no more folders be watched"
	limitNotice = "The system lets no more folders be watched. Those that are left are looked at every 15 minutes. " +
		"To watch them all, raise fs.inotify.max_user_watches and fs.inotify.max_user_instances."
)

// root follows one root. What stands above the mutex does not change, what
// stands below its part is run's alone.
type root struct {
	w      *Watcher
	log    *slog.Logger
	path   string
	opts   Options
	ctx    context.Context
	cancel context.CancelFunc
	wake   chan struct{} // there is an event or a request

	mu       sync.Mutex
	asked    []string // files to follow
	remapped bool     // the mount table has changed
	public   Status

	agg     *aggregate
	status  Status
	told    Status            // as last delivered
	notice  string            // not yet delivered
	here    fs.FileInfo       // the folder that is followed, nil while there is none
	mounts  []string          // mount points below it
	feed    *feed             // nil unless watching
	folders *tree             // watched, about to be, or polled
	polled  map[string]polled // those that are not watched
	jobs    []job             // folders to watch and list, last first
	after   string            // why to list the whole root once there are no jobs, or ""
	retry   time.Duration     // before the root is looked for again

	renamed time.Time // when a folder was, last

	pollAt, reconcileAt, retryAt, regainAt, untangleAt, thereAt time.Time // zero for never
}

func newRoot(w *Watcher, path string, opts Options) *root {
	r := &root{w: w, log: w.log.With("root", path), path: path, opts: opts, wake: make(chan struct{}, 1)}
	r.ctx, r.cancel = context.WithCancel(w.ctx)
	r.status.Every = PollEvery
	if opts.Every > 0 {
		r.status.Every = opts.Every
	}
	if opts.Poll > 0 {
		r.status.Every = opts.Poll
	}
	r.public, r.told = r.status, r.status
	r.agg = newAggregate(path, quietLocal)
	return r
}

func (r *root) nudge() {
	select {
	case r.wake <- struct{}{}:
	default:
	}
}

// ask has files followed.
func (r *root) ask(files []string) {
	r.mu.Lock()
	r.asked = append(r.asked, files...)
	r.mu.Unlock()
	r.nudge()
}

// remap has the root look whether it is still the same folder.
func (r *root) remap() {
	r.mu.Lock()
	r.remapped = true
	r.mu.Unlock()
	r.nudge()
}

func (r *root) current() Status {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.public
}

// run follows the root until it is cancelled. All its I/O is here.
func (r *root) run() {
	defer r.cancel()
	defer r.leave()
	timer := time.NewTimer(0)
	defer timer.Stop()
	busy := make(chan struct{})
	close(busy)

	r.begin("", r.opts.Since)
	for r.ctx.Err() == nil {
		r.hear()
		r.visit()
		now := time.Now()
		r.lookAround(now)
		r.clock(now)
		r.publish()

		var more, turn <-chan struct{}
		if len(r.jobs) > 0 {
			more = busy
		}
		ready := r.agg.ready()
		if r.news() || !ready.IsZero() && !ready.After(now) {
			turn, ready = r.w.turn, time.Time{}
		}
		timer.Stop()
		if next := r.next(ready); !next.IsZero() {
			timer.Reset(next.Sub(now))
		}
		select {
		case <-more:
		case <-turn:
			r.w.handed <- r.change(time.Now())
		case <-r.wake:
		case <-timer.C:
		case <-r.ctx.Done():
		}
	}
}

// next is the earliest of at and all that waits for its time.
func (r *root) next(at time.Time) time.Time {
	for _, t := range []time.Time{r.agg.files.next(), r.pollAt, r.reconcileAt, r.retryAt, r.regainAt, r.untangleAt, r.thereAt} {
		if !t.IsZero() {
			due(&at, t)
		}
	}
	return at
}

// hear takes in events and requests.
func (r *root) hear() {
	r.mu.Lock()
	asked, remapped := r.asked, r.remapped
	r.asked, r.remapped = nil, false
	r.mu.Unlock()

	now := time.Now()
	for _, path := range asked {
		if path = filepath.Clean(path); text.Within(path, r.path) {
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
	if lost != nil {
		r.log.Warn("events_lost", "reason", lost)
		due(&r.regainAt, now.Add(regain))
	}
	for _, e := range events {
		if r.event(e, now); r.feed == nil {
			return
		}
	}
}

// moved reports whether the root is another folder than it was, or something
// was mounted or unmounted below it.
func (r *root) moved() bool {
	here, err := os.Stat(r.path)
	if err != nil || r.here == nil {
		return (err == nil) != (r.here != nil)
	}
	return !os.SameFile(here, r.here) || !slices.Equal(r.w.system.mounts(r.path), r.mounts)
}

// clock does what has become due.
func (r *root) clock(now time.Time) {
	passed := func(t time.Time) bool { return !t.IsZero() && !t.After(now) }
	switch {
	case passed(r.retryAt):
		r.begin("back", now)
	case passed(r.regainAt):
		r.begin("events were lost", now)
	case passed(r.untangleAt):
		r.begin("folders were renamed", now)
	case passed(r.reconcileAt):
		r.begin("hourly", now)
	case passed(r.thereAt):
		if r.thereAt = now.Add(r.beThere()); r.moved() {
			r.begin("moved", now)
		}
	case passed(r.pollAt) && r.feed == nil:
		r.begin("poll", now)
	case passed(r.pollAt):
		for path, p := range r.polled {
			r.agg.tree(path, now)
			if p.retry {
				r.jobs = append(r.jobs, job{path, now.Add(-slack)})
			}
		}
		r.pollAt = time.Time{}
		if len(r.polled) > 0 {
			r.pollAt = now.Add(r.status.Every)
		}
	}
}

// beThere is how long until the root is looked for at its path again.
func (r *root) beThere() time.Duration {
	if r.status.Mode == Polling {
		return beTherePolled
	}
	return beThere
}

// publish makes the status readable, but not in the middle of taking the root
// up.
func (r *root) publish() {
	if len(r.jobs) > 0 {
		return
	}
	r.status.Folders, r.status.Polled = r.folders.size-len(r.polled), len(r.polled)
	r.mu.Lock()
	r.public = r.status
	r.mu.Unlock()
}

// news reports whether there is more to tell of the status than a number of
// watched folders.
func (r *root) news() bool {
	s := r.current()
	s.Folders = r.told.Folders
	return r.notice != "" || s != r.told
}

// change takes what there is to tell.
func (r *root) change(now time.Time) Change {
	c := r.agg.take(now)
	c.Status, c.Notice = r.current(), r.notice
	r.told, r.notice = c.Status, ""
	return c
}

// begin takes the root up, for the first time or anew. What has changed since
// is reported in any case, and the whole root if there is a reason.
func (r *root) begin(reason string, since time.Time) {
	r.leave()
	here, err := os.Stat(r.path)
	if err == nil && !here.IsDir() {
		err = syscall.ENOTDIR
	}
	var name string
	if err == nil {
		name, err = r.w.system.remote(r.path)
	}
	if err != nil {
		r.lose(err)
		return
	}
	r.here, r.mounts, r.after = here, r.w.system.mounts(r.path), reason
	r.retry, r.status.Limit = 0, false
	r.agg.files.quiet = quietLocal
	if name != "" {
		r.agg.files.quiet = quietRemote
	}
	if name != "" && !r.opts.Force || r.opts.Poll > 0 {
		r.poll(name)
		return
	}
	s, err := r.w.system.open()
	if err != nil {
		r.refuse(err)
		return
	}
	if r.status.Mode != Watching {
		r.status.Mode, r.status.Reason = Starting, ""
	}
	r.feed = newFeed(s, r.nudge)
	r.want(r.path, since.Add(-slack))
	r.reconcileAt, r.thereAt = time.Now().Add(reconcile), time.Now().Add(beThere)
}

// leave lets go of everything that is watched or waited for.
func (r *root) leave() {
	if r.feed != nil {
		r.feed.end()
		r.feed = nil
	}
	r.folders, r.polled = newTree(r.path), map[string]polled{}
	r.jobs, r.after = nil, ""
	r.pollAt, r.reconcileAt, r.retryAt = time.Time{}, time.Time{}, time.Time{}
	r.regainAt, r.untangleAt, r.thereAt = time.Time{}, time.Time{}, time.Time{}
}

// poll lists the root from now on, instead of watching it.
func (r *root) poll(why string) {
	now := time.Now()
	if r.status.Mode != Polling || r.status.Reason != why {
		r.log.Info("root_polled", "every", r.status.Every, "reason", why)
	}
	r.status.Mode, r.status.Reason = Polling, why
	r.pollAt, r.thereAt = now.Add(r.status.Every), now.Add(r.beThere())
	if r.after != "" {
		r.agg.whole(r.after, now)
	}
}

// refuse polls the root because the system would not watch it.
func (r *root) refuse(err error) {
	after := r.after
	r.leave()
	r.after = after
	r.poll(r.refusal(err))
}

// refusal says why the system would not watch a folder. The user is told of
// the limit once.
func (r *root) refusal(err error) string {
	if !limited(err) {
		return plain(err)
	}
	r.status.Limit = true
	if r.w.limit.CompareAndSwap(false, true) {
		r.notice = limitNotice
		r.log.Warn("watch_limit", "error", err)
	}
	return refused
}

// lose notes that the root is not there, and has it looked for.
func (r *root) lose(err error) {
	now := time.Now()
	r.leave()
	if r.status.Mode != Gone {
		r.agg.whole("gone", now)
		r.log.Warn("root_gone", "error", err)
	}
	r.here, r.mounts = nil, nil
	r.status.Mode, r.status.Reason, r.status.Limit = Gone, plain(err), false
	r.retry = min(max(2*r.retry, retryFirst), retryLongest)
	r.retryAt = now.Add(r.retry)
}

// plain is an error in the listener's words, where there are any.
func plain(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "there is no such folder"
	case errors.Is(err, syscall.ENOTDIR):
		return "it is not a folder"
	case errors.Is(err, fs.ErrPermission):
		return "permission denied"
	}
	if _, words, system := book.Reason(err); system {
		return words
	}
	return "it could not be looked at"
}
