package library

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"lectern/library/book"
)

// TestFirstFileLeaves: a book keeps its ID, and what the user knows of it, when its first
// file leaves it, also after a restart. The file that left has its own edits.
func TestFirstFileLeaves(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		do    func(t *testing.T, s *opened, root, first string)
		left  string        // the folder where the first file is a book now
		heard time.Duration // of the files that stayed
	}{
		{"to another folder", func(t *testing.T, s *opened, root, first string) {
			check(t, os.Mkdir(root+"/Zoe", 0o755))
			check(t, os.Rename(root+"/Ann/"+first, root+"/Zoe/"+first))
			s.rescan()
		}, "Zoe", 2 * time.Second},
		{"ignored by a pattern", func(_ *testing.T, s *opened, root, first string) {
			s.Configure(root, Settings{Patterns: first})
			s.rescan()
		}, "", 2 * time.Second},
		{"the folder renamed, and the first file left behind", func(t *testing.T, s *opened, root, first string) {
			check(t, os.Mkdir(root+"/Zoe", 0o755))
			for _, name := range []string{"1.mp3", "2.mp3", "3.mp3"} {
				if name != first {
					check(t, os.Rename(root+"/Ann/"+name, root+"/Zoe/"+name))
				}
			}
			s.rescan()
		}, "Ann", 2 * time.Second},
		{"a new part before it", func(t *testing.T, s *opened, root, _ string) {
			write(t, root+"/Ann/0.mp3", "0.mp3")
			s.rescan()
		}, "", 3 * time.Second},
	} {
		t.Run(c.name, func(t *testing.T) {
			root := tree(t, "Ann/1.mp3", "Ann/2.mp3", "Ann/3.mp3", "Bob/4.mp3")
			opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
			s := kept(t, opts)
			s.SetEveryFile(false)
			s.AddRoot(root)
			s.rest()
			was := s.rows()[root+"/Ann"]
			s.editAll([]book.ID{was.ID}, map[string]*string{"title": typed("Mine"), "rating": typed("4")})
			head := slices.IndexFunc(was.Files, func(f *book.File) bool { return f.ID == was.ID })
			s.heard(was.ID, was.Title, book.Heard{Clock: time.Second, Sound: time.Second}, time.Unix(5, 0))
			s.heard(was.Files[(head+1)%3].ID, was.Title, book.Heard{Clock: 2 * time.Second, Sound: 2 * time.Second}, time.Unix(5, 0))
			s.stopped(was.ID, 10*time.Millisecond, time.Unix(10, 0))
			s.stopped(was.Files[(head+1)%3].ID, 20*time.Millisecond, time.Unix(20, 0))
			s.rest()
			first := was.Files[head].Name()
			c.do(t, s, root, first)
			for _, when := range []string{"now", "after a restart"} {
				s.rest()
				rows := s.rows()
				i := slices.IndexFunc([]string{root + "/Ann", root + "/Zoe"}, func(path string) bool { return rows[path] != nil && len(rows[path].Files) > 1 })
				if i < 0 {
					t.Fatalf("%s: no book of several files: %v", when, rows)
				}
				b := rows[[]string{root + "/Ann", root + "/Zoe"}[i]]
				if b.ID != was.ID || b.Title != "Mine" || b.Lines(book.Rating) != "4" || b.Added != was.Added || b.Played() != 20e9 || heard(b) != c.heard {
					t.Errorf("%s: ID %d, was %d: %+v %+v", when, b.ID, was.ID, b, b.Listening)
				}
				if c.left != "" {
					left := rows[root+"/"+c.left+"/"+first]
					if left == nil || left.ID == was.ID || left.Title != "Mine" || left.Position() != 10*time.Millisecond || heard(left) != time.Second {
						t.Errorf("%s: the file that left is %+v", when, left)
					}
				}
				ids := map[book.ID]bool{}
				for path, b := range rows {
					if ids[b.ID] {
						t.Errorf("%s has the ID of another book", path)
					}
					ids[b.ID] = true
				}
				s = s.again(opts)
				s.SetEveryFile(false)
			}
		})
	}
}

// heard returns how long the user heard a book.
func heard(b *book.Book) (clock time.Duration) {
	for _, d := range b.Days {
		clock += d.Clock
	}
	return clock
}

// TestTemporaryFirstFile: the first file of a new book is gone within the hour, as a
// temporary file of a converter. The book keeps its ID, where the user stopped and how long
// the user listened, also after a restart.
func TestTemporaryFirstFile(t *testing.T) {
	for _, c := range []struct {
		name string
		back string // where the temporary file is found after all, "" if it is not
	}{
		{"gone for good", ""}, {"found elsewhere", "Bob/found.mp3"},
	} {
		t.Run(c.name, func(t *testing.T) {
			root := tree(t, "Bob/4.mp3")
			opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
			s := kept(t, opts)
			s.SetEveryFile(false)
			s.AddRoot(root)
			s.rest()
			write(t, root+"/Ann/1.mp3", "first")
			s.rescan()
			grow(t, root, "Ann/2.mp3", "Ann/3.mp3")
			s.rescan()
			s.rest()
			was := s.rows()[root+"/Ann"]
			if was.ID != was.Files[0].ID {
				t.Fatalf("%d is not the first file", was.ID)
			}
			now := time.Unix(20, 0)
			s.heard(was.Files[1].ID, was.Title, book.Heard{Clock: time.Second, Sound: time.Second}, now.Add(-time.Second))
			s.heard(was.Files[2].ID, was.Title, book.Heard{Clock: 2 * time.Second, Sound: 2 * time.Second}, now.Add(-time.Second))
			s.stopped(was.Files[1].ID, 20*time.Millisecond, now)
			s.rest()
			if c.back == "" {
				check(t, os.Remove(root+"/Ann/1.mp3"))
			} else {
				check(t, os.Rename(root+"/Ann/1.mp3", root+"/"+c.back))
				s.rescan(root + "/Ann")
				s.rest()
			}
			s.rescan()
			for _, when := range []string{"now", "after a restart"} {
				s.rest()
				b := s.rows()[root+"/Ann"]
				if b == nil || len(b.Files) != 2 || b.ID != was.ID || b.Position() != 20*time.Millisecond || heard(b) != 3*time.Second {
					t.Errorf("%s: ID %d: %+v", when, was.ID, b)
				}
				ids := map[book.ID]bool{}
				for path, b := range s.rows() {
					for _, f := range b.Files {
						if ids[f.ID] {
							t.Errorf("%s: %s has the ID of another file", when, path)
						}
						ids[f.ID] = true
					}
				}
				if len(ids) != 3 && c.back == "" || len(ids) != 4 && c.back != "" {
					t.Errorf("%s: %d files", when, len(ids))
				}
				s.tell(func(o *owner) {
					for r := range o.state.Retired.Rows() {
						if when != "now" {
							t.Errorf("%s: %s is retired", when, r.File.Path)
						}
					}
				})
				s = s.again(opts)
				s.SetEveryFile(false)
			}
		})
	}
}
