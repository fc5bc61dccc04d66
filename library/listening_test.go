package library

import (
	"path/filepath"
	"testing"
	"time"

	"lectern/library/book"
)

// TestListening: a position is kept without Undo, finished is undone, and neither counts as
// an edit of the user nor goes with the edits.
func TestListening(t *testing.T) {
	root := tree(t)
	grow(t, root, "Ann/1.mp3", "Ann/2.mp3")
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
	s := kept(t, opts)
	s.AddRoot(root)
	s.rest()
	is := func() book.Listening {
		t.Helper()
		s.settle()
		for _, b := range s.rows() {
			if b.Listening != nil {
				return *b.Listening
			}
		}
		return book.Listening{}
	}
	var id book.ID
	for _, b := range s.rows() {
		id = b.ID
	}
	if is() != (book.Listening{}) {
		t.Errorf("never played: %+v", is())
	}
	s.Edit([]book.ID{id}, map[string]*string{"publisher": typed("Ace")})
	s.SetStopped(id, time.Second, time.Unix(20, 0))
	s.SetFinished(true, time.Unix(30, 0), id)
	if n := s.Typed(id); n != 1 {
		t.Errorf("%d edits, want 1", n)
	}
	s.ForgetEdits(id)
	all := book.Listening{Position: time.Second, Played: 20e9, Finished: 30e9}
	if is() != all {
		t.Errorf("%+v, want %+v", is(), all)
	}
	s = s.again(opts)
	s.rest()
	if is() != all {
		t.Errorf("after a restart: %+v, want %+v", is(), all)
	}
	s.SetFinished(false, time.Unix(40, 0), id)
	if is().Finished != 0 {
		t.Errorf("not finished: %+v", is())
	}
	s.Undo()
	if is() != all {
		t.Errorf("undone: %+v, want %+v", is(), all)
	}
	s.Undo()
	if is() != all {
		t.Errorf("Undo without a command: %+v, want %+v", is(), all)
	}
}
