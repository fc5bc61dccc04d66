//go:build linux

package e2e

import (
	"fmt"
	"image"
	"image/color"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"lectern/scripts/desktop"
)

// pane returns the part of the picture with the details: it begins at the first column
// of pixels in the right half that mostly has the sidebar's colour, and reaches to the
// right edge.
func pane(p *desktop.Picture) image.Rectangle {
	for x := p.Rect.Max.X / 2; x < p.Rect.Max.X; x++ {
		column := image.Rect(x, 0, x+1, p.Rect.Max.Y)
		if p.Count(column, sidebarColour) > p.Rect.Max.Y/2 {
			return image.Rect(x, 0, p.Rect.Max.X, p.Rect.Max.Y)
		}
	}
	return image.Rectangle{}
}

// tallestLink is the greatest height of accent-coloured pixels in a line of links. The
// Play button, which has the same colour, is taller.
const tallestLink = 22

// links returns the middles of the lines in the details that have links.
func links(p *desktop.Picture) (at []image.Point) {
	side, line := pane(p), image.Rectangle{}
	for y := side.Min.Y; y <= side.Max.Y; y++ {
		row := image.Rect(side.Min.X, y, side.Max.X, y+1)
		if y < side.Max.Y && p.Count(row, accentColour) > 0 {
			line = line.Union(p.Box(row, accentColour))
		} else if !line.Empty() {
			if line.Dy() <= tallestLink {
				at = append(at, image.Pt(line.Min.X+line.Dx()/2, (line.Min.Y+line.Max.Y)/2))
			}
			line = image.Rectangle{}
		}
	}
	return at
}

// covered reports whether a part of the picture shows covers as TestBooks makes them:
// nothing else there is as black.
func covered(p *desktop.Picture, part image.Rectangle) bool {
	return p.Count(part, color.NRGBA{A: 0xFF}) > 1000
}

// TestBooks does what users do with books: select one, see its details and its cover,
// click on its author, edit it, undo that, and open the shelf.
func TestBooks(t *testing.T) {
	require(t)
	home := newHome(t)
	dir := filepath.Join(home, "Audiobooks")
	write := func(author, title, part string) {
		t.Helper()
		to := filepath.Join(dir, author, title, part+".mp3")
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			t.Fatal(err)
		}
		ffmpeg := exec.CommandContext(t.Context(), "ffmpeg", "-hide_banner", "-v", "error", "-nostdin",
			"-f", "lavfi", "-i", "sine=d=1", "-f", "lavfi", "-i", "testsrc=size=600x600:d=1", "-frames:v", "1", "-c:v", "mjpeg",
			"-map", "0:a", "-map", "1:v", "-disposition:v", "attached_pic",
			"-metadata", "artist="+author, "-metadata", "album="+title, "-metadata", "title="+title+" "+part, to)
		if out, err := ffmpeg.CombinedOutput(); err != nil {
			t.Fatalf("ffmpeg: %v: %s", err, out)
		}
	}
	const all, hers = 3, 2
	for part := range 2 {
		write("Ann Archer", "Abbey", fmt.Sprintf("Part %d", part+1))
	}
	write("Ann Archer", "Barn", "Part 1")
	write("Zoe Zander", "Castle", "Part 1")
	s := begin(t, home, "", dir)
	drawn, probed := -1, false
	rows := func(query string, n int) {
		t.Helper()
		for made := false; !made || drawn != n; {
			switch e := s.event(fmt.Sprintf("%d rows of %q", n, query), whatever); e.Msg {
			case "rows_shown":
				drawn = e.Rows
			case "probe_done":
				probed = true
			case "view_published":
				made = strings.Contains(e.Query, query) && e.Rows == n
			}
		}
	}
	rows("", all)
	if !probed { // so few files may be read before they are drawn
		s.next("probe_done", whatever)
	}

	// The first book, with its cover and the name of its author.
	before := s.first("rows")
	s.press("F9")
	shown := s.see("details", func(p *desktop.Picture) bool {
		return len(links(p)) > 0 && covered(p, pane(p)) && !covered(before, before.Rect)
	})

	// A click on the author finds her books.
	s.click(links(shown)[0])
	rows("Ann Archer", hers)
	s.first("hers")

	// Another title, and the old one again.
	s.press("F2")
	s.see("dialog", func(p *desktop.Picture) bool { return p.Differ(p.Rect, shown) > 100_000 })
	s.write("Quince")
	s.press("Return")
	s.next("edited", whatever)
	s.press("ctrl+f", "ctrl+a")
	s.write("quince")
	rows("quince", 1)
	s.press("ctrl+a", "BackSpace", "Return") // Esc would first close the list of titles, if it is there
	rows("", all)
	s.press("ctrl+z")
	s.next("undone", whatever)

	// The shelf shows the same books as covers.
	whole := s.first("whole")
	s.press("ctrl+2")
	s.see("shelf", func(p *desktop.Picture) bool {
		middle := image.Rect(sidebar(p).Max.X, p.Rect.Max.Y/8, pane(p).Min.X, p.Rect.Max.Y)
		return covered(p, middle) && !covered(whole, middle)
	})
	s.press("ctrl+1")
	s.see("table again", marked)
	s.close()
}
