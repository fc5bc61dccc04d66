package ui

import (
	"fyne.io/fyne/v2"

	"lectern/ui/books"
)

// sortItem is the menu of what the books are sorted by, for the shelf has no
// heads of columns: the same as a click on one of those.
func (w *Window) sortItem() *fyne.MenuItem {
	var items []*fyne.MenuItem
	for _, c := range w.table.Columns {
		title := c.Title
		order, sorts := w.sortedBy(c.Key)
		if sorts {
			title += books.SortArrow(order)
		}
		i := fyne.NewMenuItem(title, func() { w.sortBy(c.Key) })
		i.Checked = sorts
		items = append(items, i)
	}
	i := fyne.NewMenuItem("Sort by", nil)
	i.ChildMenu = fyne.NewMenu("", items...)
	return i
}
