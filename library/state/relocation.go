package state

import (
	"path/filepath"
	"slices"
	"strings"

	"lectern/library/book"
	"lectern/library/catalog"
)

const (
	// likeShare: one in likeShare files of a root must be found elsewhere, in the same
	// folder and of the same size, for the root to count as moved there.
	likeShare = 2
	// LikeLeast is the least number of such files: one or two prove nothing.
	LikeLeast = 3
)

// MoveRoot moves the rows of root r to the same relative paths below folder, which lies
// in root into, and removes r. If a row already exists at such a path, the moved row
// replaces it and inherits its edits, except those of fields that the moved row has an
// edit for. If there are such fields, the replaced row is retired with all its edits
// and comes back with the next copy of the file. How far the user listened is joined.
// Rows that left the list move too, so that they return there with what the user typed.
// MoveRoot returns the catalogue operations for the inherited edits, for what was heard and for
// dropped notes.
// now is in nanoseconds since 1970.
func (s *State) MoveRoot(r, into *Root, folder string, now int64) (typed []catalog.Op) {
	rows := s.Listed.rowsOf(r.Path)
	moving := make(map[*Row]bool, len(rows))
	for _, row := range rows {
		moving[row] = true
	}
	scanned := into.Health.Scanned != 0
	var rest []*Row
	for _, row := range rows {
		there := s.Listed.ByPath[movedPath(row.File.Path, r.Path, folder)]
		if there == nil || moving[there] || there.File.State == book.Missing {
			rest = append(rest, row)
			continue
		}
		typed = append(typed, s.moveOnto(row, there, now)...)
	}
	for _, row := range rest {
		s.Losses.unhold(row)
		s.unlist(row)
	}
	for _, row := range rest {
		f := *row.File
		f.Path, f.Root = movedPath(f.Path, r.Path, folder), into.Path
		if there := s.Listed.ByPath[f.Path]; there != nil { // both are missing
			s.Retire(there, now)
		}
		row.File, row.Asked, row.shifted = &f, nil, true
		s.Add(row)
		if scanned && f.State != book.Missing {
			s.Miss(row, now)
		}
	}
	s.moveRetired(r, into, folder)
	for _, at := range r.unmounted { // its files are still offline
		if below, err := filepath.Rel(into.Path, movedPath(at, r.Path, folder)); err == nil {
			into.Health.Mounts = append(into.Health.Mounts, below)
		}
	}
	for i, other := range s.Roots {
		if other == r {
			s.Roots = append(s.Roots[:i:i], s.Roots[i+1:]...)
			break
		}
	}
	for _, dir := range s.Sidecars.removeOutside(s.Roots, r.Path) { // the next scan reads them at their new place
		typed = append(typed, catalog.DropNotes(dir))
	}
	return typed
}

// moveRetired moves the retired rows of root r as MoveRoot does the listed ones.
func (s *State) moveRetired(r, into *Root, folder string) {
	for _, row := range slices.Collect(s.Retired.Rows()) {
		if row.File.Root != r.Path {
			continue
		}
		add := s.Retired.Add
		if s.Retired.byPath[row.File.Path] != row {
			add = s.Retired.addContent
		}
		s.Retired.Remove(row)
		f := *row.File
		f.Path, f.Root = movedPath(f.Path, r.Path, folder), into.Path
		row.File = &f
		add(row)
		s.Unsaved.retire(row)
	}
}

// moveOnto gives a row the file of the row that is at its new path, and the edits as MoveRoot
// says. It returns the operations for the edits and for what was heard.
func (s *State) moveOnto(row, there *Row, now int64) (typed []catalog.Op) {
	if there.File.Size != row.File.Size { // rewritten: earlier metadata is no longer valid
		row.read = false
		row.setFingerprints("", "")
	}
	f, typed := s.Move(Pair{row, there})
	if f != nil {
		row.Asked = nil // the next scan requests the probe
	}
	overruled := false
	for field, text := range there.Edits {
		switch own := row.Edited(field); {
		case own == nil:
		case book.IsListening(field):
			text = book.JoinListening(field, *own, text)
		default:
			overruled = overruled || *own != text
			continue
		}
		s.SetEdit(row, field, &text)
		typed = append(typed, catalog.Edit(row.File.ID, field, EncodeEdit(&text)))
	}
	if overruled {
		s.retireForgotten(there, now)
	}
	return typed
}

// movedPath returns the path of a file after the folder from has moved to the folder
// to.
func movedPath(path, from, to string) string {
	return filepath.Join(to, strings.TrimPrefix(path, from))
}

// Resemblance returns the folder in another root that contains most of r's files, with
// the same relative paths and sizes, or failing that the root found by namesake. It
// returns "" if there is none. Only rows that were added after r was last known to be
// available count, because earlier rows belong to copies.
func (l *Listed) Resemblance(r *Root) string {
	type mark struct {
		rel  string
		size int64
	}
	byName := map[string][]mark{}
	n := 0
	for _, row := range l.rowsOf(r.Path) {
		if rel, err := filepath.Rel(r.Path, row.File.Path); err == nil {
			n++
			byName[filepath.Base(rel)] = append(byName[filepath.Base(rel)], mark{rel, row.File.Size})
		}
	}
	if n < LikeLeast {
		return ""
	}
	found := map[string]int{} // files by folder
	for path, row := range l.ByPath {
		if !row.follows(r) {
			continue
		}
		for _, m := range byName[filepath.Base(path)] {
			if base, below := strings.CutSuffix(path, string(filepath.Separator)+m.rel); below && m.size == row.File.Size {
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
	if most >= LikeLeast && most*likeShare >= n {
		return best
	}
	return l.namesake(r, n)
}

// follows reports whether the row's file may have moved there together with the whole
// of root: it is in another root, and was added after root was last known to be
// available.
func (r *Row) follows(root *Root) bool {
	return r.File.Root != root.Path && r.File.State != book.Missing && r.Added > root.Health.Scanned
}

// namesake returns the root that has files with the names and sizes of most of the n
// files of r, in any folders, "" if there is none.
func (l *Listed) namesake(r *Root, n int) string {
	type name struct {
		base string
		size int64
	}
	left := map[name]int{}
	for _, row := range l.rowsOf(r.Path) {
		left[name{filepath.Base(row.File.Path), row.File.Size}]++
	}
	has := map[string]map[name]int{} // by root
	for path, row := range l.ByPath {
		if of := (name{filepath.Base(path), row.File.Size}); row.follows(r) && left[of] > 0 {
			if has[row.File.Root] == nil {
				has[row.File.Root] = map[name]int{}
			}
			has[row.File.Root][of]++
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
	if most < LikeLeast || most*likeShare < n {
		return ""
	}
	return best
}
