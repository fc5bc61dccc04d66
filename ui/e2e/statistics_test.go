//go:build linux

package e2e

import (
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"lectern/scripts/desktop"
)

// TestStatistics opens the statistics by Ctrl+4, and presses bars by mouse and by key: the
// search finds as many books as the bar counts.
func TestStatistics(t *testing.T) {
	require(t)
	home := newHome(t)
	dir := filepath.Join(home, "Audiobooks")
	for title, author := range map[string]string{"Ann": "Mary Poe", "Bea": "Mary Poe", "Dora": "Mary Poe", "Emma": "Jane Kay", "Faye": "Jane Kay"} {
		folder := filepath.Join(dir, title)
		if err := os.MkdirAll(folder, 0o755); err != nil {
			t.Fatal(err)
		}
		args := strings.Fields("-hide_banner -v error -nostdin -f lavfi -i sine=d=2")
		args = append(args, "-metadata", "album="+title, "-metadata", "artist="+author, filepath.Join(folder, title+".mp3"))
		if out, err := exec.CommandContext(t.Context(), "ffmpeg", args...).CombinedOutput(); err != nil {
			t.Fatalf("ffmpeg: %v: %s", err, out)
		}
	}
	const all = 5
	s := begin(t, home, "", dir)
	s.next("probe_done", whatever)
	s.first("table")
	shown := func(books int) {
		t.Helper()
		s.next("statistics_shown", func(e desktop.Event) bool { return e.Books == books })
	}
	found := func() desktop.Event {
		t.Helper()
		pressed := s.next("bar_pressed", whatever)
		view := s.next("view_published", func(e desktop.Event) bool { return e.Query == pressed.Query })
		if view.Rows != pressed.Books {
			t.Errorf("%s: the bar counts %d books, the search finds %d", pressed.Query, pressed.Books, view.Rows)
		}
		shown(view.Rows)
		return view
	}
	s.press("ctrl+4")
	shown(all)
	before := s.see("statistics", func(p *desktop.Picture) bool { return len(bars(p)) >= 2 })

	// The second bar is that of the author of two books.
	s.click(bars(before)[1])
	if e := found(); e.Query != `author:="Jane Kay"` || e.Rows != 2 {
		t.Errorf("after a click on the second bar: %s", e.Line)
	}
	line := image.Rect(0, before.Rect.Max.Y-statusLine, before.Rect.Max.X/2, before.Rect.Max.Y)
	s.see("narrowed", func(p *desktop.Picture) bool { return p.Differ(line, before) > 0 && len(bars(p)) > 0 })

	// Enter takes the condition out again, because the cursor is still at the bar.
	s.press("Return")
	s.next("view_published", func(e desktop.Event) bool { return e.Query == "" && e.Rows == all })
	shown(all)

	s.press("Home", "Return")
	if e := found(); e.Query != `author:="Mary Poe"` || e.Rows != 3 {
		t.Errorf("after Enter at the first bar: %s", e.Line)
	}
	s.press("Escape")
	shown(all)
	s.press("ctrl+1")
	s.first("table again")
	s.close()
}

// bars returns the left ends of the bars in sight, from the top.
func bars(p *desktop.Picture) (at []image.Point) {
	const top, least = 150, 20
	left := sidebar(p).Max.X
	for y := top; y < p.Rect.Max.Y-statusLine; y++ {
		for x := left; x < left+2*least && (len(at) == 0 || y > at[len(at)-1].Y+least); x++ {
			if p.Count(image.Rect(x, y, x+least, y+1), accentColour) == least {
				at = append(at, image.Pt(x+least/2, y))
			}
		}
	}
	return at
}
