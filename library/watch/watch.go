package watch

import (
	"context"
	"log/slog"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"lectern/library/filesystem"
)

// grace is how long Close waits for a root whose disk does not answer: far more
// than any working disk needs.
const grace = time.Second

// Options are the user's settings of a root, and functions about its files.
type Options struct {
	// Poll makes the Watcher list the root at this interval and never watch it.
	// With zero, the root is watched if the file system reports all changes,
	// else polled every 15 minutes.
	Poll time.Duration
	// Every is the interval at which unwatched folders are listed; zero is
	// PollEvery.
	Every time.Duration
	// Force watches the root even if the file system does not report all
	// changes.
	Force bool
	// Since is when the receiver last began to list the root: later changes are
	// reported. Zero means the time of Add, for a receiver that lists the root
	// after it. Since matters for watched roots only.
	Since time.Time
	// Beside reports whether a change of the named file is reported as one of
	// its folder, at once, without waiting for the file to settle. Nil means
	// none.
	Beside func(name string) bool
	// Marker reports whether the named file changes its folder and everything
	// below by coming or going. Nil means none.
	Marker func(name string) bool
	// Ignore reports whether a path never matters. Ignored folders are not
	// watched. It must not ignore markers like .nomedia, which hide a folder.
	// folder is false for a path that no longer exists. Ignore is called on the
	// root's goroutine. Nil ignores nothing.
	Ignore func(path string, folder bool) bool
}

// Watcher follows roots. Its methods are safe on any goroutine, return at once
// and do no I/O.
type Watcher struct {
	log    *slog.Logger
	system system
	ctx    context.Context
	cancel context.CancelFunc
	work   sync.WaitGroup
	turn   chan struct{} // has an item while the receiver is ready
	handed chan Change   // the change of the root that took turn's item
	limit  atomic.Bool   // the user was told of the limit

	mu    sync.Mutex
	roots map[string]*root
}

// system is what the Watcher needs of the operating system.
type system struct {
	open   func() (source, error)                     // opens a file system watcher
	remote func(path string) (name string, err error) // the file system's name if it does not report all changes, else ""
	mounts func(dir string) []string                  // mount points below dir, in order
	twice  func(dir, point string, all []string) bool // a mount point below dir shows what dir or an earlier one of all shows, too
	remap  func(ctx context.Context, changed func())  // calls changed when the mount table has changed; returns when ctx is done
}

// remote names the file system of a folder that must be polled, "" if it can be
// watched.
func remote(path string) (name string, err error) {
	kind, err := filesystem.Of(path)
	if err != nil || !kind.Remote {
		return "", err
	}
	return kind.Name, nil
}

// New returns a Watcher without roots. It calls deliver with each change, on
// one goroutine. deliver may block; changes gather meanwhile and are delivered
// together. The caller must Close the Watcher.
func New(log *slog.Logger, deliver func(Change)) *Watcher {
	return newWatcher(log, deliver, system{open: openSource, remote: remote, mounts: filesystem.MountsBelow, twice: filesystem.ShownTwice, remap: followMounts})
}

func newWatcher(log *slog.Logger, deliver func(Change), s system) *Watcher {
	w := &Watcher{
		log:    log,
		system: s,
		turn:   make(chan struct{}),
		handed: make(chan Change),
		roots:  map[string]*root{},
	}
	w.ctx, w.cancel = context.WithCancel(context.Background())
	w.work.Go(func() { w.deliver(deliver) })
	w.work.Go(func() { s.remap(w.ctx, w.remounted) })
	return w
}

// deliver hands over one change at a time, of any root that has one.
func (w *Watcher) deliver(deliver func(Change)) {
	for {
		select {
		case w.turn <- struct{}{}:
			deliver(<-w.handed)
		case <-w.ctx.Done():
			return
		}
	}
}

// Add starts to follow a root, an absolute path, which need not exist yet. A
// root that is followed already is restarted with these options.
func (w *Watcher) Add(path string, opts Options) {
	path = filepath.Clean(path)
	if opts.Since.IsZero() {
		opts.Since = time.Now()
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.ctx.Err() != nil {
		return
	}
	if old := w.roots[path]; old != nil {
		old.cancel()
	}
	r := newRoot(w, path, opts)
	w.roots[path] = r
	w.work.Go(r.run)
}

// Remove stops following a root. A change that was handed over just before may
// still be delivered.
func (w *Watcher) Remove(path string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	path = filepath.Clean(path)
	if r := w.roots[path]; r != nil {
		r.cancel()
		delete(w.roots, path)
	}
}

// Follow checks files of a root until they have settled, as if they had just
// been written: the next changes name them in Unsettled and Settled. It is for
// files that prove to be incomplete, or that are so new that they may be.
func (w *Watcher) Follow(root string, files ...string) {
	if r := w.root(root); r != nil {
		r.ask(files)
	}
}

// Status returns how a root is followed, and whether it is followed.
func (w *Watcher) Status(root string) (Status, bool) {
	r := w.root(root)
	if r == nil {
		return Status{}, false
	}
	return r.current(), true
}

func (w *Watcher) root(path string) *root {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.roots[filepath.Clean(path)]
}

// remounted makes every root check whether it is still the same folder.
func (w *Watcher) remounted() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, r := range w.roots {
		r.remap()
	}
}

// Close stops everything and waits for it. A running call of deliver must
// return. Operations that hang in a disk are left behind; each ends without effect
// when the system releases it.
func (w *Watcher) Close() {
	w.mu.Lock()
	w.cancel()
	clear(w.roots)
	w.mu.Unlock()
	ended := make(chan struct{})
	go func() { w.work.Wait(); close(ended) }()
	stuck := time.NewTimer(grace)
	defer stuck.Stop()
	select {
	case <-ended:
	case <-stuck.C:
		w.log.Warn("watch_stuck")
	}
}
