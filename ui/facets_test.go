package ui

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"lectern/library"
	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/uitest"
	"lectern/ui/widgets"
)

// line is the line of the sidebar with a name.
func (s *Sidebar) line(t *testing.T, name string) *node {
	t.Helper()
	for _, n := range lines(s) {
		if n.shown.name == name {
			return n
		}
	}
	t.Fatalf("no %q among %q", name, names(s))
	return nil
}

func TestFacetsStandBelowTheirHeadings(t *testing.T) {
	s := newTestSidebar(t)
	var toggled []string
	s.onToggle = func(uid string, open bool) { toggled = append(toggled, fmt.Sprint(uid, " ", open)) }
	s.showFacets(uitest.WrittenBy("Leckie", "Banks", "Leckie").Facets(t), "")
	test.Tap(s.line(t, "AUTHORS"))
	all := names(s)
	at := slices.Index(all, "AUTHORS")
	if got, want := all[at:at+4], []string{"AUTHORS", "Banks", "Leckie", "NARRATORS"}; !slices.Equal(got, want) {
		t.Fatalf("%q, want %q", got, want)
	}
	if got := s.line(t, "Leckie").note.Text; got != "2" {
		t.Errorf("the count is %q", got)
	}
	s.showFacets(uitest.WrittenBy("Leckie").Facets(t), "author:=leckie year:1999")
	if n := s.line(t, "Leckie"); n.note.Text != "1" || !n.shown.bold {
		t.Errorf("chosen: %+v, count %q", n.shown, n.note.Text)
	}
	test.Tap(s.line(t, "YEARS"))
	if n := s.line(t, "1999"); n.note.Text != "0" || !n.shown.bold {
		t.Errorf("chosen and in no book: %+v, count %q", n.shown, n.note.Text)
	}
	test.Tap(s.line(t, "AUTHORS"))
	if slices.Contains(names(s), "Leckie") {
		t.Error("a second tap leaves the heading open")
	}
	if want := []string{"h:author true", "h:year true", "h:author false"}; !slices.Equal(toggled, want) {
		t.Errorf("%q, want %q", toggled, want)
	}
}

func TestProblemsAreFacets(t *testing.T) {
	s := newTestSidebar(t)
	books := uitest.WrittenBy("Leckie", "Banks")
	books.Set(1, func(b *book.Book) { b.Lint = book.NoCover | book.OddName })
	s.showFacets(books.Facets(t), "a is:nocover")
	test.Tap(s.line(t, "PROBLEMS"))
	if l := s.line(t, "No cover"); l.note.Text != "1" || !l.shown.bold {
		t.Errorf("%q of books, %+v", l.note.Text, l.shown)
	}
	asked := ""
	s.onFacet = func(field view.Field, f view.Facet) { asked = f.Toggle("a is:nocover", field) }
	test.Tap(s.line(t, "Inconsistent name"))
	if asked != "a is:oddname" {
		t.Errorf("asked for %q", asked)
	}
}

func TestFacetsByKeyLeaveTheFolderSelected(t *testing.T) {
	s := newTestSidebar(t)
	s.onFolder = func(string) {}
	asked := ""
	s.onFacet = func(_ view.Field, f view.Facet) { asked += f.Text + " " }
	s.showFacets(uitest.WrittenBy("Leckie").Facets(t), "")
	s.chooseRoot("/b")
	for range 2 {
		s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown}) // over how it stands, to AUTHORS
	}
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if asked != "Leckie Leckie " || s.chosen != folderUID("/b", "/b") {
		t.Errorf("asked for %q, %q is selected", asked, s.chosen)
	}
}

func TestFacetsCombineWithTheSearch(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(widgets.Theme{Appearance: widgets.Light})
	w := newTestWindow(t, Options{})
	w.Resize(fyne.NewSize(1000, 800))
	w.search.SetText("part")
	w.sidebar.show(nil, &library.Status{Roots: []library.Root{{Path: "/b"}}}, 0) // an empty library has no headings
	if w.sidebar.faceted() {
		t.Error("a heading is open at first")
	}
	tap(t, w.sidebar, "AUTHORS")
	w.sidebar.showFacets(uitest.WrittenBy("Leckie", "Banks").Facets(t), "part")
	choose := func(name, want string) {
		t.Helper()
		tap(t, w.sidebar, name)
		if w.search.Text != want || w.query.Text != want {
			t.Fatalf("%q: the search is %q, want %q", name, w.search.Text, want)
		}
		w.sidebar.showFacets(uitest.WrittenBy("Leckie", "Banks").Facets(t), want)
	}
	choose("Leckie", "part author:=Leckie")
	choose("Banks", "part author:=Banks")
	choose("Banks", "part")

	again := newTestWindow(t, Options{})
	if !again.settings.heading("h:author") || !again.sidebar.IsBranchOpen("h:author") || !again.sidebar.IsBranchOpen(browseTop) {
		t.Error("an open heading is forgotten")
	}
}

func BenchmarkSidebarOf20000Authors(b *testing.B) {
	test.NewTempApp(b).Settings().SetTheme(widgets.Theme{Appearance: widgets.Light})
	authors := make([]string, 20000)
	for i := range authors {
		authors[i] = fmt.Sprintf("Author %05d", i)
	}
	shelf := uitest.WrittenBy(authors...)
	found := [2]*view.Facets{shelf.Facets(b), shelf.Facets(b)}
	s := NewSidebar(func(string, func([]string, string)) {})
	test.NewTempWindow(b, s).Resize(fyne.NewSize(256, 600))
	s.show(nil, &library.Status{}, 20000)
	s.OpenBranch(facetHeads[0].uid())
	for i := 0; b.Loop(); i++ {
		s.showFacets(found[i%2], "")
	}
}
