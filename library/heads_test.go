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
	for _, c := range []struct {
		name string
		do   func(t *testing.T, s *opened, root, first string)
		left string // the folder where the first file is a book now
	}{
		{"to another folder", func(t *testing.T, s *opened, root, first string) {
			check(t, os.Mkdir(root+"/Zoe", 0o755))
			check(t, os.Rename(root+"/Ann/"+first, root+"/Zoe/"+first))
			s.rescan()
		}, "Zoe"},
		{"ignored by a pattern", func(_ *testing.T, s *opened, root, first string) {
			s.Configure(root, Settings{Patterns: first})
			s.rescan()
		}, ""},
		{"the folder renamed, and the first file left behind", func(t *testing.T, s *opened, root, first string) {
			check(t, os.Mkdir(root+"/Zoe", 0o755))
			for _, name := range []string{"1.mp3", "2.mp3", "3.mp3"} {
				if name != first {
					check(t, os.Rename(root+"/Ann/"+name, root+"/Zoe/"+name))
				}
			}
			s.rescan()
		}, "Ann"},
		{"a new part before it", func(t *testing.T, s *opened, root, _ string) {
			write(t, root+"/Ann/0.mp3", "0.mp3")
			s.rescan()
		}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			root := tree(t, "Ann/1.mp3", "Ann/2.mp3", "Ann/3.mp3", "Bob/4.mp3")
			opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
			s := kept(t, opts)
			s.SetEveryFile(false)
			s.AddRoot(root)
			s.rest()
			was := s.rows()[root+"/Ann"]
			s.Edit([]book.ID{was.ID}, map[string]*string{"title": typed("Mine"), "rating": typed("4")})
			head := slices.IndexFunc(was.Files, func(f *book.File) bool { return f.ID == was.ID })
			s.SetStopped(was.ID, 10*time.Millisecond, time.Unix(10, 0))
			s.SetStopped(was.Files[(head+1)%3].ID, 20*time.Millisecond, time.Unix(20, 0))
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
				if b.ID != was.ID || b.Title != "Mine" || b.Lines(book.Rating) != "4" || b.Added != was.Added || b.Played() != 20e9 {
					t.Errorf("%s: ID %d, was %d: %+v %+v", when, b.ID, was.ID, b, b.Listening)
				}
				if c.left != "" {
					left := rows[root+"/"+c.left+"/"+first]
					if left == nil || left.ID == was.ID || left.Title != "Mine" || left.Position() != 10*time.Millisecond {
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
