package library

import (
	"time"

	"lectern/library/catalog"
	"lectern/library/probe"
	"lectern/library/state"
	"lectern/library/text"
)

func (o *owner) addRoot(path string) {
	if r := o.state.Roots.Of(path); r != nil {
		if !o.headless {
			o.adjust(r, func(set *Settings) { set.Paused = false })
		}
		o.scanAll(r, path)
		return
	}
	o.scanAll(o.introduce(path, Settings{}), path)
}

// introduce makes a folder a root and does not scan it. The root is saved once its folder
// has been found, so that a misspelt path does not remain a root.
func (o *owner) introduce(path string, set Settings) *state.Root {
	r := state.NewRoot(path, time.Now())
	r.Settings, r.Unsaved = set, o.catalog != nil
	o.list(r)
	return r
}

// list adds r to the roots.
func (o *owner) list(r *state.Root) {
	o.state.Roots = append(o.state.Roots, r)
	delete(o.removed, r.Path)
	o.setLimit(r)
	if !o.state.Folders.Loading {
		o.follower.follow(r)
	}
}

// removeRoot takes a root out of the library, and fills in its removal.
func (o *owner) removeRoot(m *removal) {
	path := m.kept.Path
	r := o.state.Roots.At(path)
	if r == nil {
		return
	}
	m.kept, m.unkept = r.Entry(), r.Unsaved
	o.scans.stop(path)
	o.follower.unfollow(r)
	if o.state.Folders.Loading {
		if o.removed == nil {
			o.removed = map[string]*removal{}
		}
		o.removed[path] = m
	}
	var unnoted []string
	m.retired, unnoted = o.state.RemoveRoot(path, time.Now().UnixNano())
	var ops []catalog.Op
	for _, folder := range unnoted {
		ops = append(ops, catalog.DropNotes(folder))
	}
	o.saver.save(append(ops, catalog.DropRoot(path))...) // after the rows, so that the catalogue never holds rows without a root
	o.adopt()
	o.askAgain()
	o.decide()
	for _, other := range o.state.Roots { // they may own some of its files now
		if other.Verdict.State == RootElsewhere || text.Within(path, other.Path) {
			o.scan(wholeRoot(other.Path))
		}
	}
}

// adjust lets change modify the settings of a root.
func (o *owner) adjust(r *state.Root, change func(*Settings)) {
	set := r.Settings
	change(&set)
	o.configure(r.Path, set)
}

// configure changes the settings of a root.
func (o *owner) configure(path string, set Settings) {
	r := o.state.Roots.At(path)
	if r == nil || r.Settings == set {
		return
	}
	was := r.Settings
	r.Settings = set
	o.saver.root(r)
	o.setLimit(r)
	if set.Paused && !was.Paused {
		o.scans.stop(path)
		o.askAgain()
		o.interrupt()
		o.decide()
	}
	o.conditions.update(r)
	if o.state.Folders.Loading {
		return // it is followed and scanned once the rows are loaded
	}
	if set.Paused != was.Paused || set.Follow != was.Follow || set.Poll != was.Poll || set.Patterns != was.Patterns {
		o.follower.follow(r)
	}
	if was.Paused && !set.Paused || set.Patterns != was.Patterns {
		o.scan(wholeRoot(path))
	}
}

// setLimit tells the probe pool how many files of a root it may read at the same time.
func (v *services) setLimit(r *state.Root) {
	limit := probe.RootLimit
	if r.Settings.Workers > 0 {
		limit = r.Settings.Workers
	}
	v.pool.SetLimit(r.Path, limit)
}

// removal records a removed root, so that Undo restores all of it, including the rows of
// missing and offline files, which no scan would find.
type removal struct {
	kept    catalog.Root
	unkept  bool         // Unsaved of the root
	retired []*state.Row // rows that left the list
}

func newRemoval(path string) *removal { return &removal{kept: catalog.Root{Path: path}} }

// restoreRoot reverts removeRoot. If the user has added the root again meanwhile, only the rows
// are restored that no scan finds.
func (o *owner) restoreRoot(m *removal) {
	path := m.kept.Path
	if o.state.Roots.At(path) != nil {
		for _, row := range m.retired {
			o.state.Return(row)
		}
		o.scan(wholeRoot(path))
		return
	}
	r := state.RootFrom(m.kept)
	r.Unsaved = m.unkept
	o.list(r)
	if !r.Unsaved {
		o.saver.root(r)
	}
	for _, row := range m.retired {
		o.state.Return(row)
	}
	o.state.Claim(r) // rows that passed to other roots, or were found by them
	o.scan(wholeRoot(path))
	for _, other := range o.state.Roots { // they may have lost files to it
		if other != r && (text.Within(path, other.Path) || text.Within(other.Path, path)) {
			o.scan(wholeRoot(other.Path))
		}
	}
}
