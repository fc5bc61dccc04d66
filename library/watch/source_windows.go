package watch

import (
	"os"
	"path/filepath"
	"sync"
	"unsafe"

	"github.com/fsnotify/fsnotify"
	"golang.org/x/sys/windows"
)

const (
	// reportSize is the size of the buffer for reports: for more, servers refuse.
	reportSize = 64 << 10

	// reported is what the system reports.
	reported = windows.FILE_NOTIFY_CHANGE_FILE_NAME | windows.FILE_NOTIFY_CHANGE_DIR_NAME |
		windows.FILE_NOTIFY_CHANGE_LAST_WRITE | windows.FILE_NOTIFY_CHANGE_SIZE

	buffered = 1024 // events
)

// subtree is a source that has one handle for all folders: that of the first added
// folder, the root, which the system reports on with everything below. fsnotify opens each
// folder, and Windows renames no folder in which another one is open. What the system
// reports of a folder that is not added, a subtree drops, as if it were not watched.
type subtree struct {
	told chan fsnotify.Event
	errs chan error
	done chan struct{} // closed when read has ended, nil before the first Add

	mu      sync.Mutex
	root    string
	handle  windows.Handle
	folders map[string]bool // the added ones
	closed  bool
}

func openSource() (source, error) {
	return &subtree{told: make(chan fsnotify.Event, buffered), errs: make(chan error, 1), folders: map[string]bool{}}, nil
}

func (s *subtree) events() (<-chan fsnotify.Event, <-chan error) { return s.told, s.errs }

// Add begins to report on a folder, the root first.
func (s *subtree) Add(dir string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return fsnotify.ErrClosed
	}
	if s.done == nil {
		if err := s.open(dir); err != nil {
			return err
		}
	}
	s.folders[dir] = true
	return nil
}

// open opens the root and begins to read what the system reports.
func (s *subtree) open(root string) error {
	name, err := windows.UTF16PtrFromString(root)
	if err != nil {
		return err
	}
	s.handle, err = windows.CreateFile(name, windows.FILE_LIST_DIRECTORY,
		windows.FILE_SHARE_READ|windows.FILE_SHARE_WRITE|windows.FILE_SHARE_DELETE, nil, windows.OPEN_EXISTING,
		windows.FILE_FLAG_BACKUP_SEMANTICS|windows.FILE_FLAG_OVERLAPPED, 0)
	if err != nil {
		return &os.PathError{Op: "watch", Path: root, Err: err}
	}
	r := &request{buffer: make([]byte, reportSize)}
	if r.waiting.HEvent, err = windows.CreateEvent(nil, 1, 0, nil); err == nil {
		err = r.ask(s.handle) // from now on, the system keeps what happens
	}
	if err != nil {
		r.free()
		_ = windows.CloseHandle(s.handle)
		return &os.PathError{Op: "watch", Path: root, Err: err}
	}
	s.root, s.done = root, make(chan struct{})
	go s.read(r)
	return nil
}

// request is a question for changes, which the system answers in the buffer.
type request struct {
	buffer  []byte
	waiting windows.Overlapped
}

func (r *request) ask(handle windows.Handle) error {
	return windows.ReadDirectoryChanges(handle, unsafe.SliceData(r.buffer), uint32(len(r.buffer)), true, reported, nil, &r.waiting, 0)
}

func (r *request) free() {
	if r.waiting.HEvent != 0 {
		_ = windows.CloseHandle(r.waiting.HEvent)
	}
}

// read passes on what the system reports until the source is closed or the root is gone.
func (s *subtree) read(r *request) {
	defer close(s.done)
	defer r.free()
	for {
		var n uint32
		err := windows.GetOverlappedResult(s.handle, &r.waiting, &n, true)
		var events []fsnotify.Event
		switch {
		case s.isClosed():
			return
		case err == windows.ERROR_NOTIFY_ENUM_DIR || err == nil && n == 0:
			s.lose(fsnotify.ErrEventOverflow)
		case err != nil: // most likely the root was deleted
			s.told <- fsnotify.Event{Name: s.root, Op: fsnotify.Remove}
			return
		default:
			if events, err = notified(r.buffer[:n]); err != nil {
				s.lose(err)
			}
		}
		if err := r.ask(s.handle); err != nil {
			s.told <- fsnotify.Event{Name: s.root, Op: fsnotify.Remove}
			return
		}
		if s.isClosed() { // Close may have cancelled the request before
			_ = windows.CancelIoEx(s.handle, &r.waiting)
		}
		for _, e := range events {
			if e.Name = filepath.Join(s.root, e.Name); s.reports(e.Name) {
				s.told <- e
			}
		}
	}
}

// reports reports whether a path is that of something in an added folder.
func (s *subtree) reports(path string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.folders[filepath.Dir(path)]
}

// lose reports that events are missing, unless the receiver has yet to hear of others.
func (s *subtree) lose(err error) {
	select {
	case s.errs <- err:
	default:
	}
}

func (s *subtree) isClosed() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.closed
}

// Remove stops reports on a folder.
func (s *subtree) Remove(dir string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.folders[dir] {
		return fsnotify.ErrNonExistentWatch
	}
	delete(s.folders, dir)
	return nil
}

// Close ends the reports and closes both channels, from which somebody must receive until
// then.
func (s *subtree) Close() error {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return nil
	}
	s.closed = true
	if s.done != nil {
		_ = windows.CancelIoEx(s.handle, nil)
	}
	s.mu.Unlock()
	if s.done != nil {
		<-s.done
		_ = windows.CloseHandle(s.handle)
	}
	close(s.told)
	close(s.errs)
	return nil
}
