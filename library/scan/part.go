package scan

import (
	"context"
	"path/filepath"

	"lectern/library/filesystem"
	"lectern/library/text"
)

// A walk of a part, where dir lies below root, lists the same files there as a walk
// of the whole root. It does not know the links in the rest of the root, but it
// knows the root: a folder that a walk reaches without a link is never listed
// through one. It cannot see a second link to the same folder outside the root;
// the next walk of the whole root corrects this.

// begin resolves the root and the other roots. It returns the folders that
// count as visited from the start: dir, open as d, and the root. It blocks on
// the disk. The error may be Elsewhere.
func (r *reader) begin(ctx context.Context, d *folder) ([]ident, error) {
	at, err := d.stat(".", true)
	visited := []ident{at.id}
	if err != nil {
		return visited, err
	}
	if r.realRoot, err = filepath.EvalSymlinks(r.root); err != nil && (r.dir != r.root || len(r.others) > 0) {
		return nil, err
	}
	if r.realDir, err = filepath.EvalSymlinks(r.dir); err != nil && len(r.others) > 0 {
		return nil, err
	}
	if r.dir != r.root {
		top, err := r.open(r.root)
		if err != nil {
			return nil, err
		}
		defer top.Close()
		if at, err = top.stat(".", true); err != nil {
			return nil, err
		}
		visited = append(visited, at.id)
	}
	r.places = filesystem.ReadMounts()
	if r.dir != r.root && r.realDir != "" {
		r.realDir = r.places.Own(r.realRoot, r.realDir)
	}
	r.mounts = map[string]bool{}
	for _, dir := range []string{r.dir, string(filepath.Separator)} { // by the names of both the entries and what links lead to
		for _, at := range r.places.Below(dir) {
			r.mounts[at] = true
		}
	}
	if len(r.others) == 0 {
		return visited, nil
	}
	r.heartbeat.end() // from here on the walk waits for other disks
	r.owners, err = findOwners(ctx, r.others, r.root, r.realRoot, at.id)
	r.heartbeat.begin()
	if err != nil {
		return nil, err
	}
	if other := r.owners.of(r.realDir); other != "" {
		return nil, Elsewhere{other}
	}
	return visited, nil
}

// elsewhere reports whether a walk of the whole root reaches dir by another path.
func (r *reader) elsewhere() bool {
	if r.dir == r.root {
		return false
	}
	if misspelled(r.root, r.dir) {
		return true
	}
	return r.linked() && r.holds(r.realDir)
}

// linked reports whether dir is, or lies below, a link in the root, or a mount that shows a part
// of the root.
func (r *reader) linked() bool {
	below, _ := filepath.Rel(r.root, r.dir)
	return r.realDir != "" && r.realDir != filepath.Join(r.realRoot, below)
}

// behind returns the path without links of a folder in the folder at, if it is reached by
// a link or by a mount that shows a part of the root, and whether a walk of the whole root
// reaches it without one. It blocks on the disk.
func (r *reader) behind(at subfolder, e entry) (real string, own bool) {
	switch {
	case e.link:
		var err error
		if real, err = filepath.EvalSymlinks(e.path); err != nil {
			return "", false
		}
	case at.real != "":
		real = filepath.Join(at.real, e.name)
	case r.mounts[e.path]:
		below, err := filepath.Rel(r.root, e.path)
		if err != nil {
			return "", false
		}
		path := filepath.Join(r.realRoot, below)
		if real = r.places.Own(r.realRoot, path); real == path {
			return "", false
		}
	default:
		return "", false
	}
	return real, r.holds(real)
}

func (r *reader) holds(real string) bool {
	return r.realRoot != "" && text.Within(real, r.realRoot) && !r.hidden(r.realRoot, real)
}

// hidden reports whether a walk of root, by either of its names, never reaches
// dir.
func (r *reader) hidden(root, dir string) bool {
	return hidden(root, dir) || r.patterns.passes(root, dir, true)
}
