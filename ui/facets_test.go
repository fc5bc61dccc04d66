package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"lectern/library"
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
	w.sidebar.SetValues(uitest.WrittenBy("Leckie").Facets(t))
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
