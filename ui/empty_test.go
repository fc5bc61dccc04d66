package ui

import (
	"strings"
	"testing"

	"lectern/library"
	"lectern/library/view"
	"lectern/ui/sidebar"
	"lectern/ui/uitest"
)

// TestBlankFacetSaysWhy: if no book has the value of a facet any more, the window says
// so, for every facet.
func TestBlankFacetSaysWhy(t *testing.T) {
	s := uitest.WrittenBy("Terry Pratchett")
	for text, want := range map[string]string{
		`author:="Terry Prachett"`: "No book has the author “Terry Prachett” now",
		"series:=Circle":           "No book has the series “Circle” now",
		"year:1999":                "No book has the year “1999” now",
		"is:nocover":               "No book has the problem “No cover” now",
		`author:="X" dune`:         "Nothing matches “author:=\"X\" dune”",
		"author:prachett":          "Nothing matches “author:prachett”",
		" is:nocover ":             "No book has the problem “No cover” now",
		" prachett ":               "Nothing matches “prachett”",
	} {
		s.Query.Text = text
		for _, undo := range []bool{false, true} {
			status := &library.Status{Roots: []library.Root{{Path: "/b"}}}
			if undo {
				status.Undo.Action = library.Edited
			}
			b := whyEmpty(s.View(t), status, false)
			if b.title != want || b.action != actionClear || strings.Contains(b.text, "Ctrl+Z") != (undo && strings.HasPrefix(want, "No ")) {
				t.Errorf("%s: %+v", text, b)
			}
		}
	}
}

// TestNoMatchSaysWhatWasSearched: only a search for words looks in the fields.
func TestNoMatchSaysWhatWasSearched(t *testing.T) {
	for query, want := range map[string]string{
		"dune":                   "Lectern searched title,",
		"dune is:protected":      "Lectern searched title,",
		"is:protected":           "No book meets this condition.",
		"author:lem length:>10h": "No book meets all of these conditions.",
	} {
		if got := whyNoMatch(query); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %q, want %q", query, got, want)
		}
	}
}

// TestNoMatchInAFolder: what a search in a folder does not find may be elsewhere.
func TestNoMatchInAFolder(t *testing.T) {
	s := uitest.NewLibrary("Dune")
	s.Query.Folder = "/books/Dune"
	for _, text := range []string{textMissing, textFaulty, textProtected, sidebar.StartedText, sidebar.RecentText, `author:="Jane Austen"`, "emma"} {
		s.Query.Text = text
		b := whyEmpty(s.View(t), &library.Status{Roots: []library.Root{{Path: "/books"}}}, false)
		if b.title != "Nothing in this folder matches “"+text+"”" || b.text != "/books/Dune" || b.action != actionClear {
			t.Errorf("%s: %+v", text, b)
		}
	}
}

func TestBlankTableSaysWhy(t *testing.T) {
	none := uitest.NewLibrary()
	empty := none.View(t)
	full := uitest.NewLibrary("Dune")
	full.Query.Text = "nothing"
	searched := full.View(t)
	elsewhere := uitest.NewLibrary("Dune")
	elsewhere.Query.Folder = "/skipped"
	other := elsewhere.View(t)
	unprotected := uitest.NewLibrary("Dune")
	unprotected.Query.Text = "is:protected"
	root := library.Root{Path: "/books", State: library.RootReady}
	bad := library.Root{Path: "/gone", State: library.RootUnreadable, Reason: "folder does not exist"}
	for _, c := range []struct {
		v            *view.View
		s            library.Status
		title, words string
	}{
		{empty, library.Status{}, "Add your audiobooks", "Drop a folder"},
		{empty, library.Status{Roots: []library.Root{root}, Scanning: true}, "Looking for audiobooks…", ""},
		{empty, library.Status{Roots: []library.Root{root}}, "No audiobooks here", "/books"},
		{empty, library.Status{Roots: []library.Root{bad}}, "This folder could not be read", "folder does not exist"},
		{empty, library.Status{Roots: []library.Root{root, {Path: "/skipped", Skipped: true}}}, "No audiobooks here", "/skipped\nhas no audio files except those that the folder’s settings skip"},
		{empty, library.Status{Roots: []library.Root{{Path: "/hidden", HasMarkers: true}}}, "No audiobooks here", ".nomedia hides"},
		{other, library.Status{Roots: []library.Root{root, {Path: "/skipped", Skipped: true}}}, "No audiobooks here", "settings skip"},
		{unprotected.View(t), library.Status{Roots: []library.Root{root}}, "No copy-protected books", "DRM"},
		{searched, library.Status{Roots: []library.Root{root}}, "Nothing matches “nothing”", ""},
	} {
		if b := whyEmpty(c.v, &c.s, false); b.title != c.title || !strings.Contains(b.text, c.words) {
			t.Errorf("%q, %q; want %q with %q", b.title, b.text, c.title, c.words)
		}
	}
}
