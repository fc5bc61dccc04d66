package books

import (
	"image/color"
	"slices"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/library/view"
	"lectern/ui/i18n"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

const (
	headingHeight = 32
	headingSize   = 12
	dividerRoom   = 9  // width in which a divider can be grasped
	dividerHeight = 16 // of the line
)

// headings are the headings of the table, with the dividers between them.
type headings struct {
	table    *Table
	band     *canvas.Rectangle
	clip     *container.Clip
	content  *fyne.Container
	heads    []*heading
	dividers []*divider
	target   *canvas.Rectangle // where the dragged column would go
}

func (h *headings) init(t *Table) {
	h.table = t
	h.band = canvas.NewRectangle(color.Transparent)
	h.target = canvas.NewRectangle(color.Transparent)
	h.target.Hide()
	h.content = container.NewWithoutLayout()
	h.clip = container.NewClip(h.content)
}

// arrange places the headings above their columns.
func (h *headings) arrange() {
	t := h.table
	for len(h.heads) < len(t.columns.seen) {
		h.heads = append(h.heads, newHeading(t))
		h.dividers = append(h.dividers, newDivider(t))
	}
	size := fyne.NewSize(t.Size().Width, headingHeight)
	h.band.Resize(size)
	h.content.Objects = h.content.Objects[:0]
	for col := len(t.columns.seen) - 1; col >= 0; col-- {
		head, line := h.heads[col], h.dividers[col]
		x, w := t.columns.extent(col)
		head.col, line.col = col, col
		head.Move(fyne.NewPos(x, 0))
		head.Resize(fyne.NewSize(w, headingHeight))
		line.Move(fyne.NewPos(x+w+t.gap()/2-dividerRoom/2, 0))
		line.Resize(fyne.NewSize(dividerRoom, headingHeight))
		if t.columns.drawn(col) {
			h.content.Objects = append(h.content.Objects, head, line)
		}
	}
	h.content.Objects = append(h.content.Objects, h.target)
	h.clip.Resize(size)
	h.draw()
	canvas.Refresh(h.clip)
}

// draw draws what has changed.
func (h *headings) draw() {
	th, variant := h.table.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	h.band.FillColor = th.Color(theme.ColorNameHeaderBackground, variant)
	h.target.FillColor = th.Color(theme.ColorNamePrimary, variant)
	for col := range h.table.columns.seen {
		h.heads[col].show()
		h.dividers[col].show()
	}
}

// move moves a column from one index in columns.all to another, the last at most: there
// may be fewer columns than when the user began to drag. The title stays first.
func (h *headings) move(from, to int) {
	t := h.table
	to = min(to, len(t.columns.all)-1)
	if from < 1 || to < 1 || from == to {
		return
	}
	choices := t.Choices()
	c := choices[from]
	choices = slices.Insert(slices.Delete(choices, from, from+1), to, c)
	x := t.columns.x
	t.columns.choose(choices)
	t.columns.scroll(x)
	t.arrange()
	t.changed()
}

// setWidth sets the width of the column at an index in columns.all.
func (h *headings) setWidth(i int, width float32) {
	h.table.columns.setWidth(i, width)
	h.table.arrange()
}

// fit makes the column at an index in columns.all as wide as its contents in the rows in
// sight.
func (h *headings) fit(i int) {
	t := h.table
	width := headingRoom(i18n.Text(t.columns.all[i].Title))
	first, last := t.visible()
	for row := first; row < last; row++ {
		width = max(width, t.contentOf(i, t.shown.At(row)).width(t.density.rowSize()))
	}
	h.setWidth(i, width)
	t.changed()
}

// menu opens the menu of the headings.
func (h *headings) menu(e *fyne.PointEvent) {
	if h.table.OnHeading != nil {
		h.table.OnHeading(e.AbsolutePosition)
	}
}

// aim shows where a column dropped at x would go, and returns that index in columns.all.
// x is in pixels from the left of the table.
func (h *headings) aim(x float32) (to int) {
	t := h.table
	after := 0 // the column of seen behind which it goes
	for col := range t.columns.seen {
		if left, w := t.columns.extent(col); x > left+w/2 {
			after = col
		}
	}
	left, w := t.columns.extent(after)
	h.target.Move(fyne.NewPos(left+w+t.gap()/2-1, 0))
	h.target.Resize(fyne.NewSize(2, headingHeight))
	h.target.Show()
	canvas.Refresh(h.clip)
	return t.columns.seen[after] + 1
}

// heading is the heading of a column. A tap sorts by the column, a second tap reverses
// the order; with Shift, the column is added to those that sort. It can be dragged to
// another place.
type heading struct {
	widget.BaseWidget
	table      *Table
	col        int // in the table's columns.seen
	hovered    bool
	dragged    bool
	to         int // index in columns.all at which a drop would put the column
	background *canvas.Rectangle
	title      *widgets.Text
}

var (
	_ fyne.Tappable          = (*heading)(nil)
	_ fyne.SecondaryTappable = (*heading)(nil)
	_ fyne.Draggable         = (*heading)(nil)
	_ desktop.Hoverable      = (*heading)(nil)
)

func newHeading(t *Table) *heading {
	h := &heading{table: t, background: canvas.NewRectangle(color.Transparent), title: widgets.NewText(headingSize)}
	h.title.Canvas.TextStyle.Bold = true
	h.ExtendBaseWidget(h)
	return h
}

// column is the index of the column in columns.all, −1 if the column is out of sight.
func (h *heading) column() int {
	if h.col >= len(h.table.columns.seen) {
		return -1
	}
	return h.table.columns.seen[h.col]
}

// show draws the heading.
func (h *heading) show() {
	i := h.column()
	if i < 0 {
		return
	}
	c := h.table.columns.all[i]
	mark, ink := SortMark(h.table.shown.Query.Sort, c.Column.Key), words.Muted
	if mark != "" {
		ink = words.Plain
	}
	th, variant := h.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	h.title.Set(i18n.Text(c.Title)+mark, h.Size().Width-2*widgets.Margin, widgets.ToneColor(th, variant, ink))
	h.title.Canvas.Alignment = fyne.TextAlignLeading
	if c.right {
		h.title.Canvas.Alignment = fyne.TextAlignTrailing
	}
	h.background.FillColor = th.Color(theme.ColorNameHeaderBackground, variant)
	if h.hovered || h.dragged {
		h.background.FillColor = th.Color(widgets.ColorTrack, variant)
	}
	canvas.Refresh(h)
}

// headingRoom is the width that a heading needs, with its mark.
func headingRoom(title string) float32 {
	return fyne.MeasureText(title+" ↓2", headingSize, fyne.TextStyle{Bold: true}).Width + 2*widgets.Margin + 2
}

// SortArrow returns the arrow that follows the title of a column by which books are
// sorted. The toolkit's own fonts have it; triangles they lack.
func SortArrow(o view.Order) string {
	if o.Desc {
		return " ↓"
	}
	return " ↑"
}

// SortMark returns what follows the title of a column: nothing, an arrow if books are
// sorted by it, and its rank if they are sorted by several.
func SortMark(sort []view.Order, key view.Key) string {
	for i, o := range sort {
		if o.Key != key {
			continue
		}
		if len(sort) == 1 {
			return SortArrow(o)
		}
		return SortArrow(o) + strconv.Itoa(i+1)
	}
	return ""
}

// Tapped sorts by the column.
func (h *heading) Tapped(*fyne.PointEvent) {
	if i := h.column(); i >= 0 && h.table.OnSort != nil {
		h.table.OnSort(h.table.columns.all[i].Column.Key, h.table.input.extends())
	}
}

// TappedSecondary opens the menu of the headings.
func (h *heading) TappedSecondary(e *fyne.PointEvent) { h.table.heads.menu(e) }

// Dragged shows where the column would go. The title stays where it is.
func (h *heading) Dragged(e *fyne.DragEvent) {
	if h.col == 0 {
		return
	}
	h.dragged = true
	h.show()
	left := fyne.CurrentApp().Driver().AbsolutePositionForObject(h.table).X
	h.to = h.table.heads.aim(e.AbsolutePosition.X - left)
}

// DragEnd moves the column.
func (h *heading) DragEnd() {
	if !h.dragged {
		return
	}
	h.dragged = false
	h.table.heads.target.Hide()
	from, to := h.column(), h.to
	if to > from {
		to-- // without the column itself
	}
	h.table.heads.move(from, to)
	h.table.heads.arrange()
}

// MouseIn highlights the heading.
func (h *heading) MouseIn(*desktop.MouseEvent) { h.hovered = true; h.show() }

// MouseMoved does nothing.
func (h *heading) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends the highlight.
func (h *heading) MouseOut() { h.hovered = false; h.show() }

// CreateRenderer is called by Fyne.
func (h *heading) CreateRenderer() fyne.WidgetRenderer { return &headingRenderer{h} }

type headingRenderer struct{ h *heading }

func (r *headingRenderer) Layout(size fyne.Size) {
	r.h.background.Resize(size)
	height := r.h.title.Height
	r.h.title.Canvas.Move(fyne.NewPos(widgets.Margin, (size.Height-height)/2))
	r.h.title.Canvas.Resize(fyne.NewSize(size.Width-2*widgets.Margin, height))
}

func (r *headingRenderer) MinSize() fyne.Size { return fyne.NewSize(48, headingHeight) }
func (r *headingRenderer) Refresh()           { r.h.show() }
func (r *headingRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.h.background, r.h.title.Canvas}
}
func (r *headingRenderer) Destroy() {}

// divider is the line behind a heading. Dragging it changes the width of the column; a
// double tap fits the column to what it shows.
type divider struct {
	widget.BaseWidget
	table   *Table
	col     int // in the table's columns.seen
	hovered bool
	dragged bool
	width   float32 // of the column since it is dragged, in pixels
	tapped  time.Time
	line    *canvas.Rectangle
}

var (
	_ fyne.Tappable          = (*divider)(nil)
	_ fyne.SecondaryTappable = (*divider)(nil)
	_ fyne.Draggable         = (*divider)(nil)
	_ desktop.Hoverable      = (*divider)(nil)
	_ desktop.Cursorable     = (*divider)(nil)
)

func newDivider(t *Table) *divider {
	d := &divider{table: t, line: canvas.NewRectangle(color.Transparent)}
	d.ExtendBaseWidget(d)
	return d
}

// show draws the line.
func (d *divider) show() {
	name, width, height := fyne.ThemeColorName(widgets.ColorTrack), float32(1), float32(dividerHeight)
	if d.hovered || d.dragged {
		name, width, height = theme.ColorNamePrimary, 2, headingHeight
	}
	d.line.FillColor = d.Theme().Color(name, fyne.CurrentApp().Settings().ThemeVariant())
	d.line.Resize(fyne.NewSize(width, height))
	d.line.Move(fyne.NewPos(whole((dividerRoom-width)/2), (headingHeight-height)/2))
	canvas.Refresh(d)
}

// Dragged changes the width of the column.
func (d *divider) Dragged(e *fyne.DragEvent) {
	t := d.table
	if t.columns.dragging < 0 { // the drag begins, or other columns are shown since it began
		if d.col >= len(t.columns.seen) {
			return
		}
		t.columns.dragging = t.columns.seen[d.col]
		d.dragged, d.width = true, t.columns.widths[t.columns.dragging]
	}
	d.width += e.Dragged.DX
	t.heads.setWidth(t.columns.dragging, d.width)
}

// DragEnd lets the other columns share the room again.
func (d *divider) DragEnd() {
	if !d.dragged {
		return
	}
	d.dragged, d.table.columns.dragging = false, -1
	d.table.arrange()
	d.table.changed()
}

// Tapped fits the column to what it shows if it is the second tap.
func (d *divider) Tapped(*fyne.PointEvent) {
	now := d.table.input.now()
	if now.Sub(d.tapped) < widgets.DoubleTap && d.col < len(d.table.columns.seen) {
		d.table.heads.fit(d.table.columns.seen[d.col])
	}
	d.tapped = now
}

// TappedSecondary opens the menu of the headings.
func (d *divider) TappedSecondary(e *fyne.PointEvent) { d.table.heads.menu(e) }

// MouseIn shows that the divider can be dragged.
func (d *divider) MouseIn(*desktop.MouseEvent) { d.hovered = true; d.show() }

// MouseMoved does nothing.
func (d *divider) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is the opposite of MouseIn.
func (d *divider) MouseOut() { d.hovered = false; d.show() }

// Cursor is called by Fyne.
func (d *divider) Cursor() desktop.Cursor { return desktop.HResizeCursor }

// CreateRenderer is called by Fyne.
func (d *divider) CreateRenderer() fyne.WidgetRenderer { return &dividerRenderer{d} }

type dividerRenderer struct{ d *divider }

func (r *dividerRenderer) Layout(fyne.Size)             { r.d.show() }
func (r *dividerRenderer) MinSize() fyne.Size           { return fyne.NewSize(dividerRoom, headingHeight) }
func (r *dividerRenderer) Refresh()                     { r.d.show() }
func (r *dividerRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.d.line} }
func (r *dividerRenderer) Destroy()                     {}

// TappedSecondary opens the menu of the headings beside the last heading.
func (t *Table) TappedSecondary(e *fyne.PointEvent) {
	if e.Position.Y < headingHeight {
		t.heads.menu(e)
	}
}
