package state

import (
	"iter"
	"slices"

	"lectern/library/book"
)

// Retired holds the rows that left the list: their root was removed, the root's
// patterns exclude them, their files were moved to the trash, or the row of a moved
// root replaced them and had other edits. The user's edits return when the file does,
// at its old path or, recognised by content, at another.
type Retired struct {
	byPath map[string]*Row // of two rows with one path, the one that left last
	bySize map[int64][]*Row
	byID   map[book.ID]*Row
}

func newRetired() Retired {
	return Retired{byPath: map[string]*Row{}, bySize: map[int64][]*Row{}, byID: map[book.ID]*Row{}}
}

// Add adds a row whose RetiredAt is set.
func (t Retired) Add(r *Row) {
	if other := t.byPath[r.File.Path]; other == nil || other.RetiredAt < r.RetiredAt {
		t.byPath[r.File.Path] = r
	}
	t.addContent(r)
}

// addContent is Add for a row that can return by its content only, not by its path.
func (t Retired) addContent(r *Row) {
	t.bySize[r.File.Size] = append(t.bySize[r.File.Size], r)
	t.byID[r.File.ID] = r
}

// Remove removes a row. It does not change the row.
func (t Retired) Remove(r *Row) {
	if t.byPath[r.File.Path] == r {
		delete(t.byPath, r.File.Path)
	}
	delete(t.byID, r.File.ID)
	rows := slices.DeleteFunc(t.bySize[r.File.Size], func(other *Row) bool { return other == r })
	if t.bySize[r.File.Size] = rows; len(rows) == 0 {
		delete(t.bySize, r.File.Size)
	}
}

// Has reports whether a row is retired.
func (t Retired) Has(r *Row) bool { return t.byID[r.File.ID] == r }

// Rows yields all retired rows, including those that share a path.
func (t Retired) Rows() iter.Seq[*Row] {
	return func(yield func(*Row) bool) {
		for _, r := range t.byID {
			if !yield(r) {
				return
			}
		}
	}
}

// Retire takes a row off the list. now is in nanoseconds since 1970.
func (s *State) Retire(r *Row, now int64) {
	s.remove(r)
	s.RetireUnlisted(r, now)
}

// RetireUnlisted is Retire for a row that is not on the list.
func (s *State) RetireUnlisted(r *Row, now int64) {
	r.RetiredAt = now
	s.Retired.Add(r)
	s.Unsaved.retire(r)
}

// RetireMissing is Retire for a row that may be neither listed nor missing any more: such a row
// stays.
func (s *State) RetireMissing(r *Row, now int64) {
	if s.Listed.Has(r) && r.File.State == book.Missing {
		s.Retire(r, now)
	}
}

// Return lists a retired row again, unless its root is gone or another row has its path.
func (s *State) Return(r *Row) {
	if s.canReturn(r) {
		s.Retired.Remove(r)
		r.RetiredAt = 0
		s.Add(r)
	}
}

func (s *State) canReturn(r *Row) bool {
	return r.RetiredAt != 0 && s.Roots.At(r.File.Root) != nil && s.Listed.ByPath[r.File.Path] == nil
}

// NewRetired makes a row of a file that is not on the list, for AddRetired. Times are in
// nanoseconds since 1970.
func (s *State) NewRetired(path string, size int64, content, recording string, added, left int64) *Row {
	return &Row{
		File: &book.File{ID: s.Listed.Next(), Path: path, Size: size, State: book.Found}, Added: added, RetiredAt: max(1, left),
		Fingerprint: content, Recording: recording,
	}
}

// AddRetired adds a retired row. A row that is listed by now stays.
func (s *State) AddRetired(r *Row) {
	if r.RetiredAt != 0 && !s.Retired.Has(r) {
		s.Retired.Add(r)
		s.Unsaved.keep(r)
		s.Unsaved.retire(r)
	}
}

// DropRetired drops a retired row for good. A row that is listed by now stays.
func (s *State) DropRetired(r *Row) {
	if s.Retired.Has(r) {
		s.Retired.Remove(r)
		s.Unsaved.drop(r)
	}
}

// comeBack lists a retired row again after a scan found its file. Earlier metadata
// stays valid if size and modification time are unchanged.
func (s *State) comeBack(r *Row, f *book.File) {
	s.Retired.Remove(r)
	old := r.File
	f.ID = old.ID
	if f.State == book.Found && r.read && !r.outdated() && old.Size == f.Size && old.Modified == f.Modified {
		f.State, f.Media = book.Probed, old.Media
	} else {
		r.read, r.measured = false, false
		r.setFingerprints("", "")
	}
	r.File, r.RetiredAt, r.MissingSince, r.Fresh, r.LookAgain = f, 0, 0, false, false
	s.Add(r)
}

// retireForgotten retires a row that was forgotten because another row has its file. It
// can return by its content only. now is in nanoseconds since 1970.
func (s *State) retireForgotten(r *Row, now int64) {
	s.Unsaved.keep(r)
	r.RetiredAt = now
	s.Retired.addContent(r)
	s.Unsaved.retire(r)
}
