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
	"lectern/library/filesystem"
	"lectern/library/message"
	"lectern/library/text"
)

// PollEvery is the default interval at which unwatched folders are listed.
const PollEvery = 15 * time.Minute

const (
	reconcileEvery = time.Hour   // between listings of a watched root
	retryFirst     = time.Second // until a missing root is looked for, then twice as long each time
	retryLongest   = time.Minute
	// presenceEvery is how often a watched root is looked for at its path: no
	// event reports that a folder above it was renamed. Each check costs one
	// stat.
	presenceEvery = 15 * time.Second
	// presenceEveryPolled is the same for a polled root, which is often on
	// another computer.
	presenceEveryPolled = time.Minute
	// lossDelay is how long after lost events the root is restarted: a burst
	// loses events more than once.
	lossDelay = time.Second
	// renameWindow is how close two renames of folders must be to confuse the
	// watches' names: fsnotify knows a watch by its first name, which another
	// folder may have by then. The root is restarted this long afterwards.
	renameWindow = 2 * time.Second
	// slack is how much older than the change a file's time can be: FAT rounds
	// times to two seconds.
	slack = 2 * time.Second
	// looksAtOnce is how many files are checked before events are handled
	// again.
	looksAtOnce = 256
)

// refused is the reason of a root for which the system refuses watches.
var refused = message.Mark("the system’s limit for watched folders is reached")

// plainNotice says that a limit is reached, but not how to raise it.
var plainNotice = message.New("The system’s limit for watched folders is reached. The rest are checked at intervals instead.")

// root follows one root. The fields above the mutex never change; the fields
// from agg on belong to run.
type root struct {
	w      *Watcher
	log    *slog.Logger
	path   string
	opts   Options
	ctx    context.Context
	cancel context.CancelFunc
	wake   chan struct{} // there is an event or a request

	mu       sync.Mutex
	asked    []string // files that Follow named
	remapped bool     // the mount table has changed
	public   Status

	agg     *aggregate
	status  Status
	told    Status            // the status last delivered
	notice  message.Message   // not yet delivered
	here    fs.FileInfo       // the followed folder, nil while it is missing
	mounts  []string          // mount points below it
	feed    *feed             // nil unless watching
	folders *tree             // watched, about to be, or polled
	polled  map[string]polled // the folders that are not watched
	jobs    []job             // folders to watch and list, last first
	after   string            // why to list the whole root after the last job, or ""
	retry   time.Duration     // time until the root is looked for again

	renamed time.Time // when a folder was last renamed

	pollAt, reconcileAt, retryAt, lossAt, renamedAt, presenceAt time.Time // zero for never
}

func newRoot(w *Watcher, path string, opts Options) *root {
	r := &root{w: w, log: w.log.With("root", path), path: path, opts: opts, wake: make(chan struct{}, 1)}
	r.ctx, r.cancel = context.WithCancel(w.ctx)
	r.status.Mode, r.status.Every = Starting, PollEvery
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

// ask makes the root follow files.
func (r *root) ask(files []string) {
	r.mu.Lock()
	r.asked = append(r.asked, files...)
	r.mu.Unlock()
	r.nudge()
}

// remap makes the root check whether it is still the same folder.
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

// run follows the root until it is cancelled. It does all of the root's I/O.
func (r *root) run() {
	defer r.cancel()
	defer r.leave()
	timer := time.NewTimer(0)
	defer timer.Stop()
	busy := make(chan struct{})
	close(busy)

	r.begin("", r.opts.Since)
	for r.ctx.Err() == nil {
		r.receive()
		r.visit()
		now := time.Now()
		r.checkFiles(now)
		r.runTimers(now)
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

// next returns the earliest of at and all timers.
func (r *root) next(at time.Time) time.Time {
	for _, t := range []time.Time{r.agg.files.next(), r.pollAt, r.reconcileAt, r.retryAt, r.lossAt, r.renamedAt, r.presenceAt} {
		if !t.IsZero() {
			due(&at, t)
		}
	}
	return at
}

// receive handles events and requests.
func (r *root) receive() {
	r.mu.Lock()
	asked, remapped := r.asked, r.remapped
	r.asked, r.remapped = nil, false
	r.mu.Unlock()

	now := time.Now()
	for _, path := range asked {
		if path = filepath.Clean(path); text.Within(path, r.path) {
			r.agg.written(path, now)
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
		due(&r.lossAt, now.Add(lossDelay))
	}
	for _, e := range events {
		if r.event(e, now); r.feed == nil {
			return
		}
	}
}

// moved reports whether the root is a different folder than before, or whether
// something was mounted or unmounted below it.
func (r *root) moved() bool {
	here, err := os.Stat(r.path)
	if err != nil || r.here == nil {
		return (err == nil) != (r.here != nil)
	}
	return !os.SameFile(here, r.here) || !slices.Equal(r.w.system.mounts(r.path), r.mounts)
}

// runTimers does what is due.
func (r *root) runTimers(now time.Time) {
	passed := func(t time.Time) bool { return !t.IsZero() && !t.After(now) }
	switch {
	case passed(r.retryAt):
		r.begin("back", now)
	case passed(r.lossAt):
		r.begin("events were lost", now)
	case passed(r.renamedAt):
		r.begin("folders were renamed", now)
	case passed(r.reconcileAt):
		r.begin("hourly", now)
	case passed(r.presenceAt):
		if r.presenceAt = now.Add(r.presenceEvery()); r.moved() {
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

// presenceEvery is the interval at which the root is looked for at its path.
func (r *root) presenceEvery() time.Duration {
	if r.status.Mode == Polling {
		return presenceEveryPolled
	}
	return presenceEvery
}

// publish makes the status readable, but not while the root is being started.
func (r *root) publish() {
	if len(r.jobs) > 0 {
		return
	}
	r.status.Folders, r.status.Polled = r.folders.size-len(r.polled), len(r.polled)
	r.mu.Lock()
	r.public = r.status
	r.mu.Unlock()
}

// news reports whether the status has changed in more than the number of
// watched folders.
func (r *root) news() bool {
	s := r.current()
	s.Folders = r.told.Folders
	return !r.notice.IsZero() || s != r.told
}

// change takes the due changes and the status.
func (r *root) change(now time.Time) Change {
	c := r.agg.take(now)
	c.Status, c.Notice = r.current(), r.notice
	r.told, r.notice = c.Status, message.Message{}
	return c
}

// begin starts or restarts following the root. It reports changes after since;
// with a reason, it reports the whole root.
func (r *root) begin(reason string, since time.Time) {
	r.leave()
	here, err := os.Stat(r.path)
	if err == nil && !here.IsDir() {
		err = filesystem.ErrNotFolder
	}
	if err == nil {
		err = forbidden(r.path)
	}
	var name string
	if err == nil {
		name, err = r.w.system.remote(r.path)
	}
	if err != nil {
		r.rootGone(err)
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
	r.addFolder(r.path, since.Add(-slack))
	r.reconcileAt, r.presenceAt = time.Now().Add(reconcileEvery), time.Now().Add(presenceEvery)
}

// forbidden returns the error of a folder that the user may not list, which no event and no
// look at its path reports to be readable again.
func forbidden(path string) error {
	dir, err := os.OpenFile(path, os.O_RDONLY|folderOnly, 0)
	switch {
	case err == nil:
		dir.Close()
	case errors.Is(err, fs.ErrPermission):
		return err
	}
	return nil
}

// leave drops all watches, jobs and timers.
func (r *root) leave() {
	if r.feed != nil {
		r.feed.end()
		r.feed = nil
	}
	r.folders, r.polled = newTree(r.path), map[string]polled{}
	r.jobs, r.after = nil, ""
	r.pollAt, r.reconcileAt, r.retryAt = time.Time{}, time.Time{}, time.Time{}
	r.lossAt, r.renamedAt, r.presenceAt = time.Time{}, time.Time{}, time.Time{}
}

// poll lists the root at intervals from now on, instead of watching it.
func (r *root) poll(why string) {
	now := time.Now()
	if r.status.Mode != Polling || r.status.Reason != why {
		r.log.Info("root_polled", "every", r.status.Every, "reason", why)
	}
	r.status.Mode, r.status.Reason = Polling, why
	r.pollAt, r.presenceAt = now.Add(r.status.Every), now.Add(r.presenceEvery())
	if r.after != "" {
		r.agg.whole(r.after, now)
	}
}

// refuse polls the root because the system refused to watch it.
func (r *root) refuse(err error) {
	after := r.after
	r.leave()
	r.after = after
	r.poll(r.refusal(err))
}

// refusal says why the system refused a watch. It tells the user of the limit
// once.
func (r *root) refusal(err error) string {
	if !limited(err) {
		return plain(err)
	}
	r.status.Limit = true
	if r.w.limit.CompareAndSwap(false, true) {
		r.notice = limitNotice(err)
		r.log.Warn("watch_limit", "error", err)
	}
	return refused
}

// rootGone records that the root is missing, and looks for it from now on.
func (r *root) rootGone(err error) {
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

// plain words an error for the user.
func plain(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return message.Mark("there is no such folder")
	case errors.Is(err, syscall.ENOTDIR):
		return message.Mark("it is not a folder")
	case errors.Is(err, fs.ErrPermission):
		return message.Mark("permission denied")
	}
	if _, words, system := book.Reason(err); system {
		return words
	}
	return message.Mark("it could not be looked at")
}
