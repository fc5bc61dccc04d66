package state

import (
	"time"

	"lectern/library/book"
)

// writing is what is known of a file that is being written.
type writing struct {
	told    int64 // when that was last heard, nanoseconds since 1970
	tried   bool  // it has been probed since
	faulty  bool  // it was faulty then, and has not changed since
	settled bool  // nothing comes any more, and it is to be read for good
}

// forgotten is how long nothing was heard of a file that is being written until
// it counts as settled: the watcher names it every minute.
const forgotten = 3 * time.Minute

// ripe reports whether a file is worth a probe: one that is being written is
// once, as it may be whole, and then when it has settled.
func (s *State) ripe(f *book.File, now int64) bool {
	w, writing := s.Writing[f.Path]
	switch {
	case !writing:
		return true
	case time.Duration(now-w.told) > forgotten:
		delete(s.Writing, f.Path)
		return true
	}
	ripe := !w.tried || w.settled
	w.tried = true
	s.Writing[f.Path] = w
	return ripe
}

// pauses reports whether a file that has settled may only pause: it is faulty as it
// is, and was written to not long ago. Who writes slowly is not shown a fault each
// time. It is to be followed until it settles again.
func (s *State) pauses(f *book.File, now int64) bool {
	w, writing := s.Writing[f.Path]
	if !writing || !w.settled || !w.faulty || time.Duration(now-f.Modified).Abs() >= pausing {
		return false
	}
	w.told, w.settled = now, false
	s.Writing[f.Path] = w
	return true
}

// grew notes that a file which may be being written is not as it was.
func (s *State) grew(path string) {
	if w, writing := s.Writing[path]; writing && w.faulty {
		w.faulty = false
		s.Writing[path] = w
	}
}

// landed ends the writing of a file that has settled, now that it is known as it is.
func (s *State) landed(path string) {
	if s.Writing[path].settled {
		delete(s.Writing, path)
	}
}

// Unsettled notes that a file is being written.
func (s *State) Unsettled(path string, now int64) {
	w, known := s.Writing[path]
	w.told, w.settled = now, false
	s.Writing[path] = w
	if r := s.ByPath[path]; r != nil && !r.read && !known {
		s.Refresh(r)
	}
}

// Settled notes that a file is no longer being written, for as long as nothing more
// is heard of it. With followed, a scan of its folder and a probe follow, which may
// find that it only pauses.
func (s *State) Settled(path string, followed bool) {
	w, known := s.Writing[path]
	if !known {
		return
	}
	r := s.ByPath[path]
	if r != nil && followed {
		w.settled = true
		s.Writing[path] = w
		return
	}
	delete(s.Writing, path)
	if r != nil {
		s.Refresh(r)
	}
}

// A file that is not whole may still be written to by who makes it. What was
// moved here has an older time, and no more will come.
const (
	unfinished = 3 * time.Second  // after its last change: what the watcher waits for
	pausing    = 10 * time.Second // where it is known to be written: copies over a network pause
)
