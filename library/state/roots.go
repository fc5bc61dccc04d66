package state

import (
	"path/filepath"
	"slices"

	"lectern/library/text"
)

// Roots are the roots of the library, in the order they were added.
type Roots []*Root

// At returns the root with this path, nil if there is none.
func (all Roots) At(path string) *Root {
	for _, r := range all {
		if r.Path == path {
			return r
		}
	}
	return nil
}

// Of returns the innermost root that holds path, nil if none does.
func (all Roots) Of(path string) *Root { return all.Beside(path, nil) }

// OfFile returns the innermost root that holds the file at path, nil if none does. A root
// at path itself is not a folder, and holds nothing.
func (all Roots) OfFile(path string) *Root { return all.Of(filepath.Dir(path)) }

// Beside returns the innermost root other than r that holds path, nil if none does.
func (all Roots) Beside(path string, r *Root) (inner *Root) {
	for _, other := range all {
		if other != r && text.Within(path, other.Path) && (inner == nil || len(other.Path) > len(inner.Path)) {
			inner = other
		}
	}
	return inner
}

// RemoveRoot forgets a root. Rows inside another root pass to that root, and the others
// retire; the notes of folders outside all other roots are dropped. It returns the rows that
// retired and the folders of the dropped notes. now is in nanoseconds since 1970.
func (s *State) RemoveRoot(path string, now int64) (retired []*Row, unnoted []string) {
	s.Roots = slices.DeleteFunc(s.Roots, func(r *Root) bool { return r.Path == path })
	for _, r := range s.Listed.rowsOf(path) {
		if heir := s.Roots.OfFile(r.File.Path); heir != nil {
			s.Inherit(r, heir)
		} else {
			s.Retire(r, now)
			retired = append(retired, r)
		}
	}
	for p := range s.Writing {
		if text.Within(p, path) {
			delete(s.Writing, p)
		}
	}
	return retired, s.Sidecars.removeOutside(s.Roots, path)
}

// Claim passes the rows of other roots to the root that holds their files.
func (s *State) Claim(root *Root) {
	s.Listed.below(root.Path, func(r *Row) {
		if s.Roots.OfFile(r.File.Path) == root {
			s.Inherit(r, root)
		}
	})
}

// RefreshRoot marks the book folders of all rows of a root as stale.
func (s *State) RefreshRoot(path string) {
	for _, r := range s.Listed.rowsOf(path) {
		s.Folders.Refresh(r)
	}
}
