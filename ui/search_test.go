package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/keys"
	"lectern/ui/uitest"
	"lectern/ui/widgets"
)

// newSearchWindow makes a window for books with the values of a library, and focuses
// the search box.
func newSearchWindow(t *testing.T, s *uitest.Library) *Window {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(widgets.Theme{Appearance: widgets.Light})
	w := newTestWindow(t, Options{})
	w.Resize(fyne.NewSize(1000, 700))
	w.rows.Publish(s.View(t))
	found := s.Facets(t)
	w.searching.box.Values = func() *view.Facets { return found }
	w.Canvas().Focus(w.searching.box)
	return w
}

func TestHelpFillsTheBox(t *testing.T) {
	w := newSearchWindow(t, uitest.WrittenBy("Ann Leckie"))
	uitest.Press(w.searching.box, keys.Help)
	if !w.menus.helpOnTop() {
		t.Fatal("F1 shows nothing")
	}
	const want = `"the long way"`
	tap(t, w.Canvas().Overlays().Top(), want)
	if w.dialogs.covered() || w.searching.box.Text != want || w.searching.query.Text != want {
		t.Errorf("the search is %q", w.searching.box.Text)
	}
	w.views.table.TypedKey(&fyne.KeyEvent{Name: keys.Help})
	if !w.menus.helpOnTop() {
		t.Fatal("F1 in the table shows nothing")
	}
	w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if w.dialogs.covered() {
		t.Error("Esc does not close the help")
	}
}

// TestFramesBringValues: values that are counted while the user types are suggested
// with the next frame.
func TestFramesBringValues(t *testing.T) {
	w := newSearchWindow(t, uitest.WrittenBy("Ann Leckie"))
	found := w.searching.box.Values
	w.searching.box.Values = func() *view.Facets { return new(view.Facets) }
	if test.Type(w.searching.box, "ann"); w.searching.box.AcceptsTab() {
		t.Fatal("completions are offered before their values were counted")
	}
	w.searching.box.Values = found
	if w.newFrame(); !w.searching.box.AcceptsTab() {
		t.Error("a frame brings no new completions")
	}
}

func TestSortMenuFollowsTheHeads(t *testing.T) {
	w := newSearchWindow(t, uitest.WrittenBy("Ann Leckie"))
	checked := func() (titles []string) {
		for _, i := range menuItem(t, w, "Sort by").ChildMenu.Items {
			if i.Checked {
				titles = append(titles, i.Label)
			}
		}
		return titles
	}
	choose := func(title string) {
		t.Helper()
		for _, i := range menuItem(t, w, "Sort by").ChildMenu.Items {
			if strings.HasPrefix(i.Label, title) {
				i.Action()
				return
			}
		}
		t.Fatalf("no %q", title)
	}
	expect := func(order string, titles ...string) {
		t.Helper()
		if got := view.FormatSort(w.searching.query.Sort); got != order || w.settings.String(prefSort) != order || !slices.Equal(checked(), titles) {
			t.Errorf("sorted by %q, kept %q, checked %q; want %q, %q", got, w.settings.String(prefSort), checked(), order, titles)
		}
	}
	if got := checked(); !slices.Equal(got, []string{"Title ↑"}) {
		t.Errorf("at first %q", got)
	}
	choose("Author")
	expect("author", "Author ↑")
	choose("Author")
	expect("-author", "Author ↓")
	w.views.table.OnSort(view.ByLength, false) // a head is clicked
	expect("length", "Length ↑")
	choose("Length")
	expect("-length", "Length ↓")
}

func TestStatusLineDropsRemovedBooks(t *testing.T) {
	s := uitest.WrittenBy("A", "B", "C")
	w := newSearchWindow(t, s)
	w.Canvas().Focus(w.views.table)
	w.selection.All()
	if got := w.totals.line.line().Text; !strings.HasPrefix(got, "3 selected") {
		t.Fatalf("%q", got)
	}
	s.Set(0, func(b *book.Book) { b.Hidden = true })
	w.rows.Publish(s.View(t))
	if got := w.totals.line.left.Text; !strings.HasPrefix(got, "2 selected") {
		t.Errorf("one was removed: %q", got)
	}
	s.Query.Text = "is:hidden"
	w.rows.Publish(s.View(t))
	if got := w.totals.line.left.Text; got != "1 of 3 books" {
		t.Errorf("the hidden one: %q", got)
	}
	s.Query.Text = ""
	for i := range 3 {
		s.Set(i, func(b *book.Book) { b.Hidden = true })
	}
	w.rows.Publish(s.View(t))
	if got := w.totals.line.left.Text; got != "" {
		t.Errorf("nothing is left to count: %q", got)
	}
}

// TestTheOpenBookIsShown: a click on the title of the book that plays selects it, whatever is
// searched and however the books are shown.
func TestTheOpenBookIsShown(t *testing.T) {
	lib := uitest.WrittenBy("Ann Leckie", "Anna Banks")
	w := newSearchWindow(t, lib)
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
	w.tasks.post = func(func()) {} // what the player says does not matter here
	w.playing.started()
	w.playing.book = w.rows.View().At(1)
	shown := func(when string) {
		t.Helper()
		w.playing.bar.OnBook()
		lib.Query = w.searching.query
		w.rows.Publish(lib.View(t))
		if b := w.selection.Book(); b == nil || b.ID != w.playing.book.ID || w.views.front() != front(w.views.mode) {
			t.Errorf("%s: %v is selected", when, b)
		}
		w.selection.None()
	}
	shown("all books")
	for _, text := range []string{"leckie", "nothing at all"} {
		w.searching.box.SetText(text)
		lib.Query = w.searching.query
		w.rows.Publish(lib.View(t))
		shown(text)
	}
	w.views.set(modeStatistics)
	shown("the statistics")
	w.playing.book = nil
	w.playing.bar.OnBook()
}

// TestKeysMeanTheSameInEveryPart: a key of the whole window works wherever the focus is, and
// Esc leads back to the books.
func TestKeysMeanTheSameInEveryPart(t *testing.T) {
	w := newSearchWindow(t, uitest.WrittenBy("Ann Leckie"))
	w.selection.Select(0)
	for name, part := range map[string]fyne.Focusable{
		"the sidebar": w.sidebar, "the search": w.searching.box, "a button": w.toolbar.modes[0],
	} {
		w.Canvas().Focus(part)
		uitest.Press(part, fyne.KeyEscape)
		if got := w.Canvas().Focused(); got != fyne.Focusable(w.views.table) {
			t.Errorf("Esc in %s leads to %T", name, got)
		}
		w.Canvas().Focus(part)
		uitest.Press(part, keys.Edit)
		if w.editor.onTop() == nil {
			t.Errorf("F2 in %s does not edit the book", name)
			continue
		}
		w.editor.close()
	}
}
