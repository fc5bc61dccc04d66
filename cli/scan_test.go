package cli

import (
	"bytes"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lectern/library"
	"lectern/library/export"
	"lectern/library/view"
)

// TestPartOfABook: of a catalogue, the folder of a part prints the book, and with --files the
// files of that part.
func TestPartOfABook(t *testing.T) {
	root, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Book/CD1/1.mp3", "Book/CD2/2.mp3", "Other/3.mp3"} {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	query, err := view.Query{}.Check()
	if err != nil {
		t.Fatal(err)
	}
	quiet := slog.New(slog.DiscardHandler)
	for _, files := range []bool{false, true} {
		r := request{catalog: filepath.Join(t.TempDir(), "c.db"), folders: []string{root}, query: query, files: files, format: export.NDJSON, limit: -1}
		news := make(chan struct{}, 1)
		lib, err := library.Open(r.options(quiet, news))
		if err != nil {
			t.Fatal(err)
		}
		defer lib.Close()
		if _, err := r.scan(t.Context(), lib, news, quiet); err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := r.print(&out, lib.View(), []string{filepath.Join(root, "Book", "CD1")}); err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(out.String(), "\n"); n != 1 || !strings.Contains(out.String(), "1.mp3") || strings.Contains(out.String(), "2.mp3") == files {
			t.Errorf("with files %v: %d records\n%s", files, n, out.String())
		}
	}
}

// TestNothingIsSaved: a catalogue that cannot be written is a failure, although all records
// are printed.
func TestNothingIsSaved(t *testing.T) {
	for _, forgetful := range []bool{false, true} {
		want := done
		if forgetful {
			want = failed
		}
		if got := (request{}).report(&library.Status{Forgetful: forgetful}, nil); got != want {
			t.Errorf("forgetful %v: status %d", forgetful, got)
		}
	}
}
