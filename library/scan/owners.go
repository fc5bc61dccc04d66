package scan

import (
	"context"
	"errors"
	"path/filepath"

	"lectern/library/filesystem"
	"lectern/library/text"
)

// These rules say to which root a file belongs. If one root lies in another, the
// inner root owns its content. If two roots are the same folder by a link or a bind
// mount, the older root owns everything; so does an older root that contains a
// newer one by a link or a mount. Hence a file that really lies in some root
// appears in one root, under one path.
//
// A folder belongs to another root if its device and inode are that root's: this
// costs nothing and finds every nested root. It also does if the walk reached it by
// a link or a mount and its place (filesystem.Place) lies in the other root. A folder that
// lies in no root and is linked from several appears in each.

// Elsewhere is the error of a walk whose dir belongs to another root.
type Elsewhere struct {
	Root string // the other root
}

// Error says so.
func (e Elsewhere) Error() string {
	return "is part of " + e.Root + ", which is in the library already"
}

// owners are the roots that may own what a walk reaches.
type owners struct {
	mounts filesystem.Mounts // as they were when the walk began
	roots  []location        // the walk's own root, without a path, and the other roots that answered
	byID   map[ident]string  // other roots, by folder
	byPath map[string]string // and by path: a hung root must not even be opened
}

// location is where a root lies.
type location struct {
	path  string // as the library calls it
	real  string // without links
	place filesystem.Place
	id    ident
}

// findOwners locates the roots. It blocks on the walk's disk, and on those of the other
// roots for at most 5 s each. A root that does not answer or does not exist is known only
// by its path; one that is a file owns nothing. The error is Elsewhere if the walk's root
// belongs to another.
func findOwners(ctx context.Context, others []Other, root, realRoot string, id ident) (*owners, error) {
	all, leave := joinSurvey()
	defer leave()
	mine := location{real: realRoot, place: all.mounts.Place(realRoot), id: id}
	o := &owners{mounts: all.mounts, roots: []location{mine}, byID: map[ident]string{}, byPath: map[string]string{}}
	paths := make([]string, len(others))
	for i, other := range others {
		paths[i] = filepath.Clean(other.Path)
	}
	all.begin(paths)
	for i, other := range others {
		s, err := all.of(ctx, paths[i])
		s.path = paths[i]
		switch {
		case errors.Is(err, filesystem.ErrNotFolder): // a file owns nothing
		case !other.Earlier && mine.linksTo(s, s.path, root):
			// Its own walk finds that it is part of this root.
		case other.Earlier && (s.same(mine) || s.linksTo(mine, root, s.path)):
			return nil, Elsewhere{s.path}
		case !s.same(mine):
			o.add(s)
		}
	}
	return o, ctx.Err()
}

// locate resolves where a root lies.
func locate(path string, m filesystem.Mounts) (location, error) {
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
	return location{real: real, place: m.Place(real), id: s.id}, err
}

// same reports whether two roots are the same folder.
func (s location) same(t location) bool {
	return s.id != (ident{}) && s.id == t.id || s.real != "" && s.place == t.place
}

// linksTo reports whether root, at path, lies in s, at its own path, by a link or a
// mount, and not by its path.
func (s location) linksTo(root location, path, own string) bool {
	return s.real != "" && root.real != "" && s.place.Holds(root.place) && !text.Within(path, own)
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

// of returns the other root that owns the path real, which has no links; "" if
// none does. The place decides. If no root contains the place, it may be on a
// disk mounted in a root, and the path decides.
func (o *owners) of(real string) string {
	if o == nil {
		return ""
	}
	at := o.mounts.Place(real)
	if owner, ok := o.innermost(func(s location) (bool, int) { return s.place.Holds(at), len(s.place.Path) }); ok {
		return owner.path
	}
	owner, _ := o.innermost(func(s location) (bool, int) { return text.Within(real, s.real), len(s.real) })
	return owner.path
}

// innermost returns the root with the greatest depth of those for which holds
// is true.
func (o *owners) innermost(holds func(location) (is bool, depth int)) (owner location, ok bool) {
	deepest := -1
	for _, s := range o.roots {
		if is, depth := holds(s); is && depth > deepest {
			owner, ok, deepest = s, true, depth
		}
	}
	return owner, ok
}

// is returns the other root at this path, or "".
func (o *owners) is(path string) string {
	if o == nil {
		return ""
	}
	return o.byPath[path]
}

// behind returns the other root that owns the target of a link or a mount, or
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
