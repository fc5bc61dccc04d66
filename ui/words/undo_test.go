package words

import (
	"testing"

	"lectern/library"
	"lectern/library/book"
)

// TestUndoable: what can be undone counts what the command was about.
func TestUndoable(t *testing.T) {
	for _, c := range []struct {
		did  library.Undoable
		want string
	}{
		{library.Undoable{}, ""},
		{library.Undoable{Action: library.Edited, Field: book.Title, Books: 1}, "edit title of 1 book"},
		{library.Undoable{Action: library.Edited, Field: book.Title, Books: 1, Files: true}, "edit title of 1 file"},
		{library.Undoable{Action: library.Edited, Field: book.Fields, Books: 1200}, "edit 1,200 books"},
		{library.Undoable{Action: library.Renamed, Field: book.Authors, Books: 2, Files: true}, "rename author in 2 files"},
		{library.Undoable{Action: library.Forgotten, Books: 2}, "forget edits of 2 books"},
		{library.Undoable{Action: library.Forgotten}, "forget leftover edits"},
		{library.Undoable{Action: library.Removed, Books: 2, Files: true}, "remove 2 files"},
		{library.Undoable{Action: library.Finished, Books: 1, Files: true}, "mark 1 file as finished"},
		{library.Undoable{Action: library.Trashed, Books: 2, Files: true}, "move 2 files to the trash"},
	} {
		if got := Undoable(c.did); got != c.want {
			t.Errorf("%+v: %q, want %q", c.did, got, c.want)
		}
	}
}
