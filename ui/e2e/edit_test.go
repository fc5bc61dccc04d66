//go:build linux

package e2e

import (
	"os"
	"path/filepath"
	"testing"

	"lectern/scripts/desktop"
)

// TestEdit changes the title of a book with the keyboard alone, undoes and redoes it;
// then it does the same for all books at once, and empties a field in all of them.
func TestEdit(t *testing.T) {
	require(t)
	home := newHome(t)
	dir := filepath.Join(home, "Audiobooks")
	text := sound(t)
	for _, name := range []string{"Ann", "Bea", "Cleo"} {
		s := filepath.Join(dir, name)
		if err := os.MkdirAll(s, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(s, name+".mp3"), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	s := begin(t, home, "", dir)
	s.next("probe_done", whatever)
	s.next("fingerprints_done", whatever)
	before := s.first("before")

	// found searches for a title and counts the rows. Esc closes the completions, if there
	// are any, clears the search and leaves it. Keys apply to the rows that have been drawn.
	const all = 3
	drawn := all
	shown := func(query string, rows int) {
		t.Helper()
		for made := false; !made || drawn != rows; {
			switch e := s.event("rows of "+query, whatever); e.Msg {
			case "rows_shown":
				drawn = e.Rows
			case "view_published":
				made = e.Query == query && e.Rows == rows
			}
		}
	}
	found := func(title string, want int) {
		t.Helper()
		s.press("ctrl+f")
		s.write(title)
		shown(title, want)
		s.press("ctrl+a", "BackSpace", "Return") // Esc would first close the list of titles, if it is there
		shown("", all)
	}
	// edit opens the dialog with a key, fills it in, and saves it.
	edit := func(key, picture string, fill func()) {
		t.Helper()
		s.press(key)
		s.see(picture, func(p *desktop.Picture) bool { return p.Differ(p.Rect, before) > 100_000 })
		fill()
		s.press("ctrl+Return")
		s.next("edited", whatever)
	}
	rename := func(key, title, picture string) {
		t.Helper()
		edit(key, picture, func() { s.write(title) })
	}
	rename("F2", "Zebra", "dialog")
	found("zebra", 1)
	s.press("ctrl+z")
	s.next("undone", whatever)
	found("zebra", 0)
	s.press("ctrl+shift+z")
	s.next("redone", whatever)
	found("zebra", 1)

	// Shift and an arrow key select a second row, Ctrl+A all rows.
	s.press("Home", "shift+Down")
	rename("ctrl+e", "Twins", "dialog of two")
	found("twins", 2)
	s.press("ctrl+a")
	rename("F2", "All", "dialog of all")
	found("all", all)
	s.press("ctrl+z", "ctrl+z")
	s.next("undone", whatever)
	s.next("undone", whatever)
	found("twins", 0)
	s.press("ctrl+y")
	s.next("redone", whatever)
	found("twins", 2)

	// One book gets another author, then all books lose theirs.
	s.press("Home")
	edit("F2", "dialog of the first", func() {
		s.press("Tab", "Tab", "ctrl+a")
		s.write("Zoe")
	})
	found("author:zoe", 1)
	s.press("ctrl+a")
	edit("F2", "dialog of different authors", func() { s.press("Tab", "Tab", "BackSpace") })
	found("no:author", all)
	s.press("ctrl+z")
	s.next("undone", whatever)
	found("author:zoe", 1)
	s.close()
}
