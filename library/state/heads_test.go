package state

import (
	"slices"
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
	s.Digests.Fill(true)
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
