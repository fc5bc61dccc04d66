package details

import (
	"strings"

	"fyne.io/fyne/v2"

	"lectern/library"
	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/i18n"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

func (d *Pane) menu(at fyne.Position, items ...*fyne.MenuItem) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(d); c != nil {
		widgets.ShowMenu(c, at, items...)
	}
}

func (d *Pane) copyItem(title, text string) *fyne.MenuItem {
	return fyne.NewMenuItem(title, func() { d.OnCopy(text) })
}

// menuOf opens the menu of a field of the shown book.
func (d *Pane) menuOf(f book.Field, value func(*book.Book) string) func(at fyne.Position) {
	return func(at fyne.Position) {
		if d.Book != nil {
			d.valueMenu(at, value(d.Book), f)
		}
	}
}

// valueMenu opens the menu of the value of a field.
func (d *Pane) valueMenu(at fyne.Position, value string, f book.Field) {
	items := []*fyne.MenuItem{d.copyItem(i18n.Text("Copy"), value)}
	if f < book.Fields && d.Book != nil && d.Book.Sources[f] != book.Nowhere {
		items = append(items, d.whyItem(i18n.Text("Why?"), at, f))
	}
	d.menu(at, append(items, d.nameItems(f)...)...)
}

// meta returns the fields that the pane shows: the fields of the book, or the values that
// several books have in common. It is nil if the pane shows nothing.
func (d *Pane) meta() *book.Meta {
	switch {
	case d.several != nil:
		return d.several.Common
	case d.Book != nil:
		return &d.Book.Meta
	default:
		return nil
	}
}

// nameItems are the menu items for the names in a field: each name alone, and another name
// for it in all books.
func (d *Pane) nameItems(f book.Field) (items []*fyne.MenuItem) {
	m := d.meta()
	if m == nil || !library.Renamable(f) {
		return nil
	}
	names := m.Values(f)
	if f == book.InSeries {
		names = nil
		for _, s := range m.Series {
			names = append(names, s.Name)
		}
	}
	for _, name := range names {
		field := i18n.Text(f.Info().One)
		only, rename := i18n.Text("Show only this {{.Field}}", "Field", field), i18n.Text("Rename {{.Field}} everywhere…", "Field", field)
		if len(names) > 1 {
			brief := words.Brief(name, words.BriefMenu)
			only, rename = i18n.Text("Show only “{{.Name}}”", "Name", brief), i18n.Text("Rename “{{.Name}}” everywhere…", "Name", brief)
		}
		items = append(items,
			fyne.NewMenuItem(only, func() { d.OnOnly(view.Field(f)+1, words.Printable(name)) }),
			fyne.NewMenuItem(rename, func() { d.OnRename(f, name) }))
	}
	return items
}

// peopleMenu opens the menu of the authors, narrators and series.
func (d *Pane) peopleMenu(at fyne.Position) {
	m := d.meta()
	if m == nil {
		return
	}
	var items []*fyne.MenuItem
	for _, f := range []book.Field{book.Authors, book.Narrators, book.InSeries} {
		if !m.Has(f) {
			continue
		}
		if len(items) > 0 {
			items = append(items, fyne.NewMenuItemSeparator())
		}
		one, separator := i18n.Text(f.Info().One), ", "
		if f == book.InSeries {
			separator = "; "
		}
		items = append(items, d.copyItem(i18n.Text("Copy {{.Field}}", "Field", one), strings.Join(m.Values(f), separator)))
		if d.Book != nil {
			items = append(items, d.whyItem(i18n.Text("Why this {{.Field}}?", "Field", one), at, f))
		}
		items = append(items, d.nameItems(f)...)
	}
	d.menu(at, items...)
}

// briefMenu opens the menu of the line with the length, the year and the language.
func (d *Pane) briefMenu(at fyne.Position) {
	items := []*fyne.MenuItem{d.copyItem(i18n.Text("Copy"), widgets.PlainText(d.brief.Shown))}
	for _, f := range []book.Field{book.Year, book.Language} {
		if d.Book != nil && d.Book.Has(f) {
			items = append(items, d.whyItem(i18n.Text("Why this {{.Field}}?", "Field", i18n.Text(f.Info().One)), at, f))
		}
	}
	d.menu(at, items...)
}

// whyItem is the menu item that asks where a field comes from. The answer appears at
// the position of the menu.
func (d *Pane) whyItem(title string, at fyne.Position, f book.Field) *fyne.MenuItem {
	id := d.Book.ID
	return fyne.NewMenuItem(title, func() { d.askWhy(id, f, at) })
}

// askWhy asks where a field of the shown book comes from. The answer appears at a position.
func (d *Pane) askWhy(id book.ID, f book.Field, at fyne.Position) {
	d.Why(id, f, func(claims []library.Claim) {
		if d.Book != nil && d.Book.ID == id {
			d.tellWhy(at, whyWords(f, claims))
		}
	})
}

// whySpan is a quiet word that stands for a field, such as its name: a click on the word
// asks where the field comes from. The answer appears below the text of which the span is
// part.
func (d *Pane) whySpan(word string, f book.Field, of *widgets.RichText) widgets.Span {
	s := widgets.Span{Text: word, Tone: words.Muted}
	if d.Book == nil || f >= book.Fields || d.Book.Sources[f] == book.Nowhere && !d.Book.Has(f) {
		return s
	}
	id := d.Book.ID
	s.Tip, s.Aside = i18n.Text("Why this {{.Field}}?", "Field", i18n.Text(f.Info().One)), true
	s.OnTap = func() {
		d.askWhy(id, f, fyne.CurrentApp().Driver().AbsolutePositionForObject(of).AddXY(0, of.Size().Height))
	}
	return s
}
