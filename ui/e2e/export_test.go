//go:build linux

package e2e

import (
	"encoding/csv"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lectern/scripts/desktop"
)

// TestExport exports the books that a search finds through the dialog, and compares the
// file with what lectern scan prints of the same catalogue.
func TestExport(t *testing.T) {
	require(t)
	root, _ := library(t)
	home := newHome(t)
	s := begin(t, home, "", root)
	s.next("probe_done", whatever)
	s.next("fingerprints_done", whatever)
	s.first("all")
	const query = "length:>1min"
	s.press("ctrl+f")
	s.write(query)
	s.press("Return")
	found := s.next("view_published", func(e desktop.Event) bool { return e.Query == query })
	s.see("filtered", marked) // the books have the keyboard
	s.press("ctrl+shift+e")
	s.next("asked", whatever)
	s.see("dialog", whateverPicture)
	s.press("Return")
	s.next("exported", whatever)
	s.see("exported", whateverPicture)
	s.press("ctrl+a", "ctrl+c")
	s.next("copied", whatever)
	s.close()

	text, err := os.ReadFile(filepath.Join(home, "Audiobooks.csv"))
	if err != nil {
		t.Fatal(err)
	}
	got := rowsOf(t, strings.TrimPrefix(string(text), "\ufeff"))
	scan := exec.CommandContext(t.Context(), binary(t), "scan", "--catalog", filepath.Join(home, ".local", "share", "lectern", "catalogue.db"), "--format", "csv", "--query", query, root)
	out, err := scan.Output()
	if err != nil && len(out) == 0 { // some files of the corpus cannot be read
		t.Fatal(err)
	}
	want := rowsOf(t, string(out))
	if len(got) != len(want) || len(got) != found.Rows+1 || found.Rows < 10 {
		t.Fatalf("%d rows are exported of %d in the view; scan prints %d", len(got)-1, found.Rows, len(want)-1)
	}
	if !slices.Equal(got[0], want[0]) {
		t.Errorf("the header is %q, want %q", got[0], want[0])
	}
	for y := range got {
		for x, name := range got[0] {
			if name == "problems" { // scan compares no books unless it is asked for them
				continue
			}
			if cell := got[y][x]; cell != want[y][x] && cell != "'"+want[y][x] {
				t.Errorf("%s of row %d is %q, scan prints %q", name, y, cell, want[y][x])
			}
		}
	}
}

// TestMetadata writes metadata beside two books. The file that somebody else wrote stays as
// it is, and Lectern reads its own.
func TestMetadata(t *testing.T) {
	require(t)
	home := newHome(t)
	dir := filepath.Join(home, "Audiobooks")
	text := sound(t)
	for _, name := range []string{"Ann", "Bea"} {
		if err := os.MkdirAll(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name, name+".mp3"), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	const theirs = `{"title":"Theirs","genres":["Drama"]}`
	foreign, own := filepath.Join(dir, "Bea", "metadata.json"), filepath.Join(dir, "Ann", "metadata.json")
	if err := os.WriteFile(foreign, []byte(theirs), 0o644); err != nil {
		t.Fatal(err)
	}
	s := begin(t, home, "", dir)
	s.next("probe_done", whatever)
	s.next("fingerprints_done", whatever)
	s.first("all")
	s.press("ctrl+a", "alt+b")
	s.press(slices.Repeat([]string{"Down"}, 13)...)
	s.press("Return")
	s.next("metadata_planned", whatever)
	s.see("preview", whateverPicture)
	s.press("Return")
	s.next("metadata_written", whatever)
	s.close()
	if now, err := os.ReadFile(foreign); string(now) != theirs {
		t.Errorf("the file of somebody else is now %q, %v", now, err)
	}
	if now, err := os.ReadFile(own); err != nil || !strings.Contains(string(now), `"writtenBy": "lectern sha256:`) {
		t.Errorf("%q, %v", now, err)
	}
	scan := exec.CommandContext(t.Context(), binary(t), "scan", dir)
	if out, err := scan.Output(); err != nil || strings.Count(string(out), `"title":"metadata.json"`) != 2 {
		t.Errorf("scan reads %s, %v", out, err)
	}
}

func rowsOf(t *testing.T, text string) [][]string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// whateverPicture is the condition that every picture meets.
func whateverPicture(*desktop.Picture) bool { return true }
