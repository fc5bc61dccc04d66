package scan

import "lectern/library/text"

// place is where a file or folder really lies: on which file system, and where
// on it. A bind mount shows a place at a second path. Where the system does not
// tell of mounts a place is a path without links.
type place struct {
	device uint64
	path   string
}

// holds reports whether q is p or lies below it.
func (p place) holds(q place) bool { return p.device == q.device && text.Within(q.path, p.path) }
