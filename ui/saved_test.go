package ui

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"lectern/library"
	"lectern/library/view"
	"lectern/ui/books"
	"lectern/ui/sidebar"
	"lectern/ui/uitest"
	"lectern/ui/widgets"
)

// appearance returns the state of the window that a saved view keeps.
func appearance(w *Window) [5]string {
	q := w.searching.query
	return [5]string{q.Text, q.Folder, view.FormatSort(q.Sort), books.FormatChoices(w.views.table.Choices()), w.views.name()}
}

func TestSavedViewsShowWhatWasSaved(t *testing.T) {
	w := newSearchWindow(t, uitest.WrittenBy("Ann Leckie", "Anna Banks"))
	w.sidebar.Set(nil, &library.Status{Roots: []library.Root{{Path: "/b"}}}, 0)
	mine := appearance(w)
	w.searching.box.SetText("author:=banks")
	w.searching.showFolder("/b/x")
	saved := w.searching.saved.save
	saved("Plain")
	plain := appearance(w)

	// A change made while a view is open does not alter the user's usual table.
	w.views.table.SetColumns(books.ParseChoices("title,added"))
	w.columns.keep()
	w.searching.sortBy(view.ByAdded, false)
	w.searching.box.SetText("length:>2h")
	w.views.set(modeGrid)
	saved("Long ones")
	long := appearance(w)
	if long != [5]string{"length:>2h", "/b/x", "-added", "title,added", modeGrid} {
		t.Fatalf("shown: %q", long)
	}
	is := func(what string, want [5]string) {
		t.Helper()
		if got := appearance(w); got != want {
			t.Errorf("%s: %q, want %q", what, got, want)
		}
	}
	w.searching.showAll()
	is("all books", mine)
	tap(t, w.sidebar, "Plain")
	is("the first view", plain)
	tap(t, w.sidebar, "Long ones")
	is("the second view", long)
	w.searching.box.SetText("length:>2h emma")
	w.navigation.keep()
	w.navigation.walk(-1)
	is("back in the view", long)
	w.navigation.walk(-1)
	is("back in the first view", plain)
	w.navigation.walk(-1)
	is("back at all books", mine)
	w.navigation.walk(2)
	is("forward to the second view", long)
	w.searching.box.SetText("")
	w.searching.showFolder("")
	is("all books again", mine)

	again := newTestWindow(t, Options{})
	if got := labels(again.navigation.menu().Items); !slices.Contains(got, "Plain") || !slices.Contains(got, "Long ones") {
		t.Errorf("the next start has %q", got)
	}
	if again.searching.saved.show("Long ones"); appearance(again) != long {
		t.Errorf("the next start shows %q", appearance(again))
	}
}

func TestSavedViewsAreChanged(t *testing.T) {
	w := newSearchWindow(t, uitest.WrittenBy("Ann Leckie", "Anna Banks"))
	sv := &w.searching.saved
	names := func() (all []string) {
		for _, v := range w.settings.savedViews() {
			all = append(all, v.Name+": "+v.Text)
		}
		return all
	}
	is := func(open string, want ...string) {
		t.Helper()
		if got := names(); !slices.Equal(got, want) || sv.open != open {
			t.Errorf("%q, %q is open; want %q, %q", got, sv.open, want, open)
		}
	}
	w.sidebar.CloseBranch(sidebar.Views)
	defer func() {
		if !w.sidebar.IsBranchOpen(sidebar.Views) {
			t.Error("the user does not see where a new view is")
		}
	}()
	for _, name := range []string{"One", "Two", "Three"} {
		w.searching.box.SetText("author:=" + name)
		sv.save(name)
	}
	w.searching.box.SetText("changed")
	if got := sv.shown(); got != "" {
		t.Errorf("%q is marked although another text is searched", got)
	}
	sv.save("two")
	is("two", "One: author:=One", "two: changed", "Three: author:=Three")
	sv.rename("two", "Two")
	if got := w.navigation.history.locations; got[len(got)-1].saved == "two" {
		t.Errorf("back leads to the old name: %+v", got)
	}
	is("Two", "One: author:=One", "Two: changed", "Three: author:=Three")
	sv.rename("Two", "three")
	is("Two", "One: author:=One", "Two: changed", "Three: author:=Three")
	if got := w.messageText(); got != "There is already a view called “three”." {
		t.Errorf("said %q", got)
	}
	sv.askRemove("Two")
	tap(t, w.Canvas().Overlays().Top(), "Remove")
	is("", "One: author:=One", "Three: author:=Three")
	if w.searching.box.Text != "changed" {
		t.Errorf("%q is searched", w.searching.box.Text)
	}
	sv.show("gone")
	is("", "One: author:=One", "Three: author:=Three")
}

// TestTitleNamesThePlace: the title of the window says what is shown.
func TestTitleNamesThePlace(t *testing.T) {
	w := newSearchWindow(t, uitest.WrittenBy("Ann Leckie"))
	for _, c := range []struct {
		text, folder, saved, want string
	}{
		{"", "", "", "Lectern"},
		{"added:<30d", "", "", "Recently added – Lectern"},
		{"is:started", "", "", "Continue – Lectern"},
		{"", "/b/Space opera", "", "Space opera – Lectern"},
		{`dune author:="Ann Leckie"`, "", "", "dune, Author: Ann Leckie – Lectern"},
		{`the long way author:="Ann Leckie" home soon`, "", "", "the long way, Author: Ann Leckie, home soon – Lectern"},
		{`(author:="Ann Leckie" or author:="Iain Banks") is:missing`, "", "", "Author: Ann Leckie or Iain Banks, Missing – Lectern"},
		{"is:missing", "", "Lost ones", "Lost ones – Lectern"},
		{"", "", "", "Lectern"},
	} {
		w.searching.visit(c.text, c.folder)
		if c.saved != "" {
			w.searching.saved.save(c.saved)
		}
		if got := w.Title(); got != c.want {
			t.Errorf("%q in %q: %q, want %q", c.text, c.folder, got, c.want)
		}
	}
}

// TestSavedViewsKeepTheirOrder: the order of the views lasts, in the sidebar and in the Go
// menu.
func TestSavedViewsKeepTheirOrder(t *testing.T) {
	w := newSearchWindow(t, uitest.WrittenBy("Ann Leckie"))
	sv := &w.searching.saved
	for _, name := range []string{"One", "Two", "Three"} {
		w.searching.box.SetText("author:=" + name)
		sv.save(name)
	}
	shown := func(w *Window) []string {
		all := labels(w.navigation.menu().Items)
		return all[len(all)-3:]
	}
	sv.menu("Three", fyne.Position{})
	uitest.Press(w.Canvas().Focused(), fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn) // Move up
	sv.move("One", 2)
	if got, want := shown(w), []string{"Three", "Two", "One"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if sv.move("One", 3); sv.open != "Three" || len(w.settings.savedViews()) != 3 {
		t.Errorf("%q is open, of %+v", sv.open, w.settings.savedViews())
	}
	again := newTestWindow(t, Options{})
	if got, want := shown(again), []string{"Three", "Two", "One"}; !slices.Equal(got, want) {
		t.Errorf("the next start has %q, want %q", got, want)
	}
}

// TestSaveViewProposesAName: the proposed name describes the search, and typing replaces
// it.
func TestSaveViewProposesAName(t *testing.T) {
	w := newSearchWindow(t, uitest.WrittenBy("Ann Leckie"))
	w.searching.box.SetText(`dune author:="Ann Leckie"`)
	menuItem(t, w, "Save view…").Action()
	entry, is := w.Canvas().Focused().(*widgets.EscapeEntry)
	if !is || entry.Text != "dune, Author: Ann Leckie" || entry.SelectedText() != entry.Text {
		t.Fatalf("the focus is on %+v", w.Canvas().Focused())
	}
	test.Type(entry, " ")
	uitest.Press(entry, fyne.KeyReturn)
	if len(w.settings.savedViews()) > 0 || !w.dialogs.covered() {
		t.Error("a view without a name is saved, or the dialog is gone")
	}
	uitest.Press(entry, fyne.KeyEscape)
	menuItem(t, w, "Save view…").Action()
	entry = w.Canvas().Focused().(*widgets.EscapeEntry)
	test.Type(entry, "Mine")
	uitest.Press(entry, fyne.KeyReturn)
	if all := w.settings.savedViews(); len(all) != 1 || all[0].Name != "Mine" || w.searching.saved.shown() != "Mine" {
		t.Errorf("%+v, %q is shown", all, w.searching.saved.shown())
	}
}

// TestSaveViewAsksBeforeItReplaces: a name that is taken, in any case, may be one that the user
// has forgotten.
func TestSaveViewAsksBeforeItReplaces(t *testing.T) {
	w := newSearchWindow(t, uitest.WrittenBy("Ann Leckie"))
	w.searching.box.SetText("dune")
	w.searching.saved.save("Mine")
	w.searching.box.SetText("emma")
	save := func() {
		menuItem(t, w, "Save view…").Action()
		entry := w.Canvas().Focused().(*widgets.EscapeEntry)
		test.Type(entry, "mine")
		uitest.Press(entry, fyne.KeyReturn)
	}
	is := func(what, text string) {
		t.Helper()
		if all := w.settings.savedViews(); len(all) != 1 || all[0].Text != text || w.dialogs.covered() {
			t.Errorf("%s: %+v", what, all)
		}
	}
	save()
	uitest.Press(w.Canvas().Focused(), fyne.KeyReturn)
	is("after Enter", "dune")
	save()
	tap(t, w.Canvas().Overlays().Top(), "Replace")
	is("after Replace", "emma")
}

// chipsOf returns the texts of the chips in sight.
func chipsOf(w *Window) (all []string) {
	for _, o := range test.LaidOutObjects(w.Content()) {
		if b, is := o.(*widgets.ToolButton); is && b.Removes {
			all = append(all, b.Text)
		}
	}
	return all
}

// TestChipsFollowTheLastGoodSearch: a wrong search changes neither the books nor the
// chips, and a chip is removed from the search that is shown.
func TestChipsFollowTheLastGoodSearch(t *testing.T) {
	w := newSearchWindow(t, uitest.WrittenBy("Ann Leckie"))
	chips := func() []string { return chipsOf(w) }
	w.searching.box.SetText("dune author:=leckie is:missing")
	want := []string{"Author: leckie", "Missing"}
	if got := chips(); !slices.Equal(got, want) {
		t.Fatalf("%q", got)
	}
	w.searching.box.SetText("dune author:=leckie is:missing length:>xx")
	if got := chips(); !slices.Equal(got, want) {
		t.Errorf("a wrong search has %q", got)
	}
	w.searching.chips.Remove(0)
	if got := w.searching.box.Text; got != "dune is:missing" || w.searching.query.Text != got {
		t.Errorf("the search is %q, %q is shown", got, w.searching.query.Text)
	}
	w.navigation.walk(-1)
	if got := w.searching.box.Text; got != "dune author:=leckie is:missing" {
		t.Errorf("back is %q", got)
	}
}

// TestViewOfAllBooks: a view without a search opens from any search, and stays open while
// the user empties the search box.
func TestViewOfAllBooks(t *testing.T) {
	w := newSearchWindow(t, uitest.WrittenBy("Ann Leckie", "Anna Banks"))
	w.views.set(modeGrid)
	w.searching.saved.save("All covers")
	w.searching.showAll()
	w.views.set(modeTable)
	w.searching.box.SetText("leckie")
	w.searching.saved.show("All covers")
	if w.searching.saved.open != "All covers" || w.views.name() != modeGrid || w.searching.box.Text != "" {
		t.Errorf("open: %q, in mode %s, with search %q", w.searching.saved.open, w.views.name(), w.searching.box.Text)
	}
}

// TestEmptiedSearchKeepsTheFocus: the search box keeps the focus when a saved view in
// another mode closes.
func TestEmptiedSearchKeepsTheFocus(t *testing.T) {
	w := newSearchWindow(t, uitest.WrittenBy("Ann Leckie", "Anna Banks"))
	w.searching.box.SetText("leckie")
	w.views.set(modeGrid)
	w.searching.saved.save("Covers")
	w.searching.showAll()
	w.views.set(modeTable)
	w.searching.saved.show("Covers")
	w.Canvas().Focus(w.searching.box)
	w.searching.box.SetText("")
	if w.searching.saved.open != "" || w.views.name() != modeTable || w.Canvas().Focused() != w.searching.box {
		t.Errorf("open: %q, in mode %s, focus at %T", w.searching.saved.open, w.views.name(), w.Canvas().Focused())
	}
}

// TestBackToARemovedView: the look of a removed view is shown in the user's usual mode,
// and Forward leads on.
func TestBackToARemovedView(t *testing.T) {
	w := newSearchWindow(t, uitest.WrittenBy("Ann Leckie", "Anna Banks"))
	w.searching.box.SetText("leckie")
	w.views.set(modeGrid)
	w.searching.saved.save("Covers")
	w.searching.showAll()
	w.views.set(modeTable)
	w.searching.saved.show("Covers")
	w.searching.showAll()
	w.searching.saved.remove("Covers")
	w.navigation.walk(-1)
	if w.searching.box.Text != "leckie" || w.settings.viewMode() != modeTable || !w.navigation.history.can(1) {
		t.Errorf("search %q, usual mode %s, forward %v", w.searching.box.Text, w.settings.viewMode(), w.navigation.history.can(1))
	}
	if w.navigation.walk(1); w.searching.box.Text != "" {
		t.Errorf("forward to %q", w.searching.box.Text)
	}
}
