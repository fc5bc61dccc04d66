package edit

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"lectern/library/book"
	"lectern/ui/i18n"
)

// Form is the form for the fields of books. The dialog that shows it must set the
// functions OnX. UI goroutine only.
type Form struct {
	books   []*book.Book
	boxes   []*box // in the order of the Tab key
	series  *box
	part    *box
	Cover   *CoverBox
	Names   *Names // completes known names; the dialog must show its Float above Content
	Content fyne.CanvasObject

	OnChange func() // called when the form has changed
	OnSave   func()
	OnCancel func()
	OnReveal func(fyne.CanvasObject) // scrolls to a box
	OnFocus  func(fyne.Focusable)
}

// mostNames is the number of known names in the list below a box.
const mostNames = 6

// NewForm makes the form for one book or several.
func NewForm(books []*book.Book) *Form {
	f := &Form{books: books, Names: newNames(mostNames), OnChange: func() {}, OnSave: func() {}, OnCancel: func() {}, OnReveal: func(fyne.CanvasObject) {}, OnFocus: func(fyne.Focusable) {}}
	of := func(field book.Field) func(*book.Book) string {
		return func(b *book.Book) string { return shown(b, field) }
	}
	added := map[book.Field]bool{}
	add := func(field book.Field) *box {
		added[field] = true
		label, lines := boxOf(field)
		return f.add(field, label, lines, of(field))
	}
	title, subtitle := add(book.Title), add(book.Subtitle)
	authors, narrators := add(book.Authors), add(book.Narrators)
	f.series = f.add(book.InSeries, i18n.Text("Series"), 1, func(b *book.Book) string { return firstSeries(b).Name })
	f.part = f.add(book.InSeries, i18n.Text("Part"), 1, func(b *book.Book) string { return firstSeries(b).Part })
	f.part.quiet, f.part.entry.names = true, nil
	year, language := add(book.Year), add(book.Language)
	publisher, genres := add(book.Publisher), add(book.Genres)
	asin, isbn := add(book.ASIN), add(book.ISBN)
	rating, tags := add(book.Rating), add(book.OwnTags)
	var others []fyne.CanvasObject // the fields without a place of their own
	for field := range book.Fields {
		if kind := field.Info().Kind; !added[field] && kind != book.Places && kind != book.Other && field != book.Description && field != book.Note {
			others = append(others, add(field))
		}
	}
	description, note := add(book.Description), add(book.Note)
	f.Cover = newCoverBox(f)

	title.judge = func(text string) string {
		if title.was != "" && strings.TrimSpace(text) == "" {
			return i18n.Text("A book needs a title")
		}
		return ""
	}
	year.judge, rating.judge = yearProblem, starsProblem
	f.part.judge = func(text string) string {
		if strings.TrimSpace(text) != "" && strings.TrimSpace(f.series.entry.Text) == "" && !f.series.mixed {
			return i18n.Text("Enter the series first")
		}
		return ""
	}
	f.series.told = func() {
		if f.part.state == reset && f.series.state != reset { // the user typed a series
			f.part.become(kept)
		}
		f.part.show()
		f.OnChange()
	}
	f.series.became = func(s state) {
		if s == reset || f.part.state == reset {
			f.part.become(s)
		}
		f.series.become(s)
	}
	f.part.show() // with the words for a narrow box
	content := container.NewVBox(
		title, subtitle,
		container.New(shares{1, 1}, authors, narrators),
		container.New(shares{4, 1}, f.series, f.part),
		container.New(shares{1, 1}, container.New(shares{1, 1}, year, language), publisher),
		container.New(shares{1, 1}, genres, f.Cover),
		container.New(shares{1, 1}, asin, isbn))
	for _, box := range others {
		content.Add(box)
	}
	content.Add(description)
	content.Add(container.New(shares{1, 3}, rating, tags))
	content.Add(note)
	f.Content = content
	return f
}

// add makes the box of a field.
func (f *Form) add(field book.Field, label string, lines int, text func(*book.Book) string) *box {
	b := newBox(f, field, label, lines)
	b.was, b.source = text(f.books[0]), f.books[0].Sources[field]
	for _, of := range f.books {
		b.mixed = b.mixed || text(of) != b.was
		if of.Sources[field] != b.source {
			b.source = book.Nowhere
		}
		b.typed = b.typed || of.Sources[field] == book.FromEdit
	}
	if b.mixed {
		b.was = ""
	}
	if field.Info().Own { // the files say nothing about it
		b.source, b.typed = book.Nowhere, false
	}
	b.entry.SetText(b.was)
	b.entry.OnChanged = func(string) { b.onTyped() }
	b.show()
	f.boxes = append(f.boxes, b)
	return b
}

// Entry returns the entry of a field; for the series, the entry of its name.
func (f *Form) Entry(field book.Field) *input {
	return f.boxes[slices.IndexFunc(f.boxes, func(b *box) bool { return b.field == field })].entry
}

// Valid reports whether the form can be saved, because no box has an error.
func (f *Form) Valid() bool {
	return !slices.ContainsFunc(f.boxes, func(b *box) bool { return b.problem() != "" })
}

// Edits returns the changes by book and field, in the form that Library.Edit takes.
func (f *Form) Edits() map[book.ID]map[string]*string {
	all := map[book.ID]map[string]*string{}
	for _, b := range f.books {
		fields := map[string]*string{}
		for _, box := range f.boxes {
			name := box.field.String()
			switch {
			case box == f.part: // is handled with the series
			case box == f.series && (box.isChanged() || f.part.isChanged()):
				if text := f.seriesOf(b); text != b.Lines(box.field) {
					fields[name] = &text
				}
			case box.isChanged():
				switch text := box.text(); {
				case text == shown(b, box.field):
				case text == "" && box.field.Info().Own: // nothing to hide
					fields[name] = nil
				default:
					fields[name] = &text
				}
			case box.state == reset && b.Sources[box.field] == book.FromEdit:
				fields[name] = nil
			}
		}
		f.Cover.edit(b, fields)
		if len(fields) > 0 {
			all[b.ID] = fields
		}
	}
	return all
}

// seriesOf returns the text of all series of a book, with the changes of the first.
func (f *Form) seriesOf(b *book.Book) string {
	first, more := firstSeries(b), b.Series
	if len(more) > 0 {
		more = more[1:]
	}
	if f.series.isChanged() {
		first.Name = f.series.text()
	}
	if f.part.state != kept {
		first.Part = strings.TrimPrefix(f.part.text(), "#")
	}
	if first.Name == "" {
		return seriesText(more)
	}
	return seriesText(append([]book.Series{first}, more...))
}
