package details

import (
	"fyne.io/fyne/v2"

	"lectern/library"
	"lectern/library/book"
	"lectern/ui/i18n"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// section is a heading and the list below it.
type section struct {
	heading *widgets.RichText
	list    *widgets.List
}

func (d *Pane) newSection() *section {
	s := &section{widgets.NewRichText(13, 1), widgets.NewList(d.menu)}
	s.list.OnKey = d.typedKey
	s.list.OnReveal = func(list *widgets.List, top, height float32) { d.revealPart(list, top, height) }
	return s
}

func (s *section) set(heading string, rows []widgets.ListRow) {
	s.heading.Set(widgets.Plain(heading, words.Plain, true))
	s.list.Set(rows)
}

// listParts lists the bookmarks, the chapters and the files of a book.
func (d *Pane) listParts(b *book.Book) {
	chapters := library.Chapters(b)
	var rows []widgets.ListRow
	for _, m := range b.Bookmarks() {
		rows = append(rows, d.bookmarkRow(b, m, words.Bookmark(m, chapters)))
	}
	d.bookmarks.set(i18n.Count(len(rows), "{{.Count}} bookmark", "{{.Count}} bookmarks"), rows)
	rows = nil
	if len(chapters) > 1 {
		for i, c := range chapters {
			rows = append(rows, d.listRow(words.Chapter(chapters, i), words.Clock(c.Start), i18n.Text("Copy"), c.Title, func() { d.OnPlay(b, c.Start, nil) }))
		}
	}
	d.chapters.set(i18n.Count(len(rows), "{{.Count}} chapter", "{{.Count}} chapters"), rows)
	rows = nil
	for _, f := range b.Files {
		length := ""
		if f.Media != nil {
			length = words.Clock(f.Media.Duration)
		}
		rows = append(rows, d.listRow(f.Name(), length, i18n.Text("Copy path"), f.Path, func() { d.OnPlay(b, 0, f) }))
	}
	d.files.set(words.BookCount(len(rows), true), rows)
}

// sections returns the lists in their order.
func (d *Pane) sections() []*section { return []*section{d.bookmarks, d.chapters, d.files} }

// listRow is a row for a file or a chapter. It is bound to its book, so that a tap or
// an open menu does not act on another book that the pane shows by then.
func (d *Pane) listRow(name, time, copyTitle, copied string, play func()) widgets.ListRow {
	return widgets.ListRow{Name: words.Printable(name), Time: time, OnOpen: play, Tip: i18n.Text("Double-click to play from here"), MenuItems: func() []*fyne.MenuItem {
		return []*fyne.MenuItem{d.copyItem(copyTitle, copied), fyne.NewMenuItem(i18n.Text("Play from here"), play)}
	}}
}

// bookmarkRow is a row for a bookmark.
func (d *Pane) bookmarkRow(b *book.Book, m book.Bookmark, name string) widgets.ListRow {
	row := d.listRow(name, words.Clock(m.At), i18n.Text("Copy"), name, func() { d.OnPlay(b, m.At, nil) })
	row.OnEdit, row.OnRemove = func() { d.OnEditBookmark(m) }, func() { d.OnRemoveBookmark(m) }
	more := row.MenuItems
	row.MenuItems = func() []*fyne.MenuItem {
		return append(more(), fyne.NewMenuItemSeparator(),
			fyne.NewMenuItem(i18n.Text("Edit note…"), row.OnEdit),
			fyne.NewMenuItem(i18n.Text("Remove bookmark"), row.OnRemove))
	}
	return row
}
