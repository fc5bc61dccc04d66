package ui

import (
	"path/filepath"
	"slices"
	"strings"

	"lectern/library"
	"lectern/library/view"
)

// followed is what followed a renaming: the saved views and the locations of the history,
// before and after it.
type followed struct {
	views, newViews         []savedView
	locations, newLocations []location
	merged                  bool // books had the new name already
}

// follow lets the saved views, the history and the current search ask for the new name
// where they ask for the old one. merged says that books had the new name already.
func (e *editor) follow(what library.Undoable, merged bool) {
	renamed := func(text string) string { return view.Rename(text, view.Field(what.Field)+1, what.From, what.To) }
	f := followed{merged: merged}
	e.rewrite(
		func(v savedView) string { return renamed(v.Text) },
		func(_ int, l location) string { return renamed(l.text) }, &f)
	if e.followed == nil {
		e.followed = map[library.Undoable]followed{}
	}
	e.followed[what] = f
}

// unfollow reverts follow. What has changed since asks for the old name, too, unless other
// books have the new one.
func (e *editor) unfollow(what library.Undoable) {
	f := e.followed[what]
	renamed := func(text string) string {
		if f.merged {
			return text
		}
		return view.Rename(text, view.Field(what.Field)+1, what.To, what.From)
	}
	e.rewrite(func(v savedView) string {
		if i := slices.IndexFunc(f.newViews, func(o savedView) bool { return o.Name == v.Name && o.Text == v.Text }); i >= 0 {
			return f.views[i].Text
		}
		return renamed(v.Text)
	}, func(i int, l location) string {
		if i < len(f.newLocations) && l == f.newLocations[i] {
			return f.locations[i].text
		}
		return renamed(l.text)
	}, new(followed))
}

// rewrite changes the searches of the saved views, of the history and of the window. It
// records them in f.
func (e *editor) rewrite(ofView func(savedView) string, ofLocation func(i int, l location) string, f *followed) {
	s, n := &e.w.searching, &e.w.navigation
	n.keep() // the text that was typed just now
	f.views, f.locations = e.w.settings.savedViews(), n.history.locations
	f.newViews, f.newLocations = slices.Clone(f.views), slices.Clone(f.locations)
	changed := false
	for i, v := range f.views {
		f.newViews[i].Text = ofView(v)
		changed = changed || f.newViews[i].Text != v.Text
	}
	for i, l := range f.locations {
		f.newLocations[i].text = ofLocation(i, l)
	}
	n.history.locations = slices.Clone(f.newLocations)
	if changed {
		s.saved.keep(f.newViews, s.saved.open)
	}
	if now := n.history.locations[n.history.at]; now.text != s.query.Text {
		s.find(now.text, now.folder)
	}
}

// followRoot lets the saved views, the history and the current search show a folder of a root
// at the place to which the root has moved.
func (s *searching) followRoot(root, to string) {
	roots := s.w.lib.Status().Roots
	moved := func(path string) string {
		inner := func(r library.Root) bool { // it has not moved
			return r.Path != root && library.Within(r.Path, root) && library.Within(path, r.Path)
		}
		if !library.Within(path, root) || slices.ContainsFunc(roots, inner) {
			return path
		}
		return filepath.Join(to, strings.TrimPrefix(path, root))
	}
	s.w.navigation.keep() // the text that was typed just now
	views, changed := s.w.settings.savedViews(), false
	for i := range views {
		was := string(views[i].Folder)
		views[i].Folder = []byte(moved(was))
		changed = changed || string(views[i].Folder) != was
	}
	for i := range s.w.navigation.history.locations {
		l := &s.w.navigation.history.locations[i]
		l.folder = moved(l.folder)
	}
	if changed {
		s.saved.keep(views, s.saved.open)
	}
	if folder := moved(s.query.Folder); folder != s.query.Folder {
		s.find(s.box.Text, folder)
	}
}
