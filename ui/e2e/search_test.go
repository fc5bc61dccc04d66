//go:build linux

package e2e

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"lectern/scripts/corpus"
	"lectern/scripts/desktop"
)

// TestCompletion types the beginning of a field and of a name, takes both completions
// with the keyboard, and sees only the rows of that author.
func TestCompletion(t *testing.T) {
	require(t)
	root, m := library(t)
	files := writers(m)
	if len(files) == 0 {
		t.Fatal("no author in the corpus who can be typed")
	}
	first, _, _ := strings.Cut(slices.Min(slices.Collect(maps.Keys(files))), " ")
	s := begin(t, newHome(t), "", root)
	var probed, viewed bool
	for !probed || !viewed { // in either order: reading takes milliseconds
		switch e := s.event("rows and fields", whatever); e.Msg {
		case "probe_done":
			probed = true
		case "view_published":
			viewed = e.Rows == small
		}
	}
	before := s.first("before completion")

	s.press("ctrl+f")
	s.write("auth")
	s.press("Tab")
	s.next("view_published", func(e desktop.Event) bool { return e.Query == "author:" && e.Rows == small })
	// The list is above the rows, which move down once the window says that the query
	// is not complete.
	s.see("names", func(p *desktop.Picture) bool {
		n := p.Count(table(before), menuColour)
		return n > 20_000 && n < 100_000
	})
	s.write(first)
	s.next("view_published", func(e desktop.Event) bool { return e.Query == "author:"+first })
	s.press("Down", "Return")
	taken := s.next("view_published", func(e desktop.Event) bool { return strings.HasPrefix(e.Query, `author:="`+first) })
	author := strings.Trim(strings.TrimPrefix(taken.Query, "author:="), `" `)
	if shown, its := s.rows(), files[author]; its == 0 || shown < its || shown > its+linked {
		t.Errorf("%d rows of %s, who has %d files, and some that are linked", shown, author, its)
	}

	// The list is closed, and the box still has the focus: Esc clears it.
	s.press("Escape")
	s.next("view_published", func(e desktop.Event) bool { return e.Query == "" && e.Rows == small })
	s.close()
}

// writers counts the files of those authors in the tags of the corpus whose first names
// can be typed on any keyboard.
func writers(m *corpus.Manifest) map[string]int {
	typed := regexp.MustCompile(`^[A-Z][a-z]+ `)
	files := map[string]int{}
	for _, f := range m.Good() {
		if name := cmp.Or(f.AlbumArtist, f.Artist); typed.MatchString(name) {
			files[name]++
		}
	}
	return files
}

// rows returns how many rows are drawn, once that is the number of the newest view.
func (s *session) rows() int {
	s.Helper()
	for {
		var made, drawn int
		for _, e := range s.Log.All() {
			switch e.Msg {
			case "view_published":
				made = e.Rows
			case "rows_shown":
				drawn = e.Rows
			}
		}
		if made == drawn {
			return drawn
		}
		s.next("rows_shown", whatever)
	}
}
