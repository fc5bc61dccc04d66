package library

import (
	"os"
	"path/filepath"
	"testing"

	"lectern/library/book"
)

// Rows that were removed by hand do not come back when more vanishes.
func TestMoreVanishesAfterRowsWereRemoved(t *testing.T) {
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

	// While rows are held no other goes without an answer either.
	check(t, os.RemoveAll(filepath.Join(root, "book 20")))
	grow(t, root, numbered(900)[500:]...)
	s.rescan()
	if h := s.root(root).Held; h.Missing != 85 || s.count(book.Missing) != 0 {
		t.Errorf("%+v %v", h, s.states())
	}
}

// A copy that the listener edited stays what it is when the original goes.
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
	s.Edit([]book.ID{b}, map[string]*string{"title": text("Mine")})
	check(t, os.Remove(root+"/a.mp3"))
	s.rescan()
	rows := s.rows()
	if len(rows) != 2 || rows[root+"/a.mp3"].State != book.Missing || rows[root+"/b.mp3"].ID != b || rows[root+"/b.mp3"].Title != "Mine" {
		t.Errorf("%+v", s.ids())
	}
}

// A move that nobody has looked at when the program ends is one at the next
// start.
func TestMoveSeenInTwoSessions(t *testing.T) {
	root := tree(t, "one/a.mp3", "two/b.mp3")
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
	s := kept(t, opts)
	s.AddRoot(root)
	s.rest()
	id := s.ids()[root+"/one/a.mp3"]
	check(t, os.Rename(root+"/one/a.mp3", root+"/two/z.mp3"))
	s.rescan(root + "/two") // the new place alone
	s.rest()
	s.close()
	s = kept(t, opts)
	s.settle()
	if now := s.ids(); now[root+"/two/z.mp3"] != id || len(now) != 2 {
		t.Errorf("%v, was %d", now, id)
	}
}

// A root that is offline stays so, and since when, however often it is scanned.
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

// What the listener said about rows that no scan sees holds in later sessions,
// until a scan sees them again.
func TestKeptRowsStayKept(t *testing.T) {
	root := tree(t, numbered(200)...)
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
	s := kept(t, opts)
	s.AddRoot(root)
	s.rest()
	away := filepath.Join(t.TempDir(), "away")
	check(t, os.MkdirAll(away, 0o700))
	move := func(from, to string) {
		t.Helper()
		for i := range 20 {
			check(t, os.Rename(filepath.Join(from, "book "+itoa(i)), filepath.Join(to, "book "+itoa(i))))
		}
	}
	move(root, away)
	s.rescan()
	if h := s.root(root).Held; h.Missing != 100 {
		t.Fatalf("%+v", h)
	}
	s.Answer(root, Keep)
	s = s.again(opts)
	s.rescan()
	if h := s.root(root).Held; h.Missing != 0 || !s.all(200, book.Probed) {
		t.Errorf("asked again: %+v %v", h, s.states())
	}
	move(away, root)
	s.rescan()
	s = s.again(opts)
	move(root, away)
	s.rescan()
	if h := s.root(root).Held; h.Missing != 100 {
		t.Errorf("not asked about rows that came back: %+v %v", h, s.states())
	}
}
