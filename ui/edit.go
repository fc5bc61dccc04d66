package ui

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"lectern/library/book"
)

// sourceWords say where the value of a field comes from.
var sourceWords = [...]string{
	book.Nowhere:      "",
	book.FromName:     "from the file name",
	book.FromFolder:   "from the folder name",
	book.FromTag:      "from the tags",
	book.FromPicture:  "from a picture in the folder",
	book.FromCue:      "from the cue sheet",
	book.FromReader:   "from reader.txt",
	book.FromDesc:     "from desc.txt",
	book.FromOPF:      "from the Calibre file",
	book.FromMetadata: "from metadata.json",
	book.FromEdit:     "you typed this",
}

// maxYear is the last year that a book can be of; a longer number is a slip.
const maxYear = 2999

// fieldText is the value of a field of a book in the form of book.Edits.
func fieldText(b *book.Book, f book.Field) string { return strings.Join(b.Values(f), "\n") }

func seriesText(all []book.Series) string {
	lines := make([]string, len(all))
	for i, s := range all {
		lines[i] = s.String()
	}
	return strings.Join(lines, "\n")
}

// firstSeries is the series that is in the form; the others stay as they are.
func firstSeries(b *book.Book) book.Series {
	if len(b.Series) == 0 {
		return book.Series{}
	}
	return b.Series[0]
}

// tidy is a text as it is kept: no blanks at the ends, and of a list no empty
// lines.
func tidy(text string, f book.Field) string {
	switch f {
	case book.Authors, book.Narrators, book.Genres:
		var lines []string
		for line := range strings.SplitSeq(text, "\n") {
			if line = strings.TrimSpace(line); line != "" {
				lines = append(lines, line)
			}
		}
		return strings.Join(lines, "\n")
	default:
		return strings.TrimSpace(text)
	}
}

// yearProblem is what is wrong with a year, "" for nothing.
func yearProblem(text string) string {
	if text = strings.TrimSpace(text); text == "" {
		return ""
	}
	if n, err := strconv.Atoi(text); err != nil || n < 1 || n > maxYear {
		return "A year, 1 to " + strconv.Itoa(maxYear)
	}
	return ""
}

// editForm is what the listener may type about books.
type editForm struct {
	books   []*book.Book
	boxes   []*editBox // in the order of the Tab key
	series  *editBox
	part    *editBox
	cover   *coverBox
	content fyne.CanvasObject

	changed func() // something was typed
	save    func()
	cancel  func()
	reveal  func(fyne.CanvasObject) // brings a box into sight
	focus   func(fyne.Focusable)
}

// newEditForm is the form for one book or several.
func newEditForm(books []*book.Book) *editForm {
	f := &editForm{books: books, changed: func() {}, save: func() {}, cancel: func() {}, reveal: func(fyne.CanvasObject) {}, focus: func(fyne.Focusable) {}}
	of := func(field book.Field) func(*book.Book) string {
		return func(b *book.Book) string { return fieldText(b, field) }
	}
	add := func(field book.Field, label string, lines int) *editBox {
		return f.add(field, label, lines, of(field))
	}
	title, subtitle := add(book.Title, "Title", 1), add(book.Subtitle, "Subtitle", 1)
	authors := add(book.Authors, "Authors, one a line", 2)
	narrators := add(book.Narrators, "Narrators, one a line", 2)
	f.series = f.add(book.InSeries, "Series", 1, func(b *book.Book) string { return firstSeries(b).Name })
	f.part = f.add(book.InSeries, "Part", 1, func(b *book.Book) string { return firstSeries(b).Part })
	f.part.quiet = true
	year, language := add(book.Year, "Year", 1), add(book.Language, "Language", 1)
	publisher := add(book.Publisher, "Publisher", 1)
	genres := add(book.Genres, "Genres, one a line", 2)
	asin, isbn := add(book.ASIN, "ASIN", 1), add(book.ISBN, "ISBN", 1)
	description := add(book.Description, "Description", 4)
	f.cover = newCoverBox(f)

	title.judge = func(text string) string {
		if title.was != "" && strings.TrimSpace(text) == "" {
			return "A book needs a title"
		}
		return ""
	}
	year.judge = yearProblem
	f.part.judge = func(text string) string {
		if strings.TrimSpace(text) != "" && strings.TrimSpace(f.series.entry.Text) == "" && !f.series.mixed {
			return "Of which series?"
		}
		return ""
	}
	f.series.told = func() {
		f.part.show()
		f.changed()
	}
	series := f.series.took
	f.series.took = func(taken bool) {
		f.part.take(taken)
		series(taken)
	}
	f.content = container.NewVBox(
		title, subtitle,
		container.New(shares{1, 1}, authors, narrators),
		container.New(shares{4, 1}, f.series, f.part),
		container.New(shares{1, 1}, container.New(shares{1, 1}, year, language), publisher),
		container.New(shares{1, 1}, genres, f.cover),
		container.New(shares{1, 1}, asin, isbn),
		description)
	return f
}

// add makes the box of a field.
func (f *editForm) add(field book.Field, label string, lines int, text func(*book.Book) string) *editBox {
	b := newEditBox(f, field, label, lines)
	for i, of := range f.books {
		switch t := text(of); {
		case i == 0:
			b.was, b.source = t, of.Sources[field]
		case t != b.was:
			b.mixed = true
		}
		if of.Sources[field] != b.source {
			b.source = book.Nowhere
		}
		b.typed = b.typed || of.Sources[field] == book.FromEdit
	}
	if b.mixed {
		b.was = ""
	}
	b.entry.SetText(b.was)
	b.entry.OnChanged = func(string) { b.onTyped() }
	b.show()
	f.boxes = append(f.boxes, b)
	return b
}

// entry is where the value of a field is typed; of a series, its name.
func (f *editForm) entry(field book.Field) *input {
	return f.boxes[slices.IndexFunc(f.boxes, func(b *editBox) bool { return b.field == field })].entry
}

// valid reports whether all that was typed can be saved.
func (f *editForm) valid() bool {
	return !slices.ContainsFunc(f.boxes, func(b *editBox) bool { return b.problem() != "" })
}

// edits are what is to be changed, by book and field, as Library.EditEach takes
// them: only what differs from what is.
func (f *editForm) edits() map[book.ID]map[string]*string {
	all := map[book.ID]map[string]*string{}
	for _, b := range f.books {
		fields := map[string]*string{}
		for _, box := range f.boxes {
			name := box.field.String()
			switch {
			case box == f.part: // goes with the series
			case box == f.series && (box.changed() || f.part.changed()):
				if text := f.seriesOf(b); text != fieldText(b, box.field) {
					fields[name] = &text
				}
			case box.changed():
				if text := tidy(box.entry.Text, box.field); text != fieldText(b, box.field) {
					fields[name] = &text
				}
			case box.taken && b.Sources[box.field] == book.FromEdit:
				fields[name] = nil
			}
		}
		f.cover.edit(b, fields)
		if len(fields) > 0 {
			all[b.ID] = fields
		}
	}
	return all
}

// seriesOf is the text of a book's series with what was typed of the first.
func (f *editForm) seriesOf(b *book.Book) string {
	first, more := firstSeries(b), b.Series
	if len(more) > 0 {
		more = more[1:]
	}
	if f.series.changed() {
		first.Name = tidy(f.series.entry.Text, book.InSeries)
	}
	if f.part.taken || f.part.changed() {
		first.Part = strings.TrimPrefix(tidy(f.part.entry.Text, book.InSeries), "#")
	}
	if first.Name == "" {
		return seriesText(more)
	}
	return seriesText(append([]book.Series{first}, more...))
}
