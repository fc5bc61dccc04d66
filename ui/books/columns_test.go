package books

import (
	"testing"

	"lectern/library/book"
	"lectern/ui/uitest"
	"lectern/ui/words"
)

func TestRowsShowTheirStatus(t *testing.T) {
	for _, c := range []struct {
		change func(*book.Book)
		want   string
		grey   bool
	}{
		{func(b *book.Book) {}, "", false},
		{func(b *book.Book) { b.State, b.MissingSince = book.Missing, uitest.Noon.AddDate(0, -1, 0).UnixNano() }, "missing since 3 Apr", true},
		{func(b *book.Book) { b.State = book.Missing }, "missing", true},
		{func(b *book.Book) { b.State = book.Offline }, "offline", true},
		{func(b *book.Book) { b.Held = true }, "not found", true},
		{func(b *book.Book) { b.Hidden = true }, "removed", true},
		{func(b *book.Book) { b.Changing, b.State = true, book.Found }, "still changing", false},
	} {
		f := &book.File{Path: "/x/a.mp3"}
		b := &book.Book{Path: f.Path, Files: []*book.File{f}, Meta: book.Meta{Title: "A"}, State: book.Probed}
		c.change(b)
		v := titleCell(b, uitest.Noon)
		if v.Second != c.want || (v.firstTone == words.Muted) != c.grey {
			t.Errorf("%q in tone %d, want %q, grey %v", v.Second, v.firstTone, c.want, c.grey)
		}
		if status := statusCell(b, uitest.Noon).first; status != words.Capital(c.want) {
			t.Errorf("the status is %q, want %q", status, c.want)
		}
	}
}

func TestAbsentRowsAreGreyInAllColumns(t *testing.T) {
	s := uitest.NewLibrary("One", "Two")
	s.Set(0, func(b *book.Book) { b.Held, b.Authors = true, []string{"A"} })
	s.Set(1, func(b *book.Book) { b.Authors = []string{"A"} })
	table := newTestTable(t, NewRows(s.View(t), func(f func()) { f() }))
	for _, c := range cells(table) {
		if c.shown.first != "" && (c.shown.firstTone == words.Muted) != (c.row == 0) {
			t.Errorf("row %d, column %d is in tone %d", c.row, c.col, c.shown.firstTone)
		}
	}
}
