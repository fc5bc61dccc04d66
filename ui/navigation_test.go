package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"lectern/library/view"
	"lectern/ui/keys"
	"lectern/ui/sidebar"
	"lectern/ui/uitest"
)

func TestBackAndForward(t *testing.T) {
	lib := uitest.WrittenBy("Ann Leckie", "Anna Banks")
	w := newSearchWindow(t, lib)
	press := func(key fyne.KeyName) { w.searching.box.TypedShortcut(keys.Alt(key)) }
	shows := func(text, folder, mode string) {
		t.Helper()
		q := w.searching.query
		if q.Text != text || w.searching.box.Text != text || q.Folder != folder || w.settings.viewMode() != mode {
			t.Fatalf("the search is %q, %q in the box, in %q as %s; want %q in %q as %s", q.Text, w.searching.box.Text, q.Folder, w.settings.viewMode(), text, folder, mode)
		}
	}
	enabled := func(title string) bool { return !menuItem(t, w, title).Disabled }
	if press(fyne.KeyLeft); enabled("Back") || enabled("Forward") {
		t.Error("there is something to go back to at first")
	}
	const banks = `author:="Anna Banks"`
	field, anna := authorFacet(t, lib)
	w.searching.choose(field, anna.Text, keys.Narrow)
	w.views.set(modeGrid)
	w.searching.showFolder("/b/x")
	w.searching.box.SetText("typed and no")
	w.searching.box.SetText("typed and not rested")
	press(fyne.KeyLeft)
	shows(banks, "/b/x", modeGrid)
	press(fyne.KeyLeft)
	shows(banks, "", modeGrid)
	press(fyne.KeyLeft)
	shows(banks, "", modeTable)
	press(fyne.KeyLeft)
	press(fyne.KeyLeft)
	shows("", "", modeTable)
	if enabled("Back") || !enabled("Forward") {
		t.Error("at the first location, Back is enabled or Forward is not")
	}
	for range 5 {
		press(fyne.KeyRight)
	}
	shows("typed and not rested", "/b/x", modeGrid)
}

// TestRecentlyAddedHasItsOwnOrder: the orders of Recently added and Continue are not saved,
// and the user's order returns when the user leaves them.
func TestRecentlyAddedHasItsOwnOrder(t *testing.T) {
	w := newSearchWindow(t, uitest.WrittenBy("Ann Leckie", "Anna Banks"))
	w.searching.sortBy(view.ByAuthor, false)
	sorted := func(want string) {
		t.Helper()
		if got := view.FormatSort(w.searching.query.Sort); got != want {
			t.Errorf("%q: sorted by %s, want %s", w.searching.query.Text, got, want)
		}
		if got := view.FormatSort(w.settings.sort()); got != "author" {
			t.Errorf("%q: %s is saved", w.searching.query.Text, got)
		}
	}
	sorted("author")
	w.searching.box.SetText("leckie")
	w.searching.showFolder("/b")
	w.searching.showRecent()
	if w.searching.box.Text != sidebar.RecentText || w.searching.query.Folder != "" {
		t.Errorf("the search is %q in %q", w.searching.box.Text, w.searching.query.Folder)
	}
	sorted("-added")
	w.searching.box.SetText(sidebar.RecentText + " leckie")
	sorted("-added")
	w.searching.sortBy(view.ByLength, false)
	sorted("length")
	w.navigation.walk(-1)
	sorted("length") // still in the place
	w.navigation.walk(-1)
	sorted("author")
	w.navigation.walk(1)
	sorted("-added")
	w.searching.showAll()
	sorted("author")
	w.searching.showStarted()
	sorted("-played")
	w.searching.showRecent()
	sorted("-added")
	w.searching.box.SetText("leckie")
	sorted("author")
}
