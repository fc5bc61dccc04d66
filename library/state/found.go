package state

import (
	"slices"
	"time"

	"lectern/library/book"
	"lectern/library/probe"
)

// List takes a batch of the scan with the number n, at a time in nanoseconds
// since 1970, and returns the files that want a probe: the new, the changed,
// and those whose last probe was never made or failed for a reason that may
// have passed.
func (s *State) List(files []book.File, n int, now int64, t *Tally) (probes []*book.File) {
	for i := range files {
		f := &files[i]
		t.Files++
		r, known := s.ByPath[f.Path]
		if !known {
			t.Added++
			f = own(f)
			root := s.RootOf(f.Path)
			f.Root = root.Path
			if r = s.Retired.byPath[f.Path]; r != nil {
				s.comeBack(r, f)
			} else {
				f.ID = s.Last + 1
				r = &Row{File: f, Added: now, Fresh: true, FirstScan: n, late: root.Health.Scanned != 0}
				s.Add(r)
			}
		} else {
			f.ID, f.Root = r.File.ID, r.File.Root
			s.unhold(r)
			if r.shifted && r.File.Size == f.Size && r.File.Modified == f.Modified { // a copy has another ctime
				g := *r.File
				g.Changed = f.Changed
				s.put(r, &g)
			}
			r.shifted = false
			same := r.File.Same(f) && r.refused == (f.State == book.Failed)
			if same {
				t.Unchanged++
				if !r.again() {
					s.landed(f.Path)
					t.Reused++
					r.LastScan = n
					continue
				}
			} else {
				t.Changed++
				s.displace(r, f, now)
				r.Asked, r.read, r.Fingerprint, r.FingerprintTried = nil, false, "", false
				s.grew(f.Path)
			}
			f = own(f)
			// The fields of the last probe stay on screen until the next one
			// has answered.
			f.Media = r.File.Media
			if r.read && !r.LookAgain {
				f.State = book.Probed // it is back, as it was
				t.Reused++
			}
			s.put(r, f)
		}
		r.LastScan = n
		if r.refused = f.State == book.Failed; r.refused {
			t.Refused = append(t.Refused, f)
		}
		if f.State != book.Found {
			continue
		}
		if s.pauses(f, now) {
			t.Growing = append(t.Growing, f)
		} else if s.ripe(f, now) {
			r.Asked = f
			probes = append(probes, f)
		}
	}
	return probes
}

// own is a copy of a file by itself: a row that points into a batch of a scan
// keeps all of it in memory.
func own(f *book.File) *book.File {
	g := *f
	return &g
}

// coarse is how far two writes may lie apart and leave a file the same time on
// a file system that counts in steps (FAT: two seconds). Elsewhere a kernel
// tells any two writes apart that a reader could fall between.
const coarse = 2 * time.Second

// Answers is what the pool's answers came to.
type Answers struct {
	Read, Back int          // files read, and given back unread
	Faulty     []*book.File // those that turned out faulty
	Growing    []*book.File // those that are still being written, it seems
}

// Probed takes what the pool answered, at a time in nanoseconds since 1970. An
// answer about content that has changed since is dropped: the scan that saw
// the change has asked again. In a root that is followed, a file that is not whole and
// has just been written is taken for one that is still being written.
func (s *State) Probed(events []probe.Event, now int64, followed func(root string) bool) (a Answers) {
	s.interned.room(s.Store.Len())
	for _, e := range events {
		if e.Slow {
			continue
		}
		answer := false
		switch {
		case e.Started:
		case e.Cancelled():
			a.Back++
		default:
			a.Read++
			answer = true
		}
		r, known := s.ByID[e.File.ID]
		if !known || r.File.State == book.Missing || r.File.Path != e.File.Path || !r.File.Same(e.File) {
			continue
		}
		owed := r.Asked == e.File
		if !owed && !answer {
			continue // about a request that was taken back
		}
		if owed && !e.Started {
			r.Asked = nil
		}
		if e.Media != nil {
			s.interned.share(e.Media)
		}
		f := *r.File
		age := time.Duration(now - f.Modified).Abs()
		w, growing := s.Writing[f.Path]
		faulty := e.Fault() != nil
		whole := e.Media != nil && e.Media.Whole && !faulty
		switch {
		case e.Started:
			f.State = book.Probing
			r.File = &f
			s.Refresh(r)
			continue
		case e.Cancelled():
			f.State = book.Found
		case !whole && (growing && (faulty || !w.settled) && age < pausing || age < unfinished && followed(f.Root)):
			f.State = book.Found
			s.Writing[f.Path] = writing{told: now, tried: true, faulty: faulty}
			a.Growing = append(a.Growing, &f)
		case faulty:
			s.landed(f.Path)
			f.State, f.Fault, f.Media = book.Failed, e.Fault(), e.Media
			r.read, r.LookAgain = false, false
			a.Faulty = append(a.Faulty, &f)
		default:
			s.landed(f.Path)
			f.State, f.Fault, f.Media = book.Probed, nil, e.Media
			r.read, r.measured = true, false
			root := s.Root(f.Root)
			r.LookAgain = age < coarse && root != nil && root.Sight.Coarse
		}
		s.put(r, &f)
	}
	return a
}

// Release takes back all that the pool was asked, and returns the rows it was
// asked about in the order they were found. They wait for the next rescan or
// retry; an answer that still comes counts.
func (s *State) Release() (ids []book.ID) {
	for id, r := range s.ByID {
		if r.Asked == nil {
			continue
		}
		f := *r.File
		f.State, r.Asked = book.Found, nil
		s.put(r, &f)
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// Retry makes the rows wait for a new probe and returns their files.
func (s *State) Retry(ids []book.ID) (probes []*book.File) {
	for _, id := range ids {
		r, known := s.ByID[id]
		if !known || r.Asked != nil || r.File.State == book.Missing {
			continue
		}
		root := s.Root(r.File.Root)
		if root != nil && (root.Offline() || root.Settings.Paused) {
			continue
		}
		f := *r.File
		if r.refused && f.State == book.Failed && !f.Fault.Transient() {
			continue // a pipe stays a pipe
		}
		f.State, f.Fault = book.Found, nil
		r.Asked = &f
		s.put(r, &f)
		probes = append(probes, &f)
	}
	return probes
}

// Faulty returns the rows that have a fault, in the order they were found.
func (s *State) Faulty() (ids []book.ID) {
	for id, r := range s.ByID {
		if r.File.State == book.Failed {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// Measured stores what was counted of a file, nil if it could not be, unless it
// has changed since.
func (s *State) Measured(f *book.File, m *book.Media) {
	r, known := s.ByID[f.ID]
	if !known || r.File != f {
		return
	}
	if r.measured = true; m == nil {
		s.Touch(r) // that it cannot be counted is worth knowing too
		return
	}
	g := *f
	g.Media = m
	s.put(r, &g)
}
