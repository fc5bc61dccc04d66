package details

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"lectern/library/book"
	"lectern/ui/i18n"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// Several is the content of the pane while several books are selected.
type Several struct {
	Books  int
	Length time.Duration
	Size   int64      // in bytes
	Common *book.Meta // what Common returns for the books, nil until it is known
}

// SeveralOf returns the content of the pane for books.
func SeveralOf(books []*book.Book) Several {
	common := Common(books)
	s := Several{Books: len(books), Common: &common}
	for _, b := range books {
		s.Length += b.Duration
		s.Size += b.Size
	}
	return s
}

// Common returns the values that all books have in common. A list keeps the entries that
// every book has, in the order of the first book. A series keeps its part only if the part
// is the same in all books. Any other field is kept only if it is the same in all books.
// The description is left out.
func Common(books []*book.Book) (m book.Meta) {
	if len(books) == 0 {
		return m
	}
	m = books[0].Meta
	m.Description = ""
	m.Unshare(book.Rating)
	for _, b := range books[1:] {
		for f := range book.Fields {
			if m.Has(f) {
				meet(f.Info(), &m, &b.Meta)
			}
		}
	}
	return m
}

// meet removes the values that n does not have from a field of m. It does not modify
// lists that m shares with a book.
func meet(i *book.FieldInfo, m, n *book.Meta) {
	switch {
	case i.Text != nil:
		if *i.Text(m) != *i.Text(n) {
			*i.Text(m) = ""
		}
	case i.Number != nil:
		if *i.Number(m) != *i.Number(n) {
			*i.Number(m) = 0
		}
	case i.List != nil:
		all, others := i.List(m), *i.List(n)
		if !slices.Equal(*all, others) {
			*all = slices.DeleteFunc(slices.Clone(*all), func(s string) bool { return !slices.Contains(others, s) })
		}
	case i.Series != nil:
		all := i.Series(m)
		if slices.Equal(*all, *i.Series(n)) {
			return
		}
		var both []book.Series
		for _, s := range *all {
			at := slices.IndexFunc(*i.Series(n), func(o book.Series) bool { return o.Name == s.Name })
			if at < 0 {
				continue
			}
			if (*i.Series(n))[at].Part != s.Part {
				s.Part = ""
			}
			both = append(both, s)
		}
		*all = both
	}
}

// SetSeveral shows the totals and the common values of several books.
func (d *Pane) SetSeveral(s Several) {
	if d.several == nil {
		d.stop()
		d.stop = func() {}
		d.Book, d.scroll.Offset = nil, fyne.Position{}
	}
	d.several, d.heavy = &s, false
	title := i18n.Count(s.Books, "{{.Count}} book selected", "{{.Count}} books selected")
	if d.Files {
		title = i18n.Count(s.Books, "{{.Count}} file selected", "{{.Count}} files selected")
	}
	d.title.Set(widgets.Plain(title, words.Plain, true))
	d.brief.Set(widgets.Plain(s.totals(), words.Muted, false))
	d.facts = d.facts[:0]
	d.people.Set(nil)
	d.common.Set(nil)
	if s.Common != nil {
		d.people.Set(d.peopleOf(s.Common))
		d.addFields(s.Common, severalFields)
		if len(d.people.Shown)+len(d.facts) > 0 {
			d.common.Set(widgets.Plain(i18n.Text("In common"), words.Plain, true))
		} else {
			d.common.Set(widgets.Plain(i18n.Text("No details in common."), words.Muted, false))
		}
	}
	d.arrange()
}

// severalFields are the facts that several books can have in common.
var severalFields = slices.Concat([]book.Field{book.Title, book.Subtitle, book.Year, book.Language, book.Rating}, factFields)

// totals returns the length and the size in words.
func (s *Several) totals() string {
	length := words.Length(s.Length, false)
	switch {
	case s.Size <= 0:
		return length
	case length == "":
		return words.Bytes(s.Size)
	default:
		return length + " · " + words.Bytes(s.Size)
	}
}
