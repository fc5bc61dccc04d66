package watch

import (
	"container/heap"
	"time"
)

// When a file that was written to may be read.
const (
	quietLocal  = 3 * time.Second  // without an event; copies pause for less
	quietRemote = 10 * time.Second // copies over a network pause for longer
	lookGap     = 2 * time.Second  // between two equal looks, because FAT rounds times to this
	// early is how long before the end of the quiet time the first look comes.
	// With it a local file settles 4.5 s after its last byte, and is read
	// within 5 s.
	early = 500 * time.Millisecond
	// longest is how long a file may change before it is reported again.
	longest = time.Minute
)

// look is a file's size and time.
type look struct{ size, modified int64 }

// pendingFile is a file that may be changing.
type pendingFile struct {
	path  string
	since time.Time // last reported as unsettled
	event time.Time // of the last event
	look  look
	at    time.Time // of look; zero if an event came later
	due   time.Time // when to check it next
	slot  int       // in the heap, -1 while being checked
}

// settling is the set of files that may be changing. It is given the time and
// has no clock.
type settling struct {
	quiet time.Duration
	files map[string]*pendingFile
	queue pendingHeap
}

func newSettling(quiet time.Duration) settling {
	return settling{quiet: quiet, files: map[string]*pendingFile{}}
}

// touch records that a file may be changing, and reports whether it is new to
// the set. Each further touch costs one map access.
func (s *settling) touch(path string, now time.Time) bool {
	f := s.files[path]
	if f != nil {
		f.event, f.at = now, time.Time{}
		return false
	}
	f = &pendingFile{path: path, since: now, event: now, due: now.Add(s.quiet - early)}
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

// next returns when due will have something, zero for never.
func (s *settling) next() time.Time {
	if len(s.queue) == 0 {
		return time.Time{}
	}
	return s.queue[0].due
}

// due returns up to limit files to check now, and the files that have changed for too
// long. The caller must pass each file to check to looked or drop.
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

// looked records a look at a file and reports whether the file has settled; if
// so, it is dropped.
func (s *settling) looked(path string, l look, now time.Time) bool {
	f := s.files[path]
	if f == nil {
		return false
	}
	same := !f.at.IsZero() && l == f.look
	if same && now.Sub(f.at) >= lookGap && now.Sub(f.event) >= s.quiet {
		s.drop(path)
		return true
	}
	if !same {
		f.look, f.at = l, now
	}
	f.due = later(f.at.Add(lookGap), f.event.Add(s.quiet))
	heap.Push(&s.queue, f)
	return false
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// pendingHeap is a heap ordered by due.
type pendingHeap []*pendingFile

func (q pendingHeap) Len() int           { return len(q) }
func (q pendingHeap) Less(i, j int) bool { return q[i].due.Before(q[j].due) }
func (q pendingHeap) Swap(i, j int) {
	q[i], q[j] = q[j], q[i]
	q[i].slot, q[j].slot = i, j
}

func (q *pendingHeap) Push(x any) {
	f := x.(*pendingFile)
	f.slot = len(*q)
	*q = append(*q, f)
}

func (q *pendingHeap) Pop() any {
	last := len(*q) - 1
	f := (*q)[last]
	(*q)[last], *q = nil, (*q)[:last]
	f.slot = -1
	return f
}
