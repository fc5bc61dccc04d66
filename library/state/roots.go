package state

import (
	"path/filepath"
	"slices"

	"lectern/library/book"
	"lectern/library/text"
)

// Root returns the root with this path, nil if there is none.
func (s *State) Root(path string) *Root {
	for _, r := range s.Roots {
		if r.Path == path {
			return r
		}
	}
	return nil
}

// RootOf returns the innermost root that holds path, nil if none does.
func (s *State) RootOf(path string) (inner *Root) {
	for _, r := range s.Roots {
		if text.Within(path, r.Path) && (inner == nil || len(r.Path) > len(inner.Path)) {
			inner = r
		}
	}
	return inner
}

// RootBeside returns the innermost root other than r that holds folder, nil if none
// does.
func (s *State) RootBeside(folder string, r *Root) (inner *Root) {
	for _, other := range s.Roots {
		if other != r && text.Within(folder, other.Path) && (inner == nil || len(other.Path) > len(inner.Path)) {
			inner = other
		}
	}
	return inner
}

// RemoveRoot forgets a root. Rows inside another root pass to that root, and the others
// retire; the notes of folders outside all other roots are dropped. It returns both
// kinds of rows and the folders of the dropped notes. now is in nanoseconds since 1970.
func (s *State) RemoveRoot(path string, now int64) (retired, passed []*Row, unnoted []string) {
	s.Roots = slices.DeleteFunc(s.Roots, func(r *Root) bool { return r.Path == path })
	s.below(path, func(r *Row) {
		if r.File.Root != path {
			return
		}
		heir := s.RootOf(r.File.Path)
		if heir == nil {
			s.Retire(r, now)
			retired = append(retired, r)
			return
		}
		s.Inherit(r, heir)
		passed = append(passed, r)
	})
	for p := range s.Writing {
		if text.Within(p, path) {
			delete(s.Writing, p)
		}
	}
	for folder := range s.Notes {
		if text.Within(folder, path) && s.RootOf(folder) == nil {
			delete(s.Notes, folder)
			unnoted = append(unnoted, folder)
		}
	}
	return retired, passed, unnoted
}

// RefreshRoot marks the book folders of all rows of a root as stale.
func (s *State) RefreshRoot(path string) {
	s.below(path, func(r *Row) {
		if r.File.Root == path {
			s.Refresh(r)
		}
	})
}

// Present returns the rows of a root that are not missing.
func (s *State) Present(path string) (rows []*Row) {
	s.below(path, func(r *Row) {
		if r.File.Root == path && r.File.State != book.Missing {
			rows = append(rows, r)
		}
	})
	return rows
}

// CountPresent counts the rows of a root that are not missing.
func (s *State) CountPresent(r *Root) int {
	n := r.Files
	for l := range s.missing {
		if l.File.Root == r.Path {
			n--
		}
	}
	return n
}

// below calls visit with each row at or below dir.
func (s *State) below(dir string, visit func(*Row)) {
	if r := s.ByPath[dir]; r != nil {
		visit(r)
	}
	for folder, rows := range s.rowsIn {
		if text.Within(folder, dir) {
			for _, r := range slices.Clone(rows) { // visit may move them
				visit(r)
			}
		}
	}
}

// Sentinels picks files by which a root can be recognised, from as many different
// folders as possible, as paths relative to the root. The choice is the same for the
// same rows.
func (s *State) Sentinels(root string) (paths []string) {
	var folders []string
	for dir := range s.rowsIn {
		if text.Within(dir, root) {
			folders = append(folders, dir)
		}
	}
	slices.Sort(folders)
	step := max(1, len(folders)/MaxSentinels)
	for i := 0; i < len(folders) && len(paths) < MaxSentinels; i += step {
		first := ""
		for _, r := range s.rowsIn[folders[i]] {
			if r.File.Root == root && r.File.State != book.Missing && (first == "" || r.File.Path < first) {
				first = r.File.Path
			}
		}
		if first == "" {
			continue
		}
		if below, err := filepath.Rel(root, first); err == nil {
			paths = append(paths, below)
		}
	}
	return paths
}

// MaxSentinels is the largest number of sentinels of a root: enough that a user who
// tidies up does not remove all of them.
const MaxSentinels = 16
