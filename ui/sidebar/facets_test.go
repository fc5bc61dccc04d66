package sidebar

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

// line returns the line of the sidebar with a name.
func (s *Tree) line(t *testing.T, name string) *node {
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
	s.OnToggle = func(uid string, open bool) { toggled = append(toggled, fmt.Sprint(uid, " ", open)) }
	s.SetFacets(uitest.WrittenBy("Leckie", "Banks", "Leckie").Facets(t), "")
	test.Tap(s.line(t, "AUTHORS"))
	all := names(s)
	at := slices.Index(all, "AUTHORS")
	if got, want := all[at:at+4], []string{"AUTHORS", "Banks", "Leckie", "NARRATORS"}; !slices.Equal(got, want) {
		t.Fatalf("%q, want %q", got, want)
	}
	if got := s.line(t, "Leckie").note.Text; got != "2" {
		t.Errorf("the count is %q", got)
	}
	s.SetFacets(uitest.WrittenBy("Leckie").Facets(t), "author:=leckie year:1999")
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
	s.SetFacets(books.Facets(t), "a is:nocover")
	test.Tap(s.line(t, "PROBLEMS"))
	if l := s.line(t, "No cover"); l.note.Text != "1" || !l.shown.bold {
		t.Errorf("%q of books, %+v", l.note.Text, l.shown)
	}
	asked := ""
	s.OnFacet = func(field view.Field, f view.Facet) { asked = f.Toggle("a is:nocover", field) }
	test.Tap(s.line(t, "Inconsistent name"))
	if asked != "a is:oddname" {
		t.Errorf("asked for %q", asked)
	}
}

func TestFacetsByKeyLeaveTheFolderSelected(t *testing.T) {
	s := newTestSidebar(t)
	s.OnFolder = func(string) {}
	asked := ""
	s.OnFacet = func(_ view.Field, f view.Facet) { asked += f.Text + " " }
	s.SetFacets(uitest.WrittenBy("Leckie").Facets(t), "")
	s.SelectRoot("/b")
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown}) // over the status of the root, to AUTHORS
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if asked != "Leckie Leckie " || s.chosen != folderUID("/b", "/b") {
		t.Errorf("asked for %q, %q is selected", asked, s.chosen)
	}
}

func BenchmarkSidebarOf20000Authors(b *testing.B) {
	test.NewTempApp(b).Settings().SetTheme(widgets.Theme{Appearance: widgets.Light})
	authors := make([]string, 20000)
	for i := range authors {
		authors[i] = fmt.Sprintf("Author %05d", i)
	}
	lib := uitest.WrittenBy(authors...)
	found := [2]*view.Facets{lib.Facets(b), lib.Facets(b)}
	s := New(func(string, func([]string, string)) {})
	test.NewTempWindow(b, s).Resize(fyne.NewSize(256, 600))
	s.Set(nil, &library.Status{}, 20000)
	s.OpenBranch(facetHeads[0].uid())
	for i := 0; b.Loop(); i++ {
		s.SetFacets(found[i%2], "")
	}
}

func TestAnOpenHeadingWithoutValuesSaysSo(t *testing.T) {
	s := newTestSidebar(t)
	s.SetFacets(uitest.WrittenBy("Leckie").Facets(t), "")
	test.Tap(s.line(t, "SERIES"))
	all, chosen := names(s), s.chosen
	if at := slices.Index(all, "SERIES"); all[at+1] != "None" {
		t.Fatalf("%q", all)
	}
	if test.Tap(s.line(t, "None")); s.chosen != chosen {
		t.Errorf("a tap on it chose %q", s.chosen)
	}
}
