package books

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/ui/widgets"
)

// tableRow is one row of the table: the cells of a book on a band. The first cell stays
// in place when the others scroll sideways, which then go below it.
type tableRow struct {
	widget.BaseWidget
	table *Table
	row   int
	cells []*cell // of the columns in sight

	band, first   *canvas.Rectangle // the background of the row, and of its first cell
	ring          *canvas.Rectangle // around the row that has the focus
	ground, shade *canvas.Rectangle // what hides the other cells below the first, and the edge where they go below it
	objects       []fyne.CanvasObject
}

var (
	_ fyne.Tappable          = (*tableRow)(nil)
	_ fyne.SecondaryTappable = (*tableRow)(nil)
	_ desktop.Hoverable      = (*tableRow)(nil)
)

func newTableRow(t *Table) *tableRow {
	r := &tableRow{table: t, row: -1}
	for _, o := range []**canvas.Rectangle{&r.band, &r.first, &r.ground, &r.shade, &r.ring} {
		*o = canvas.NewRectangle(color.Transparent)
	}
	r.ExtendBaseWidget(r)
	return r
}

// lay places the cells as the table says.
func (r *tableRow) lay() {
	t := r.table
	for len(r.cells) < len(t.columns.seen) {
		r.cells = append(r.cells, newCell(t, t.marks))
	}
	r.cells = r.cells[:len(t.columns.seen)]
	gap := t.gap()
	height := t.pitch() - gap
	r.objects = append(r.objects[:0], r.band)
	for col := len(r.cells) - 1; col >= 0; col-- {
		c := r.cells[col]
		x, w := t.columns.extent(col)
		c.Move(fyne.NewPos(x, gap/2))
		c.Resize(fyne.NewSize(w, height))
		if col == 0 {
			r.objects = append(r.objects, r.ground, r.first, r.shade)
		}
		if t.columns.drawn(col) {
			r.objects = append(r.objects, c)
		}
	}
	r.objects = append(r.objects, r.ring)
	size := fyne.NewSize(r.Size().Width, t.pitch())
	r.band.Resize(size)
	r.ring.Resize(size)
	frozen := t.columns.frozen()
	for _, o := range []*canvas.Rectangle{r.ground, r.first, r.shade} {
		o.Hidden = frozen == 0
		o.Resize(fyne.NewSize(frozen, size.Height))
	}
	r.shade.Move(fyne.NewPos(frozen, 0))
	r.shade.Resize(fyne.NewSize(1, size.Height))
}

// draw draws what has changed.
func (r *tableRow) draw() {
	for col, c := range r.cells {
		r.table.update(r.row, col, c)
	}
	r.tint()
}

// tint shows whether the row is selected, has the cursor, or is under the pointer.
func (r *tableRow) tint() {
	t, th, variant := r.table, r.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	var fill color.Color = color.Transparent
	switch {
	case r.row >= t.shown.Len():
	case t.selection.has(t.shown.At(r.row).ID):
		fill = th.Color(theme.ColorNameSelection, variant)
	case r.row == t.marks.hovered:
		fill = th.Color(theme.ColorNameHover, variant)
	}
	edge, width := color.Color(color.Transparent), float32(0)
	if t.marks.ringed(r.row) {
		edge, width = th.Color(theme.ColorNamePrimary, variant), widgets.RingWidth
	}
	ground, shade := th.Color(theme.ColorNameBackground, variant), th.Color(widgets.ColorTrack, variant)
	if fill == r.band.FillColor && edge == r.ring.StrokeColor && ground == r.ground.FillColor && shade == r.shade.FillColor {
		return
	}
	r.band.FillColor, r.first.FillColor = fill, fill
	r.ring.StrokeColor, r.ring.StrokeWidth = edge, width
	r.ground.FillColor, r.shade.FillColor = ground, shade
	canvas.Refresh(r)
}

// forget makes the row draw everything when it is shown next.
func (r *tableRow) forget() {
	for _, c := range r.cells {
		c.width = -1
	}
}

// Tapped selects the row, for a tap beside its cells.
func (r *tableRow) Tapped(*fyne.PointEvent) { r.table.tapped(r.row) }

// TappedSecondary opens the row's menu.
func (r *tableRow) TappedSecondary(e *fyne.PointEvent) { r.table.menuAt(r.row, e.AbsolutePosition) }

// MouseIn marks the row.
func (r *tableRow) MouseIn(*desktop.MouseEvent) { r.table.marks.hover(r.row) }

// MouseMoved does nothing.
func (r *tableRow) MouseMoved(*desktop.MouseEvent) {}

// MouseOut removes the mark.
func (r *tableRow) MouseOut() { r.table.marks.hover(-1) }

// CreateRenderer is called by Fyne.
func (r *tableRow) CreateRenderer() fyne.WidgetRenderer { return &tableRowRenderer{r} }

type tableRowRenderer struct{ r *tableRow }

func (r *tableRowRenderer) Layout(fyne.Size)             {} // the table lays out its rows
func (r *tableRowRenderer) MinSize() fyne.Size           { return fyne.NewSize(1, 1) }
func (r *tableRowRenderer) Refresh()                     { r.r.tint() }
func (r *tableRowRenderer) Objects() []fyne.CanvasObject { return r.r.objects }
func (r *tableRowRenderer) Destroy()                     {}
