package state

import (
	"slices"
	"strings"
	"testing"
	"time"

	"lectern/library/book"
)

// TestHeirOfATemporaryFile: the first file of a book was temporary. The file that gets its
// ID must not be deleted from the catalogue with it, whenever that is written.
func TestHeirOfATemporaryFile(t *testing.T) {
	s := newShop(t)
	s.SetEveryFile(false)
	s.lists(entry("Z/9.mp3", 9))
	s.Roots.At(top).Health.Scanned = 1
	asked, _ := s.lists(entry("Z/9.mp3", 9), entry("X/1.mp3", 1))
	more, _ := s.lists(entry("Z/9.mp3", 9), entry("X/1.mp3", 1), entry("X/2.mp3", 2))
	for _, f := range append(asked, more...) {
		m := media("")
		m.Tags.Album = "X"
		s.answers(answer(f, m))
	}
	s.rebuild()
	s.Digests.FillAndSave()
	first, second := s.Listed.ByPath[top+"/X/1.mp3"], s.Listed.ByPath[top+"/X/2.mp3"]
	id, own := first.File.ID, second.File.ID
	s.Unsaved.Clear()
	if s.Lose(top, []*Row{first}, 1); first.RetiredAt == 0 || !slices.Equal(s.Unsaved.dropped, []book.ID{id}) {
		t.Fatalf("it is no temporary file: %+v", s.Unsaved.dropped)
	}
	folders, _ := s.Folders.TakeStale(time.Time{}, false)
	var made []Rebuilt
	for _, f := range folders {
		made = append(made, Rebuilt{Folder: f, Books: s.BooksOf(f)})
	}
	if _, exchanged := s.KeepHeads(made); !exchanged || second.File.ID != id || first.File.ID != own {
		t.Fatalf("the book is %d", second.File.ID)
	}
	if !slices.Equal(s.Unsaved.dropped, []book.ID{own}) || len(s.Unsaved.retired) > 0 {
		t.Errorf("dropped %d, retired %d", s.Unsaved.dropped, len(s.Unsaved.retired))
	}
}

// TestExchangeOfADisplacedRow: another file is at the path of the first file of a book when
// the files of the book exchange their IDs. Each row has its new ID when its former content
// comes back.
func TestExchangeOfADisplacedRow(t *testing.T) {
	s := newShop(t)
	s.SetEveryFile(false)
	a, b := s.sounding("X/1.mp3", "one"), s.sounding("X/2.mp3", "two")
	was := a.File
	f := *was
	f.Size, f.Modified = 9, 9
	s.Moves.displace(a, &f, 1)
	s.put(a, &f)
	s.rebuild()
	s.exchange(a.File.ID, b)
	if b.File.ID != was.ID || a.File.ID != was.ID+1 || a.former.file.ID != a.File.ID || was.ID != b.File.ID {
		t.Fatalf("IDs %d and %d, before %d", a.File.ID, b.File.ID, a.former.file.ID)
	}
	if s.Lift([]Pair{{a, s.sounding("Y/1.mp3", "one")}}, 2); a.File.ID != was.ID+1 || a.File.Path != was.Path || s.Listed.ByID[b.File.ID] != b {
		t.Errorf("it comes back as %d at %s", a.File.ID, a.File.Path)
	}
}

// TestHeadOf: who gets the ID of a book whose first file left it.
func TestHeadOf(t *testing.T) {
	for _, c := range []struct {
		name  string
		files []string // of the book, the first one first
		now   []string // where they are; "" is gone, "-" is being read
		above string   // a file of another book with a lower ID
		want  string   // who gets the ID
	}{
		{"all stay", []string{"X/1.mp3", "X/2.mp3", "X/3.mp3"}, []string{"X/1.mp3", "X/2.mp3", "X/3.mp3"}, "", ""},
		{"the first leaves", []string{"X/1.mp3", "X/2.mp3", "X/3.mp3"}, []string{"Z/1.mp3", "X/2.mp3", "X/3.mp3"}, "", "X/2.mp3"},
		{"the first is gone", []string{"X/1.mp3", "X/2.mp3", "X/3.mp3"}, []string{"", "X/2.mp3", "X/3.mp3"}, "", "X/2.mp3"},
		{"the others leave", []string{"X/1.mp3", "X/2.mp3", "X/3.mp3"}, []string{"X/1.mp3", "Z/2.mp3", "Z/3.mp3"}, "", "Z/2.mp3"},
		{"one of two leaves", []string{"X/1.mp3", "X/2.mp3"}, []string{"X/1.mp3", "Z/2.mp3"}, "", ""},
		{"the others join an older book", []string{"X/1.mp3", "X/2.mp3", "X/3.mp3"}, []string{"X/1.mp3", "W/2.mp3", "W/3.mp3"}, "W/0.mp3", ""},
		{"a file is being read", []string{"X/1.mp3", "X/2.mp3", "X/3.mp3"}, []string{"Z/1.mp3", "-", "X/3.mp3"}, "", ""},
		{"all are gone", []string{"X/1.mp3", "X/2.mp3"}, []string{"", ""}, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newShop(t)
			s.SetEveryFile(false)
			if c.above != "" {
				s.sounding(c.above, "above")
			}
			var rows []*Row
			for _, path := range c.files {
				rows = append(rows, s.sounding(path, path))
			}
			s.rebuild()
			s.Digests.FillAndSave()
			b, home := rows[0].Folder.books[0].book, rows[0].Folder
			if len(b.Files) != len(c.files) {
				t.Fatalf("%d files", len(b.Files))
			}
			for i, r := range rows {
				switch to := c.now[i]; to {
				case c.files[i]:
				case "":
					s.Retire(r, 1)
				case "-":
					r.Asked = r.File
				default:
					s.unlist(r)
					f := *r.File
					f.Path = top + "/" + to
					r.File = &f
					s.Add(r)
				}
			}
			folders, _ := s.Folders.TakeStale(time.Time{}, false)
			now := map[book.ID]*book.Book{}
			for _, bf := range folders {
				for _, b := range s.BooksOf(bf) {
					for _, f := range b.Files {
						now[f.ID] = b
					}
				}
			}
			got := ""
			if heir := s.headOf(b, home, now); heir != nil {
				got = strings.TrimPrefix(heir.File.Path, top+"/")
			}
			if got != c.want {
				t.Errorf("%q gets the ID, want %q", got, c.want)
			}
		})
	}
}
