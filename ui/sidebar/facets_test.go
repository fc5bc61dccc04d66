package sidebar

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"lectern/library"
	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/keys"
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

func TestMenuOfAFacet(t *testing.T) {
	s := newTestSidebar(t)
	asked := ""
	s.OnFacetMenu = func(field view.Field, value string, _ fyne.Position) { asked = field.String() + " " + value }
	s.menu(facetHeads[0].valueUID("Ann Leckie"), fyne.Position{})
	if asked != "author Ann Leckie" {
		t.Errorf("the menu of %q", asked)
	}
	asked = ""
	s.menu(facetHeads[0].uid(), fyne.Position{})
	if asked != "" {
		t.Errorf("a heading has the menu of %q", asked)
	}
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

// TestPublishersAreFacets: a publisher has a menu, from which it can be renamed.
func TestPublishersAreFacets(t *testing.T) {
	s := newTestSidebar(t)
	books := uitest.WrittenBy("Leckie", "Banks", "Butler")
	for slot, publisher := range []string{"Orbit", "Gollancz", "orbit"} {
		books.Set(slot, func(b *book.Book) { b.Publisher = publisher })
	}
	s.SetFacets(books.Facets(t), "publisher:=Orbit")
	test.Tap(s.line(t, "PUBLISHERS"))
	if l := s.line(t, "Orbit"); l.note.Text != "2" || !l.shown.bold || s.line(t, "Gollancz").shown.bold {
		t.Errorf("%q of books, %+v", l.note.Text, l.shown)
	}
	asked := ""
	s.OnFacetMenu = func(field view.Field, value string, _ fyne.Position) { asked = field.String() + " " + value }
	if s.line(t, "Orbit").TappedSecondary(&fyne.PointEvent{}); asked != "publisher Orbit" {
		t.Errorf("the menu of %q", asked)
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
	s.OnFacet = func(field view.Field, value string, _ keys.Click) {
		asked = (view.Facet{Text: value}).Toggle("a is:nocover", field)
	}
	test.Tap(s.line(t, "Inconsistent name"))
	if asked != "a is:oddname" {
		t.Errorf("asked for %q", asked)
	}
}

func TestMissingAndUnreadableBooksAreProblems(t *testing.T) {
	s := newTestSidebar(t)
	books := uitest.WrittenBy("Leckie", "Banks", "Butler")
	books.Set(0, func(b *book.Book) { b.Lint = book.NoCover })
	books.Set(1, func(b *book.Book) { b.State = book.Missing })
	books.Set(2, func(b *book.Book) { b.State, b.Fault = book.Failed, &book.Fault{} })
	s.SetFacets(books.Facets(t), "is:missing")
	test.Tap(s.line(t, "PROBLEMS"))
	all := names(s)
	at := slices.Index(all, "PROBLEMS")
	if got, want := all[at:at+5], []string{"PROBLEMS", "Missing", "Can’t be read", "No cover", "BROWSE"}; !slices.Equal(got, want) {
		t.Fatalf("%q, want %q", got, want)
	}
	if l := s.line(t, "Missing"); l.note.Text != "1" || !l.shown.bold {
		t.Errorf("%q of books, %+v", l.note.Text, l.shown)
	}
	asked := ""
	s.OnFacet = func(field view.Field, value string, _ keys.Click) {
		asked = (view.Facet{Text: value}).Toggle("is:missing", field)
	}
	test.Tap(s.line(t, "Can’t be read"))
	if asked != "is:faulty" {
		t.Errorf("asked for %q", asked)
	}
}

// TestSeveralValuesAreTicked: a click with Ctrl, or Ctrl and a key, asks for a value besides
// the others.
func TestSeveralValuesAreTicked(t *testing.T) {
	s := newTestSidebar(t)
	const both = "(author:=Leckie or author:=Gone) year:1999"
	s.SetFacets(uitest.WrittenBy("Leckie", "Banks").Facets(t), both)
	test.Tap(s.line(t, "AUTHORS"))
	all := names(s)
	at := slices.Index(all, "AUTHORS")
	if got, want := all[at:at+4], []string{"AUTHORS", "Gone", "Banks", "Leckie"}; !slices.Equal(got, want) {
		t.Fatalf("%q, want %q", got, want)
	}
	for name, ticked := range map[string]bool{"Gone": true, "Leckie": true, "Banks": false} {
		if s.line(t, name).shown.bold != ticked {
			t.Errorf("%s is ticked: %v", name, !ticked)
		}
	}
	var asked []string
	s.OnFacet = func(_ view.Field, value string, click keys.Click) {
		asked = append(asked, fmt.Sprint(value, " ", click))
	}
	test.Tap(s.line(t, "Banks"))
	s.held = func() fyne.KeyModifier { return fyne.KeyModifierShortcutDefault }
	test.Tap(s.line(t, "Banks"))
	s.held = func() fyne.KeyModifier { return fyne.KeyModifierShift }
	test.Tap(s.line(t, "Banks"))
	s.held = func() fyne.KeyModifier { return 0 }
	s.FocusGained()
	for _, name := range []string{"AUTHORS", "Banks"} {
		for s.cursor.uid != s.line(t, name).uid {
			uitest.Press(s, fyne.KeyDown)
		}
		s.Tick()
	}
	uitest.Press(s, fyne.KeyReturn)
	s.held = func() fyne.KeyModifier { return fyne.KeyModifierShift }
	uitest.Press(s, fyne.KeyReturn)
	want := []string{fmt.Sprint("Banks ", keys.Narrow), fmt.Sprint("Banks ", keys.Tick), fmt.Sprint("Banks ", keys.Alone), fmt.Sprint("Banks ", keys.Tick), fmt.Sprint("Banks ", keys.Narrow), fmt.Sprint("Banks ", keys.Alone)}
	if !slices.Equal(asked, want) {
		t.Errorf("asked for %q, want %q", asked, want)
	}
}

func TestHeadingsWithoutValuesAreHidden(t *testing.T) {
	s := newTestSidebar(t)
	if s.LacksValues() {
		t.Error("a heading is hidden")
	}
	s.SetValues(uitest.WrittenBy("Leckie").Facets(t), false)
	if got := names(s); !slices.Contains(got, "AUTHORS") || slices.Contains(got, "SERIES") || !s.LacksValues() {
		t.Errorf("%q", got)
	}
	s.SetFacets(new(view.Facets), "series:=Radch")
	if got := names(s); !slices.Contains(got, "SERIES") {
		t.Errorf("the search asks for a series: %q", got)
	}
}

// drawn returns the line with a name, nil if it is not in sight. Unlike line, it leaves
// the sidebar scrolled.
func drawn(o fyne.CanvasObject, name string) *node {
	if n, ok := o.(*node); ok && n.shown.name == name {
		return n
	}
	if w, ok := o.(fyne.Widget); ok {
		for _, below := range test.WidgetRenderer(w).Objects() {
			if n := drawn(below, name); n != nil {
				return n
			}
		}
	}
	return nil
}

// TestTappedValueStays: a tapped narrator stays in place, though fewer authors remain above
// the narrator.
func TestTappedValueStays(t *testing.T) {
	s := newTestSidebar(t)
	facets := func(authors int) *view.Facets {
		f := &view.Facets{}
		for i := range authors {
			f.Authors = append(f.Authors, view.Facet{Text: fmt.Sprintf("Author %02d", i), Books: 1})
		}
		for i := range 60 {
			f.Narrators = append(f.Narrators, view.Facet{Text: fmt.Sprintf("Narrator %02d", i), Books: 1})
		}
		return f
	}
	s.SetFacets(facets(60), "")
	s.OpenBranch(facetHeads[0].uid())
	s.OpenBranch(facetHeads[1].uid())
	s.Refresh()
	s.ScrollToOffset(1800)
	top := func(name string) float32 {
		d := fyne.CurrentApp().Driver()
		return d.AbsolutePositionForObject(drawn(s, name)).Y - d.AbsolutePositionForObject(s).Y
	}
	before := top("Narrator 09")
	s.OnFolder = func(string) {}
	s.OnFacet = func(view.Field, string, keys.Click) {
		s.SetFacets(s.facets.found, `narrator:="Narrator 09"`)
		s.Mark("", `narrator:="Narrator 09"`, "")
	}
	test.Tap(drawn(s, "Narrator 09"))
	s.SetFacets(facets(20), `narrator:="Narrator 09"`)
	if got := top("Narrator 09"); got != before || before <= 0 {
		t.Errorf("the line moved from %v to %v", before, got)
	}
	s.OnFacet = func(view.Field, string, keys.Click) { s.Mark("", "", "") }
	test.Tap(drawn(s, "Narrator 09"))
	if got := top("Narrator 09"); got != before || s.chosen != All {
		t.Errorf("the line moved from %v to %v, %q is marked", before, got, s.chosen)
	}
	s.now = func() time.Time { return uitest.Noon.Add(time.Minute) }
	s.ScrollToOffset(300)
	if s.Mark("/a", "", ""); drawn(s, "Narrator 09") != nil {
		t.Error("a line that was tapped long ago is scrolled to")
	}
}

func TestPlaceIsMarkedIfNothingElseFilters(t *testing.T) {
	s := newTestSidebar(t)
	asked := ""
	s.OnFolder = func(path string) { asked += "folder " + path + ";" }
	s.OnStarted, s.OnRecent = func() { asked += "started;" }, func() { asked += "recent;" }
	for _, c := range []struct{ folder, text, want string }{
		{"", "leckie", ""},
		{"", " ", All},
		{"", StartedText + " ", started},
		{"", StartedText + " leckie", ""},
		{"", RecentText, recent},
		{"", RecentText + " leckie", ""},
		{"/a/x", "leckie", folderUID("/a", "/a/x")},
		{"/gone", "", ""},
		{"", "", All},
	} {
		if s.Mark(c.folder, c.text, ""); s.chosen != c.want {
			t.Errorf("%q in %q: %q is marked, want %q", c.text, c.folder, s.chosen, c.want)
		}
	}
	if asked != "" {
		t.Errorf("a mark asks for %q", asked)
	}
	s.Mark("", "leckie", "")
	test.Tap(s.line(t, "All books"))
	test.Tap(s.line(t, "Recently added"))
	test.Tap(s.line(t, "x"))
	if want := "folder ;recent;folder /a/x;"; asked != want {
		t.Errorf("asked for %q, want %q", asked, want)
	}
}

func TestFacetsByKeyLeaveTheFolderSelected(t *testing.T) {
	s := newTestSidebar(t)
	s.OnFolder = func(string) {}
	asked := ""
	s.OnFacet = func(_ view.Field, value string, _ keys.Click) { asked += value + " " }
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
