package books

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/library/view"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

const (
	headingHeight = 32
	headingSize   = 12
)

// heading is the heading of a column. A tap sorts by the column, a second tap reverses
// the order.
type heading struct {
	widget.BaseWidget
	table      *Table
	col        int
	hovered    bool
	background *canvas.Rectangle
	title      *widgets.Text
}

var (
	_ fyne.Tappable     = (*heading)(nil)
	_ desktop.Hoverable = (*heading)(nil)
)

func newHeading(t *Table) *heading {
	h := &heading{table: t, col: -1, background: canvas.NewRectangle(color.Transparent), title: widgets.NewText(headingSize)}
	h.title.Canvas.TextStyle.Bold = true
	h.ExtendBaseWidget(h)
	return h
}

// show draws the heading of a column.
func (h *heading) show(col int) {
	if col < 0 || col >= len(h.table.Columns) {
		return
	}
	h.col = col
	h.table.resized(col, h.Size().Width)
	c := h.table.Columns[col]
	text, ink := c.Title, words.Muted
	if sort := h.table.shown.Query.Sort; len(sort) > 0 && sort[0].Key == c.Key {
		ink = words.Plain
		text += SortArrow(sort[0])
	}
	variant := fyne.CurrentApp().Settings().ThemeVariant()
	h.title.Set(text, h.Size().Width-2*widgets.Margin, widgets.ToneColor(h.Theme(), variant, ink))
	h.title.Canvas.Alignment = fyne.TextAlignLeading
	if c.right {
		h.title.Canvas.Alignment = fyne.TextAlignTrailing
	}
	h.background.FillColor = color.Transparent
	if h.hovered {
		h.background.FillColor = h.Theme().Color(theme.ColorNameHover, variant)
	}
	canvas.Refresh(h)
}

// SortArrow returns the arrow that follows the title of the column by which books are
// sorted.
func SortArrow(o view.Order) string {
	if o.Desc {
		return " ▼"
	}
	return " ▲"
}

// Tapped sorts by the column.
func (h *heading) Tapped(*fyne.PointEvent) {
	if h.col >= 0 && h.table.OnSort != nil {
		h.table.OnSort(h.table.Columns[h.col].Key)
	}
}

// MouseIn highlights the heading.
func (h *heading) MouseIn(*desktop.MouseEvent) { h.hovered = true; h.show(h.col) }

// MouseMoved does nothing.
func (h *heading) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends the highlight.
func (h *heading) MouseOut() { h.hovered = false; h.show(h.col) }

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
func (r *headingRenderer) Refresh()           { r.h.show(r.h.col) }
func (r *headingRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.h.background, r.h.title.Canvas}
}
func (r *headingRenderer) Destroy() {}
