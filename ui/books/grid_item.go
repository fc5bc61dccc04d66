package books

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/library/book"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

const (
	gridItemMargin = 10 // around the cover and the lines
	gridItemGap    = 7  // from the cover to the title
	gridItemTitle  = 13
	gridItemLines  = 36   // the height of both lines
	gridItemCorner = 8    // of the background
	absentThrough  = 0.55 // how transparent the cover of an absent book is
)

// gridItemHeight is the height of an item of a width: a square cover and two lines.
func gridItemHeight(width float32) float32 { return width + gridItemGap + gridItemLines }

// gridItemContent is the text below a cover: the title, and the status of the book if
// it is unusual, else the author.
func gridItemContent(b *book.Book, now time.Time) content {
	c := content{first: b.Title, Second: b.Author(), secondTone: words.Muted}
	if status, t := words.BookStatus(b, now); status != "" {
		c.Second, c.secondTone = status, t
	}
	if words.Absent(b) {
		c.firstTone = words.Muted
	}
	return c
}

// gridItem is one book in the grid.
type gridItem struct {
	widget.BaseWidget
	grid *Grid
	row  int

	shown                     content
	book                      *book.Book
	width                     float32
	absent, selected, hovered bool
	variant                   fyne.ThemeVariant

	background    *canvas.Rectangle
	cover         *widgets.Cover
	first, second *widgets.Text
}

var (
	_ fyne.Tappable          = (*gridItem)(nil)
	_ fyne.SecondaryTappable = (*gridItem)(nil)
	_ desktop.Hoverable      = (*gridItem)(nil)
)

func newGridItem(s *Grid) *gridItem {
	v := &gridItem{
		grid: s, row: -1, width: -1,
		background: canvas.NewRectangle(color.Transparent),
		cover:      widgets.NewCover(),
		first:      widgets.NewText(gridItemTitle),
		second:     widgets.NewText(widgets.CaptionSize),
	}
	v.background.CornerRadius = gridItemCorner
	v.ExtendBaseWidget(v)
	return v
}

// show draws what has changed since the last call.
func (v *gridItem) show(row int, b *book.Book, c content, gone, selected, hovered bool) {
	v.row = row
	variant := fyne.CurrentApp().Settings().ThemeVariant()
	width := v.Size().Width
	if b == v.book && c == v.shown && gone == v.absent && selected == v.selected && hovered == v.hovered && width == v.width && variant == v.variant {
		return
	}
	if v.width < 0 || b != v.book || c.picture != v.shown.picture || c.awaited != v.shown.awaited || gone != v.absent {
		v.cover.Picture.Translucency = 0
		if gone {
			v.cover.Picture.Translucency = absentThrough
		}
		if c.awaited {
			v.cover.Set(c.picture, "", "")
		} else {
			v.cover.Set(c.picture, b.Title, b.Author())
		}
	}
	v.book, v.shown, v.absent, v.selected, v.hovered, v.width, v.variant = b, c, gone, selected, hovered, width, variant

	th := v.Theme()
	room := width - 2*gridItemMargin
	v.first.Set(c.first, room, widgets.ToneColor(th, variant, c.firstTone))
	v.second.Set(c.Second, room, widgets.ToneColor(th, variant, c.secondTone))
	v.background.FillColor = color.Transparent
	switch {
	case selected:
		v.background.FillColor = th.Color(theme.ColorNameSelection, variant)
	case hovered:
		v.background.FillColor = th.Color(theme.ColorNameHover, variant)
	}
	canvas.Refresh(v)
}

// Tapped selects the book; a second tap opens it.
func (v *gridItem) Tapped(*fyne.PointEvent) { v.grid.tapped(v.row) }

// TappedSecondary opens the book's menu.
func (v *gridItem) TappedSecondary(e *fyne.PointEvent) {
	v.grid.input.menuAt(v.row, e.AbsolutePosition)
}

// MouseIn highlights the book under the pointer.
func (v *gridItem) MouseIn(*desktop.MouseEvent) { v.grid.hover(v.row) }

// MouseMoved does nothing.
func (v *gridItem) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends the highlight.
func (v *gridItem) MouseOut() { v.grid.unhover(v.row) }

// CreateRenderer is called by Fyne.
func (v *gridItem) CreateRenderer() fyne.WidgetRenderer { return &gridItemRenderer{v} }

type gridItemRenderer struct{ v *gridItem }

func (r *gridItemRenderer) Layout(size fyne.Size) {
	v, side := r.v, size.Width-2*gridItemMargin
	v.background.Move(fyne.NewPos(2, 2))
	v.background.Resize(size.SubtractWidthHeight(4, 4))
	v.cover.Move(fyne.NewPos(gridItemMargin, gridItemMargin))
	v.cover.Resize(fyne.NewSquareSize(side))
	y := gridItemMargin + side + gridItemGap
	v.first.Canvas.Move(fyne.NewPos(gridItemMargin, y))
	v.first.Canvas.Resize(fyne.NewSize(side, v.first.Height))
	y += v.first.Height + widgets.LineGap
	v.second.Canvas.Move(fyne.NewPos(gridItemMargin, y))
	v.second.Canvas.Resize(fyne.NewSize(side, v.second.Height))
}

func (r *gridItemRenderer) MinSize() fyne.Size {
	return fyne.NewSize(gridItemWidth, gridItemHeight(gridItemWidth))
}

func (r *gridItemRenderer) Refresh() {
	r.v.width = -1 // a theme change: everything is drawn anew
	r.v.grid.drawRow(r.v.row)
}

func (r *gridItemRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.v.background, r.v.cover, r.v.first.Canvas, r.v.second.Canvas}
}

func (r *gridItemRenderer) Destroy() {}
