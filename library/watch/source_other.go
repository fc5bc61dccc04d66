//go:build !windows

package watch

import "github.com/fsnotify/fsnotify"

// buffered is how many events fsnotify may be ahead of the feed: some
// milliseconds of the worst burst, so that neither waits for the other.
const buffered = 1024

type notifier struct{ *fsnotify.Watcher }

func (n notifier) events() (<-chan fsnotify.Event, <-chan error) { return n.Events, n.Errors }

// Remove is fsnotify's Remove, which dereferences a nil pointer (1.10.1) if two
// folders swapped names before it heard of the first rename: by then it has
// dropped a watch but kept its name.
func (n notifier) Remove(dir string) (err error) {
	defer func() {
		if recover() != nil {
			err = fsnotify.ErrNonExistentWatch
		}
	}()
	return n.Watcher.Remove(dir)
}

func openSource() (source, error) {
	n, err := fsnotify.NewBufferedWatcher(buffered)
	if err != nil {
		return nil, err
	}
	return notifier{n}, nil
}
