package scan

import (
	"context"
	"path/filepath"
	"sync"

	"lectern/library/text"
)

// Which root has what. Of roots that lie in one another the innermost has what
// lies in it; of roots that are the same folder, by links or bind mounts, the
// one that was added first has everything, and so it has of a root that was added
// later and lies in it by a link or a mount. So a file that really lies in some
// root appears in one root, and there under one path.
//
// Two things say that a folder is another root's. Its device and inode are
// that root's own: this costs nothing, and sees whatever is nested. Or the walk
// came to it by a link or a mount, and its place (place.go) lies in the other
// root. What lies in no root but is linked to from several is listed in each.

// Elsewhere is the error of a walk whose dir really lies in another root, or is
// one, and is had by it.
type Elsewhere struct {
	Root string // the other root
}

// Error says it to the listener.
func (e Elsewhere) Error() string {
	return "is part of " + e.Root + ", which is in the library already"
}

// owners are the roots that may have what a walk comes to.
type owners struct {
	mounts mounts            // as they were when the walk began
	roots  []location        // that of the walk, with no path, and those of the others that could be looked at
	byID   map[ident]string  // other roots, by their folder
	byPath map[string]string // and by path: one that hangs must not even be looked at
}

// location is where a root is.
type location struct {
	path  string // as the library calls it
	real  string // without links
	place place
	id    ident
}

// findOwners looks at the roots. It blocks on the disk, and on those of the
// others for 5 s at most: one that does not answer, or is not there, is known
// by its path alone. The error says that the root of the walk is another's.
func findOwners(ctx context.Context, others []Other, root, realRoot string, id ident) (*owners, error) {
	m := readMounts()
	mine := location{real: realRoot, place: m.place(realRoot), id: id}
	o := &owners{mounts: m, roots: []location{mine}, byID: map[ident]string{}, byPath: map[string]string{}}
	seen := make([]location, len(others))
	var looks sync.WaitGroup
	for i, other := range others {
		looks.Go(func() {
			path := filepath.Clean(other.Path)
			seen[i], _ = withTimeout(ctx, path, func() (location, error) { return locate(path, m) })
			seen[i].path = path
		})
	}
	looks.Wait()
	for i, s := range seen {
		switch {
		case others[i].Earlier && (s.same(mine) || s.linksTo(mine, root)):
			return nil, Elsewhere{s.path}
		case !s.same(mine):
			o.add(s)
		}
	}
	return o, ctx.Err()
}

// locate looks where a root is.
func locate(path string, m mounts) (location, error) {
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		return location{}, err
	}
	d, err := openFolder(real)
	if err != nil {
		return location{}, err
	}
	defer d.Close()
	s, err := d.stat(".", true)
	return location{real: real, place: m.place(real), id: s.id}, err
}

// same reports whether two roots are one folder.
func (s location) same(t location) bool {
	return s.id != (ident{}) && s.id == t.id || s.real != "" && s.place == t.place
}

// linksTo reports whether a root, called path, lies in s by a link or a mount, which
// its path says nothing of.
func (s location) linksTo(root location, path string) bool {
	return s.real != "" && s.place.holds(root.place) && !text.Within(path, s.path)
}

func (o *owners) add(s location) {
	o.byPath[s.path] = s.path
	if s.id != (ident{}) {
		o.byID[s.id] = s.path
	}
	if s.real != "" {
		o.roots = append(o.roots, s)
	}
}

// of returns the other root that has what lies at a path without links, or "".
// The place decides; where no root holds that, it may lie on a disk that is
// mounted in one, and the path decides.
func (o *owners) of(real string) string {
	if o == nil {
		return ""
	}
	at := o.mounts.place(real)
	if owner, ok := o.innermost(func(s location) (bool, int) { return s.place.holds(at), len(s.place.path) }); ok {
		return owner.path
	}
	owner, _ := o.innermost(func(s location) (bool, int) { return text.Within(real, s.real), len(s.real) })
	return owner.path
}

// innermost returns the root that holds something most closely.
func (o *owners) innermost(holds func(location) (is bool, depth int)) (owner location, ok bool) {
	deepest := -1
	for _, s := range o.roots {
		if is, depth := holds(s); is && depth > deepest {
			owner, ok, deepest = s, true, depth
		}
	}
	return owner, ok
}

// is returns the other root that a folder is, by its path, or "".
func (o *owners) is(path string) string {
	if o == nil {
		return ""
	}
	return o.byPath[path]
}

// behind returns the other root that has what a link or a mount leads to, or
// "". It blocks on the disk.
func (o *owners) behind(path string, id ident) string {
	if o == nil {
		return ""
	}
	if other := o.byID[id]; other != "" {
		return other
	}
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		return ""
	}
	return o.of(real)
}
