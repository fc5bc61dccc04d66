package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"lectern/library/view"
	"lectern/ui/books"
	"lectern/ui/uitest"
	"lectern/ui/widgets"
)

// entries returns the items of a submenu of View and of its own submenus.
func entries(t *testing.T, w *Window, menu string) (all []*fyne.MenuItem) {
	t.Helper()
	for _, i := range menuItem(t, w, menu).ChildMenu.Items {
		all = append(all, i)
		if i.ChildMenu != nil {
			all = append(all, i.ChildMenu.Items...)
		}
	}
	return all
}

// choose presses the item of a submenu of View whose title begins so.
func choose(t *testing.T, w *Window, menu, title string) {
	t.Helper()
	for _, i := range entries(t, w, menu) {
		if strings.HasPrefix(i.Label, title) {
			i.Action()
			return
		}
	}
	t.Fatalf("%s has no %q", menu, title)
}

// ticked returns the ticked items of a submenu of View.
func ticked(t *testing.T, w *Window, menu string) (titles []string) {
	t.Helper()
	for _, i := range entries(t, w, menu) {
		if i.Checked {
			titles = append(titles, i.Label)
		}
	}
	return titles
}

func TestColumnsAreChosenInTheMenu(t *testing.T) {
	w := newSearchWindow(t, uitest.WrittenBy("Ann Leckie"))
	w.Resize(fyne.NewSize(1600, 800))
	before := w.settings.String(prefColumns)
	choose(t, w, "Columns", "Publisher")
	if got := ticked(t, w, "Columns"); !slices.Contains(got, "Publisher") || !slices.Contains(got, "Author") || slices.Contains(got, "Folder") {
		t.Errorf("ticked: %q", got)
	}
	if kept := w.settings.columns(); before == w.settings.String(prefColumns) || kept[len(kept)-1].Key != view.ByPublisher {
		t.Errorf("kept: %v", kept)
	}
	if choose(t, w, "Columns", "Author"); slices.Contains(ticked(t, w, "Columns"), "Author") {
		t.Error("the author is still ticked")
	}
	choose(t, w, "Columns", "Reset")
	if got := books.FormatChoices(w.settings.columns()); got != books.Layouts()[0].Columns {
		t.Errorf("after Reset: %s", got)
	}
}

func TestLayouts(t *testing.T) {
	w := newSearchWindow(t, uitest.WrittenBy("Ann Leckie"))
	choose(t, w, "Layout", "Recently added")
	if got := view.FormatSort(w.searching.query.Sort); got != "-added" || !slices.Equal(ticked(t, w, "Layout"), []string{"Recently added"}) {
		t.Errorf("sorted by %q, ticked %q", got, ticked(t, w, "Layout"))
	}
	w.views.table.ToggleColumn(view.ByISBN)
	choose(t, w, "Layout", "Save layout")
	name := w.Canvas().Focused().(*widgets.EscapeEntry)
	test.Type(name, " Mine ")
	uitest.Press(name, fyne.KeyReturn)
	if w.dialogs.covered() {
		t.Error("Enter does not close the dialog")
	}
	if own := w.settings.layouts(); len(own) != 1 || own[0].Name != "Mine" {
		t.Errorf("saved: %v", own)
	}
	choose(t, w, "Layout", "Save layout")
	name = w.Canvas().Focused().(*widgets.EscapeEntry)
	test.Type(name, "mine")
	uitest.Press(name, fyne.KeyReturn)
	if own := w.settings.layouts(); len(own) != 1 || own[0].Name != "Mine" {
		t.Errorf("replaced without a question: %v", own)
	}
	tap(t, w.Canvas().Overlays().Top(), "Replace")
	if own := w.settings.layouts(); len(own) != 1 || own[0].Name != "mine" || own[0].Sort != "-added" || !strings.HasSuffix(own[0].Columns, "isbn") {
		t.Fatalf("saved: %v", own)
	}
	choose(t, w, "Layout", "Library")
	choose(t, w, "Layout", "mine")
	if got := ticked(t, w, "Layout"); !slices.Equal(got, []string{"mine"}) {
		t.Errorf("ticked %q", got)
	}
	remove := menuItem(t, w, "Layout").ChildMenu.Items
	if remove[len(remove)-1].ChildMenu.Items[0].Action(); len(w.settings.layouts()) != 1 {
		t.Error("deleted without a question")
	}
	if tap(t, w.Canvas().Overlays().Top(), "Delete"); len(w.settings.layouts()) != 0 {
		t.Errorf("deleted, and left: %v", w.settings.layouts())
	}
}

// TestEveryLayoutIsReal checks that the layouts name real columns, keys and orders.
func TestEveryLayoutIsReal(t *testing.T) {
	for _, l := range books.Layouts() {
		if got := books.FormatChoices(books.ParseChoices(l.Columns)); got != l.Columns {
			t.Errorf("%s: %q is read as %q", l.Name, l.Columns, got)
		}
		if _, err := view.ParseSort(l.Sort); err != nil {
			t.Errorf("%s: %v", l.Name, err)
		}
	}
}

func TestWidthsOfEarlierVersionsAreKept(t *testing.T) {
	w := newSearchWindow(t, uitest.WrittenBy("Ann Leckie"))
	w.settings.SetString(prefWidths, `{"author":333}`)
	for _, c := range w.settings.columns() {
		if (c.Key == view.ByAuthor) != (c.Width == 333) {
			t.Errorf("%v has %v", c.Key, c.Width)
		}
	}
}

func TestRowHeight(t *testing.T) {
	w := newSearchWindow(t, uitest.WrittenBy("Ann Leckie"))
	choose(t, w, "Rows", "Large")
	if got := ticked(t, w, "Rows"); w.settings.density() != books.Large || !slices.Equal(got, []string{"Large", "Covers"}) {
		t.Errorf("%q, ticked %q", w.settings.density(), got)
	}
}

func TestNextSort(t *testing.T) {
	for _, c := range []struct {
		now  string
		key  view.Key
		more bool
		want string
	}{
		{"title", view.ByAuthor, false, "author"},
		{"author", view.ByAuthor, false, "-author"},
		{"-author,title", view.ByAuthor, false, "author"},
		{"author,title", view.ByTitle, false, "title"},
		{"title", view.ByAdded, false, "-added"},
		{"-added", view.ByAdded, false, "added"},
		{"author", view.ByYear, true, "author,year"},
		{"author,year", view.ByYear, true, "author,-year"},
		{"author,year,length", view.BySize, true, "author,year,size"},
	} {
		now, _ := view.ParseSort(c.now)
		if got := view.FormatSort(nextSort(now, c.key, c.more)); got != c.want || view.FormatSort(now) != c.now {
			t.Errorf("%s, then %v (added: %v): %s, want %s", c.now, c.key, c.more, got, c.want)
		}
	}
}

// TestDeleteLayoutOfTwoWindows: a menu that is older than a layout of another window leaves
// that layout alone.
func TestDeleteLayoutOfTwoWindows(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	w.settings.setLayouts([]books.Layout{{Name: "Mine", Columns: "title"}})
	menu := w.columns.layoutItem().ChildMenu.Items
	w.settings.setLayouts([]books.Layout{{Name: "Mine", Columns: "title"}, {Name: "Theirs", Columns: "title"}})
	menu[len(menu)-1].ChildMenu.Items[0].Action()
	tap(t, w.Canvas().Overlays().Top(), "Delete")
	if left := w.settings.layouts(); len(left) != 1 || left[0].Name != "Theirs" {
		t.Errorf("left is %v", left)
	}
}
