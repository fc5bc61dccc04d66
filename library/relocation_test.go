package library

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lectern/library/book"
)

// MoveRoot keeps everything known about the books, whether the new folder has been
// scanned before or not.
func TestMoveRoot(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		copied bool // copied to another drive: the mtimes stay, the ctimes change
		added  func(top string) string
	}{
		{"said first", false, nil},
		{"said first, of a copy", true, nil},
		{"offered, as the new folder was added", false, func(top string) string { return top + "/new" }},
		{"offered, of a copy", true, func(top string) string { return top + "/new" }},
		{"offered, below another root", false, func(top string) string { return top + "/other" }},
	} {
		t.Run(c.name, func(t *testing.T) {
			top := tree(t, "old/Ann/One/a.mp3", "old/Ann/One/b.mp3", "old/Ben/c.mp3", "old/Ben/gone.mp3", "other/x.mp3")
			prober := &reader{}
			opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db"), Prober: prober}
			s := kept(t, opts)
			s.AddRoot(top + "/old")
			s.rest()
			check(t, os.Remove(top+"/old/Ben/gone.mp3"))
			s.rescan()
			was := s.rows()
			a, b := was[top+"/old/Ann/One/a.mp3"], was[top+"/old/Ann/One/b.mp3"]
			s.editAll([]book.ID{a.ID}, map[string]*string{"title": typed("Mine")})
			s.Group(Merged, a.ID, b.ID)
			s.Remove(b.ID) // hidden
			s.settle()

			to := top + "/new"
			if c.added != nil && c.added(top) == top+"/other" {
				to = top + "/other/deep"
			}
			moved := func(path string) string { return to + strings.TrimPrefix(path, top+"/old") }
			if c.copied {
				check(t, os.CopyFS(to, os.DirFS(top+"/old")))
				for path, b := range was {
					if b.State != book.Missing {
						st, err := os.Stat(path)
						check(t, err)
						check(t, os.Chtimes(moved(path), st.ModTime(), st.ModTime()))
					}
				}
				check(t, os.RemoveAll(top+"/old"))
			} else {
				check(t, os.Rename(top+"/old", to))
			}
			s.rescan()
			if r := s.root(top + "/old"); r.State != RootOffline || r.Moved != "" {
				t.Fatalf("%+v", r)
			}
			if c.added != nil {
				s.AddRoot(c.added(top))
				s.rest()
				s = s.again(opts)
				if r := s.root(top + "/old"); r.Moved != to {
					t.Fatalf("%+v, want %s", r, to)
				}
				s.rest()
			}
			prober.takeCalls()
			check(t, s.MoveRoot(top+"/old", to))
			s.rest()
			if calls := prober.takeCalls(); len(calls) > 0 {
				t.Errorf("read again: %v", calls)
			}
			for range 2 {
				if len(s.Status().Roots) != 1 {
					t.Errorf("%+v", s.Status().Roots)
				}
				s.Unhide(b.ID)
				s.settle()
				now := s.rows()
				for path, w := range was {
					g := now[moved(path)]
					if g == nil || g.ID != w.ID || g.Added != w.Added || g.State != w.State {
						t.Errorf("%s: %+v, was %+v", path, g, w)
					}
				}
				if g := now[to+"/Ann/One/a.mp3"]; g != nil && g.Title != "Mine" {
					t.Errorf("%+v", g)
				}
				if want := len(was); len(now) != want && c.added == nil {
					t.Errorf("%d rows, want %d", len(now), want)
				}
				s = s.again(opts)
				s.rescan()
			}
			if calls := prober.takeCalls(); len(calls) > 0 {
				t.Errorf("read again: %v", calls)
			}
		})
	}
}

// A root that goes offline has not moved to a copy that existed beside it, whether
// Lectern is closed in between or not.
func TestNoMoveToACopy(t *testing.T) {
	t.Parallel()
	for _, below := range []string{"", "/deep"} {
		top := tree(t, "main/Ann/a.mp3", "main/Ann/b.mp3", "main/Ben/c.mp3", "main/Ben/d.mp3", "other/x.mp3")
		main, other := top+"/main", top+"/other"
		opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
		s := kept(t, opts)
		s.AddRoot(main)
		s.AddRoot(other)
		s.rest()
		check(t, os.CopyFS(other+below, os.DirFS(main)))
		s.rescan(other)
		s.until("main was met", func() (met bool) {
			s.tell(func(o *owner) { met = o.state.Listed.Resemblance(o.state.Roots.At(main)) == "" })
			return met
		})
		check(t, os.Rename(main, top+"/gone"))
		s.rescan()
		for range 2 {
			if r := s.root(main); r.State != RootOffline || r.Moved != "" {
				t.Errorf("%+v", r)
			}
			s = s.again(opts)
		}
		check(t, os.Rename(top+"/gone", main))
		check(t, os.Rename(other, top+"/gone"))
		s.rescan()
		if r := s.root(other); r.State != RootOffline || r.Moved != "" {
			t.Errorf("%+v", r)
		}
	}
}

// TestMeetsAMovedRoot: a root whose disappearance went unnoticed is found to be offline
// once its files appear elsewhere.
func TestMeetsAMovedRoot(t *testing.T) {
	top := tree(t, "old/Ann/a.mp3", "old/Ann/b.mp3", "old/Ben/c.mp3", "old/Ben/d.mp3")
	s := kept(t, Options{})
	s.AddRoot(top + "/old")
	s.rest()
	check(t, os.Rename(top+"/old", top+"/new"))
	s.AddRoot(top + "/new")
	s.until("the move is offered", func() bool { return s.root(top+"/old").Moved == top+"/new" })
}

// TestMoveRootKeepsEdits: if the user typed into the same field at both places, the
// text of the moved row counts, and the other text comes back with the next copy of the
// file.
func TestMoveRootKeepsEdits(t *testing.T) {
	top := tree(t, "old/a.mp3", "old/b.mp3", "new/a.mp3", "new/b.mp3")
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
	s := kept(t, opts)
	s.AddRoot(top + "/old")
	s.AddRoot(top + "/new")
	s.rest()
	ids := s.ids()
	s.editAll([]book.ID{ids[top+"/old/a.mp3"]}, map[string]*string{"title": typed("Old"), "subtitle": typed("Same")})
	s.editAll([]book.ID{ids[top+"/new/a.mp3"]}, map[string]*string{"title": typed("New"), "subtitle": typed("Same"), "publisher": typed("Press")})
	s.editAll([]book.ID{ids[top+"/new/b.mp3"]}, map[string]*string{"title": typed("Alone")})
	s.settle()
	check(t, os.Rename(top+"/old", top+"/copy"))
	check(t, s.MoveRoot(top+"/old", top+"/new"))
	s.rest()
	for range 2 {
		rows := s.rows()
		a, b := rows[top+"/new/a.mp3"], rows[top+"/new/b.mp3"]
		if len(rows) != 2 || a.ID != ids[top+"/old/a.mp3"] || a.Title != "Old" || a.Meta.Publisher != "Press" || b.Title != "Alone" {
			t.Errorf("%d rows, %+v, %+v", len(rows), a, b)
		}
		s = s.again(opts)
		s.rest()
	}
	s.AddRoot(top + "/copy")
	s.rest()
	if a := s.rows()[top+"/copy/a.mp3"]; a == nil || a.Title != "New" || a.ID != ids[top+"/new/a.mp3"] {
		t.Errorf("%+v", a)
	}
}

// TestMoveRootKeepsListening: where the user stopped last counts, at whichever place, and
// the bookmarks of both places are kept.
func TestMoveRootKeepsListening(t *testing.T) {
	top := tree(t, "old/a.mp3", "old/b.mp3", "new/a.mp3", "new/b.mp3")
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
	s := kept(t, opts)
	s.AddRoot(top + "/old")
	s.AddRoot(top + "/new")
	s.rest()
	ids := s.ids()
	for i, name := range []string{"/old/a.mp3", "/new/a.mp3", "/new/b.mp3", "/old/b.mp3"} { // in turn
		at := time.Duration(i+1) * time.Second
		s.stopped(ids[top+name], at, time.Unix(1000+int64(i), 0))
		s.MarkAs(Finished, time.Unix(1000+int64(i), 0), ids[top+name])
	}
	mark := func(note string, file book.ID, at time.Duration) book.Bookmark {
		return book.Bookmark{File: file, Offset: at * time.Second, At: at * time.Second, Made: 1, Note: note}
	}
	s.SetBookmark(mark("new", ids[top+"/new/a.mp3"], 5))
	s.SetBookmark(mark("old", ids[top+"/old/a.mp3"], 2))
	s.settle()
	check(t, os.Rename(top+"/old", top+"/copy"))
	check(t, s.MoveRoot(top+"/old", top+"/new"))
	s.rest()
	for range 2 {
		rows := s.rows()
		a, b := rows[top+"/new/a.mp3"].Listening, rows[top+"/new/b.mp3"].Listening
		wantA := book.Listening{Position: 2 * time.Second, Played: 1001e9, Started: 1000e9, Finished: 1001e9, Bookmarks: []book.Bookmark{mark("old", ids[top+"/old/a.mp3"], 2), mark("new", ids[top+"/old/a.mp3"], 5)}}
		wantB := book.Listening{Position: 4 * time.Second, Played: 1003e9, Started: 1002e9, Finished: 1003e9}
		if !a.Same(&wantA) || !b.Same(&wantB) {
			t.Errorf("%+v, %+v", a, b)
		}
		s = s.again(opts)
		s.rest()
	}
}

// TestMoveRootKeepsHours: what was heard at the new place before the library moved there is
// that of its books, and so is what a player hears on that knows the files by their old IDs.
func TestMoveRootKeepsHours(t *testing.T) {
	top := tree(t, "old/a.mp3", "old/b.mp3", "new/a.mp3", "new/b.mp3")
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
	s := kept(t, opts)
	s.AddRoot(top + "/old")
	s.AddRoot(top + "/new")
	s.rest()
	ids := s.ids()
	now := time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	hear := func(name string, minutes time.Duration) {
		s.heard(ids[top+name], "Tale", book.Heard{Clock: minutes * time.Minute, Sound: minutes * time.Minute}, now)
	}
	hear("/old/a.mp3", 1)
	hear("/new/a.mp3", 2)
	check(t, os.Rename(top+"/old", top+"/copy"))
	check(t, s.MoveRoot(top+"/old", top+"/new"))
	hear("/new/a.mp3", 4)
	s.rest()
	for range 2 {
		a := s.rows()[top+"/new/a.mp3"]
		if len(a.Days) != 1 || a.Days[0].Clock != 7*time.Minute {
			t.Errorf("%+v", a.Days)
		}
		if all := s.Heard(); len(all) != 1 || all[0].File != a.ID {
			t.Errorf("%+v", all)
		}
		s = s.again(opts)
		s.rest()
	}
}

// If the clock was fast during a scan, the next one corrects the time of the last scan: until
// then no file would count as added since.
func TestScannedInTheFuture(t *testing.T) {
	root := tree(t, "a.mp3")
	s := kept(t, Options{})
	s.AddRoot(root)
	s.rest()
	s.tell(func(o *owner) { o.state.Roots.At(root).Health.Scanned += int64(365 * 24 * time.Hour) })
	s.rescan()
	s.tell(func(o *owner) {
		if at := time.Unix(0, o.state.Roots.At(root).Health.Scanned); time.Until(at) > time.Hour {
			t.Errorf("scanned at %v", at)
		}
	})
}

// TestMoveRootKeepsRowsThatLeft: what left the list goes along with a library that moves. Undo
// brings a missing book back there, and a file that comes to such a path has what the user typed,
// also at the next start.
func TestMoveRootKeepsRowsThatLeft(t *testing.T) {
	top := tree(t, "old/a.mp3", "old/b.mp3", "old/c.mp3", "old/d.mp3", "old/e.mp3")
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
	s := kept(t, opts)
	s.AddRoot(top + "/old")
	s.rest()
	ids := s.ids()
	a, b := ids[top+"/old/a.mp3"], ids[top+"/old/b.mp3"]
	s.editAll([]book.ID{a, b}, map[string]*string{"title": typed("Mine")})
	check(t, os.Remove(top+"/old/a.mp3"))
	check(t, os.Remove(top+"/old/b.mp3"))
	s.rescan()
	s.Remove(b)
	s.Remove(a)
	s.rest()
	check(t, os.Rename(top+"/old", top+"/new"))
	check(t, s.MoveRoot(top+"/old", top+"/new"))
	s.rest()
	s.Undo()
	s.rest()
	if r := s.rows()[top+"/new/a.mp3"]; r == nil || r.ID != a || r.State != book.Missing || r.Title != "Mine" {
		t.Errorf("after Undo: %+v, %v", r, s.ids())
	}
	s = s.again(opts)
	write(t, top+"/new/b.mp3", "of another content")
	s.rescan()
	if r := s.rows()[top+"/new/b.mp3"]; r == nil || r.ID != b || r.Title != "Mine" {
		t.Errorf("the file that came: %+v, %v", r, s.ids())
	}
}
