package books

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"lectern/library/book"
	"lectern/ui/uitest"
)

// TestMenuKeyOpensTheMenuAtTheRow: the menu key opens the menu of all selected books below
// the row with the cursor.
func TestMenuKeyOpensTheMenuAtTheRow(t *testing.T) {
	_, _, table := newTableOf(t, 1000)
	var at fyne.Position
	opened := 0
	table.input.OnMenu = func(_ *book.Book, p fyne.Position) { opened, at = opened+1, p }
	uitest.Press(table, desktop.KeyMenu)
	if opened > 0 {
		t.Error("a menu without a book")
	}
	uitest.Press(table, fyne.KeyEnd, desktop.KeyMenu)
	if below := table.BookAt(at.SubtractXY(0, 8)); opened != 1 || below == nil || below.Title != title(t, table) {
		t.Errorf("the menu opened %d times, at %v", opened, at)
	}
	table.selection.Select(3)
	table.selection.Toggle(5)
	table.scrollTo(table.viewport.most())
	table.input.held = func() fyne.KeyModifier { return fyne.KeyModifierShift }
	uitest.Press(table, fyne.KeyF10)
	if opened != 2 || table.selection.Len() != 2 || !inSight(table) {
		t.Errorf("Shift+F10: opened %d times, %d books are selected, the row is at %v", opened, table.selection.Len(), onScreen(table))
	}
}

// TestMenuKeyInEachViewMode: the menu opens within the row or the item of the selected
// book. The series may have no list yet, or one without the book.
func TestMenuKeyInEachViewMode(t *testing.T) {
	_, rows, s := newTestSeries(t, long(1000)...)
	grid := NewGrid(s.input)
	grid.Thumbs = s.Thumbs
	grid.Hide()
	grid.Resize(fyne.NewSize(900, 400))
	list := s.List
	var at fyne.Position
	opened := 0
	s.input.OnMenu = func(_ *book.Book, p fyne.Position) { opened, at = opened+1, p }
	press := func(m ViewMode) {
		t.Helper()
		opened = 0
		if uitest.Press(m, desktop.KeyMenu); opened != 1 {
			t.Errorf("%T: the menu opened %d times", m, opened)
		}
	}
	s.selection.Select(503)
	press(s.Series)

	SwitchMode(s.Series, s.table)
	press(s.table)

	SwitchMode(s.table, grid)
	press(grid)
	item := grid.items.shown[503]
	if x, left := at.X, item.Position().X; x < left || x >= left+item.Size().Width {
		t.Errorf("the menu opens at %v, the item is at %v", x, left)
	}

	SwitchMode(grid, s.Series)
	press(s.Series) // the list is still being made
	s.SetList(list)
	press(s.Series)

	SwitchMode(s.Series, s.table)
	s.selection.Select(rows.Length() - 1)
	s.Show()
	press(s.Series)
	s.SetList(seriesOf(t, uitest.NewLibrary("Another").View(t)))
	press(s.Series) // the book has no place
}
