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
	table.scrollTo(table.most())
	table.input.held = func() fyne.KeyModifier { return fyne.KeyModifierShift }
	uitest.Press(table, fyne.KeyF10)
	if opened != 2 || table.selection.Len() != 2 || !inSight(table) {
		t.Errorf("Shift+F10: opened %d times, %d books are selected, the row is at %v", opened, table.selection.Len(), sight(table))
	}
}
