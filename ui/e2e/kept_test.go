//go:build linux

package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"lectern/scripts/desktop"
)

// TestKept quits and starts again: everything is still there, and nothing is read
// again. Changes on the disk appear by themselves, whether they happened while the
// program was closed or happen while the window is open.
func TestKept(t *testing.T) {
	require(t)
	shared, _ := library(t)
	home := newHome(t)
	dir := filepath.Join(home, "Audiobooks")
	if err := os.CopyFS(dir, os.DirFS(filepath.Join(shared, more))); err != nil {
		t.Fatal(err)
	}
	s := begin(t, home, "", dir)
	s.next("probe_done", func(e desktop.Event) bool { return e.Probed >= linked-2 })
	s.next("fingerprints_done", whatever)
	s.first("first start")
	s.close()

	// While the program is closed, a folder is renamed and a file is added.
	entries, err := os.ReadDir(dir)
	s.must(err)
	renamed := entries[0].Name()
	s.must(os.Rename(filepath.Join(dir, renamed), filepath.Join(dir, "Renamed")))

	s = begin(t, home, "")
	restored := s.came("restored")
	if restored.Rows != linked {
		t.Errorf("%d rows were kept: %s", restored.Rows, restored.Line)
	}
	scanned := s.came("scan_done")
	if scanned.Missing != 0 || scanned.Moved == 0 || scanned.Changed != 0 || scanned.Moved != scanned.Added {
		t.Errorf("after a folder was renamed: %s", scanned.Line)
	}

	// A file that is moved into the library becomes a row, with its fields, at once.
	s.came("root_watched")
	s.first("second start")
	whole := filepath.Join(dir, "new.mp3")
	part := filepath.Join(home, "new.mp3")
	s.must(os.WriteFile(part, sound(t), 0o644))
	moved := time.Now()
	s.must(os.Rename(part, whole))
	var row, fields desktop.Event
	for row.Msg == "" || fields.Msg == "" { // in either order: reading takes milliseconds
		switch e := s.event("a row and its fields", whatever); {
		case e.Msg == "rows_shown" && e.Rows == linked+1:
			row = e
		case e.Msg == "probe_done" && e.Probed == 1:
			fields = e
		}
	}
	t.Logf("a file that was moved in: a row after %v, its fields after %v", row.Time.Sub(moved), fields.Time.Sub(moved))

	// A file that existed before and is deleted is missing, and the search finds it as
	// such.
	s.must(os.Remove(anotherThan(t, dir, whole)))
	s.next("scan_done", func(e desktop.Event) bool { return e.Missing == 1 })
	s.press("ctrl+f")
	s.write("is:missing")
	s.next("view_published", func(e desktop.Event) bool { return e.Rows == 1 && e.Query == "is:missing" })
	s.next("rows_shown", func(e desktop.Event) bool { return e.Rows == 1 })

	// Delete takes it off the list for good.
	s.press("Return")
	s.first("chosen")
	s.press("Delete")
	s.next("view_published", func(e desktop.Event) bool { return e.Rows == 0 })
	s.close()
	s = begin(t, home, "")
	if e := s.came("restored"); e.Rows != linked {
		t.Errorf("a row that was removed is back: %s", e.Line)
	}
	probes := s.came("probe_done")
	if probes.Probed != 0 {
		t.Errorf("read again: %s", probes.Line)
	}
	s.close()
}

// anotherThan returns a file below a folder, other than the given one.
func anotherThan(t *testing.T, dir, path string) (other string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(p string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() && p != path {
			other = p
			return filepath.SkipAll
		}
		return err
	})
	if err != nil || other == "" {
		t.Fatalf("no other file: %v", err)
	}
	return other
}

// came returns the first event of a name, which may have come before the window.
func (s *session) came(msg string) desktop.Event {
	s.Helper()
	for _, e := range s.Log.All() {
		if e.Msg == msg {
			return e
		}
	}
	return s.next(msg, whatever)
}

// sound returns a small audio file that states its length.
func sound(t *testing.T) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "sound.mp3")
	out, err := exec.CommandContext(t.Context(), "ffmpeg", "-hide_banner", "-v", "error", "-nostdin",
		"-f", "lavfi", "-i", "sine=d=5", "-metadata", "title=New", path).CombinedOutput()
	if err != nil {
		t.Fatalf("ffmpeg: %v: %s", err, out)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
