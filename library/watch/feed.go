package watch

import (
	"errors"
	"sync"
	"syscall"

	"github.com/fsnotify/fsnotify"
)

// source is a file system watcher: fsnotify's, or a test's.
type source interface {
	Add(dir string) error
	Remove(dir string) error
	Close() error // closes both channels
	events() (<-chan fsnotify.Event, <-chan error)
}

// queued is how many events may wait for their root, about 5 MB. Beyond that,
// one listing of everything is cheaper than the events, which are dropped.
const queued = 1 << 16

// feed drains a source into its own queue. It does no I/O and never blocks, so
// that the system's queue stays empty.
type feed struct {
	source
	ready func() // called when take has something

	mu     sync.Mutex
	queue  []fsnotify.Event
	lost   error // why events are missing
	closed chan struct{}
}

func newFeed(s source, ready func()) *feed {
	f := &feed{source: s, ready: ready, closed: make(chan struct{})}
	go f.drain()
	return f
}

func (f *feed) drain() {
	defer close(f.closed)
	events, errs := f.events()
	for events != nil || errs != nil {
		select {
		case e, ok := <-events:
			if !ok {
				events = nil
				continue
			}
			f.put(e)
		case err, ok := <-errs:
			if !ok {
				errs = nil
				continue
			}
			f.lose(err)
		}
	}
}

var errQueue = errors.New("more events than can be kept")

func (f *feed) put(e fsnotify.Event) {
	f.mu.Lock()
	n := len(f.queue)
	switch {
	case e.Op == 0 || f.lost != nil: // the listing after a loss covers this event too
		f.mu.Unlock()
		return
	case n > 0 && f.queue[n-1] == e: // a file being written
		f.mu.Unlock()
		return
	case n == queued:
		f.queue, f.lost = nil, errQueue
	default:
		f.queue = append(f.queue, e)
	}
	f.mu.Unlock()
	if n == 0 || n == queued {
		f.ready()
	}
}

func (f *feed) lose(err error) {
	f.mu.Lock()
	f.lost = err
	f.mu.Unlock()
	f.ready()
}

// take empties the queue. The error says why events are missing.
func (f *feed) take() ([]fsnotify.Event, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	events, lost := f.queue, f.lost
	f.queue, f.lost = nil, nil
	return events, lost
}

// end closes the source and waits for the feed's goroutine.
func (f *feed) end() {
	f.Close()
	<-f.closed
}

// limited reports whether err says that the system refuses more watches.
func limited(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE)
}
