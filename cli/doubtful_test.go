package cli

import (
	"testing"

	"lectern/library"
)

// TestDoubtful: records of files that are gone, and do not say so, are told apart.
func TestDoubtful(t *testing.T) {
	r := library.Root{Path: "/books"}
	if text := doubtful(r); text != "" {
		t.Errorf("nothing is held: %q", text)
	}
	r.Held = library.Held{Missing: 312, Of: 1216, Rows: 40, OfRows: 152}
	if text := doubtful(r); text != `"/books": 312 of 1,216 files are gone; they keep their records until you answer in the window` {
		t.Error(text)
	}
	r.Held = library.Held{Missing: 1, Of: 8, Rows: 1, OfRows: 8}
	if text := doubtful(r); text != `"/books": 1 of 8 files is gone; it keeps its record until you answer in the window` {
		t.Error(text)
	}
}
