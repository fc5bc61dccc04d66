package ui

import (
	"context"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/books"
	"lectern/ui/keys"
	"lectern/ui/uitest"
)

// newStatisticsWindow makes a window that shows statistics of books.
func newStatisticsWindow(t *testing.T, lib *uitest.Library) *Window {
	t.Helper()
	w := newSearchWindow(t, lib)
	w.menus.shortcut(keys.Ctrl(fyne.Key4))
	s, err := view.StatisticsOf(context.Background(), lib.View(t), nil, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	w.views.statistics.Set(s, false)
	return w
}

// barOf returns the bar with a condition.
func barOf(t *testing.T, s *view.Statistics, query string) view.Bar {
	t.Helper()
	for _, g := range s.Groups {
		for _, b := range g.Bars {
			if b.Query() == query {
				return b
			}
		}
	}
	t.Fatalf("no bar %s", query)
	return view.Bar{}
}

func TestStatisticsTakeTheBooksPlace(t *testing.T) {
	lib := uitest.WrittenBy("Ann Leckie", "Anna Banks", "Ann Leckie")
	w := newStatisticsWindow(t, lib)
	page := w.views.statistics
	if !page.Visible() || w.views.table.Visible() || w.Canvas().Focused() != fyne.Focusable(page) || !w.toolbar.modes[3].On() || w.toolbar.modes[0].On() {
		t.Error("Ctrl+4 does not show the statistics")
	}
	w.menus.refresh()
	if !menuItem(t, w, "Statistics").Checked || !menuItem(t, w, "Larger").Disabled || !menuItem(t, w, "Select all").Disabled {
		t.Error("the menu does not know of the statistics")
	}
	if w.settings.viewMode() != modeTable {
		t.Error("the statistics are saved as the way to show books")
	}
	if w.menus.shortcut(keys.Ctrl(fyne.KeyA)); w.selection.Len() > 0 {
		t.Error("Ctrl+A selects books that are not shown")
	}
	w.newFrame()
	if !page.Visible() || w.views.table.Visible() {
		t.Error("a frame hides the statistics")
	}
	w.searching.refine("nothing at all", "")
	lib.Query.Text = "nothing at all"
	w.rows.Publish(lib.View(t))
	said := 0
	for _, o := range test.LaidOutObjects(page) {
		if _, is := o.(*canvas.Text); is {
			said++
		}
	}
	if said > 0 || !w.empty.Visible() || !strings.HasPrefix(w.empty.title.Text, "Nothing matches") {
		t.Errorf("nothing found: %d texts in the statistics, %q", said, w.empty.title.Text)
	}
	w.navigation.walk(-1)
	w.navigation.walk(-1)
	if page.Visible() || !w.views.table.Visible() || w.views.name() != modeTable {
		t.Error("Back does not return to the table")
	}
	if w.navigation.walk(1); !page.Visible() {
		t.Error("Forward does not return to the statistics")
	}
	w.menus.shortcut(keys.Ctrl(fyne.Key2))
	if page.Visible() || !w.views.grid.Visible() || w.views.mode != books.ViewMode(w.views.grid) {
		t.Error("Ctrl+2 does not show the shelf")
	}
}

// TestBarsSearch: a click on a bar makes the same search as a click on the name elsewhere,
// and the status line shows the number of books that the bar counts.
func TestBarsSearch(t *testing.T) {
	lib := uitest.WrittenBy("Ann Leckie", "Anna Banks", "Ann Leckie")
	for i := range 2 {
		lib.Set(i, func(b *book.Book) { b.Authors = append(b.Authors, "Both") })
	}
	w := newStatisticsWindow(t, lib)
	press := func(query string, click keys.Click, want string, status string) {
		t.Helper()
		lib.Query.Text = w.searching.query.Text
		s, err := view.StatisticsOf(context.Background(), lib.View(t), nil, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		w.views.statistics.OnBar(barOf(t, s, query), click)
		if got := w.searching.query.Text; got != want || w.searching.box.Text != want {
			t.Fatalf("%s: the search is %q, want %q", query, got, want)
		}
		lib.Query.Text = want
		w.rows.Publish(lib.View(t))
		if got := w.totals.line.shown.Text; !strings.HasPrefix(got, status) {
			t.Errorf("%s: the status line has %q, want %q", query, got, status)
		}
	}
	press("author:=Both", keys.Narrow, "author:=Both", "2 of 3 books")
	press(`author:="Ann Leckie"`, keys.Narrow, `author:=Both author:="Ann Leckie"`, "1 of 3 books")
	press("author:=Both", keys.Narrow, `author:="Ann Leckie"`, "2 of 3 books")
	press("year:2000..2009", keys.Narrow, `author:="Ann Leckie" year:2000..2009`, "2 of 3 books")
	press("no:narrator", keys.Alone, "no:narrator", "3 books")
	press(`author:="Anna Banks"`, keys.Tick, `no:narrator author:="Anna Banks"`, "1 of 3 books")
	press("no:narrator", keys.Narrow, `author:="Anna Banks"`, "1 of 3 books")
}

func TestListsOfStatisticsShowBooks(t *testing.T) {
	lib := uitest.WrittenBy("Ann Leckie", "Anna Banks", "Ann Leckie")
	w := newStatisticsWindow(t, lib)
	w.views.statistics.OnBook(w.rows.View().At(1))
	if b := w.selection.Book(); w.views.name() != modeTable || b == nil || b.Title != "Book 1" {
		t.Errorf("a click on a book shows %v in %s", b, w.views.name())
	}
	lib = uitest.WrittenBy(make([]string, 100)...)
	w.rows.Publish(lib.View(t))
	w.selection.Select(50)
	w.menus.shortcut(keys.Ctrl(fyne.Key4))
	w.views.statistics.OnOrder(view.BySize)
	lib.Query.Sort = w.searching.query.Sort
	w.rows.Publish(lib.View(t))
	if top := w.views.table.InSight()[0]; top != w.rows.View().At(0) {
		t.Errorf("the table begins with %s, not with the largest book", top.Title)
	}
	if got := view.FormatSort(w.searching.query.Sort); got != "-size" || w.views.name() != modeTable {
		t.Errorf("all books by size are sorted by %s in %s", got, w.views.name())
	}
}
