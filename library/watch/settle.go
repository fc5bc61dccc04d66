package watch

import (
	"container/heap"
	"time"
)

// When a file that was written to may be read.
const (
	quietLocal  = 3 * time.Second  // without an event: copies pause, but not for so long
	quietRemote = 10 * time.Second // over a network they do
	apart       = 2 * time.Second  // between two equal looks: FAT counts time in such steps
	// early is how much of the quiet is left at the first look. With it a
	// local file is settled 4.5 s after its last byte, and is read within 5.
	early = 500 * time.Millisecond
	// longest is how long a file may change before it is reported again.
	longest = time.Minute
)

// look is what a file looks like from outside.
type look struct{ size, modified int64 }

// flux is a file that may be changing.
type flux struct {
	path  string
	since time.Time // last reported as unsettled
	event time.Time // last heard of
	look  look
	at    time.Time // of look; zero when an event has come since
	due   time.Time // when it is worth another thought
	slot  int       // in the heap, -1 while it is being looked at
}

// settling is the set of files in flux. It is told the time and has no clock.
type settling struct {
	quiet time.Duration
	files map[string]*flux
	queue fluxes
}

func newSettling(quiet time.Duration) settling {
	return settling{quiet: quiet, files: map[string]*flux{}}
}

// stir notes that a file may be changing, and reports whether that is news. A
// file that is stirred again and again costs a map access each time.
func (s *settling) stir(path string, now time.Time) bool {
	f := s.files[path]
	if f != nil {
		f.event, f.at = now, time.Time{}
		return false
	}
	f = &flux{path: path, since: now, event: now, due: now.Add(s.quiet - early)}
	s.files[path] = f
	heap.Push(&s.queue, f)
	return true
}

// drop forgets a file.
func (s *settling) drop(path string) {
	if f := s.files[path]; f != nil {
		delete(s.files, path)
		if f.slot >= 0 {
			heap.Remove(&s.queue, f.slot)
		}
	}
}

// next is when due has something, zero for never.
func (s *settling) next() time.Time {
	if len(s.queue) == 0 {
		return time.Time{}
	}
	return s.queue[0].due
}

// due returns up to limit files to be looked at now, each of which must be
// given to looked or dropped, and those that have changed for too long.
func (s *settling) due(now time.Time, limit int) (looks, unsettled []string) {
	for len(s.queue) > 0 && len(looks) < limit && !s.queue[0].due.After(now) {
		f := s.queue[0]
		if now.Sub(f.since) >= longest {
			f.since = now
			unsettled = append(unsettled, f.path)
		}
		if first := f.event.Add(s.quiet - early); f.at.IsZero() && first.After(now) {
			f.due = first
			heap.Fix(&s.queue, 0)
			continue
		}
		heap.Pop(&s.queue)
		looks = append(looks, f.path)
	}
	return looks, unsettled
}

// looked notes what a file looks like and reports whether it has settled; it
// is then forgotten.
func (s *settling) looked(path string, l look, now time.Time) bool {
	f := s.files[path]
	if f == nil {
		return false
	}
	same := !f.at.IsZero() && l == f.look
	if same && now.Sub(f.at) >= apart && now.Sub(f.event) >= s.quiet {
		s.drop(path)
		return true
	}
	if !same {
		f.look, f.at = l, now
	}
	f.due = later(f.at.Add(apart), f.event.Add(s.quiet))
	heap.Push(&s.queue, f)
	return false
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// fluxes is a heap by due.
type fluxes []*flux

func (q fluxes) Len() int           { return len(q) }
func (q fluxes) Less(i, j int) bool { return q[i].due.Before(q[j].due) }
func (q fluxes) Swap(i, j int) {
	q[i], q[j] = q[j], q[i]
	q[i].slot, q[j].slot = i, j
}

func (q *fluxes) Push(x any) {
	f := x.(*flux)
	f.slot = len(*q)
	*q = append(*q, f)
}

func (q *fluxes) Pop() any {
	last := len(*q) - 1
	f := (*q)[last]
	(*q)[last], *q = nil, (*q)[:last]
	f.slot = -1
	return f
}
