package filesystem

import (
	"path/filepath"
	"strings"
)

// Place is where a file or folder really lies: its file system and its path
// there. A bind mount shows the same place at a second path. If the system does
// not report mounts, a place is a path without links.
type Place struct {
	Device uint64
	Path   string
}

// Holds reports whether q is p or lies below it.
func (p Place) Holds(q Place) bool { return p.Device == q.Device && within(q.Path, p.Path) }

// Own returns the path of a file or folder in root without the bind mounts that show a part
// of root again, or else the path itself. Both paths have no links.
func (all Mounts) Own(root, path string) string {
	at, is := all.Place(root), all.Place(path)
	if !at.Holds(is) {
		return path
	}
	below, err := filepath.Rel(at.Path, is.Path)
	if err != nil {
		return path
	}
	if own := filepath.Join(root, below); all.Place(own) == is { // otherwise another mount covers it
		return own
	}
	return path
}

// MountsBelow returns the mount points below dir: see Mounts.Below.
func MountsBelow(dir string) []string { return ReadMounts().Below(dir) }

// within reports whether path is dir or lies below it.
func within(path, dir string) bool {
	below, err := filepath.Rel(dir, path)
	return err == nil && below != ".." && !strings.HasPrefix(below, ".."+string(filepath.Separator))
}
