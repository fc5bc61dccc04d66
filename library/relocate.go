package library

import (
	"errors"
	"maps"
	"path/filepath"
	"strings"
	"time"

	"lectern/library/book"
	"lectern/library/catalog"
	"lectern/library/text"
)

// A library that moves to another folder or another drive is the same library: its
// root goes there with all its rows.

const (
	// likeShare is which part of a root's files must lie elsewhere, in the same
	// folders and of the same size, for that to be where the root went.
	likeShare = 2
	// likeLeast is how many files these are at least: one or two may be anything.
	likeLeast = 3
)

// ErrLoading is why a root cannot be moved yet.
var ErrLoading = errors.New("the library is still being loaded")

// MoveRoot says that a root is at another folder now. Its rows go there with their
// IDs, the dates they were added, what the user typed and what was read of them; no
// file is touched. Where that folder is a root, or lies in one, the rows become its
// rows.
func (l *Library) MoveRoot(old, folder string) (err error) {
	l.tell(func(o *owner) { err = o.moveRoot(old, absolute(folder)) })
	return err
}

func (o *owner) moveRoot(old, folder string) error {
	r := o.state.root(old)
	switch {
	case r == nil || old == folder:
		return nil
	case o.restoring:
		return ErrLoading
	}
	o.stopScans(old)
	o.unfollow(r)
	into := o.state.rootBeside(folder, r)
	if into == nil {
		o.enroll(folder, r.Settings)
		into = o.state.root(folder)
		into.added = r.added
		o.keepRoot(into)
	}
	typed := o.state.moveRoot(r, into, folder, time.Now().UnixNano())
	o.log.Info("root_moved", "from", old, "to", folder)
	o.save() // the rows first
	if o.catalog != nil {
		o.catalog.Save(typed...)
		o.catalog.Save(catalog.DropRoot(old))
	}
	o.askAgain()
	o.decide()
	o.scan(target{root: into.Path, dir: folder})
	return nil
}

// rootBeside is the innermost root but r that holds a folder, nil if none does.
func (s *state) rootBeside(folder string, r *root) (inner *root) {
	for _, other := range s.roots {
		if other != r && text.Within(folder, other.Path) && (inner == nil || len(other.Path) > len(inner.Path)) {
			inner = other
		}
	}
	return inner
}

// moveRoot gives the rows of a root places below a folder of another, at a time in
// nanoseconds since 1970, and takes the root from the list. A row that is at such a
// place already gives it up; what was typed about it, which is returned, goes to
// the row that comes.
func (s *state) moveRoot(r, into *root, folder string, now int64) (typed []catalog.Op) {
	var rows []*row
	s.below(r.Path, func(row *row) {
		if row.file.Root == r.Path {
			rows = append(rows, row)
		}
	})
	moving := make(map[*row]bool, len(rows))
	for _, row := range rows {
		moving[row] = true
	}
	scanned := into.health.Scanned != 0
	var rest []*row
	for _, row := range rows {
		there := s.byPath[moved(row.file.Path, r.Path, folder)]
		if there == nil || moving[there] || there.file.State == book.Missing {
			rest = append(rest, row)
			continue
		}
		if there.file.Size != row.file.Size { // written anew: what was read does not hold
			row.read, row.print = false, ""
		}
		edits := maps.Clone(there.edits)
		if f := s.move(pair{row, there}); f != nil {
			row.asked = nil // the scan that follows asks
		}
		for field, text := range edits {
			s.setEdit(row, field, &text)
			typed = append(typed, catalog.Edit(row.file.ID, field, keptText(&text)))
		}
	}
	for _, row := range rest {
		s.unhold(row)
		s.unplace(row)
	}
	for _, row := range rest {
		f := *row.file
		f.Path, f.Root = moved(f.Path, r.Path, folder), into.Path
		if there := s.byPath[f.Path]; there != nil { // missing, both of them
			s.retire(there, now)
		}
		row.file, row.asked, row.shifted = &f, nil, true
		delete(s.byID, f.ID)
		s.add(row)
		if scanned && f.State != book.Missing {
			s.miss(row, now)
		}
	}
	for i, other := range s.roots {
		if other == r {
			s.roots = append(s.roots[:i:i], s.roots[i+1:]...)
			break
		}
	}
	for dir := range s.notes { // the scan reads them where they are now
		if text.Within(dir, r.Path) && s.rootOf(dir) == nil {
			delete(s.notes, dir)
			typed = append(typed, catalog.DropNotes(dir))
		}
	}
	return typed
}

// moved is where a path below a folder lies when the folder is another one.
func moved(path, from, to string) string {
	return filepath.Join(to, strings.TrimPrefix(path, from))
}

// resemblance is the folder in other roots that most of a root's files lie below,
// in the same folders and of the same size, "" if there is none.
func (s *state) resemblance(r *root) string {
	type mark struct {
		rel  string
		size int64
	}
	byName := map[string][]mark{}
	n := 0
	s.below(r.Path, func(row *row) {
		if row.file.Root != r.Path {
			return
		}
		if rel, err := filepath.Rel(r.Path, row.file.Path); err == nil {
			n++
			byName[filepath.Base(rel)] = append(byName[filepath.Base(rel)], mark{rel, row.file.Size})
		}
	})
	if n < likeLeast {
		return ""
	}
	found := map[string]int{} // files by folder
	for path, row := range s.byPath {
		if row.file.Root == r.Path || row.file.State == book.Missing {
			continue
		}
		for _, m := range byName[filepath.Base(path)] {
			if base, below := strings.CutSuffix(path, string(filepath.Separator)+m.rel); below && m.size == row.file.Size {
				found[base]++
			}
		}
	}
	best, most := "", 0
	for base, files := range found {
		if files > most || files == most && base < best {
			best, most = base, files
		}
	}
	if most >= likeLeast && most*likeShare >= n {
		return best
	}
	return s.namesake(r, n)
}

// namesake is the root that has files of the names and sizes of most of the n files
// of r, in whatever folders, "" if there is none.
func (s *state) namesake(r *root, n int) string {
	type name struct {
		base string
		size int64
	}
	left := map[name]int{}
	s.below(r.Path, func(row *row) {
		if row.file.Root == r.Path {
			left[name{filepath.Base(row.file.Path), row.file.Size}]++
		}
	})
	has := map[string]map[name]int{} // by root
	for path, row := range s.byPath {
		if of := (name{filepath.Base(path), row.file.Size}); row.file.Root != r.Path && row.file.State != book.Missing && left[of] > 0 {
			if has[row.file.Root] == nil {
				has[row.file.Root] = map[name]int{}
			}
			has[row.file.Root][of]++
		}
	}
	best, most := "", 0
	for root, names := range has {
		files := 0
		for of, count := range names {
			files += min(count, left[of])
		}
		if files > most || files == most && root < best {
			best, most = root, files
		}
	}
	if most < likeLeast || most*likeShare < n {
		return ""
	}
	return best
}

// resemble looks where the roots that are offline may have gone.
func (o *owner) resemble() {
	for _, r := range o.state.roots {
		r.Moved = ""
		if r.offline() && !o.restoring {
			r.Moved = o.state.resemblance(r)
		}
	}
}
