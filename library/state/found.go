package state

import (
	"slices"
	"time"

	"lectern/library/book"
	"lectern/library/probe"
)

// List records a batch of files from scan number n and returns the files to probe: new
// and changed files, and files whose last probe never ran or failed for a reason that
// may have passed. now is in nanoseconds since 1970.
func (s *State) List(files []book.File, n int, now int64, t *Tally) (probes []*book.File) {
	for i := range files {
		f := &files[i]
		t.Files++
		if f.State == book.Failed {
			s.outOfReach(f.Path)
		}
		r, known := s.Listed.ByPath[f.Path]
		if known {
			f = s.listAgain(r, f, now, t)
		} else {
			t.Added++
			f = own(f)
			r = s.listNew(f, n, now)
		}
		r.LastScan = int32(n)
		if f == nil {
			continue
		}
		if r.refused = f.State == book.Failed; r.refused {
			t.Refused = append(t.Refused, f)
		}
		if f.State != book.Found {
			continue
		}
		if s.Writing.pauses(f, now) {
			t.Growing = append(t.Growing, f)
		} else if s.Writing.ripe(f, now) {
			r.Asked = f
			probes = append(probes, f)
		}
	}
	return probes
}

// listNew makes the row of a file that is not in the list, or takes it out of the retired
// ones.
func (s *State) listNew(f *book.File, n int, now int64) *Row {
	root := s.Roots.OfFile(f.Path)
	f.Root = root.Path
	if r := s.Retired.byPath[f.Path]; r != nil {
		s.comeBack(r, f)
		return r
	}
	f.ID = s.Listed.Next()
	r := &Row{File: f, Added: now, Fresh: true, FirstScan: int32(n), late: root.Health.Scanned != 0}
	s.Add(r)
	return r
}

// listAgain updates the row of a file that is in the list. It returns the row's file, or
// nil if the row needs neither a change nor a probe.
func (s *State) listAgain(r *Row, f *book.File, now int64, t *Tally) *book.File {
	f.ID, f.Root = r.File.ID, r.File.Root
	s.Losses.unhold(r)
	if r.shifted && r.File.Size == f.Size && r.File.Modified == f.Modified { // a copy has another ctime
		g := *r.File
		g.Changed = f.Changed
		s.put(r, &g)
	}
	r.shifted = false
	if hides(f) {
		f.Size, f.Modified, f.Changed = r.File.Size, r.File.Modified, r.File.Changed
	}
	same := r.File.Same(f)
	if same && r.refused == (f.State == book.Failed) {
		t.Unchanged++
		if r.FingerprintFault != nil && r.FingerprintFault.Transient() { // the file may have been elsewhere
			r.FingerprintFault = nil
			s.Incomplete.note(r)
		}
		if !r.again() {
			s.Writing.landed(f.Path)
			t.Reused++
			return nil
		}
	} else {
		t.Changed++
		r.Asked = nil
		if !same {
			s.Moves.displace(r, f, now)
			r.read = false
			r.setFingerprints("", "")
			s.Writing.grew(f.Path)
		}
	}
	f = own(f)
	if f.State != book.Failed || hides(f) {
		f.Media = r.File.Media // the fields of the last probe stay on screen until the next probe answers
	}
	if f.State == book.Found && r.read && !r.LookAgain && !r.outdated() {
		f.State = book.Probed // the file has returned unchanged
		t.Reused++
	}
	s.put(r, f)
	return f
}

// hides reports whether a scan found the name of a file, but the system said nothing more
// about the file: the disk reports an error, or the link leads to a drive that is not
// connected. A row at its path stays as it is known.
func hides(f *book.File) bool { return f.State == book.Failed && f.Fault.Transient() }

// own returns a copy of a file. A row that pointed into a batch of the scan would keep
// the whole batch in memory.
func own(f *book.File) *book.File {
	g := *f
	return &g
}

// coarse is the largest gap between two writes that may leave a file with the same
// time, on a file system with coarse timestamps (FAT: two seconds). On other file
// systems the kernel gives two writes different times if a read can fall between them.
const coarse = 2 * time.Second

// Answers sums up a batch of answers from the probe pool.
type Answers struct {
	Read, Back int          // number of files read, and of files returned unread
	Faulty     []*book.File // files that turned out faulty
	Growing    []*book.File // files that are probably still being written
}

// Probed records answers of the probe pool. now is in nanoseconds since 1970. It drops
// an answer about content that has changed since: the scan that saw the change has
// requested another probe. If followed reports that the root is watched or polled, an
// incomplete file that was modified a moment ago counts as still being written.
func (s *State) Probed(events []probe.Event, now int64, followed func(root string) bool) (a Answers) {
	for _, e := range events {
		switch {
		case e.Slow:
		case e.Started:
			if r := s.rowOf(e); r != nil && r.Asked == e.File {
				f := *r.File
				f.State = book.Probing
				r.File = &f
				s.Folders.Refresh(r)
			}
		case e.Cancelled():
			a.Back++
			if r := s.rowOf(e); r != nil && r.Asked == e.File {
				f := *r.File
				f.State, r.Asked = book.Found, nil
				s.putProbed(r, &f, r.outdated())
			}
		default:
			a.Read++
			if r := s.rowOf(e); r != nil {
				s.answer(r, e, now, followed, &a)
			}
		}
	}
	return a
}

// rowOf returns the row that an answer of the probe pool is about, nil if the content of
// its file has changed since the request.
func (s *State) rowOf(e probe.Event) *Row {
	r, known := s.Listed.ByID[e.File.ID]
	if !known || r.File.State == book.Missing || r.File.Path != e.File.Path || !r.File.Same(e.File) {
		return nil
	}
	return r
}

// answer records what a reader found in the file of a row. An answer to a request that
// was withdrawn counts too.
func (s *State) answer(r *Row, e probe.Event, now int64, followed func(root string) bool, a *Answers) {
	if r.Asked == e.File {
		r.Asked = nil
	}
	outdated := r.outdated()
	var media *book.Packed
	if e.Media != nil {
		media = s.packer.Pack(e.Media)
	}
	f := *r.File
	age := time.Duration(now - f.Modified).Abs()
	faulty := e.Fault() != nil
	whole := e.Media != nil && e.Media.Whole && !faulty
	if w, growing := s.Writing[f.Path]; !whole && (growing && (faulty || !w.settled) && age < pausing || age < unfinished && followed(f.Root)) {
		f.State = book.Found
		s.Writing[f.Path] = writing{reported: now, tried: true, faulty: faulty}
		a.Growing = append(a.Growing, &f)
		s.putProbed(r, &f, outdated)
		return
	}
	s.Writing.landed(f.Path)
	r.readers = probe.Generation
	r.read, r.refused = !faulty, false
	if faulty {
		if media == nil && e.Fault().Transient() {
			media = f.Media // the best that is known until a reader gets through
		}
		f.State, f.Fault, f.Media = book.Failed, e.Fault(), media
		r.LookAgain = false
		a.Faulty = append(a.Faulty, &f)
	} else {
		f.State, f.Fault, f.Media = book.Probed, nil, media
		r.measured = false
		root := s.Roots.At(f.Root)
		r.LookAgain = age < coarse && root != nil && root.Sight.Coarse
	}
	s.putProbed(r, &f, outdated)
}

// putProbed gives a row the file that a probe led to. If the row was outdated, only a newer
// version of Lectern changes its book, neither the disk nor the user.
func (s *State) putProbed(r *Row, f *book.File, outdated bool) {
	s.put(r, f)
	if !outdated {
		s.Folders.alter(r.Folder)
	}
}

// Release withdraws all requests to the probe pool and returns the IDs of their rows,
// in the order they were found. The rows wait for the next rescan or retry; an answer
// that still arrives counts.
func (s *State) Release() (ids []book.ID) {
	for id, r := range s.Listed.ByID {
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

// Retry marks the rows as waiting for a new probe and returns their files.
func (s *State) Retry(ids []book.ID) (probes []*book.File) {
	for _, id := range ids {
		r, known := s.Listed.ByID[id]
		if !known || r.Asked != nil || r.File.State == book.Missing {
			continue
		}
		root := s.Roots.At(r.File.Root)
		if root != nil && (root.Offline() || root.Paused()) {
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

// Measured stores the counted length of a file unless the file has changed since; a nil
// m means that the length cannot be counted.
func (s *State) Measured(f *book.File, m *book.Media) {
	r, known := s.Listed.ByID[f.ID]
	if !known || r.File != f {
		return
	}
	if r.measured = true; m == nil {
		s.Touch(r) // so that no later session tries again
		return
	}
	g := *f
	g.Media = s.packer.Pack(m)
	s.put(r, &g)
	s.Folders.alter(r.Folder)
}

// SetFingerprints stores the fingerprints of a row.
func (s *State) SetFingerprints(r *Row, content, sound string) {
	r.setFingerprints(content, sound)
	s.Listed.sounds = nil
	s.Touch(r)
}
