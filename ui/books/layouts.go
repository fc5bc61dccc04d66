package books

import (
	"lectern/library/view"
	"lectern/ui/i18n"
)

// Layout is a named choice of columns. Sort is the order in which it shows the books,
// as view.FormatSort writes it; "" leaves the order as it is.
type Layout struct {
	Name    string
	Columns string // as FormatChoices writes it
	Sort    string
}

// Layouts returns the layouts that ship. The first is the default. Columns further to
// the right drop out first if there is no room.
func Layouts() []Layout {
	return []Layout{
		{i18n.TextIn("a layout of columns", "Library"), "title,author,length,narrator,series,year,genres,size,added", ""},
		{i18n.TextIn("a layout of columns", "Quality"), "title,author,length,problems,bitrate,codec,size,parts,chapters,folder", "-problems"},
		{i18n.Text("Recently added"), "title,author,added,length,series,narrator,size,folder", "-added"},
	}
}

// DefaultChoices returns the columns of the first layout, with widths that an earlier
// version stored by the names of the keys.
func DefaultChoices(widths map[string]float32) []Choice {
	choices := ParseChoices(Layouts()[0].Columns)
	for i, c := range choices {
		if w := widths[c.Key.String()]; w > 0 && w < widest {
			choices[i].Width = w
		}
	}
	return choices
}

// ColumnOf returns the column that sorts by a key; ok is false if there is none.
func ColumnOf(key view.Key) (c Column, ok bool) {
	for _, c := range Columns() {
		if c.Key == key {
			return c, true
		}
	}
	return Column{}, false
}
