package ui

import (
	"os"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"lectern/ui/uitest"
)

// walkFile lists the stops of the end-to-end walk through the window.
const walkFile = "e2e/walk.txt"

// TestWalkStopsAtEveryMenuEntry: the walk finds an entry of the main menu by its place
// in the list of stops, so the list must name all entries in order.
func TestWalkStopsAtEveryMenuEntry(t *testing.T) {
	text, err := os.ReadFile(walkFile)
	if err != nil {
		t.Fatal(err)
	}
	var stops []string
	for line := range strings.Lines(string(text)) {
		if name, _, _ := strings.Cut(line, "|"); strings.Contains(name, " ▸ ") && !strings.HasPrefix(name, "#") {
			stops = append(stops, strings.TrimSpace(name))
		}
	}
	w := newTestWindow(t, Options{})
	var entries []string // of the view mode
	var list func(path string, m *fyne.Menu)
	list = func(path string, m *fyne.Menu) {
		for _, i := range m.Items {
			name := path + " ▸ " + uitest.Title(i)
			below := func(stop string) bool { return strings.HasPrefix(stop, name+" ▸ ") }
			switch {
			case i.IsSeparator:
			case i.ChildMenu != nil:
				list(name, i.ChildMenu)
			case i.Disabled && slices.ContainsFunc(stops, below): // the view mode has nothing for it
			default:
				entries = append(entries, name)
			}
		}
	}
	found := map[string]bool{}
	for _, mode := range toolModes {
		w.views.set(mode.name)
		entries = nil
		for _, m := range w.MainMenu().Items {
			list(m.Label, m)
		}
		for _, e := range entries {
			found[e] = true
			if !slices.Contains(stops, e) {
				t.Errorf("the menu entry %q is not in %s", e, walkFile)
			}
		}
		here := slices.DeleteFunc(slices.Clone(stops), func(s string) bool { return !slices.Contains(entries, s) })
		if !t.Failed() && !slices.Equal(here, entries) {
			t.Errorf("%s has the entries of the menus in another order:\n%q\nwant\n%q", walkFile, here, entries)
		}
	}
	for _, s := range stops {
		if !found[s] {
			t.Errorf("%s names %q, which is no menu entry", walkFile, s)
		}
	}
}
