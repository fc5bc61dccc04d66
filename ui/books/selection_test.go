package books

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/uitest"
)

// hold makes the table see these modifier keys as held.
func hold(table *Table, keys fyne.KeyModifier) {
	table.input.held = func() fyne.KeyModifier { return keys }
}

// chosen returns the titles of the selected books without "Part ".
func chosen(table *Table) string {
	var titles []string
	for _, b := range table.selection.Books() {
		titles = append(titles, strings.TrimPrefix(b.Title, "Part "))
	}
	return strings.Join(titles, " ")
}

func TestSelectSeveral(t *testing.T) {
	const shift, control = fyne.KeyModifierShift, fyne.KeyModifierShortcutDefault
	_, _, table := newTableOf(t, 100)
	told := 0
	table.selection.AddListener(func(bool) { told = table.selection.Len() })
	for _, step := range []struct {
		name string
		do   func()
		want string
	}{
		{"click", func() { hold(table, 0); table.tapped(1) }, "2"},
		{"shift click", func() { hold(table, shift); table.tapped(3) }, "2 3 4"},
		{"shift click above", func() { table.tapped(0) }, "1 2"},
		{"ctrl click", func() { hold(table, control); table.tapped(5) }, "1 2 6"},
		{"ctrl click again", func() { table.tapped(1) }, "1 6"},
		{"down to one", func() { table.tapped(0) }, "6"},
		{"down to none", func() { table.tapped(5) }, ""},
		{"up to one", func() { table.tapped(2) }, "3"},
		{"shift and arrows", func() { hold(table, shift); uitest.Press(table, fyne.KeyDown, fyne.KeyDown) }, "3 4 5"},
		{"and back over the first", func() { uitest.Press(table, fyne.KeyUp, fyne.KeyUp, fyne.KeyUp) }, "2 3"},
		{"shift home", func() { uitest.Press(table, fyne.KeyHome) }, "1 2 3"},
		{"arrow", func() { hold(table, 0); uitest.Press(table, fyne.KeyDown) }, "2"},
		{"beside", func() { table.tapped(4); table.Tapped(&fyne.PointEvent{Position: fyne.NewPos(5, 5)}) }, ""},
		{"shift with nothing", func() { hold(table, shift); table.tapped(7) }, "8"},
		{"menu within", func() { table.tapped(9); table.menuAt(8, fyne.Position{}) }, "8 9 10"},
		{"menu beside", func() { table.menuAt(3, fyne.Position{}) }, "4"},
		{"escape", func() { table.tapped(5); hold(table, 0); uitest.Press(table, fyne.KeyEscape) }, "6"},
	} {
		step.do()
		if got := chosen(table); got != step.want || told != table.selection.Len() || table.selection.Len() != len(table.selection.Books()) {
			t.Fatalf("%s: %q are selected, want %q; %d changes reported, %d counted", step.name, got, step.want, told, table.selection.Len())
		}
	}
	table.SelectAll()
	if table.selection.Len() != 100 || len(table.selection.Books()) != 100 {
		t.Errorf("all: %d", table.selection.Len())
	}
}

func TestSeveralOutliveReSort(t *testing.T) {
	s, rows, table := newTableOf(t, 100)
	table.selection.Select(10)
	table.selection.Toggle(20)
	table.selection.Toggle(30)
	for _, order := range []view.Order{{Key: view.BySize, Desc: true}, {Key: view.BySize}} {
		s.Query.Sort = []view.Order{order}
		rows.Publish(s.View(t))
	}
	if got := chosen(table); got != "11 21 31" {
		t.Fatalf("after re-sorts %q are selected", got)
	}
	drawn := map[int]bool{}
	for _, c := range cells(table) {
		if c.selected {
			drawn[c.row] = true
		}
	}
	table.scrollTo(0)
	if !drawn[table.marks.cursor] {
		t.Errorf("rows %v are drawn as selected, the cursor is at %d", drawn, table.marks.cursor)
	}
	s.Query.Text = "part"
	rows.Publish(s.View(t))
	if got := chosen(table); got != "31" {
		t.Errorf("after a search %q are selected", got)
	}
}

// BenchmarkRefreshWithAllSelected must take as long as BenchmarkRefresh.
func BenchmarkRefreshWithAllSelected(b *testing.B) {
	s, rows, table := newTableOf(b, 100_000)
	table.SelectAll()
	var views [2]*view.View
	for i := range views {
		for slot := range 50 {
			s.Set(slot, func(k *book.Book) { k.Size += 7 })
		}
		views[i] = s.View(b)
	}
	b.ResetTimer()
	for i := 0; b.Loop(); i++ {
		rows.Publish(views[i%2])
	}
}
