package books

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/ui/widgets"
	"lectern/ui/words"
)

const (
	rowHeight    = 46 // two lines with room around them; the table adds padding
	lineHeight   = 28 // one line; a cell that is lower than two lines shows no second line
	bigHeight    = 66 // two lines beside a large cover
	titleSize    = 14 // first line
	twoLines     = 40 // the least height of a cell with two lines
	spinnerSize  = 11
	spinnerSweep = 100 // degrees of the turning arc
)

// content is what a cell shows: a pure function of a book and a column.
type content struct {
	first, Second         string
	firstTone, secondTone words.Tone
	right                 bool // both lines are aligned to the right
	turning               bool // a spinner stands before the second line
	pictured              bool // a cover, or room for a cover, stands before the lines
	picture               *image.RGBA
	awaited               bool // the cover is being fetched
	heard                 int  // percent of the book that has been heard, if a cover shows it
}

// cellOwner is a view mode that consists of cells: it draws them, and handles taps.
type cellOwner interface {
	update(row, col int, c *cell)
	turns() int // advances with every frame
	tapped(row int)
	menuAt(row int, at fyne.Position)
}

// cell is one cell of the table or of a series row: two lines, and a cover. The row draws
// the background. It exists because widget.Label costs far more to refresh.
type cell struct {
	widget.BaseWidget
	table cellOwner
	marks *marks
	row   int
	col   int

	shown    content
	width    float32
	height   float32
	selected bool
	variant  fyne.ThemeVariant

	first, second *widgets.Text
	spinner       *canvas.Arc
	cover         *widgets.Cover    // nil until covers are shown
	mark          *canvas.Rectangle // the accent at the left of a selected row
}

var (
	_ fyne.Tappable          = (*cell)(nil)
	_ fyne.SecondaryTappable = (*cell)(nil)
	_ desktop.Hoverable      = (*cell)(nil)
)

func newCell(t cellOwner, m *marks) *cell {
	c := &cell{
		table: t, marks: m, row: -1,
		first:   widgets.NewText(titleSize),
		second:  widgets.NewText(widgets.CaptionSize),
		spinner: &canvas.Arc{CutoutRatio: 0.72},
		mark:    canvas.NewRectangle(color.Transparent),
	}
	c.spinner.Hide()
	c.mark.Hide()
	c.ExtendBaseWidget(c)
	return c
}

// CreateRenderer is called by Fyne.
func (c *cell) CreateRenderer() fyne.WidgetRenderer { return &cellRenderer{c} }

// show draws what has changed since the last call.
func (c *cell) show(row, col int, v content, selected bool) {
	c.row, c.col = row, col
	variant := fyne.CurrentApp().Settings().ThemeVariant()
	width, height := c.Size().Width, c.Size().Height
	if height < twoLines {
		v = v.inOneLine()
	}
	if v == c.shown && selected == c.selected && width == c.width && height == c.height && variant == c.variant {
		if v.turning {
			c.turn()
		}
		if c.cover != nil {
			c.cover.Rescale()
		}
		return
	}
	if v.pictured && (!c.shown.pictured || v.picture != c.shown.picture || v.awaited != c.shown.awaited || v.heard != c.shown.heard || v.first != c.shown.first || c.width < 0 || variant != c.variant) {
		c.setCover(v)
	}
	relay := v.Second == "" != (c.shown.Second == "") || v.right != c.shown.right || v.turning != c.shown.turning || v.pictured != c.shown.pictured || v.picture != c.shown.picture || width != c.width || height != c.height
	c.shown, c.selected, c.width, c.height, c.variant = v, selected, width, height, variant

	th := c.Theme()
	room := width - 2*widgets.Margin
	if v.pictured {
		room -= c.side() + widgets.Margin
	}
	if c.cover != nil {
		c.cover.Hidden = !v.pictured
	}
	c.first.Set(v.first, room, widgets.ToneColor(th, variant, v.firstTone))
	if v.turning {
		room -= spinnerSize + 5
	}
	c.second.Set(v.Second, room, widgets.ToneColor(th, variant, v.secondTone))
	if v.right {
		c.first.Canvas.Alignment, c.second.Canvas.Alignment = fyne.TextAlignTrailing, fyne.TextAlignTrailing
	} else {
		c.first.Canvas.Alignment, c.second.Canvas.Alignment = fyne.TextAlignLeading, fyne.TextAlignLeading
	}
	c.mark.FillColor = th.Color(theme.ColorNamePrimary, variant)
	c.mark.Hidden = !selected || col != 0
	c.spinner.FillColor = th.Color(theme.ColorNamePrimary, variant)
	c.spinner.Hidden = !v.turning
	if v.turning {
		c.turn()
	}
	if relay {
		(&cellRenderer{c}).Layout(c.Size())
	}
	canvas.Refresh(c)
}

// side is the side of a cover in the cell, in pixels.
func (c *cell) side() float32 { return c.Size().Height - (rowHeight - thumbSide) }

// inOneLine returns the content without its second line. What the second line would say
// in colour, the first line says.
func (v content) inOneLine() content {
	if v.Second != "" && (v.secondTone == words.Alarm || v.secondTone == words.Caution) {
		v.firstTone = v.secondTone
	}
	v.Second, v.turning = "", false
	return v
}

// setCover shows the cover of the book whose title is in the first line.
func (c *cell) setCover(v content) {
	if c.cover == nil {
		c.cover = widgets.NewCover()
	}
	title := v.first
	if v.awaited {
		title = ""
	}
	c.cover.Heard = v.heard
	c.cover.Set(v.picture, title, "")
}

// turn turns the spinner.
func (c *cell) turn() {
	start := float32(c.table.turns()%12) * 30
	if c.spinner.StartAngle == start && c.spinner.EndAngle != 0 {
		return
	}
	c.spinner.StartAngle, c.spinner.EndAngle = start, start+360-spinnerSweep
	c.spinner.Refresh()
}

// Tapped selects the row; a second tap opens the book.
func (c *cell) Tapped(*fyne.PointEvent) { c.table.tapped(c.row) }

// TappedSecondary opens the row's menu.
func (c *cell) TappedSecondary(e *fyne.PointEvent) { c.table.menuAt(c.row, e.AbsolutePosition) }

// MouseIn marks the row under the pointer.
func (c *cell) MouseIn(e *desktop.MouseEvent) {
	c.marks.hover(c.row)
	c.MouseMoved(e)
}

// MouseMoved shows the full text if a part of it is cut off.
func (c *cell) MouseMoved(e *desktop.MouseEvent) {
	widgets.Hover(c, e.AbsolutePosition, widgets.CutLines(c.first, c.second))
}

// MouseOut removes the mark.
func (c *cell) MouseOut() {
	c.marks.hover(-1)
	widgets.Leave(c)
}

type cellRenderer struct{ c *cell }

func (r *cellRenderer) Layout(size fyne.Size) {
	c := r.c
	pad := c.Theme().Size(theme.SizeNamePadding)
	// The mark also covers half of the gap above the row and below it.
	c.mark.Move(fyne.NewPos(0, -pad/2))
	c.mark.Resize(fyne.NewSize(3, size.Height+pad))

	first, second := c.first.Height, c.second.Height
	top := (size.Height - first) / 2
	if c.shown.Second != "" {
		top = (size.Height - first - second - widgets.LineGap) / 2
	}
	x := float32(widgets.Margin)
	if c.shown.pictured {
		side := c.side()
		c.cover.Move(fyne.NewPos(x, (size.Height-side)/2))
		c.cover.Resize(fyne.NewSquareSize(side))
		x += side + widgets.Margin
	}
	c.first.Canvas.Move(fyne.NewPos(x, top))
	c.first.Canvas.Resize(fyne.NewSize(size.Width-widgets.Margin-x, first))
	y := top + first + widgets.LineGap
	if c.shown.turning {
		c.spinner.Resize(fyne.NewSquareSize(spinnerSize))
		c.spinner.Move(fyne.NewPos(x, y+(second-spinnerSize)/2))
		x += spinnerSize + 5
	}
	c.second.Canvas.Move(fyne.NewPos(x, y))
	c.second.Canvas.Resize(fyne.NewSize(size.Width-widgets.Margin-x, second))
}

func (r *cellRenderer) MinSize() fyne.Size { return fyne.NewSize(48, rowHeight) }

func (r *cellRenderer) Refresh() {
	r.c.width = -1 // a theme change: everything is redrawn at the next show
	if r.c.row >= 0 {
		r.c.table.update(r.c.row, r.c.col, r.c)
	}
}

func (r *cellRenderer) Objects() []fyne.CanvasObject {
	c := r.c
	all := []fyne.CanvasObject{c.mark, c.first.Canvas, c.second.Canvas, c.spinner}
	if c.cover != nil {
		all = append(all, c.cover)
	}
	return all
}

func (r *cellRenderer) Destroy() {}

// rowPitch is the distance from one row of books to the next.
func rowPitch(th fyne.Theme) float32 { return rowHeight + th.Size(theme.SizeNamePadding) }

// width is the width of a cell of a height in which the content is not cut.
func (v content) width(height float32) float32 {
	if height < twoLines {
		v = v.inOneLine()
	}
	second := textWidth(v.Second, widgets.CaptionSize)
	if v.turning {
		second += spinnerSize + 5
	}
	width := max(textWidth(v.first, titleSize), second) + 2*widgets.Margin + 1
	if v.pictured {
		width += height - (rowHeight - thumbSide) + widgets.Margin
	}
	return width
}

func textWidth(s string, size float32) float32 {
	return fyne.MeasureText(words.Brief(s, 300), size, fyne.TextStyle{}).Width
}
