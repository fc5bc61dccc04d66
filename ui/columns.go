package ui

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"lectern/library"
	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/books"
	"lectern/ui/i18n"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// columns are the columns of the table: their menus, their layouts and their saved
// state.
type columns struct{ w *Window }

// keep saves the columns that the table has now, unless they belong to a saved view.
func (c *columns) keep() {
	if c.w.searching.saved.open == "" {
		c.w.settings.setColumns(c.w.views.table.Choices())
	}
	c.w.menus.refresh()
}

// menu opens the menu of the headings.
func (c *columns) menu(at fyne.Position) {
	widgets.ShowMenu(c.w.Canvas(), at, c.items(true)...)
}

// items are a tick for each column but the title, which cannot be removed, and Reset. A
// menu that opens now says which columns have no room.
func (c *columns) items(now bool) (items []*fyne.MenuItem) {
	for _, g := range books.ColumnGroups {
		if g.Title == "" {
			items = append(items, c.ticks(g.Columns, now)...)
			continue
		}
		items = append(items, newSubmenu(i18n.Text(g.Title), c.ticks(g.Columns, now)...))
	}
	return append(items, fyne.NewMenuItemSeparator(), fyne.NewMenuItem(i18n.Text("Reset columns"), c.reset))
}

func (c *columns) ticks(cols []books.Column, now bool) (items []*fyne.MenuItem) {
	t := c.w.views.table
	choices := t.Choices()
	for _, col := range cols {
		if col.Key == view.ByTitle {
			continue
		}
		i := fyne.NewMenuItem(i18n.Text(col.Title), func() { t.ToggleColumn(col.Key) })
		i.Checked = slices.ContainsFunc(choices, func(c books.Choice) bool { return c.Key == col.Key })
		if now && i.Checked && !t.HasRoom(col.Key) {
			i.Label = i18n.Text("{{.Column}} (no room)", "Column", i.Label)
		}
		items = append(items, i)
	}
	return items
}

// reset shows the columns of the default layout, with widths that follow from the width
// of the table.
func (c *columns) reset() {
	c.w.views.table.SetColumns(books.DefaultChoices(nil))
	c.keep()
}

// columnsItem is View ▸ Columns.
func (c *columns) columnsItem() *fyne.MenuItem {
	return newSubmenu(i18n.Text("Columns"), c.items(false)...)
}

// layoutItem is View ▸ Layout: the layouts that ship, the user's layouts, and what
// makes and removes one.
func (c *columns) layoutItem() *fyne.MenuItem {
	now := books.FormatChoices(c.w.views.table.Choices())
	item := func(l books.Layout) *fyne.MenuItem {
		i := fyne.NewMenuItem(words.Brief(l.Name, words.BriefMenu), func() { c.show(l) })
		i.Checked = l.Columns == now
		return i
	}
	var items, remove []*fyne.MenuItem
	for _, l := range books.Layouts() {
		items = append(items, item(l))
	}
	own := c.w.settings.layouts()
	if len(own) > 0 {
		items = append(items, fyne.NewMenuItemSeparator())
	}
	for _, l := range own {
		items = append(items, item(l))
		remove = append(remove, fyne.NewMenuItem(words.Brief(l.Name, words.BriefMenu), c.w.dialogs.uncovered(func() { c.askRemove(l.Name) })))
	}
	items = append(items, fyne.NewMenuItemSeparator(), fyne.NewMenuItem(i18n.Text("Save layout…"), c.askName))
	if len(own) > 0 {
		items = append(items, newSubmenu(i18n.Text("Delete layout"), remove...))
	}
	return newSubmenu(i18n.Text("Layout"), items...)
}

// show shows the columns of a layout, in its order.
func (c *columns) show(l books.Layout) {
	c.w.views.table.SetColumns(books.ParseChoices(l.Columns))
	if order, err := view.ParseSort(l.Sort); err == nil && len(order) > 0 {
		c.w.searching.sortAs(order)
	}
	c.keep()
}

// askName asks for a name, and saves the columns and the order under it. It asks before a
// layout of this name is replaced.
func (c *columns) askName() {
	c.w.dialogs.askName(i18n.Text("Save layout"), i18n.Text("Name of the layout"), "", func(name string) {
		taken := slices.ContainsFunc(c.w.settings.layouts(), func(l books.Layout) bool { return strings.EqualFold(l.Name, name) })
		c.w.dialogs.askReplace(name, i18n.Text("There is a layout of this name. The columns and the order shown now take its place."), taken, func() { c.save(name) })
	})
}

// askRemove asks, and deletes a layout.
func (c *columns) askRemove(name string) {
	c.w.dialogs.ask(i18n.Text("Delete this layout?"), name, i18n.Text("The columns of the table stay as they are."), i18n.TextIn("a layout", "Delete"), func() {
		c.w.settings.setLayouts(slices.DeleteFunc(c.w.settings.layouts(), func(l books.Layout) bool { return l.Name == name }))
		c.w.menus.refresh()
	})
}

// layout returns the columns and the order as they are now.
func (c *columns) layout(name string) books.Layout {
	return books.Layout{Name: name, Columns: books.FormatChoices(c.w.views.table.Choices()), Sort: view.FormatSort(c.w.searching.query.Sort)}
}

// save saves the columns and the order as a layout. It replaces one of the same name.
func (c *columns) save(name string) {
	own := slices.DeleteFunc(c.w.settings.layouts(), func(l books.Layout) bool { return strings.EqualFold(l.Name, name) })
	c.w.settings.setLayouts(append(own, c.layout(name)))
	c.w.menus.refresh()
}

// rowsItem is View ▸ Rows: how high the rows are, and whether they show covers.
func (c *columns) rowsItem() *fyne.MenuItem {
	var items []*fyne.MenuItem
	for _, d := range densities {
		i := fyne.NewMenuItem(i18n.Text(d.title), func() { c.setDensity(d.value) })
		i.Checked = c.w.settings.density() == d.value
		items = append(items, i)
	}
	items = append(items, fyne.NewMenuItemSeparator(), c.w.menus.thumbsItem())
	return newSubmenu(i18n.Text("Rows"), items...)
}

// texts returns the chosen columns as texts for other programs.
func (c *columns) texts(choices []books.Choice) []library.ExportColumn {
	now := time.Now()
	all := make([]library.ExportColumn, 0, len(choices))
	for _, choice := range choices {
		if col, ok := books.ColumnOf(choice.Key); ok {
			all = append(all, library.ExportColumn{Title: i18n.Text(col.Title), Right: col.IsFigure(), Text: func(b *book.Book) string { return col.Text(b, now) }})
		}
	}
	return all
}

func (c *columns) setDensity(d books.Density) {
	c.w.settings.SetString(prefDensity, string(d))
	c.w.views.table.SetDensity(d)
	c.w.menus.refresh()
}

// sortedBy returns the title of the column that sorts first, "" for none.
func (c *columns) sortedBy() string {
	order := c.w.searching.query.Sort
	if len(order) == 0 {
		return ""
	}
	col, _ := books.ColumnOf(order[0].Key)
	return i18n.Text(col.Title) + books.SortArrow(order[0])
}

// sortItem is View ▸ Sort by, for the view modes without headings: the columns of the
// table and of the default layout.
func (c *columns) sortItem() *fyne.MenuItem {
	choices := append(c.w.views.table.Choices(), books.DefaultChoices(nil)...)
	var items []*fyne.MenuItem
	for _, col := range books.Columns() {
		if !slices.ContainsFunc(choices, func(c books.Choice) bool { return c.Key == col.Key }) {
			continue
		}
		mark := books.SortMark(c.w.searching.query.Sort, col.Key)
		i := fyne.NewMenuItem(i18n.Text(col.Title)+mark, func() { c.w.searching.sortBy(col.Key, false) })
		i.Checked = mark != ""
		items = append(items, i)
	}
	return newSubmenu(i18n.Text("Sort by"), items...)
}
