package library

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lectern/library/book"
	"lectern/library/watch"
)

// While the window is open, one scan finds a moved file at its new path and another
// misses it at the old one. The row moves with the file in either order.
func TestMoveSeenByTwoScans(t *testing.T) {
	t.Parallel()
	many := func(n int) (names []string) {
		for i := range n {
			names = append(names, fmt.Sprintf("Ann/Book %d/part %d.mp3", i/5, i))
		}
		return names
	}
	rename := func(from, to string) func(t *testing.T, root string) {
		return func(t *testing.T, root string) {
			t.Helper()
			check(t, os.MkdirAll(filepath.Dir(filepath.Join(root, to)), 0o755))
			check(t, os.Rename(filepath.Join(root, from), filepath.Join(root, to)))
		}
	}
	for _, move := range []struct {
		name     string
		files    []string
		do       func(t *testing.T, root string)
		from, to string // folders that are scanned, as the watcher would name them
	}{
		{"an author", many(10), rename("Ann", "Zoe"), "Ann", "Zoe"},
		{"letter case alone", many(10), rename("Ann", "ann"), "Ann", "ann"},
		{"a book to another author", many(10), rename("Ann/Book 1", "Zoe/Book 1"), "Ann/Book 1", "Zoe/Book 1"},
		{"a file up to the root", many(10), rename("Ann/Book 1/part 7.mp3", "part 7.mp3"), "Ann/Book 1/part 7.mp3", "."},
		{"more than one deletes by hand", many(150), rename("Ann", "Zoe"), "Ann", "Zoe"},
		{"a copy whose original goes", many(10), func(t *testing.T, root string) {
			check(t, os.CopyFS(filepath.Join(root, "Zoe"), os.DirFS(filepath.Join(root, "Ann"))))
			check(t, os.RemoveAll(filepath.Join(root, "Ann")))
		}, "Ann", "Zoe"},
	} {
		for _, order := range []string{"what came first", "what went first"} {
			t.Run(move.name+", "+order, func(t *testing.T) {
				root := tree(t, append(move.files, "Ben/stays.mp3")...)
				s := kept(t, Options{})
				s.AddRoot(root)
				s.rest()
				want := s.ids()
				move.do(t, root)
				// As the watcher reports them: a new folder with everything below it, a
				// removed entry by the folder that contained it.
				hints := []watch.Change{
					{Root: root, Trees: []string{filepath.Join(root, move.to)}},
					{Root: root, Dirs: []string{filepath.Dir(filepath.Join(root, move.from))}},
				}
				if strings.HasSuffix(order, "went first") {
					slices.Reverse(hints)
				}
				for _, hint := range hints {
					s.tell(func(o *owner) { o.changed(hint) })
					s.rest()
				}
				got := s.ids()
				if len(got) != len(want) {
					t.Errorf("%d rows, want %d", len(got), len(want))
				}
				for path, b := range s.rows() {
					if b.State != book.Probed || b.Held {
						t.Errorf("%s is %v, held %v", path, b.State, b.Held)
					}
				}
				byID := map[book.ID]bool{}
				for _, id := range want {
					byID[id] = true
				}
				for path, id := range got {
					if !byID[id] {
						t.Errorf("%s has the new ID %d", path, id)
					}
				}
			})
		}
	}
}

// Files with the same content, like the credits at the end of each book of an author,
// keep their rows when their folder is renamed: their paths distinguish them.
func TestMoveOfCopies(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, from, to string }{
		{"copies in several folders", "Ann", "Zoe"},
		{"copies in one folder", "Ann/Book 1", "Ann/Book one"},
		{"one of the copies", "Ann/Book 2/credits.mp3", "Ann/Book 2/end.mp3"},
	} {
		t.Run(c.name, func(t *testing.T) {
			root := tree(t, "Ann/Book 1/credits.mp3", "Ann/Book 1/1.mp3", "Ann/Book 2/credits.mp3",
				"Ann/Book 2/2.mp3", "Ann/Book 3/credits.mp3", "Ann/Book 3/3.mp3")
			write(t, root+"/Ann/Book 1/copy.mp3", "credits.mp3")
			s := kept(t, Options{})
			s.AddRoot(root)
			s.rest()
			want := map[string]book.ID{}
			for path, id := range s.ids() {
				want[strings.Replace(path, root+"/"+c.from, root+"/"+c.to, 1)] = id
			}
			check(t, os.Rename(root+"/"+c.from, root+"/"+c.to))
			s.rescan()
			s.rest()
			if got := s.ids(); !maps.Equal(got, want) || !s.all(len(want), book.Probed) {
				t.Errorf("%v, want %v; %v", got, want, s.states())
			}
		})
	}
}

// A file has moved, and its fingerprint cannot be computed because its folder was renamed
// once more. Once the folder is back, the row moves with the file after all.
func TestMoveWhoseFingerprintFailsFirst(t *testing.T) {
	root := tree(t, "Ann/Book/1.mp3", "Ann/2.mp3", "Ann/3.mp3")
	away := filepath.Join(t.TempDir(), "Book")
	hang := make(chan struct{})
	prober := &reader{}
	s := kept(t, Options{Prober: prober})
	s.AddRoot(root)
	s.rest()
	want := s.ids()[root+"/Ann/Book/1.mp3"]
	prober.set(hold(hang)) // while it is read, its fingerprint is not taken without need
	check(t, os.Mkdir(root+"/Zoe", 0o755))
	check(t, os.Rename(root+"/Ann/Book", root+"/Zoe/Book"))
	s.tell(func(o *owner) { o.changed(watch.Change{Root: root, Trees: []string{root + "/Zoe"}}) })
	s.until("the new place is listed", func() bool { return len(s.rows()) == 4 && !s.Status().Scanning })
	check(t, os.Rename(root+"/Zoe/Book", away))
	s.tell(func(o *owner) { o.changed(watch.Change{Root: root, Dirs: []string{root + "/Ann"}}) })
	s.until("the old place is missed", func() bool { return s.count(book.Missing) == 1 && !s.Status().Scanning })
	check(t, os.Rename(away, root+"/Zoe/Book"))
	close(hang)
	s.tell(func(o *owner) { o.changed(watch.Change{Root: root, Trees: []string{root + "/Zoe"}}) })
	s.rest()
	same(t, "rows", s.rows(), root, "Zoe/Book/1.mp3", "Ann/2.mp3", "Ann/3.mp3")
	if got := s.ids()[root+"/Zoe/Book/1.mp3"]; got != want || !s.all(3, book.Probed) {
		t.Errorf("the file is %d, was %d; %v", got, want, s.states())
	}
}

// A folder is renamed twice, and one scan misses both old paths, and enough files to
// hold them. The files only passed through the path in between: the rows move to the
// last path, and the user is not asked.
func TestMoveThroughAPlaceThatIsHeld(t *testing.T) {
	root := tree(t, "Ann/1.mp3", "Ann/2.mp3", "Ann/3.mp3", "Ann/4.mp3", "Ben/5.mp3")
	s := kept(t, Options{})
	s.AddRoot(root)
	s.rest()
	want := s.ids()
	hint := func(c watch.Change) {
		c.Root = root
		s.tell(func(o *owner) { o.changed(c) })
		s.rest()
	}
	check(t, os.Rename(root+"/Ann", root+"/Between"))
	hint(watch.Change{Trees: []string{root + "/Between"}})
	check(t, os.Rename(root+"/Between", root+"/Last"))
	hint(watch.Change{Dirs: []string{root}})
	hint(watch.Change{Trees: []string{root + "/Last"}})
	hint(watch.Change{Dirs: []string{root}})
	got := s.ids()
	for i := 1; i <= 4; i++ {
		name := fmt.Sprintf("/%d.mp3", i)
		if got[root+"/Last"+name] != want[root+"/Ann"+name] {
			t.Errorf("%s is %d, was %d", name, got[root+"/Last"+name], want[root+"/Ann"+name])
		}
	}
	if h := s.root(root).Held; !s.all(5, book.Probed) || h != (Held{}) {
		t.Errorf("%v %+v", s.states(), h)
	}
}

// TestRewrittenAndMovedTwice: a file is rewritten, moved, and takes the place of another one
// that was moved away just before. The rows of both follow.
func TestRewrittenAndMovedTwice(t *testing.T) {
	root := tree(t, "A/1.mp3", "B/2.mp3", "C/3.mp3")
	s := kept(t, Options{})
	s.AddRoot(root)
	s.rest()
	ids := s.ids()
	write(t, root+"/B/2.mp3", "rewritten")
	s.rescan()
	s.rest()
	check(t, os.Rename(root+"/B/2.mp3", root+"/C/2.mp3"))
	s.rescan()
	s.rest()
	check(t, os.Rename(root+"/A/1.mp3", root+"/A/away.mp3"))
	check(t, os.Rename(root+"/C/2.mp3", root+"/A/1.mp3"))
	s.rescan()
	s.rest()
	now := s.ids()
	if len(now) != 3 || now[root+"/A/away.mp3"] != ids[root+"/A/1.mp3"] || now[root+"/A/1.mp3"] != ids[root+"/B/2.mp3"] {
		t.Errorf("%v, were %v", now, ids)
	}
}

// A file moves, and Lectern ends before a scan misses it at its old place. The next start
// finds that it moved, although a scan has listed its new place already.
func TestMoveAcrossTwoSessions(t *testing.T) {
	t.Parallel()
	for name, move := range map[string]struct {
		first, last func(t *testing.T, drive, shelf string)
	}{
		"from a drive that is not connected": {
			func(t *testing.T, drive, shelf string) {
				check(t, os.Rename(drive+"/Ann", shelf+"/Ann"))
				check(t, os.Rename(drive, drive+" away"))
			},
			func(t *testing.T, drive, _ string) { check(t, os.Rename(drive+" away", drive)) },
		},
		"during a scan, which sees both places": {
			func(t *testing.T, drive, _ string) { check(t, os.CopyFS(drive+"/Zoe", os.DirFS(drive+"/Ann"))) },
			func(t *testing.T, drive, _ string) { check(t, os.RemoveAll(drive+"/Ann")) },
		},
	} {
		t.Run(name, func(t *testing.T) {
			drive, shelf := tree(t, "Ann/1.mp3", "Ann/2.mp3", "Bob/3.mp3"), tree(t, "Eve/4.mp3")
			opts := Options{Catalog: filepath.Join(shared(t), "c.db")}
			s := kept(t, opts)
			s.SetEveryFile(false)
			s.AddRoot(drive)
			s.AddRoot(shelf)
			s.rest()
			ann := s.ids()[drive+"/Ann"]
			s.editAll([]book.ID{ann}, map[string]*string{"title": typed("Mine"), "rating": typed("4")})
			s.rest()
			for _, change := range []func(*testing.T, string, string){move.first, move.last} {
				s.close()
				change(t, drive, shelf)
				s = kept(t, opts)
				s.SetEveryFile(false)
				s.rest()
			}
			rows := s.rows()
			var got []string
			for path, b := range rows {
				if b.ID == ann {
					got = append(got, filepath.Base(path), b.Meta.Title, b.Lines(book.Rating), b.State.String())
				}
			}
			if len(rows) != 3 || len(got) != 4 || got[0] != "Ann" && got[0] != "Zoe" || !slices.Equal(got[1:], []string{"Mine", "4", "probed"}) {
				t.Errorf("%d books; the one that moved: %q", len(rows), got)
			}
		})
	}
}
