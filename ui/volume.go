package ui

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
	volumeMargin  = 10 // around the cover and the lines
	volumeGap     = 7  // from the cover to the title
	volumeTitle   = 13
	volumeLines   = 36   // the height of both lines
	volumeCorner  = 8    // of the background
	absentThrough = 0.55 // how much shows through the cover of a book that is not there
)

// volumeHeight is the height of a book of that width: a square cover, two lines.
func volumeHeight(width float32) float32 { return width + volumeGap + volumeLines }

// volumeContent is what stands under a cover: the title, and the author where
// nothing is unusual about the book.
func volumeContent(b *book.Book, now time.Time) content {
	c := content{first: b.Title, second: b.Author(), secondTone: words.Muted}
	if status, t := words.BookStatus(b, now); status != "" {
		c.second, c.secondTone = status, t
	}
	if words.Absent(b) {
		c.firstTone = words.Muted
	}
	return c
}

// volume is one book on the shelf.
type volume struct {
	widget.BaseWidget
	shelf *Shelf
	row   int

	shown                     content
	width                     float32
	absent, selected, hovered bool
	variant                   fyne.ThemeVariant

	background    *canvas.Rectangle
	cover         *widgets.Cover
	first, second *widgets.Text
}

var (
	_ fyne.Tappable          = (*volume)(nil)
	_ fyne.SecondaryTappable = (*volume)(nil)
	_ desktop.Hoverable      = (*volume)(nil)
)

func newVolume(s *Shelf) *volume {
	v := &volume{
		shelf: s, row: -1, width: -1,
		background: canvas.NewRectangle(color.Transparent),
		cover:      widgets.NewCover(),
		first:      widgets.NewText(volumeTitle),
		second:     widgets.NewText(widgets.CaptionSize),
	}
	v.background.CornerRadius = volumeCorner
	v.ExtendBaseWidget(v)
	return v
}

// show draws what has changed since the last call, and nothing else.
func (v *volume) show(row int, title string, c content, gone, selected, hovered bool) {
	v.row = row
	variant := fyne.CurrentApp().Settings().ThemeVariant()
	width := v.Size().Width
	if c == v.shown && gone == v.absent && selected == v.selected && hovered == v.hovered && width == v.width && variant == v.variant {
		return
	}
	if v.width < 0 || c.picture != v.shown.picture || c.picture == nil && c.first != v.shown.first || gone != v.absent {
		v.cover.Picture.Translucency = 0
		if gone {
			v.cover.Picture.Translucency = absentThrough
		}
		v.cover.Set(c.picture, title)
	}
	v.shown, v.absent, v.selected, v.hovered, v.width, v.variant = c, gone, selected, hovered, width, variant

	th := v.Theme()
	room := width - 2*volumeMargin
	v.first.Set(c.first, room, widgets.ToneColor(th, variant, c.firstTone))
	v.second.Set(c.second, room, widgets.ToneColor(th, variant, c.secondTone))
	v.background.FillColor = color.Transparent
	switch {
	case selected:
		v.background.FillColor = th.Color(theme.ColorNameSelection, variant)
	case hovered:
		v.background.FillColor = th.Color(theme.ColorNameHover, variant)
	}
	canvas.Refresh(v)
}

// Tapped selects the book; twice in a row it opens it.
func (v *volume) Tapped(*fyne.PointEvent) { v.shelf.tapped(v.row) }

// TappedSecondary opens the book's menu.
func (v *volume) TappedSecondary(e *fyne.PointEvent) { v.shelf.table.menuAt(v.row, e.AbsolutePosition) }

// MouseIn marks the book under the pointer.
func (v *volume) MouseIn(*desktop.MouseEvent) { v.shelf.hover(v.row) }

// MouseMoved does nothing.
func (v *volume) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends the mark.
func (v *volume) MouseOut() { v.shelf.unhover(v.row) }

// CreateRenderer is called by Fyne.
func (v *volume) CreateRenderer() fyne.WidgetRenderer { return &volumeRenderer{v} }

type volumeRenderer struct{ v *volume }

func (r *volumeRenderer) Layout(size fyne.Size) {
	v, side := r.v, size.Width-2*volumeMargin
	v.background.Move(fyne.NewPos(2, 2))
	v.background.Resize(size.SubtractWidthHeight(4, 4))
	v.cover.Move(fyne.NewPos(volumeMargin, volumeMargin))
	v.cover.Resize(fyne.NewSquareSize(side))
	y := volumeMargin + side + volumeGap
	v.first.Canvas.Move(fyne.NewPos(volumeMargin, y))
	v.first.Canvas.Resize(fyne.NewSize(side, v.first.Height))
	y += v.first.Height + widgets.LineGap
	v.second.Canvas.Move(fyne.NewPos(volumeMargin, y))
	v.second.Canvas.Resize(fyne.NewSize(side, v.second.Height))
}

func (r *volumeRenderer) MinSize() fyne.Size {
	return fyne.NewSize(volumeWidth, volumeHeight(volumeWidth))
}

func (r *volumeRenderer) Refresh() {
	r.v.width = -1 // a theme change: everything is drawn anew
	r.v.shelf.drawRow(r.v.row)
}

func (r *volumeRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.v.background, r.v.cover, r.v.first.Canvas, r.v.second.Canvas}
}

func (r *volumeRenderer) Destroy() {}
