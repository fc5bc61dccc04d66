package library

import (
	"lectern/library/catalog"
	"lectern/library/text"
)

// rootField is the field of a change that takes a root out of the library.
const rootField = "\x00root"

// removal is what a root had when it was removed, so that Undo brings all of it back:
// also the rows of files that no scan would find again, missing or offline ones.
type removal struct {
	kept    catalog.Root
	unkept  bool   // see root
	retired []*row // those that left the list
	passed  []*row // those that another root has now
}

// unroot takes a root out of the library, as a command.
func (o *owner) unroot(path string) {
	r := o.state.root(path)
	if r == nil {
		return
	}
	o.commit(edit{{field: rootField, after: yes, removal: &removal{kept: catalog.Root{Path: path}}}})
}

// setRemoved takes a root out of the library, or brings it back as it was. One that
// was added again meanwhile has come back already.
func (o *owner) setRemoved(m *removal, on bool) {
	path := m.kept.Path
	r := o.state.root(path)
	if on {
		if r != nil {
			m.kept, m.unkept = r.keep(), r.unkept
			m.retired, m.passed = o.removeRoot(path)
		}
		return
	}
	if r != nil {
		return
	}
	r = rootFrom(m.kept)
	r.unkept = m.unkept
	o.list(r)
	if !r.unkept {
		o.keepRoot(r)
	}
	for _, row := range m.retired {
		o.setRetired(row, false)
	}
	for _, row := range m.passed {
		o.state.inherit(row, r)
	}
	o.scan(target{root: path, dir: path})
	for _, other := range o.state.roots { // what it has now may be theirs no longer
		if other != r && (text.Within(path, other.Path) || text.Within(other.Path, path)) {
			o.scan(target{root: other.Path, dir: other.Path})
		}
	}
}
