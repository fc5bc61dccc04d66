//go:build linux

package e2e

import (
	"image"
	"path/filepath"
	"strings"
	"testing"

	"lectern/scripts/desktop"
)

// ringIn returns the middle of the row in the details around which the focus is, the zero
// point if it is around none: its frame is two lines across most of the pane.
func ringIn(p *desktop.Picture) image.Point {
	side := pane(p)
	var lines []int
	for y := side.Min.Y; y < side.Max.Y; y++ {
		red := 0 // the line lies between pixels, so its colour is mixed with that beside it
		for x := side.Min.X; x < side.Max.X; x++ {
			if c := p.NRGBAAt(x, y); int(c.R)-int(c.B) > 60 && c.G > 40 { // the cover is redder
				red++
			}
		}
		if red > 0 && red > side.Dx()*3/4 {
			lines = append(lines, y)
		}
	}
	if len(lines) < 2 {
		return image.Point{}
	}
	if height := lines[len(lines)-1] - lines[0]; height < 24 || height > 32 { // around a link, or the cover
		return image.Point{}
	}
	return image.Pt(side.Min.X+side.Dx()/3, (lines[0]+lines[len(lines)-1])/2)
}

// TestBookmarkDialog sets bookmarks with keys and with the mouse, goes to them, changes the
// note of one and removes it, in the bar and in the details, and takes back that.
func TestBookmarkDialog(t *testing.T) {
	require(t, "mpv", "playerctl", "dbus-run-session", "ffmpeg")
	home, screen, path, bus := newHome(t), openScreen(t), silent(t), newBus(t)
	dir := filepath.Join(home, "Audiobooks")
	chaptered(t, filepath.Join(dir, "Ann Archer", "Abbey.m4b"), "Abbey")
	r, _ := play(t, screen, t.Name(), home, path, bus, dir, false)
	r.says("it plays", is("Playing"), "status")
	r.press("space")
	r.says("a pause", is("Paused"), "status")
	asked := func(title string) {
		t.Helper()
		r.next("asked", func(e desktop.Event) bool { return strings.Contains(e.Line, title) })
	}
	goTo := func(at string, from float64) {
		t.Helper()
		r.ctl("position", at)
		r.says("at "+at, about(from, from+1), "position")
	}

	// One by keys, one by the mouse, and one that the user thinks better of.
	goTo("40", 40)
	r.press("ctrl+b")
	asked("Add bookmark at 0:40")
	r.write("where she leaves")
	r.press("Return")
	r.next("bookmark_changed", whatever)
	goTo("10", 10)
	before := r.see("no menu", func(p *desktop.Picture) bool { return barButtons(p)[2].X > 0 })
	marks := image.Pt(before.Rect.Max.X-toMarks, before.Rect.Max.Y-barHeight/2)
	r.click(marks)
	r.see("the menu of bookmarks", func(p *desktop.Picture) bool { return p.Differ(p.Rect, before) > 5000 })
	r.press("Down", "Return")
	asked("Add bookmark at 0:10")
	p := r.see("the dialog", func(p *desktop.Picture) bool { return p.Differ(p.Rect, before) > 50000 })
	middle := image.Rect(p.Rect.Max.X/3, p.Rect.Max.Y/2+20, p.Rect.Max.X*2/3, p.Rect.Max.Y*3/4)
	save := p.Box(middle, accentColour)
	r.click(image.Pt((save.Min.X+save.Max.X)/2, (save.Min.Y+save.Max.Y)/2))
	r.next("bookmark_changed", whatever)
	goTo("70", 70)
	r.press("ctrl+b")
	asked("Add bookmark at 1:10")
	r.press("Escape")
	r.see("no dialog", func(p *desktop.Picture) bool { return p.Differ(p.Rect, before) < 50000 })

	// Beside a bookmark, its note is changed.
	goTo("10.5", 10)
	r.press("ctrl+b")
	asked("Bookmark at 0:10")
	r.write("at the door")
	r.press("Return")
	r.next("bookmark_changed", whatever)

	// The bar goes there, by keys.
	r.press("ctrl+shift+b")
	r.see("the menu of two bookmarks", func(p *desktop.Picture) bool { return p.Differ(p.Rect, before) > 5000 })
	r.press("Down", "Down", "Down", "Return")
	r.says("at the second bookmark", about(40, 60), "position")
	r.says("it plays on", is("Playing"), "status")
	r.press("ctrl+p")
	r.says("a pause again", is("Paused"), "status")

	// The details list both. The keys change and remove the first one.
	r.press("F9")
	shown := r.see("the details", func(p *desktop.Picture) bool { return !pane(p).Empty() })
	r.press("Escape", "Home")
	for range 12 {
		if ringIn(shown) != (image.Point{}) {
			break
		}
		r.press("Tab")
		before := shown
		r.see("the next part", func(p *desktop.Picture) bool { return p.Differ(p.Rect, before) > 20 })
		// What changed may be something else. The focus must not be one Tab further than in the picture.
		r.see("the window at rest", func(p *desktop.Picture) bool {
			rests := p.Differ(p.Rect, shown) == 0
			shown = p
			return rests
		})
	}
	row := ringIn(shown)
	if row == (image.Point{}) {
		t.Fatal("Tab does not reach the bookmarks")
	}
	r.press("F2")
	asked("Bookmark at 0:10")
	r.write("by the door")
	r.press("Return")
	r.next("bookmark_changed", whatever)
	r.see("the focus is back", func(p *desktop.Picture) bool { return ringIn(p) == row })
	r.press("Delete")
	r.next("bookmark_changed", whatever)
	r.press("ctrl+z")
	r.next("undone", whatever)
	back := r.see("both are back", func(p *desktop.Picture) bool { return ringIn(p) == row })

	// A double click goes to it; its menu removes it.
	r.doubleClick(row)
	r.says("at the first bookmark", about(10, 30), "position")
	r.press("ctrl+p")
	r.says("a pause at last", is("Paused"), "status")
	r.rightClick(row)
	r.see("the menu of a bookmark", func(p *desktop.Picture) bool { return p.Differ(p.Rect, back) > 5000 })
	r.press("Up", "Return")
	r.next("bookmark_changed", whatever)
	r.see("one bookmark", func(p *desktop.Picture) bool { return p.Differ(pane(p), back) > 100 })
	r.close()
}
