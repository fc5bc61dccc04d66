package watch

import (
	"context"
	"log/slog"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"
)

// grace is how long Close waits for a root whose disk does not answer: far
// more than any operation takes that is not stuck.
const grace = time.Second

// Options are what a listener may say about a root.
type Options struct {
	// Poll lists the root at this interval and never watches it. Zero watches
	// where the file system tells of all changes, and polls every 15 minutes
	// where it does not.
	Poll time.Duration
	// Every is the interval at which what cannot be watched is listed; zero is
	// PollEvery.
	Every time.Duration
	// Force watches also where the file system does not tell of all changes.
	Force bool
	// Since is when the root was last begun to be listed: what has changed
	// since then is reported. Zero is the moment of Add, for a root that is
	// listed after it. It matters for roots that are watched.
	Since time.Time
	// Beside reports the names of files that are told as a change of their folder
	// at once, and not followed until they settle. nil is none.
	Beside func(name string) bool
	// Marker reports the names of files that change their folder with all below
	// by coming or going. nil is none.
	Marker func(name string) bool
	// Ignore reports what is never worth a report: ignored folders get no
	// watch. It must let markers like .nomedia pass, which hide a folder by
	// coming. Of what is no longer there folder is false. It is called on the
	// root's goroutine; nil ignores nothing.
	Ignore func(path string, folder bool) bool
}

// Watcher follows roots. Its methods may be called from any goroutine, return
// at once and do no I/O.
type Watcher struct {
	log    *slog.Logger
	system system
	ctx    context.Context
	cancel context.CancelFunc
	work   sync.WaitGroup
	turn   chan struct{} // the receiver is ready for a change
	handed chan Change   // the change of the root that took the turn
	limit  atomic.Bool   // the user has been told of the limit

	mu    sync.Mutex
	roots map[string]*root
}

// system is what the Watcher needs of the machine.
type system struct {
	open   func() (source, error)                     // a watcher of the system's
	remote func(path string) (name string, err error) // the file system's name if it does not tell of all changes, else ""
	mounts func(dir string) []string                  // mount points below dir, in order
	remap  func(ctx context.Context, changed func())  // calls changed when the mount table has; returns when ctx is done
}

// New returns a Watcher without roots. It gives changes to deliver, which is
// called from one goroutine and may block: what happens meanwhile gathers and
// is told at once then. Close must be called in the end.
func New(log *slog.Logger, deliver func(Change)) *Watcher {
	return newWatcher(log, deliver, system{open: openSource, remote: remote, mounts: mountsBelow, remap: followMounts})
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

// deliver hands over one change at a time, of whichever root has one.
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

// Add begins to follow a root: an absolute path, which need not exist yet. A
// root that is followed already begins anew with the given options.
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

// Remove ends the following of a root. A change that is being delivered, or
// that was handed over just before, may still arrive.
func (w *Watcher) Remove(path string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	path = filepath.Clean(path)
	if r := w.roots[path]; r != nil {
		r.cancel()
		delete(w.roots, path)
	}
}

// Follow looks at files of a root until they have settled, as if they had just
// been written: the next changes name them in Unsettled and Settled. It is for
// files which prove to be unfinished, or so new that they may be.
func (w *Watcher) Follow(root string, files ...string) {
	if r := w.root(root); r != nil {
		r.ask(files)
	}
}

// Status says how a root is followed, and whether it is.
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

// remounted has every root look whether it is still the same.
func (w *Watcher) remounted() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, r := range w.roots {
		r.remap()
	}
}

// Close ends all and waits for it. The running call of deliver must return.
// What hangs in a disk that does not answer is left behind; it ends, unheard,
// when the system lets go of it.
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
