package state

import (
	"path/filepath"
	"slices"

	"lectern/library/book"
	"lectern/library/text"
)

// A drive can be mounted on a folder below a root. While it is not, none of its files is
// there, although none was deleted. Their rows are missing like others, so that the files
// are found again wherever the drive comes back; but they are shown as offline, and the
// user is not asked about them.

// Remount notes which mount points there are below a root now, relative to it.
func (s *State) Remount(root *Root, mounted []string) {
	var gone []string
	for _, at := range root.Health.Mounts {
		if !slices.Contains(mounted, at) {
			gone = append(gone, filepath.Join(root.Path, at))
		}
	}
	if !slices.Equal(gone, root.Unmounted) {
		root.Unmounted = gone
		s.RefreshRoot(root.Path)
	}
}

// MountsOf returns which mount points of a root to remember, relative to it and in order:
// those with files, and those that are none now and whose files are all missing. mounted are
// the mount points that there are now.
func (s *State) MountsOf(root *Root, mounted []string) (kept []string) {
	points := slices.Compact(slices.Sorted(slices.Values(slices.Concat(mounted, root.Health.Mounts))))
	for _, at := range points {
		missing, present := s.Listed.countBelow(root.Path, filepath.Join(root.Path, at))
		if present > 0 && slices.Contains(mounted, at) || missing > 0 && present == 0 {
			kept = append(kept, at)
		}
	}
	return kept
}

// countBelow counts the rows of a root at or below a folder, without missing rows that the
// user removed from the list.
func (l *Listed) countBelow(root, dir string) (missing, present int) {
	for folder, rows := range l.in {
		if !text.Within(folder, dir) {
			continue
		}
		for _, r := range rows {
			switch {
			case r.File.Root != root:
			case r.File.State != book.Missing:
				present++
			case !r.Hidden:
				missing++
			}
		}
	}
	return missing, present
}
