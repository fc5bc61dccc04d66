package library

import (
	"cmp"
	"slices"
	"time"

	"lectern/library/book"
	"lectern/library/probe"
	"lectern/library/text"
)

// state is what the library knows. Its methods are the transitions; they take
// values, return decisions, and know no goroutine, channel or clock.
type state struct {
	store     book.Store
	byPath    map[string]*row
	byID      map[book.ID]*row
	shelves   map[shelfKey]*shelf
	stale     []*shelf                  // whose books are to be made anew
	merged    map[shelfKey]*shelf       // those the listener put together
	notes     map[string]*notes         // by the folder they lie in
	everyFile bool                      // each file is a book
	folders   map[string][]*row         // by the folder they lie in
	lost      map[*row]bool             // those that are missing
	held      map[*row]bool             // those that a scan did not see, while nobody has said what it means
	fresh     map[*row]bool             // those that came in this session and are no other row's file
	retired   retired                   // rows that left the list
	displaced map[*row]bool             // those at whose path another content is listed
	passed    []*row                    // temporary files of the last minute, among the retired
	flux      map[string]writing        // files that are being written
	replaced  map[shelfKey][]succession // books that were, it seems, by the folder they lie in
	revisits  map[shelfKey]bool         // the folders to be looked at for such books
	texts     texts
	across    map[book.ID]book.Lint // what books tell of each other
	last      book.ID
	roots     []*root
	dirty     []*row         // what the catalogue has not been told
	leaving   []*row         // rows it has not been told are retired
	dropped   []book.ID      // rows it has not been told are gone for good
	rough     []*row         // of which more is to be known; some of them no longer
	recent    []loss         // of the last minute
	counted   *book.Snapshot // whose held books the roots have counted
}

func newState() *state {
	return &state{
		shelves: map[shelfKey]*shelf{}, notes: map[string]*notes{}, merged: map[shelfKey]*shelf{},
		byPath: map[string]*row{}, byID: map[book.ID]*row{}, folders: map[string][]*row{},
		displaced: map[*row]bool{}, lost: map[*row]bool{}, held: map[*row]bool{}, fresh: map[*row]bool{}, retired: newRetired(), flux: map[string]writing{}, texts: texts{},
		replaced: map[shelfKey][]succession{}, revisits: map[shelfKey]bool{},
	}
}

// tally counts what one scan brought.
type tally struct {
	files, added, changed, missing, moved, unchanged, reused int

	refused []*book.File // new or changed, and faulty without a probe
	growing []*book.File // to be followed until they settle once more
}

// add makes r, whose file is set, a row of the library.
func (s *state) add(r *row) {
	s.insert(r)
	s.touch(r)
}

// insert makes r a row.
func (s *state) insert(r *row) {
	s.byPath[r.file.Path], s.byID[r.file.ID] = r, r
	s.last = max(s.last, r.file.ID)
	dir := r.file.Folder()
	s.folders[dir] = append(s.folders[dir], r)
	if root := s.root(r.file.Root); root != nil {
		root.Files++
	}
	if r.file.State == book.Missing {
		s.lost[r] = true
	}
	if r.fresh {
		s.fresh[r] = true
	}
	s.note(r)
	s.place(r)
}

// forget takes a row out of the library for good, with all that was typed about
// it.
func (s *state) forget(r *row) {
	s.remove(r)
	s.dropped = append(s.dropped, r.file.ID)
}

// remove takes a row from the list.
func (s *state) remove(r *row) {
	s.unhold(r)
	s.unplace(r)
	delete(s.byID, r.file.ID)
	delete(s.lost, r)
	delete(s.fresh, r)
	s.undisplace(r)
	r.asked = nil
}

// unplace takes a row from the place its file is at.
func (s *state) unplace(r *row) {
	s.unshelve(r)
	delete(s.byPath, r.file.Path)
	dir := r.file.Folder()
	rows := s.folders[dir]
	if i := slices.Index(rows, r); i >= 0 {
		rows[i] = rows[len(rows)-1]
		rows = rows[:len(rows)-1]
	}
	if s.folders[dir] = rows; len(rows) == 0 {
		delete(s.folders, dir)
	}
	if root := s.root(r.file.Root); root != nil {
		root.Files--
	}
}

// put makes f the row's file.
func (s *state) put(r *row, f *book.File) {
	if missing := f.State == book.Missing; missing != (r.file.State == book.Missing) {
		if missing {
			s.lost[r] = true
		} else {
			delete(s.lost, r)
			r.gone = 0
		}
	}
	r.file = f
	s.touch(r)
	s.show(r)
}

// touch notes that the catalogue is to be told of a row.
func (s *state) touch(r *row) {
	if !r.dirty {
		r.dirty = true
		s.dirty = append(s.dirty, r)
	}
	s.note(r)
}

// note has a row come up when nothing else is to be done, if it lacks something
// then.
func (s *state) note(r *row) {
	if !r.rough && (r.unmarked() || r.estimated()) {
		r.rough = true
		s.rough = append(s.rough, r)
	}
}

// lacking returns the rows that lack a fingerprint or an exact length, in the
// order they were found. It looks at no others: a change of one file is not to
// cost a look at all. The slice is the state's until the next call.
func (s *state) lacking() []*row {
	s.rough = slices.DeleteFunc(s.rough, func(r *row) bool {
		r.rough = s.byID[r.file.ID] == r && (r.unmarked() || r.estimated())
		return !r.rough
	})
	slices.SortFunc(s.rough, func(a, b *row) int { return cmp.Compare(a.file.ID, b.file.ID) })
	return s.rough
}

// found takes a batch of the scan with the number n, at a time in nanoseconds
// since 1970, and returns the files that want a probe: the new, the changed,
// and those whose last probe was never made or failed for a reason that may
// have passed.
func (s *state) found(files []book.File, n int, now int64, t *tally) (probes []*book.File) {
	for i := range files {
		f := &files[i]
		t.files++
		r, known := s.byPath[f.Path]
		if !known {
			t.added++
			f = own(f)
			root := s.rootOf(f.Path)
			f.Root = root.Path
			if r = s.retired.byPath[f.Path]; r != nil {
				s.comeBack(r, f)
			} else {
				f.ID = s.last + 1
				r = &row{file: f, added: now, fresh: true, born: n, late: root.health.Scanned != 0}
				s.add(r)
			}
		} else {
			f.ID, f.Root = r.file.ID, r.file.Root
			s.unhold(r)
			if r.shifted && r.file.Size == f.Size && r.file.Modified == f.Modified { // a copy has another ctime
				g := *r.file
				g.Changed = f.Changed
				s.put(r, &g)
			}
			r.shifted = false
			same := r.file.Same(f) && r.refused == (f.State == book.Failed)
			if same {
				t.unchanged++
				if !r.again() {
					s.landed(f.Path)
					t.reused++
					r.seen = n
					continue
				}
			} else {
				t.changed++
				s.displace(r, f, now)
				r.asked, r.read, r.print, r.marked = nil, false, "", false
				s.grew(f.Path)
			}
			f = own(f)
			// The fields of the last probe stay on screen until the next one
			// has answered.
			f.Media = r.file.Media
			if r.read && !r.look {
				f.State = book.Probed // it is back, as it was
				t.reused++
			}
			s.put(r, f)
		}
		r.seen = n
		if r.refused = f.State == book.Failed; r.refused {
			t.refused = append(t.refused, f)
		}
		if f.State != book.Found {
			continue
		}
		if s.pauses(f, now) {
			t.growing = append(t.growing, f)
		} else if s.ripe(f, now) {
			r.asked = f
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
func (s *state) ripe(f *book.File, now int64) bool {
	w, writing := s.flux[f.Path]
	switch {
	case !writing:
		return true
	case time.Duration(now-w.told) > forgotten:
		delete(s.flux, f.Path)
		return true
	}
	ripe := !w.tried || w.settled
	w.tried = true
	s.flux[f.Path] = w
	return ripe
}

// pauses reports whether a file that has settled may only pause: it is faulty as it
// is, and was written to not long ago. Who writes slowly is not shown a fault each
// time. It is to be followed until it settles again.
func (s *state) pauses(f *book.File, now int64) bool {
	w, writing := s.flux[f.Path]
	if !writing || !w.settled || !w.faulty || time.Duration(now-f.Modified).Abs() >= pausing {
		return false
	}
	w.told, w.settled = now, false
	s.flux[f.Path] = w
	return true
}

// grew notes that a file which may be being written is not as it was.
func (s *state) grew(path string) {
	if w, writing := s.flux[path]; writing && w.faulty {
		w.faulty = false
		s.flux[path] = w
	}
}

// landed ends the writing of a file that has settled, now that it is known as it is.
func (s *state) landed(path string) {
	if s.flux[path].settled {
		delete(s.flux, path)
	}
}

// unsettled notes that a file is being written.
func (s *state) unsettled(path string, now int64) {
	w, known := s.flux[path]
	w.told, w.settled = now, false
	s.flux[path] = w
	if r := s.byPath[path]; r != nil && !r.read && !known {
		s.show(r)
	}
}

// settled notes that a file is no longer being written, for as long as nothing more
// is heard of it. With followed, a scan of its folder and a probe follow, which may
// find that it only pauses.
func (s *state) settled(path string, followed bool) {
	w, known := s.flux[path]
	if !known {
		return
	}
	r := s.byPath[path]
	if r != nil && followed {
		w.settled = true
		s.flux[path] = w
		return
	}
	delete(s.flux, path)
	if r != nil {
		s.show(r)
	}
}

// A file that is not whole may still be written to by who makes it. What was
// moved here has an older time, and no more will come.
const (
	unfinished = 3 * time.Second  // after its last change: what the watcher waits for
	pausing    = 10 * time.Second // where it is known to be written: copies over a network pause
)

// coarse is how far two writes may lie apart and leave a file the same time on
// a file system that counts in steps (FAT: two seconds). Elsewhere a kernel
// tells any two writes apart that a reader could fall between.
const coarse = 2 * time.Second

// answers is what the pool's answers came to.
type answers struct {
	read, back int          // files read, and given back unread
	faulty     []*book.File // those that turned out faulty
	growing    []*book.File // those that are still being written, it seems
}

// probed takes what the pool answered, at a time in nanoseconds since 1970. An
// answer about content that has changed since is dropped: the scan that saw
// the change has asked again. In a root that is followed, a file that is not whole and
// has just been written is taken for one that is still being written.
func (s *state) probed(events []probe.Event, now int64, followed func(root string) bool) (a answers) {
	s.texts.room(s.store.Len())
	for _, e := range events {
		if e.Slow {
			continue
		}
		answer := false
		switch {
		case e.Started:
		case e.Cancelled():
			a.back++
		default:
			a.read++
			answer = true
		}
		r, known := s.byID[e.File.ID]
		if !known || r.file.State == book.Missing || r.file.Path != e.File.Path || !r.file.Same(e.File) {
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
		age := time.Duration(now - f.Modified).Abs()
		w, growing := s.flux[f.Path]
		faulty := e.Fault() != nil
		whole := e.Media != nil && e.Media.Whole && !faulty
		switch {
		case e.Started:
			f.State = book.Probing
			r.file = &f
			s.show(r)
			continue
		case e.Cancelled():
			f.State = book.Found
		case !whole && (growing && (faulty || !w.settled) && age < pausing || age < unfinished && followed(f.Root)):
			f.State = book.Found
			s.flux[f.Path] = writing{told: now, tried: true, faulty: faulty}
			a.growing = append(a.growing, &f)
		case faulty:
			s.landed(f.Path)
			f.State, f.Fault, f.Media = book.Failed, e.Fault(), e.Media
			r.read, r.look = false, false
			a.faulty = append(a.faulty, &f)
		default:
			s.landed(f.Path)
			f.State, f.Fault, f.Media = book.Probed, nil, e.Media
			r.read, r.measured = true, false
			root := s.root(f.Root)
			r.look = age < coarse && root != nil && root.sight.Coarse
		}
		s.put(r, &f)
	}
	return a
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
		root := s.root(r.file.Root)
		if root != nil && (root.offline() || root.Settings.Paused) {
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

// failures returns the files that a reader found faulty.
func (s *state) failures() (files []*book.File) {
	for _, r := range s.byID {
		if r.file.State == book.Failed && !r.refused {
			files = append(files, r.file)
		}
	}
	return files
}

// root returns the root with this path, nil if there is none.
func (s *state) root(path string) *root {
	for _, r := range s.roots {
		if r.Path == path {
			return r
		}
	}
	return nil
}

// rootOf returns the innermost root that holds path, nil if none does.
func (s *state) rootOf(path string) (inner *root) {
	for _, r := range s.roots {
		if text.Within(path, r.Path) && (inner == nil || len(r.Path) > len(inner.Path)) {
			inner = r
		}
	}
	return inner
}

// below calls visit with each row at or below dir.
func (s *state) below(dir string, visit func(*row)) {
	if r := s.byPath[dir]; r != nil {
		visit(r)
	}
	for folder, rows := range s.folders {
		if text.Within(folder, dir) {
			for _, r := range slices.Clone(rows) { // visit may move them
				visit(r)
			}
		}
	}
}

// of returns the rows of a root that are not missing.
func (s *state) of(path string) (rows []*row) {
	s.below(path, func(r *row) {
		if r.file.Root == path && r.file.State != book.Missing {
			rows = append(rows, r)
		}
	})
	return rows
}

// present is how many rows of a root are not missing.
func (s *state) present(r *root) int {
	n := r.Files
	for l := range s.lost {
		if l.file.Root == r.Path {
			n--
		}
	}
	return n
}

// redress draws all rows of a root anew.
func (s *state) redress(path string) {
	s.below(path, func(r *row) {
		if r.file.Root == path {
			s.show(r)
		}
	})
}

// removeRoot forgets a root, at a time in nanoseconds since 1970. Rows that another
// root holds too pass to it, the others retire, and the notes of folders that no
// other root holds go; it returns all three.
func (s *state) removeRoot(path string, now int64) (retired, passed []*row, unnoted []string) {
	s.roots = slices.DeleteFunc(s.roots, func(r *root) bool { return r.Path == path })
	s.below(path, func(r *row) {
		if r.file.Root != path {
			return
		}
		heir := s.rootOf(r.file.Path)
		if heir == nil {
			s.retire(r, now)
			retired = append(retired, r)
			return
		}
		s.inherit(r, heir)
		passed = append(passed, r)
	})
	for p := range s.flux {
		if text.Within(p, path) {
			delete(s.flux, p)
		}
	}
	for folder := range s.notes {
		if text.Within(folder, path) && s.rootOf(folder) == nil {
			delete(s.notes, folder)
			unnoted = append(unnoted, folder)
		}
	}
	return retired, passed, unnoted
}

// inherit gives a row to another root that holds its file.
func (s *state) inherit(r *row, to *root) {
	if s.byID[r.file.ID] != r || r.file.Root == to.Path {
		return
	}
	s.unhold(r) // its root asked, and is gone or has it no longer
	if from := s.root(r.file.Root); from != nil {
		from.Files--
	}
	to.Files++
	f := *r.file
	f.Root = to.Path
	s.put(r, &f)
	s.unshelve(r)
	s.place(r)
}
