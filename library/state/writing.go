package state

import (
	"time"

	"lectern/library/book"
)

// Writing holds the files that are being written, by path.
type Writing map[string]writing

// writing is the state of a file that is being written.
type writing struct {
	reported int64 // when the watcher last reported a write, nanoseconds since 1970
	tried    bool  // it has been probed once while being written
	faulty   bool  // that probe found it faulty, and it has not changed since
	settled  bool  // writing has stopped, and the final probe is due
}

// forgotten is how long the watcher may be silent about a file that is being written
// before it counts as settled: the watcher normally reports it every minute.
const forgotten = 3 * time.Minute

// ripe reports whether a file should be probed now. A file that is being written is
// probed once at first, because it may be complete, and again after it has settled.
func (t Writing) ripe(f *book.File, now int64) bool {
	w, writing := t[f.Path]
	switch {
	case !writing:
		return true
	case !within(forgotten, w.reported, now):
		delete(t, f.Path)
		return true
	}
	ripe := !w.tried || w.settled
	w.tried = true
	t[f.Path] = w
	return ripe
}

// pauses reports whether writing of a settled file may only have paused: the file is
// faulty and was modified recently. Such a file is followed until it settles again, so
// that a slow writer does not cause a fault at every pause.
func (t Writing) pauses(f *book.File, now int64) bool {
	w, writing := t[f.Path]
	if !writing || !w.settled || !w.faulty || time.Duration(now-f.Modified).Abs() >= pausing {
		return false
	}
	w.reported, w.settled = now, false
	t[f.Path] = w
	return true
}

// grew notes that a file that may be being written has changed.
func (t Writing) grew(path string) {
	if w, writing := t[path]; writing && w.faulty {
		w.faulty = false
		t[path] = w
	}
}

// landed ends the writing of a settled file, whose final state is now known.
func (t Writing) landed(path string) {
	if t[path].settled {
		delete(t, path)
	}
}

// outOfReach ends the writing of a file that cannot be looked at.
func (s *State) outOfReach(path string) {
	if _, writing := s.Writing[path]; !writing {
		return
	}
	delete(s.Writing, path)
	if r := s.Listed.ByPath[path]; r != nil {
		s.Folders.Refresh(r)
	}
}

// Unsettled notes that a file is being written. now is in nanoseconds since 1970.
func (s *State) Unsettled(path string, now int64) {
	w, known := s.Writing[path]
	w.reported, w.settled = now, false
	s.Writing[path] = w
	if r := s.Listed.ByPath[path]; r != nil && !r.read && !known {
		s.Folders.Refresh(r)
	}
}

// Settled notes that writing of a file has stopped. The scan of its folder and the probe
// that follow may find that it has only paused.
func (s *State) Settled(path string) {
	w, known := s.Writing[path]
	if !known {
		return
	}
	if s.Listed.ByPath[path] == nil {
		delete(s.Writing, path)
		return
	}
	w.settled = true
	s.Writing[path] = w
}

// Unfollowed notes that nobody will say any more whether a file is being written.
func (s *State) Unfollowed(path string) {
	if _, known := s.Writing[path]; !known {
		return
	}
	delete(s.Writing, path)
	if r := s.Listed.ByPath[path]; r != nil {
		s.Folders.Refresh(r)
	}
}

// An incomplete file may still be written to. A file that was moved here has an older
// modification time, and will not grow any more.
const (
	unfinished = 3 * time.Second  // time after the last change: what the watcher waits for
	pausing    = 10 * time.Second // the same for a file known to be written: copies over a network pause
)
