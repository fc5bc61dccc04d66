package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"lectern/ui/uitest"
	"lectern/ui/widgets"
)

func TestDeleteSeveral(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(widgets.Theme{Appearance: widgets.Light})
	w := newTestWindow(t, Options{})
	s := uitest.NewLibrary("A", "B", "C", "D", "E")
	w.rows.Publish(s.View(t))
	w.Resize(fyne.NewSize(900, 600))
	w.selection.Select(1)
	w.selection.Toggle(2)
	if want := "2 selected · 5.0 kB"; !strings.HasPrefix(w.totals.line.left.Text, want) {
		t.Errorf("the status line says %q", w.totals.line.left.Text)
	}
	uitest.Press(w.views.table, fyne.KeyDelete)
	if w.messages.removal.Books != 2 {
		t.Errorf("removed %+v", w.messages.removal)
	}
	if b := w.selection.Book(); b == nil || b.Title != "D" || w.selection.Len() != 1 {
		t.Errorf("%v is selected next", b)
	}
	if got := shownBars(w)[0].text; got != "Removed 2 books from the library. No file was touched." {
		t.Errorf("%q", got)
	}
}
