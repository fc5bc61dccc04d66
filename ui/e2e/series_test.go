//go:build linux

package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"lectern/scripts/desktop"
)

// TestSeries shows the books of a series that lacks its third part, removes the last
// book, so that no part is missing any more, and then the first.
func TestSeries(t *testing.T) {
	require(t)
	home := newHome(t)
	dir := filepath.Join(home, "Audiobooks")
	for title, part := range map[string]string{"Ann": "1", "Bea": "2", "Dora": "4", "Alone": ""} {
		folder := filepath.Join(dir, title)
		if err := os.MkdirAll(folder, 0o755); err != nil {
			t.Fatal(err)
		}
		tags := []string{"-metadata", "album=" + title, "-metadata", "artist=Somebody"}
		if part != "" {
			tags = append(tags, "-metadata", "series=Sisters", "-metadata", "series-part="+part)
		}
		args := append([]string{"-hide_banner", "-v", "error", "-nostdin", "-f", "lavfi", "-i", "sine=d=2"}, tags...)
		if out, err := exec.CommandContext(t.Context(), "ffmpeg", append(args, filepath.Join(folder, title+".mp3"))...).CombinedOutput(); err != nil {
			t.Fatalf("ffmpeg: %v: %s", err, out)
		}
	}
	s := begin(t, home, "", dir)
	s.next("probe_done", whatever)
	s.first("table")
	shown := func(books, gaps int) {
		t.Helper()
		s.next("series_shown", func(e desktop.Event) bool {
			return e.Sections == 1 && e.Books == books && e.Gaps == gaps && e.Alone == 1
		})
	}
	s.press("ctrl+3")
	shown(3, 1)
	s.first("series")

	s.press("End", "Delete")
	shown(2, 0)
	s.press("Home", "Delete")
	shown(1, 1)
	last := s.see("what is left", marked)

	// The selection stays when the view mode changes.
	s.press("ctrl+1")
	s.see("table again", func(p *desktop.Picture) bool { return marked(p) && p.Differ(p.Rect, last) > 1000 })
	s.close()
}
