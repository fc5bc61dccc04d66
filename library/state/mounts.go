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

// Remount notes which mount points there are below a root now, relative to it; nil if that
// is unknown.
func (s *State) Remount(root *Root, mounted []string) {
	if mounted == nil {
		return
	}
	var gone []string
	for _, at := range root.Health.Mounts {
		if !slices.Contains(mounted, at) {
			gone = append(gone, filepath.Join(root.Path, at))
		}
	}
	s.setUnmounted(root, gone)
}

// RestoreMounts notes, after a start, which drives of the roots were not mounted when the
// last session ended: all their rows are missing.
func (s *State) RestoreMounts() {
	for _, root := range s.Roots {
		var gone []string
		for at, rows := range s.Listed.countBelow(root, root.Health.Mounts) {
			if rows.missing+rows.hidden > 0 && rows.present == 0 {
				gone = append(gone, filepath.Join(root.Path, at))
			}
		}
		slices.Sort(gone)
		s.setUnmounted(root, gone)
	}
}

func (s *State) setUnmounted(root *Root, points []string) {
	if slices.Equal(points, root.unmounted) {
		return
	}
	changed := slices.Concat(points, root.unmounted)
	root.unmounted = points
	s.Listed.lost++
	for r := range s.Listed.missing {
		if r.File.Root == root.Path && belowAny(changed, r.File.Path) {
			s.Folders.Refresh(r)
		}
	}
}

// ShowUnmounted updates which drives the user is told of: those of which a file is on the list.
// It takes no time unless a missing row or a drive has changed.
func (s *State) ShowUnmounted() {
	if s.shown == s.Listed.lost {
		return
	}
	s.shown = s.Listed.lost
	for _, root := range s.Roots {
		root.Unmounted = nil
		for _, at := range root.unmounted {
			if s.Listed.misses(root, at) {
				root.Unmounted = append(root.Unmounted, at)
			}
		}
	}
}

// misses reports whether a file of a root in a folder is missing, other than those that the user
// removed from the list.
func (l *Listed) misses(root *Root, dir string) bool {
	for r := range l.missing {
		if !r.Hidden && r.File.Root == root.Path && text.Within(r.File.Path, dir) {
			return true
		}
	}
	return false
}

// belowAny reports whether a path lies in one of these folders.
func belowAny(folders []string, path string) bool {
	return slices.ContainsFunc(folders, func(dir string) bool { return text.Within(path, dir) })
}

// MountsOf returns which mount points of a root to remember, relative to it and in order:
// those with files, and those that are none now but whose files are missing. If the user
// removed all these from the list, the folder is no longer a mount point once it has files of
// its own. mounted are the mount points during a scan, whose losses are decided. Only a scan
// of the whole root forgets a mount point.
func (s *State) MountsOf(root *Root, mounted []string, whole bool) (kept []string) {
	points := slices.Compact(slices.Sorted(slices.Values(slices.Concat(mounted, root.Health.Mounts))))
	count := s.Listed.countBelow(root, points)
	for _, at := range points {
		rows := count[at]
		keep := rows.missing > 0 || rows.hidden > 0 && rows.present == 0
		if slices.Contains(mounted, at) {
			keep = rows.present > 0
		}
		if keep || !whole && slices.Contains(root.Health.Mounts, at) {
			kept = append(kept, at)
		}
	}
	return kept
}

// belowPoint counts the rows at or below a mount point. hidden are missing ones that the user
// removed from the list.
type belowPoint struct{ missing, hidden, present int }

// countBelow counts the rows of a root at or below each of these folders, which are relative
// to it.
func (l *Listed) countBelow(root *Root, points []string) map[string]belowPoint {
	count := make(map[string]belowPoint, len(points))
	if len(points) == 0 {
		return count
	}
	relative := make(map[string]string, len(points)) // by their paths
	for _, at := range points {
		relative[filepath.Join(root.Path, at)] = at
	}
	for folder, rows := range l.in {
		for above := range text.Upward(folder, root.Path) {
			at, is := relative[above]
			if !is {
				continue
			}
			n := count[at]
			for _, r := range rows {
				switch {
				case r.File.Root != root.Path:
				case r.File.State != book.Missing:
					n.present++
				case r.Hidden:
					n.hidden++
				default:
					n.missing++
				}
			}
			count[at] = n
		}
	}
	return count
}
