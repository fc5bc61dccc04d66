package scan

import "lectern/library/text"

// place is where a file or folder really lies: its file system and its path
// there. A bind mount shows the same place at a second path. If the system does
// not report mounts, a place is a path without links.
type place struct {
	device uint64
	path   string
}

// holds reports whether q is p or lies below it.
func (p place) holds(q place) bool { return p.device == q.device && text.Within(q.path, p.path) }
