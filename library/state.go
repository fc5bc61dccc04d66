package library

import (
	"path/filepath"
	"slices"
	"strings"

	"lectern/library/book"
	"lectern/library/group"
	"lectern/library/probe"
	"lectern/library/scan"
)

// state is what the library knows. Its methods are the transitions; they take
// values, return decisions, and know no goroutine, channel or clock.
type state struct {
	store  book.Store
	byPath map[string]*row
	byID   map[book.ID]*row
	texts  texts
	last   book.ID
	roots  []*Root
}

// row ties a file to its slot in the store.
type row struct {
	slot     int
	file     *book.File
	seen     int        // number of the last scan that listed it
	asked    *book.File // what the pool has been given to read, nil when it owes nothing
	read     bool       // file.Media is what a reader found in the file as it is listed
	measured bool       // its length has been counted, or cannot be
	refused  bool       // the scan failed it, not a reader
}

func newState() *state {
	return &state{byPath: map[string]*row{}, byID: map[book.ID]*row{}, texts: texts{}}
}

// tally counts what one scan brought.
type tally struct {
	files, added, changed, missing, unchanged, reused int

	refused []*book.File // new or changed, and faulty without a probe
}

// put makes f the row's file.
func (s *state) put(r *row, f *book.File) {
	r.file = f
	s.store.Set(r.slot, group.Single(f))
}

// found takes a batch of a scan with the number n and returns the files that
// want a probe: the new, the changed, and those whose last probe was never
// made or failed for a reason that may have passed.
func (s *state) found(files []book.File, n int, t *tally) (probes []*book.File) {
	for i := range files {
		f := &files[i]
		t.files++
		r, known := s.byPath[f.Path]
		if !known {
			t.added++
			s.last++
			inner := s.rootOf(f.Path)
			f.ID, f.Root = s.last, inner.Path
			inner.Files++
			r = &row{file: f, slot: s.store.Add(group.Single(f))}
			s.byPath[f.Path], s.byID[f.ID] = r, r
		} else {
			f.ID, f.Root = r.file.ID, r.file.Root
			same := r.file.Same(f) && r.refused == (f.State == book.Failed)
			if same {
				t.unchanged++
				if !r.again() {
					t.reused++
					r.seen = n
					continue
				}
			} else {
				t.changed++
				r.asked, r.read = nil, false
			}
			// The fields of the last probe stay on screen until the next one
			// has answered.
			f.Media = r.file.Media
			if r.read {
				f.State = book.Probed // it is back, as it was
				t.reused++
			}
			s.put(r, f)
		}
		r.seen = n
		if r.refused = f.State == book.Failed; r.refused {
			t.refused = append(t.refused, f)
		}
		if f.State == book.Found {
			r.asked = f
			probes = append(probes, f)
		}
	}
	return probes
}

// again reports whether an unchanged file needs another look.
func (r *row) again() bool {
	switch {
	case r.asked != nil, r.file.State == book.Probed:
		return false
	case r.file.State == book.Failed:
		return r.file.Fault.Transient()
	default:
		return true
	}
}

// gone marks what scan n should have seen and did not. A row under a folder
// that could not be read stays as it is, and so does one of a root inside the
// scanned one: that may be a drive which is not there.
func (s *state) gone(in target, n int, report scan.Report, t *tally) {
	for path, r := range s.byPath {
		if r.seen == n || r.file.Root != in.root || !within(path, in.dir) || !report.Covers(path) || r.file.State == book.Missing {
			continue
		}
		t.missing++
		f := *r.file
		f.State, f.Fault = book.Missing, nil
		r.asked = nil
		s.put(r, &f)
	}
}

// probed takes what the pool answered. It returns how many files were read,
// how many were given back unread, and the files that turned out faulty. An
// answer about content that has changed since is dropped: the scan that saw
// the change has asked again.
func (s *state) probed(events []probe.Event) (read, back int, faulty []*book.File) {
	for _, e := range events {
		answer := false
		switch {
		case e.Started:
		case e.Cancelled():
			back++
		default:
			read++
			answer = true
		}
		r, known := s.byID[e.File.ID]
		if !known || r.file.State == book.Missing || !r.file.Same(e.File) {
			continue
		}
		owed := r.asked == e.File
		if !owed && !answer {
			continue // about a request that was taken back
		}
		if owed && !e.Started {
			r.asked = nil
		}
		if e.Media != nil {
			s.texts.share(e.Media)
		}
		f := *r.file
		switch {
		case e.Started:
			f.State = book.Probing
		case e.Cancelled():
			f.State = book.Found
		case e.Fault() != nil:
			f.State, f.Fault, f.Media = book.Failed, e.Fault(), e.Media
			r.read = false
			faulty = append(faulty, &f)
		default:
			f.State, f.Fault, f.Media = book.Probed, nil, e.Media
			r.read, r.measured = true, false
		}
		s.put(r, &f)
	}
	return read, back, faulty
}

// release takes back all that the pool was asked, and returns the rows it was
// asked about in the order they were found. They wait for the next rescan or
// retry; an answer that still comes counts.
func (s *state) release() (ids []book.ID) {
	for id, r := range s.byID {
		if r.asked == nil {
			continue
		}
		f := *r.file
		f.State, r.asked = book.Found, nil
		s.put(r, &f)
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// retry makes the rows wait for a new probe and returns their files.
func (s *state) retry(ids []book.ID) (probes []*book.File) {
	for _, id := range ids {
		r, known := s.byID[id]
		if !known || r.asked != nil || r.file.State == book.Missing {
			continue
		}
		f := *r.file
		if r.refused && f.State == book.Failed && !f.Fault.Transient() {
			continue // a pipe stays a pipe
		}
		f.State, f.Fault = book.Found, nil
		r.asked = &f
		s.put(r, &f)
		probes = append(probes, &f)
	}
	return probes
}

// faulty returns the rows that have a fault, in the order they were found.
func (s *state) faulty() (ids []book.ID) {
	for id, r := range s.byID {
		if r.file.State == book.Failed {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// root returns the root with this path, nil if there is none.
func (s *state) root(path string) *Root {
	for _, r := range s.roots {
		if r.Path == path {
			return r
		}
	}
	return nil
}

// rootOf returns the innermost root that holds path, nil if none does.
func (s *state) rootOf(path string) (inner *Root) {
	for _, r := range s.roots {
		if within(path, r.Path) && (inner == nil || len(r.Path) > len(inner.Path)) {
			inner = r
		}
	}
	return inner
}

// removeRoot forgets a root. Rows that another root holds too pass to it, the
// others go.
func (s *state) removeRoot(path string) {
	s.roots = slices.DeleteFunc(s.roots, func(r *Root) bool { return r.Path == path })
	for p, r := range s.byPath {
		if r.file.Root != path {
			continue
		}
		if heir := s.rootOf(p); heir != nil {
			f := *r.file
			f.Root = heir.Path
			heir.Files++
			s.put(r, &f)
			continue
		}
		s.store.Remove(r.slot)
		delete(s.byPath, p)
		delete(s.byID, r.file.ID)
	}
}

// within reports whether path is dir or lies below it.
func within(path, dir string) bool {
	if !strings.HasPrefix(path, dir) {
		return false
	}
	return len(path) == len(dir) || strings.HasSuffix(dir, string(filepath.Separator)) || path[len(dir)] == filepath.Separator
}
