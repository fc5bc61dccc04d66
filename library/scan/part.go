package scan

import "path/filepath"

// A walk of a part, where dir lies below root, lists what a walk of the whole
// root lists there. It cannot know what the rest of the root leads to, but it
// knows the root: nothing that a walk from there comes to without a link is
// reached through one. The one thing it cannot see is a second link to the
// same folder outside; the next walk of the root sets that right.

// begin learns the real name of the root, and returns the folders visited
// before any other: dir, open as d, and the root. It blocks on the disk.
func (r *reader) begin(d *folder) ([]ident, error) {
	s, err := d.stat(".", true)
	if err != nil || r.dir == r.root {
		return []ident{s.id}, err
	}
	if r.realRoot, err = filepath.EvalSymlinks(r.root); err != nil {
		return nil, err
	}
	top, err := r.open(r.root)
	if err != nil {
		return nil, err
	}
	defer top.Close()
	t, err := top.stat(".", true)
	return []ident{s.id, t.id}, err
}

// elsewhere reports whether a walk of the whole root never comes to dir, or
// comes to it by another path.
func (r *reader) elsewhere() bool {
	if r.dir == r.root {
		return false
	}
	if hidden(r.root, r.dir) {
		return true
	}
	below, _ := filepath.Rel(r.root, r.dir)
	real, err := filepath.EvalSymlinks(r.dir)
	return err == nil && real != filepath.Join(r.realRoot, below) && r.holds(real)
}

// leadsInside reports whether a link leads to a folder that a walk of the
// whole root comes to without it. (Such a walk finds out by itself.)
func (r *reader) leadsInside(link string) bool {
	if r.dir == r.root {
		return false
	}
	real, err := filepath.EvalSymlinks(link)
	return err == nil && r.holds(real)
}

func (r *reader) holds(real string) bool {
	return within(r.realRoot, real) && !hidden(r.realRoot, real)
}
