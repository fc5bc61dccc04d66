//go:build linux

package e2e

import (
	"strings"
	"testing"

	"lectern/scripts/desktop"
)

// TestSavedView saves a search as a view from the menu, leaves it, and opens it again by a
// click in the sidebar.
func TestSavedView(t *testing.T) {
	require(t)
	root, _ := library(t)
	home := newHome(t)
	s := begin(t, home, "", root)
	published := func(query string) {
		t.Helper()
		s.next("view_published", func(e desktop.Event) bool { return e.Query == query })
	}
	rows, read := false, false
	s.event("all rows, all files read", func(e desktop.Event) bool { // their tags bring headings
		rows, read = rows || e.Msg == "view_published" && e.Rows == small, read || e.Msg == "probe_done"
		return rows && read
	})
	before := s.first("before the search")
	s.press("ctrl+f")
	s.write("no:cover")
	s.press("Return")
	published("no:cover")
	s.press("alt+v", "Down", "Down", "Down", "Down", "Down", "Down", "Return") // Save view…
	s.next("asked", whatever)
	s.write("Bare")
	s.press("Return")
	after := s.see("the view in the sidebar", func(p *desktop.Picture) bool { return len(nodes(p)) >= len(nodes(before))+2 }) // more if headings came late
	places := nodes(after)
	s.clickNode(places[0]) // All books
	published("")
	s.clickNode(places[3]) // All books, Recently added, Views, the view
	published("no:cover")
	s.close()
	if kept, _ := preferences(t, home)["views"].(string); !strings.Contains(kept, `"Name":"Bare"`) || !strings.Contains(kept, `"Text":"no:cover"`) {
		t.Errorf("the preferences have %q", kept)
	}
}
