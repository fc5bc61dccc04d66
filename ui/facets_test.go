package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"lectern/library"
	"lectern/library/view"
	"lectern/ui/keys"
	"lectern/ui/sidebar"
	"lectern/ui/uitest"
	"lectern/ui/widgets"
)

func TestFacetsCombineWithTheSearch(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(widgets.Theme{Appearance: widgets.Light})
	w := newTestWindow(t, Options{})
	w.Resize(fyne.NewSize(1000, 800))
	w.searching.box.SetText("part")
	w.sidebar.Set(nil, &library.Status{Roots: []library.Root{{Path: "/b"}}}, 0) // an empty library has no headings
	if w.sidebar.HasOpenFacets() {
		t.Error("a heading is open at first")
	}
	w.sidebar.SetValues(uitest.WrittenBy("Leckie").Facets(t), false)
	tap(t, w.sidebar, "AUTHORS")
	w.sidebar.SetFacets(uitest.WrittenBy("Leckie", "Banks").Facets(t), "part")
	choose := func(name, want string) {
		t.Helper()
		tap(t, w.sidebar, name)
		if w.searching.box.Text != want || w.searching.query.Text != want {
			t.Fatalf("%q: the search is %q, want %q", name, w.searching.box.Text, want)
		}
		w.sidebar.SetFacets(uitest.WrittenBy("Leckie", "Banks").Facets(t), want)
	}
	choose("Leckie", "part author:=Leckie")
	choose("Banks", "part author:=Banks")
	choose("Banks", "part")

	again := newTestWindow(t, Options{})
	if !again.settings.heading("h:author") || !again.sidebar.IsBranchOpen("h:author") || !again.sidebar.IsBranchOpen(sidebar.Browse) {
		t.Error("an open heading is not saved")
	}
}

// TestAClickOnANameIsTheSameEverywhere: a click in the sidebar and a click in the details
// make the same search, with each of the modifier keys.
func TestAClickOnANameIsTheSameEverywhere(t *testing.T) {
	w := newSearchWindow(t, uitest.WrittenBy("Ann Leckie", "Anna Banks"))
	for _, c := range []struct {
		click        keys.Click
		text, folder string
		want, in     string
	}{
		{keys.Narrow, "dune", "/b", `dune author:="Ann Leckie"`, "/b"},
		{keys.Narrow, "author:=Emma genre:=War", "", `genre:=War author:="Ann Leckie"`, ""},
		{keys.Narrow, `dune author:="Ann Leckie"`, "", "dune", ""},
		{keys.Tick, "author:=Emma dune", "", `dune (author:=Emma or author:="Ann Leckie")`, ""},
		{keys.Tick, `dune (author:=Emma or author:="Ann Leckie")`, "", "dune author:=Emma", ""},
		{keys.Alone, "author:=Emma dune", "/b", `author:="Ann Leckie"`, ""},
	} {
		w.searching.find(c.text, c.folder)
		w.sidebar.OnFacet(view.Author, "Ann Leckie", c.click)
		if w.searching.query.Text != c.want || w.searching.query.Folder != c.in {
			t.Errorf("%q in %q, click %d: %q in %q, want %q", c.text, c.folder, c.click, w.searching.query.Text, w.searching.query.Folder, c.want)
		}
	}
	w.searching.find("dune", "/b")
	w.panes.details.OnFilter(view.Author, "Ann Leckie") // without a modifier key
	if got := w.searching.box.Text; got != `dune author:="Ann Leckie"` {
		t.Errorf("the details search for %q", got)
	}
	w.panes.details.OnOnly(view.Author, "Ann Leckie")
	if got := w.searching.box.Text; got != `author:="Ann Leckie"` {
		t.Errorf("the menu of the details searches for %q", got)
	}
	w.searching.find("dune", "")
	w.editor.facetMenu(view.Year, "1999", fyne.Position{})
	uitest.Press(w.Canvas().Focused(), fyne.KeyDown, fyne.KeyReturn)
	if got := w.searching.box.Text; got != "year:1999" {
		t.Errorf("the menu of a year searches for %q", got)
	}
}
