package details

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/books"
	"lectern/ui/i18n"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

const (
	factIndent   = 84  // from the name of a fact to its value, unless a name is longer
	factGap      = 6   // between the longest name and the values
	longestFact  = 140 // room for a name at most
	betweenFacts = 5   // between two facts
)

// factFields are the fields in the table of facts: the ones listed here, and all that
// the pane does not show above the table.
var factFields = func() []book.Field {
	facts := []book.Field{book.Genres, book.Publisher, book.ASIN, book.ISBN}
	above := []book.Field{book.Title, book.Subtitle, book.Authors, book.Narrators, book.InSeries, book.Year, book.Language, book.Description, book.Rating}
	for f := range book.Fields {
		if f.Info().Kind != book.Other && !slices.Contains(above, f) && !slices.Contains(facts, f) {
			facts = append(facts, f)
		}
	}
	return facts
}()

// addFields adds the fields that have a value to the facts.
func (d *Pane) addFields(m *book.Meta, fields []book.Field) {
	for _, f := range fields {
		i, values := f.Info(), m.Values(f)
		switch {
		case len(values) == 0:
		case (i.Kind == book.List || i.Kind == book.People || f == book.Publisher) && i.Asked:
			d.facts = append(d.facts, d.fact(i18n.Text(i.Label), f, []widgets.Paragraph{d.links(widgets.Paragraph{}, view.Field(f)+1, values)}, strings.Join(values, "; ")))
		case f == book.Language:
			d.addFact(i18n.Text(i.Label), f, words.Language(values[0]))
		case f == book.Note:
			d.facts = append(d.facts, d.fact(i18n.Text(i.Label), f, paragraphs(values[0]), values[0]))
		case i.Kind == book.Stars:
			d.addFact(i18n.Text(i.Label), f, words.Stars(*i.Number(m)))
		default:
			d.addFact(i18n.Text(i.Label), f, i18n.List(values...))
		}
	}
}

// addOtherFacts adds the facts that are not fields of a book.
func (d *Pane) addOtherFacts(b *book.Book) {
	d.addFact(i18n.Text("Cover"), book.Picture, coverOf(b))
	if problems := problemsOf(b); len(problems) > 0 {
		var lines []widgets.Paragraph
		for i, p := range problems {
			line := widgets.Plain(p, words.Plain, false)[0]
			line.After = i > 0
			lines = append(lines, line)
		}
		d.facts = append(d.facts, d.fact(i18n.Text("Problems"), book.Fields, lines, strings.Join(problems, "\n")))
	}
	d.addFact(i18n.Text("Size"), book.Fields, words.Bytes(b.Size))
	if b.BitRate > 0 {
		d.addFact(i18n.Text("Bit rate"), book.Fields, i18n.Text("{{.Rate}} kbps", "Rate", (b.BitRate+500)/1000))
	}
	d.addFact(i18n.Text("Codec"), book.Fields, strings.TrimPrefix(strings.TrimSuffix(b.Codec+" · "+books.CodecCell(b, time.Time{}).Second, " · "), " · "))
	if b.Added > 0 {
		d.addFact(i18n.Text("Added"), book.Fields, words.LongDate(time.Unix(0, b.Added)))
	}
	d.facts = append(d.facts, d.fact(i18n.Text("Path"), book.Fields, widgets.Plain(words.Path(b.Path), words.Plain, false), b.Path))
}

// addFact adds a value to the facts, unless it is "". f is book.Fields if the value is
// not a field of a book.
func (d *Pane) addFact(name string, f book.Field, value string) {
	if value != "" {
		d.facts = append(d.facts, d.fact(name, f, widgets.Plain(value, words.Plain, false), value))
	}
}

// paragraphs returns a text with its line breaks.
func paragraphs(text string) (all []widgets.Paragraph) {
	after := true
	for line := range strings.SplitSeq(text, "\n") {
		for _, p := range widgets.Plain(strings.TrimSpace(line), words.Plain, false) {
			p.After = after
			all = append(all, p)
		}
		after = len(strings.TrimSpace(line)) > 0
	}
	return all
}

// coverOf says where the cover of a book is, and its size in pixels, "" if it has none.
func coverOf(b *book.Book) string {
	if b.Picture != "" {
		return i18n.TextIn("a cover", "Chosen by you")
	}
	where, width, height := "", 0, 0
	switch picture, f := b.Shown(); {
	case f != nil:
		where, width, height = i18n.TextIn("a cover", "Embedded"), f.Media.Cover().Width, f.Media.Cover().Height
	case picture != "":
		where, width, height = filepath.Base(picture), b.Notes.Width, b.Notes.Height
	}
	if width > 0 && height > 0 {
		where += fmt.Sprintf(", %d × %d", width, height)
	}
	return where
}

// unreadShown is the largest number of sentences shown about what could not be read.
const unreadShown = 10

// problemsOf returns one line for each thing that is wrong with a book: its problems,
// then what could not be read except for the sound.
func problemsOf(b *book.Book) (lines []string) {
	if b.Lint != 0 {
		lines = append(lines, words.Problems(b.Lint))
	}
	for i, s := range b.Unread() {
		if i == unreadShown {
			return append(lines, i18n.Count(len(b.Unread())-i, "{{.Count}} more", "{{.Count}} more"))
		}
		lines = append(lines, words.Fault(s))
	}
	return lines
}

// fact is a name and its value.
type fact struct {
	widget.BaseWidget
	name   *widgets.RichText
	value  *widgets.RichText
	indent float32 // from the name to the value
}

// fact makes a row of the table of facts. f is book.Fields if the value is not a field
// of a book.
func (d *Pane) fact(name string, f book.Field, value []widgets.Paragraph, copied string) *fact {
	row := &fact{name: widgets.NewRichText(factSize, 1), value: widgets.NewRichText(factSize, 0), indent: factIndent}
	row.name.Set([]widgets.Paragraph{{Spans: []widgets.Span{d.whySpan(name, f, row.name)}}})
	row.value.Set(value)
	d.hearKeys(row.value)
	menu := func(at fyne.Position) { d.valueMenu(at, copied, f) }
	row.name.OnMenu, row.value.OnMenu = menu, menu
	row.ExtendBaseWidget(row)
	return row
}

// align gives all facts an indent at which their names have room.
func align(facts []*fact) {
	indent := float32(factIndent)
	for _, f := range facts {
		f.name.HeightFor(longestFact)
		indent = max(indent, f.name.Widest()+factGap)
	}
	for _, f := range facts {
		f.indent = indent
	}
}

func (f *fact) HeightFor(width float32) float32 {
	return max(f.name.HeightFor(f.indent), f.value.HeightFor(max(1, width-f.indent)))
}

// Resize puts the name and the value side by side.
func (f *fact) Resize(size fyne.Size) {
	f.BaseWidget.Resize(size)
	f.HeightFor(size.Width)
	f.name.Resize(fyne.NewSize(f.indent, size.Height))
	f.value.Move(fyne.NewPos(f.indent, 0))
	f.value.Resize(fyne.NewSize(size.Width-f.indent, size.Height))
}

// CreateRenderer is called by Fyne.
func (f *fact) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout(f.name, f.value))
}
