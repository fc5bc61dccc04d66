package ui

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/uitest"
	"lectern/ui/widgets"
)

func TestToolbarSwitchesTheView(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	w.Resize(fyne.NewSize(1280, 800))
	w.rows.Publish(uitest.NewLibrary("One", "Two").View(t))
	for i, b := range w.toolbar.modes {
		test.Tap(b)
		if got := w.views.name(); got != toolModes[i].name {
			t.Errorf("%s shows %s", toolModes[i].name, got)
		}
		for j, other := range w.toolbar.modes {
			if other.On() != (i == j) {
				t.Errorf("in %s, the button of %s is %t", toolModes[i].name, toolModes[j].name, other.On())
			}
		}
	}
	was := w.panes.detailed()
	test.Tap(w.toolbar.details)
	if w.panes.detailed() == was || w.toolbar.details.On() == was {
		t.Error("the details stay")
	}
	for _, m := range toolModes {
		w.views.set(m.name)
		items := w.menus.viewMenu().Items
		enabled := func(title string) bool {
			i := items[slices.IndexFunc(items, func(i *fyne.MenuItem) bool { return i.Label == title })]
			return !i.Disabled && i.ChildMenu != nil
		}
		table, shelf := m.name == modeTable, m.name == modeGrid
		if w.toolbar.sort.Visible() != (table || shelf) || enabled("Sort by") != (table || shelf) ||
			enabled("Layout") != (table || shelf) || enabled("Columns") != (table || shelf) || enabled("Rows") != table || enabled("Cover size") != shelf {
			t.Errorf("%s offers what does nothing, or does not offer what does something", m.name)
		}
	}
	w.views.set(modeTable)
	test.Tap(w.toolbar.sort)
	if !w.dialogs.covered() {
		t.Error("no order is offered")
	}
}

// TestSortButtonNamesTheOrder: the button names the column that sorts and the direction,
// and gets the room for the name at once.
func TestSortButtonNamesTheOrder(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(widgets.Theme{Appearance: widgets.Light})
	w := newTestWindow(t, Options{})
	w.Resize(fyne.NewSize(900, 600))
	for _, step := range []struct {
		key  view.Key
		want string
	}{{view.ByTitle, "Sort: Title ↓"}, {view.ByContributors, "Sort: Contributors ↑"}, {view.ByYear, "Sort: Year ↑"}} {
		want := step.want
		w.searching.sortBy(step.key, false)
		b := w.toolbar.sort
		if b.Text != want || b.Size().Width != b.MinSize().Width {
			t.Errorf("%q on %v pixels, needs %v", b.Text, b.Size().Width, b.MinSize().Width)
		}
		end := fyne.CurrentApp().Driver().AbsolutePositionForObject(w.toolbar.details).X + w.toolbar.details.Size().Width
		if end > 900 {
			t.Errorf("%s: the next button ends at %v", want, end)
		}
	}
	w.Resize(fyne.NewSize(1, 1))
	if least := w.Content().MinSize().Width; least > 640 { // half of a screen of 1280
		t.Errorf("the window is at least %v wide", least)
	}
}

func TestToolbarFits(t *testing.T) {
	test.NewTempApp(t)
	left, search, right := canvas.NewRectangle(nil), canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	left.SetMinSize(fyne.NewSize(120, 30))
	right.SetMinSize(fyne.NewSize(160, 30))
	objects := []fyne.CanvasObject{left, search, right}
	row := &toolRow{sort: canvas.NewRectangle(nil)}
	for _, width := range []float32{row.MinSize(objects).Width + 1 + theme.Padding(), 800, 1280, 2560} {
		row.Layout(objects, fyne.NewSize(width, 40))
		x, room := search.Position().X, search.Size().Width
		if room < searchLeast || room > searchMost || x < 120+toolGap || x+room > width-160-toolGap {
			t.Errorf("in %v pixels the search has %v at %v", width, room, x)
		}
		if width >= 1280 && x+room/2 != width/2 {
			t.Errorf("in %v pixels the search is not in the middle: %v at %v", width, room, x)
		}
	}
}

func TestStatesAreLinks(t *testing.T) {
	s := uitest.NewLibrary("One", "Two", "Three")
	s.Set(0, func(b *book.Book) { b.State, b.Fault = book.Failed, &book.Fault{Kind: book.Truncated, Reason: "x"} })
	w := newSearchWindow(t, s)
	w.Resize(fyne.NewSize(1280, 800))
	w.newFrame()
	if len(w.totals.line.links) != 1 || w.totals.line.links[0].Text != "1 can’t be read" {
		t.Fatalf("%d links", len(w.totals.line.links))
	}
	w.searching.box.SetText("one")
	for _, want := range []string{"one is:faulty", "one"} {
		test.Tap(w.totals.line.links[0])
		if got := w.searching.box.Text; got != want {
			t.Errorf("the search is %q, want %q", got, want)
		}
	}
}
