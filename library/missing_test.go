package library

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"lectern/library/book"
	"lectern/library/catalog"
	"lectern/library/state"
)

// Rows that the user removed do not come back when more files are gone.
func TestMoreVanishesAfterRowsWereRemoved(t *testing.T) {
	t.Parallel()
	root := tree(t, numbered(200)...)
	s := kept(t, Options{})
	s.AddRoot(root)
	s.rest()
	for i := range 4 {
		check(t, os.RemoveAll(filepath.Join(root, "book "+itoa(i))))
	}
	s.rescan()
	var gone []book.ID
	for _, b := range s.rows() {
		if b.State == book.Missing {
			gone = append(gone, b.ID)
		}
	}
	if len(gone) != 20 {
		t.Fatal(s.states())
	}
	s.Remove(gone...)
	for i := 4; i < 20; i++ {
		check(t, os.RemoveAll(filepath.Join(root, "book "+itoa(i))))
	}
	s.rescan()
	if h := s.root(root).Held; h.Missing != 80 || !s.all(180, book.Probed) {
		t.Errorf("%+v %v", h, s.states())
	}

	// While rows are held, further losses are held with them.
	check(t, os.RemoveAll(filepath.Join(root, "book 20")))
	grow(t, root, numbered(900)[500:]...)
	s.rescan()
	if h := s.root(root).Held; h.Missing != 85 || s.count(book.Missing) != 0 {
		t.Errorf("%+v %v", h, s.states())
	}
}

// A copy that the user edited stays a separate row when the original is gone.
func TestEditedCopyIsNoMove(t *testing.T) {
	root := tree(t)
	write(t, root+"/a.mp3", "the content")
	s := kept(t, Options{})
	s.AddRoot(root)
	s.rest()
	write(t, root+"/b.mp3", "the content")
	s.rescan()
	s.rest()
	b := s.ids()[root+"/b.mp3"]
	s.editAll([]book.ID{b}, map[string]*string{"title": typed("Mine")})
	check(t, os.Remove(root+"/a.mp3"))
	s.rescan()
	rows := s.rows()
	if len(rows) != 2 || rows[root+"/a.mp3"].State != book.Missing || rows[root+"/b.mp3"].ID != b || rows[root+"/b.mp3"].Title != "Mine" {
		t.Errorf("%+v", s.ids())
	}
}

// A move of which only the new path was scanned before the end of the program is
// recognised after the next start.
func TestMoveSeenInTwoSessions(t *testing.T) {
	root := tree(t, "one/a.mp3", "two/b.mp3")
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
	s := kept(t, opts)
	s.AddRoot(root)
	s.rest()
	id := s.ids()[root+"/one/a.mp3"]
	check(t, os.Rename(root+"/one/a.mp3", root+"/two/z.mp3"))
	s.rescan(root + "/two") // only the new path
	s.rest()
	s.close()
	s = kept(t, opts)
	s.settle()
	if now := s.ids(); now[root+"/two/z.mp3"] != id || len(now) != 2 {
		t.Errorf("%v, was %d", now, id)
	}
}

// An offline root keeps the time since which it is offline, however often it is scanned.
func TestOfflineSince(t *testing.T) {
	above := tree(t, "root/a.mp3")
	root := above + "/root"
	s := kept(t, Options{})
	s.AddRoot(root)
	s.rest()
	check(t, os.Rename(root, above+"/away"))
	s.rescan()
	since := s.root(root).Since
	s.rescan()
	if r := s.root(root); r.State != RootOffline || r.Since != since || since.IsZero() {
		t.Errorf("%+v, since %v at first", r, since)
	}
}

// An offline root stays offline if the user cancels the scan that would have found out whether
// it is back.
func TestOfflineAfterCancel(t *testing.T) {
	above := tree(t, "root/a.mp3")
	root := above + "/root"
	s := kept(t, Options{})
	s.AddRoot(root)
	s.rest()
	check(t, os.Rename(root, above+"/away"))
	s.rescan()
	s.tell(func(o *owner) { o.rescan(nil); o.cancel() })
	s.settle()
	if r := s.root(root); r.State != RootOffline || !s.all(1, book.Offline) {
		t.Errorf("%+v %v", r, s.states())
	}
}

// Held books that the user keeps stay in the list as missing since their loss, also in
// later sessions. The user is not asked about them again unless they come back first.
func TestKeptRowsStayMissing(t *testing.T) {
	t.Parallel()
	root := tree(t, numbered(200)...)
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
	s := kept(t, opts)
	s.AddRoot(root)
	s.rest()
	away := filepath.Join(t.TempDir(), "away")
	check(t, os.MkdirAll(away, 0o700))
	move := func(from, to string, first, last int) {
		t.Helper()
		for i := first; i <= last; i++ {
			check(t, os.Rename(filepath.Join(from, "book "+itoa(i)), filepath.Join(to, "book "+itoa(i))))
		}
	}
	move(root, away, 0, 0)
	s.rescan()
	since := s.rows()[root+"/book 0/part 0.mp3"].MissingSince
	if since == 0 {
		t.Fatal(s.states())
	}
	move(root, away, 1, 19)
	s.rescan()
	if h := s.root(root).Held; h.Missing != 100 || h.Rows != 100 || h.OfRows != 200 {
		t.Fatalf("%+v", h)
	}
	s.Answer(root, Keep)
	s.settle()
	missing := func() {
		t.Helper()
		if h := s.root(root).Held; h != (Held{}) || s.count(book.Missing) != 100 || s.count(book.Probed) != 100 {
			t.Errorf("%+v %v", h, s.states())
		}
		if now := s.rows()[root+"/book 0/part 0.mp3"].MissingSince; now != since {
			t.Errorf("missing since %d, was %d", now, since)
		}
	}
	missing()
	s.rescan()
	missing()
	s = s.again(opts)
	s.rescan()
	missing()
	move(away, root, 0, 19)
	s.rescan()
	if !s.all(200, book.Probed) {
		t.Error(s.states())
	}
	s = s.again(opts)
	move(root, away, 0, 19)
	s.rescan()
	if h := s.root(root).Held; h.Missing != 100 {
		t.Errorf("not asked about rows that came back: %+v %v", h, s.states())
	}
}

// Rows that an earlier version kept listed although no scan found them become missing.
func TestKeptByAnEarlierVersion(t *testing.T) {
	root := tree(t, "a.mp3", "b.mp3", "c.mp3")
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
	s := kept(t, opts)
	s.AddRoot(root)
	s.rest()
	gone, back := s.ids()[root+"/a.mp3"], s.ids()[root+"/b.mp3"]
	s.tell(func(o *owner) {
		o.catalog.Save(catalog.Edit(gone, state.KeptField, "yes"), catalog.Edit(back, state.KeptField, "yes"))
	})
	s.close()
	check(t, os.Remove(root+"/a.mp3"))
	for range 2 {
		s = kept(t, opts)
		s.settle()
		rows := s.rows()
		if a, b := rows[root+"/a.mp3"], rows[root+"/b.mp3"]; a.State != book.Missing || a.MissingSince == 0 || a.ID != gone ||
			b.State != book.Probed || b.ID != back {
			t.Errorf("%+v\n%+v", a, b)
		}
		s.close()
	}
}

// The user is asked when most of a small library is gone, but not about a single book.
func TestHeldInASmallLibrary(t *testing.T) {
	root := tree(t, "a.mp3", "b.mp3", "c.mp3", "d.mp3", "e.mp3")
	s := kept(t, Options{})
	s.AddRoot(root)
	s.rest()
	check(t, os.Remove(root+"/a.mp3"))
	s.rescan()
	if s.count(book.Missing) != 1 || s.root(root).Held != (Held{}) {
		t.Errorf("%+v %v", s.root(root).Held, s.states())
	}
	check(t, os.Remove(root+"/b.mp3"))
	check(t, os.Remove(root+"/c.mp3"))
	s.rescan()
	if h := s.root(root).Held; h != (Held{Missing: 3, Of: 5, Rows: 3, OfRows: 5}) {
		t.Errorf("%+v %v", h, s.states())
	}
}

// TestHeldWithLaterOnes: files that came and went while the question is open count among the
// files of which they are missing.
func TestHeldWithLaterOnes(t *testing.T) {
	root := tree(t, "a.mp3", "b.mp3", "c.mp3", "d.mp3", "e.mp3")
	s := kept(t, Options{})
	s.AddRoot(root)
	s.rest()
	later := []string{"f.mp3", "g.mp3", "h.mp3", "i.mp3"}
	for _, name := range []string{"a.mp3", "b.mp3", "c.mp3"} {
		check(t, os.Remove(filepath.Join(root, name)))
	}
	s.rescan()
	grow(t, root, later...)
	s.rescan()
	for _, name := range later {
		check(t, os.Remove(filepath.Join(root, name)))
	}
	s.rescan()
	if h := s.root(root).Held; h != (Held{Missing: 7, Of: 9, Rows: 7, OfRows: 9}) {
		t.Errorf("%+v %v", h, s.states())
	}
}

// TestAwayWhileScanned: a root whose drive is away stays away while a scan finds out whether it
// is back: the user is not asked about what nobody can see.
func TestAwayWhileScanned(t *testing.T) {
	root := tree(t, "a/a.mp3", "b/b.mp3", "c/c.mp3")
	s := kept(t, Options{})
	s.AddRoot(root)
	s.rest()
	for _, name := range []string{"/a", "/b"} {
		check(t, os.RemoveAll(root+name))
	}
	s.rescan()
	if r := s.root(root); r.Held.Missing != 2 || r.Away {
		t.Fatalf("%+v", r)
	}
	away := root + " away"
	check(t, os.Rename(root, away))
	t.Cleanup(func() { os.RemoveAll(away) })
	s.rescan()
	if r := s.root(root); r.Held.Missing != 2 || !r.Away {
		t.Fatalf("%+v", r)
	}
	s.tell(func(o *owner) {
		o.rescan(nil)
		if r := o.state.Roots.At(root); r.State != RootScanning || !r.Away {
			t.Errorf("while it is scanned: %+v", r.RootStatus)
		}
	})
	s.settle()
	check(t, os.Rename(away, root))
	s.rescan()
	if r := s.root(root); r.Held.Missing != 2 || r.Away {
		t.Errorf("back: %+v", r)
	}
}

// TestHeldAndRemoved: whoever removes the books that the question is about has answered it.
// They stay removed when their files come back.
func TestHeldAndRemoved(t *testing.T) {
	names := []string{"a/a.mp3", "b/b.mp3", "c/c.mp3"}
	root := tree(t, names...)
	s := kept(t, Options{})
	s.AddRoot(root)
	s.rest()
	away := t.TempDir() + "/away"
	check(t, os.Rename(root, away))
	check(t, os.Mkdir(root, 0o755))
	grow(t, root, "d/d.mp3")
	s.rescan()
	if s.root(root).Held.Missing != 3 {
		t.Fatalf("%+v %v", s.root(root).Held, s.states())
	}
	rows := s.rows()
	s.Remove(rows[root+"/a/a.mp3"].ID, rows[root+"/b/b.mp3"].ID)
	s.settle()
	if h := s.root(root).Held; h.Missing != 1 || h.Rows != 1 {
		t.Errorf("two of three removed: %+v %v", h, s.states())
	}
	s.Remove(rows[root+"/c/c.mp3"].ID)
	s.settle()
	if h := s.root(root).Held; h != (Held{}) {
		t.Errorf("all removed: %+v %v", h, s.states())
	}
	s.Undo()
	s.settle()
	if c := s.rows()[root+"/c/c.mp3"]; c == nil || c.State != book.Missing || c.Hidden {
		t.Errorf("after Undo: %+v", c)
	}
	check(t, os.RemoveAll(root))
	check(t, os.Rename(away, root))
	s.rescan()
	for _, name := range names {
		if f := s.rows()[root+"/"+name]; (f == nil) != (name != "c/c.mp3") { // the view leaves out what is removed
			t.Errorf("%s: %+v of %v", name, f, s.states())
		}
	}
}

// Files that were added at the same time do not make a loss plausible: the user is asked
// as if nothing had been added.
func TestHeldWhereOthersCame(t *testing.T) {
	var old, others []string
	for i := range 10 {
		old = append(old, "old "+itoa(i)+"/a "+itoa(i)+".mp3")
		others = append(others, "new "+itoa(i)+"/b "+itoa(i)+".mp3")
	}
	root := tree(t, old...)
	s := kept(t, Options{})
	s.AddRoot(root)
	s.rest()
	for _, name := range old {
		check(t, os.RemoveAll(filepath.Dir(filepath.Join(root, name))))
	}
	grow(t, root, others...)
	s.rescan()
	if h := s.root(root).Held; h.Missing != 10 || h.Of != 10 {
		t.Errorf("%+v %v", h, s.states())
	}
}

// TestScenario3OwnState: 60 % of the library vanish, about which the user knows much. Nothing
// of it is lost while the question is open, after either answer, over a restart, and when the
// files come back.
func TestScenario3OwnState(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		answer        func(s *opened, root string)
		left, missing int // rows
	}{
		"not answered": {func(*opened, string) {}, 10, 0},
		"kept":         {func(s *opened, root string) { s.Answer(root, Keep) }, 10, 6},
		"removed":      {func(s *opened, root string) { s.Answer(root, Discard) }, 4, 0},
		"put back":     {func(s *opened, root string) { s.Answer(root, Discard); s.Undo() }, 10, 6},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var names []string
			for i := range 10 {
				names = append(names, "Ann "+itoa(i)+"/a "+itoa(i)+".mp3")
			}
			root := tree(t, names...)
			opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
			s := kept(t, opts)
			s.AddRoot(root)
			s.rest()
			ids := s.ids()
			for _, b := range s.rows() {
				told.tell(s, b)
			}
			s.settle()
			all := func(when string, want, missing int) {
				t.Helper()
				s.settle()
				rows := s.rows()
				if len(rows) != want || s.count(book.Missing) != missing {
					t.Errorf("%s: %d books, want %d: %v", when, len(rows), want, s.states())
				}
				for path, b := range rows {
					if b.ID != ids[path] {
						t.Errorf("%s: %s has the ID %d, had %d", when, path, b.ID, ids[path])
					}
					told.check(t, b)
				}
			}
			away := filepath.Join(t.TempDir(), "away")
			check(t, os.Mkdir(away, 0o700))
			for i := range 6 {
				check(t, os.Rename(filepath.Join(root, "Ann "+itoa(i)), filepath.Join(away, "Ann "+itoa(i))))
			}
			s.rescan()
			if h := s.root(root).Held; h.Missing != 6 || h.Of != 10 {
				t.Fatalf("%+v %v", h, s.states())
			}
			all("held", 10, 0)
			c.answer(s, root)
			all("answered", c.left, c.missing)
			s = s.again(opts)
			s.rest()
			all("after a restart", c.left, c.missing)
			for i := range 6 {
				check(t, os.Rename(filepath.Join(away, "Ann "+itoa(i)), filepath.Join(root, "Ann "+itoa(i))))
			}
			s.rescan()
			all("back", 10, 0)
			s = s.again(opts)
			s.rest()
			all("back after a restart", 10, 0)
		})
	}
}

// TestPartInTheMiddleComesBack: a file in the middle of a book goes away, with the position
// and a bookmark in it, and comes back after the user listened to a later one. The book keeps
// its ID and what the user knows of it, and the newest position counts.
func TestPartInTheMiddleComesBack(t *testing.T) {
	t.Parallel()
	root := tree(t, "Ann/1.mp3", "Ann/2.mp3", "Ann/3.mp3")
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
	s := kept(t, opts)
	s.SetEveryFile(false)
	s.AddRoot(root)
	s.rest()
	one := func(when string) *book.Book {
		t.Helper()
		s.SetEveryFile(false)
		s.settle()
		b := s.rows()[root+"/Ann"]
		if b == nil || len(s.rows()) != 1 || len(b.Files) != 3 {
			t.Fatalf("%s: %+v of %v", when, b, s.states())
		}
		return b
	}
	before := one("at first")
	s.Edit(map[book.ID]map[string]*string{before.ID: {book.Rating.String(): typed("4.5"), book.Note.String(): typed("mine")}})
	middle, last := before.Files[1], before.Files[2]
	s.SetBookmark(book.Bookmark{File: middle.ID, Offset: time.Second, Made: 3, Note: "here"})
	s.stopped(middle.ID, 2*time.Second, time.Unix(1e9, 0))
	in := func(when string, file book.ID, offset time.Duration) {
		t.Helper()
		b := one(when)
		l := b.Listening
		if b.ID != before.ID || b.Lines(book.Rating) != "4.5" || b.Lines(book.Note) != "mine" || l == nil || l.File != file || l.Offset != offset {
			t.Errorf("%s: ID %d, was %d; %+v", when, b.ID, before.ID, l)
		}
	}
	in("listened", middle.ID, 2*time.Second)
	away := filepath.Join(t.TempDir(), "2.mp3")
	at, offset := middle, 2*time.Second
	for _, listens := range []bool{false, true} {
		check(t, os.Rename(middle.Path, away))
		s.rescan()
		s = s.again(opts)
		s.rest()
		in("away", at.ID, offset)
		if listens {
			at, offset = last, time.Second
			s.stopped(at.ID, offset, time.Unix(2e9, 0))
			in("listened to the last part", at.ID, offset)
		}
		check(t, os.Rename(away, middle.Path))
		s.rescan()
		in("back", at.ID, offset)
		b := one("back")
		if m := b.Bookmarks(); b.Files[1].ID != middle.ID || b.Files[1].State != book.Probed || len(m) != 1 || m[0].File != middle.ID || m[0].Note != "here" {
			t.Errorf("back: %+v, bookmarks %+v", b.Files[1], m)
		}
	}
}
