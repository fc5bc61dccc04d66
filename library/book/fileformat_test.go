package book_test

import (
	"testing"

	"lectern/library/book"
)

// TestFormats: each row of the table is complete, and no extension occurs twice.
func TestFormats(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range book.Formats {
		if seen[f.Extension] {
			t.Errorf("%s occurs twice", f.Extension)
		}
		seen[f.Extension] = true
		if kind := book.FormatOf("x." + f.Kind); f.Demuxer == "" || kind == nil || kind.Kind != f.Kind {
			t.Errorf("%+v", f)
		}
	}
	for name, kind := range map[string]string{"a.MP3": "mp3", "b.opus": "ogg", "c.x.M4A": "m4b", "d.xyz": "xyz", "e": ""} {
		if got := (&book.File{Path: "/" + name}).Kind(); got != kind {
			t.Errorf("%s is of the kind %q, want %q", name, got, kind)
		}
	}
}
