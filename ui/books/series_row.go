package books

import (
	"image/color"
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/i18n"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

const (
	partWidth    = 70  // has room for "100-102"
	threeFrom    = 540 // least width for title, author and narrator
	twoFrom      = 340 // least width for title and author: a window of 800 pixels has it in any language
	captionTitle = 17  // text size of a series' name
	captionBelow = 9   // from the text of a heading to the first book
)

// The columns that the code names.
const (
	partColumn     = 0
	coverColumn    = 1
	authorColumn   = 2
	narratorColumn = 3
	lengthColumn   = 4
)

// seriesColumns returns the columns of a line, from left to right: the part, and columns of
// the table. The length is as wide as there.
func seriesColumns() []Column {
	columns := []Column{{Title: i18n.Mark("Part"), right: true, cell: func(*book.Book, time.Time) content { return content{} }}}
	for _, key := range []view.Key{view.ByTitle, view.ByAuthor, view.ByNarrator, view.ByLength} {
		c, _ := ColumnOf(key)
		c.Width = roomy(c)
		columns = append(columns, c)
	}
	return columns
}

// seriesWidths returns the widths of the columns, given the width of the length. Narrow
// lines leave out the narrator first, then the author. A width of 0 means no column.
func seriesWidths(width, gap, length float32) [5]float32 {
	room := width - partWidth - length - 2*gap // less a gap for each further column
	switch {
	case room >= threeFrom:
		each := max(authorRoom, whole((room-2*gap)*3/11))
		return [5]float32{partWidth, whole(room - 2*gap - 2*each), each, each, length}
	case room >= twoFrom:
		each := max(authorRoom, whole((room-gap)*3/8))
		return [5]float32{partWidth, whole(room - gap - each), each, 0, length}
	default:
		return [5]float32{partWidth, room, 0, 0, length}
	}
}

// whole rounds a width down to whole pixels: the background shines through fractions.
func whole(width float32) float32 { return float32(math.Floor(float64(width))) }

// seriesRow holds the objects of a book's line: its cells on a band.
type seriesRow struct {
	place int
	band  *canvas.Rectangle // the background of the cells
	cells []*cell
}

func newSeriesRow(s *Series) *seriesRow {
	r := &seriesRow{band: canvas.NewRectangle(color.Transparent)}
	for range s.columns {
		r.cells = append(r.cells, newCell(s, s.marks))
	}
	return r
}

// lay places the cells side by side, in pixels.
func (r *seriesRow) lay(top, width, gap float32, widths [5]float32) {
	r.band.Move(fyne.NewPos(0, top))
	r.band.Resize(fyne.NewSize(width, rowHeight+gap))
	x := float32(0)
	for col, w := range widths {
		c := r.cells[col]
		c.Hidden = w == 0
		if w == 0 {
			continue
		}
		c.Move(fyne.NewPos(x, top+gap/2))
		c.Resize(fyne.NewSize(w, rowHeight))
		x += w + gap
	}
}

// forget makes the row draw everything when it is shown next.
func (r *seriesRow) forget() {
	for _, c := range r.cells {
		c.width = -1
	}
}

// captionContent is the text of a line without a book.
type captionContent struct {
	first, second string
	ruled         bool // with a rule above it
	aside         bool // aligned with the titles of books
}

// captionLine is a line without a book: the heading of a series, a gap in it, or the
// number of books without a series.
type captionLine struct {
	widget.BaseWidget
	shown         captionContent
	rule          *canvas.Rectangle
	first, second *widgets.Text
}

func newCaptionLine() *captionLine {
	c := &captionLine{rule: canvas.NewRectangle(color.Transparent), first: widgets.NewText(captionTitle), second: widgets.NewText(headingSize)}
	c.first.SetStyle(captionTitle, true)
	c.ExtendBaseWidget(c)
	return c
}

func (c *captionLine) show(v captionContent) {
	c.shown = v
	th, variant := c.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	room := c.Size().Width - c.left() - widgets.Margin
	c.first.Set(v.first, room, widgets.ToneColor(th, variant, words.Plain))
	c.second.Set(v.second, room, widgets.ToneColor(th, variant, words.Muted))
	c.rule.FillColor = th.Color(theme.ColorNameSeparator, variant)
	c.rule.Hidden = !v.ruled
	(&captionRenderer{c}).Layout(c.Size())
	canvas.Refresh(c)
}

// left is where the text begins.
func (c *captionLine) left() float32 {
	if c.shown.aside {
		return partWidth + c.Theme().Size(theme.SizeNamePadding) + 2*widgets.Margin + thumbSide
	}
	return widgets.Margin
}

// CreateRenderer is called by Fyne.
func (c *captionLine) CreateRenderer() fyne.WidgetRenderer { return &captionRenderer{c} }

type captionRenderer struct{ c *captionLine }

func (r *captionRenderer) Layout(size fyne.Size) {
	c := r.c
	x := c.left()
	c.rule.Move(fyne.NewPos(widgets.Margin, 6))
	c.rule.Resize(fyne.NewSize(size.Width-2*widgets.Margin, 1))
	below := size.Height - captionBelow - c.second.Height
	if c.shown.first == "" {
		below = (size.Height - c.second.Height) / 2
	}
	c.first.Canvas.Move(fyne.NewPos(x, below-widgets.LineGap-c.first.Height))
	c.first.Canvas.Resize(fyne.NewSize(size.Width-x-widgets.Margin, c.first.Height))
	c.second.Canvas.Move(fyne.NewPos(x, below))
	c.second.Canvas.Resize(fyne.NewSize(size.Width-x-widgets.Margin, c.second.Height))
}

func (r *captionRenderer) MinSize() fyne.Size { return fyne.NewSize(48, gapHeight) }
func (r *captionRenderer) Refresh()           { r.c.show(r.c.shown) }
func (r *captionRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.c.rule, r.c.first.Canvas, r.c.second.Canvas}
}
func (r *captionRenderer) Destroy() {}

// captionOf is the text of a line without a book. files says that rows are files.
func captionOf(list *view.SeriesList, l view.Line, files bool) captionContent {
	switch l.Kind {
	case view.Heading:
		section := list.Sections[l.Section]
		return captionContent{first: section.Name, second: sectionWords(section, files), ruled: l.Section > 0}
	case view.Gap:
		return captionContent{second: gapWords(int(l.First), int(l.Last)), aside: true}
	default:
		return captionContent{second: restWords(list.Alone, list.Rows(), files), ruled: true}
	}
}

// sectionWords returns the authors, the number of books and the length of a series.
func sectionWords(s view.Section, files bool) string {
	text := words.Shown(s.Books, s.Known, files)
	if len(s.Authors) > 0 {
		text = i18n.List(s.Authors...) + " · " + text
	}
	if s.Duration > 0 {
		text += " · " + words.Length(s.Duration, s.Estimated)
	}
	return text
}

// gapWords returns which parts of a series are missing.
func gapWords(first, last int) string {
	if first == last {
		return i18n.Text("Book {{.Number}} is not in the library", "Number", first)
	}
	return i18n.Text("Books {{.First}}–{{.Last}} are not in the library", "First", first, "Last", last)
}

// restWords returns how many books belong to no series.
func restWords(alone, rows int, files bool) string {
	if files {
		return i18n.Count(alone,
			"{{.Count}} of {{.Files}} files doesn’t belong to a series", "{{.Count}} of {{.Files}} files don’t belong to a series", "Files", i18n.Number(rows))
	}
	return i18n.Count(alone,
		"{{.Count}} of {{.Books}} books doesn’t belong to a series", "{{.Count}} of {{.Books}} books don’t belong to a series", "Books", i18n.Number(rows))
}
