package state

import (
	"slices"
	"testing"
	"time"

	"lectern/library/book"
)

// TestShownMounts: the user is told of a drive that is not mounted while a file of it is on the
// list. Nothing looks through the missing rows again as long as none of them changes.
func TestShownMounts(t *testing.T) {
	s := New()
	root := NewRoot("/b", time.Unix(1, 0))
	root.Health.Mounts = []string{"drive"}
	s.Roots = Roots{root}
	add := func(path string, state book.State) *Row {
		r := &Row{File: &book.File{ID: s.Listed.Next(), Root: "/b", Path: path, State: state}}
		s.Add(r)
		return r
	}
	one, two := add("/b/drive/1.mp3", book.Missing), add("/b/drive/2.mp3", book.Missing)
	add("/b/a.mp3", book.Missing)
	is := func(when string, told bool) {
		t.Helper()
		s.ShowUnmounted()
		if got := slices.Equal(root.Unmounted, []string{"/b/drive"}); got != told {
			t.Errorf("%s: %v", when, root.Unmounted)
		}
	}
	is("before a scan", false)
	s.Remount(root, []string{})
	is("not mounted", true)
	s.SetHidden(one, true)
	is("one is removed", true)
	s.SetHidden(two, true)
	is("both are removed", false)

	s.Listed.missing[nil] = true // whoever looks at it panics
	s.ShowUnmounted()
	delete(s.Listed.missing, nil)

	s.SetHidden(one, false)
	is("one is put back", true)
	s.Retire(one, 1)
	is("it left the list", false)
	s.SetHidden(two, false)
	is("the other is put back", true)
	s.Remount(root, []string{"drive"})
	is("mounted again", false)
}
