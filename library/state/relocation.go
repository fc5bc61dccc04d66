package state

import (
	"maps"
	"path/filepath"
	"strings"

	"lectern/library/book"
	"lectern/library/catalog"
	"lectern/library/text"
)

const (
	// likeShare is which part of a root's files must lie elsewhere, in the same
	// folders and of the same size, for that to be where the root went.
	likeShare = 2
	// likeLeast is how many files these are at least: one or two may be anything.
	likeLeast = 3
)

// MoveRoot gives the rows of a root places below a folder of another, at a time in
// nanoseconds since 1970, and takes the root from the list. A row that is at such a
// place already gives it up; what was typed about it, which is returned, goes to
// the row that comes.
func (s *State) MoveRoot(r, into *Root, folder string, now int64) (typed []catalog.Op) {
	var rows []*Row
	s.below(r.Path, func(row *Row) {
		if row.File.Root == r.Path {
			rows = append(rows, row)
		}
	})
	moving := make(map[*Row]bool, len(rows))
	for _, row := range rows {
		moving[row] = true
	}
	scanned := into.Health.Scanned != 0
	var rest []*Row
	for _, row := range rows {
		there := s.ByPath[MovedPath(row.File.Path, r.Path, folder)]
		if there == nil || moving[there] || there.File.State == book.Missing {
			rest = append(rest, row)
			continue
		}
		if there.File.Size != row.File.Size { // written anew: what was read does not hold
			row.read, row.Fingerprint = false, ""
		}
		edits := maps.Clone(there.Edits)
		if f := s.Move(Pair{row, there}); f != nil {
			row.Asked = nil // the scan that follows asks
		}
		for field, text := range edits {
			s.SetEdit(row, field, &text)
			typed = append(typed, catalog.Edit(row.File.ID, field, EncodeEdit(&text)))
		}
	}
	for _, row := range rest {
		s.unhold(row)
		s.unplace(row)
	}
	for _, row := range rest {
		f := *row.File
		f.Path, f.Root = MovedPath(f.Path, r.Path, folder), into.Path
		if there := s.ByPath[f.Path]; there != nil { // missing, both of them
			s.Retire(there, now)
		}
		row.File, row.Asked, row.shifted = &f, nil, true
		delete(s.ByID, f.ID)
		s.Add(row)
		if scanned && f.State != book.Missing {
			s.Miss(row, now)
		}
	}
	for i, other := range s.Roots {
		if other == r {
			s.Roots = append(s.Roots[:i:i], s.Roots[i+1:]...)
			break
		}
	}
	for dir := range s.Notes { // the scan reads them where they are now
		if text.Within(dir, r.Path) && s.RootOf(dir) == nil {
			delete(s.Notes, dir)
			typed = append(typed, catalog.DropNotes(dir))
		}
	}
	return typed
}

// MovedPath is where a path below a folder lies when the folder is another one.
func MovedPath(path, from, to string) string {
	return filepath.Join(to, strings.TrimPrefix(path, from))
}

// Resemblance is the folder in other roots that most of a root's files lie below,
// in the same folders and of the same size, "" if there is none.
func (s *State) Resemblance(r *Root) string {
	type mark struct {
		rel  string
		size int64
	}
	byName := map[string][]mark{}
	n := 0
	s.below(r.Path, func(row *Row) {
		if row.File.Root != r.Path {
			return
		}
		if rel, err := filepath.Rel(r.Path, row.File.Path); err == nil {
			n++
			byName[filepath.Base(rel)] = append(byName[filepath.Base(rel)], mark{rel, row.File.Size})
		}
	})
	if n < likeLeast {
		return ""
	}
	found := map[string]int{} // files by folder
	for path, row := range s.ByPath {
		if row.File.Root == r.Path || row.File.State == book.Missing {
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
	if most >= likeLeast && most*likeShare >= n {
		return best
	}
	return s.namesake(r, n)
}

// namesake is the root that has files of the names and sizes of most of the n files
// of r, in whatever folders, "" if there is none.
func (s *State) namesake(r *Root, n int) string {
	type name struct {
		base string
		size int64
	}
	left := map[name]int{}
	s.below(r.Path, func(row *Row) {
		if row.File.Root == r.Path {
			left[name{filepath.Base(row.File.Path), row.File.Size}]++
		}
	})
	has := map[string]map[name]int{} // by root
	for path, row := range s.ByPath {
		if of := (name{filepath.Base(path), row.File.Size}); row.File.Root != r.Path && row.File.State != book.Missing && left[of] > 0 {
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
	if most < likeLeast || most*likeShare < n {
		return ""
	}
	return best
}
