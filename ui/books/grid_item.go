package books

import (
	"image/color"
	"time"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/library/book"
	"lectern/ui/i18n"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

const (
	gridItemMargin = 10 // around the cover and the lines
	gridItemGap    = 7  // from the cover to the title
	gridItemHeard  = 3  // the height of the line below the cover of a book in progress
	gridItemTitle  = 13
	gridItemLines  = 70   // the height of two lines of the title, one of the author and one of the length
	gridItemCorner = 8    // of the background
	absentThrough  = 0.55 // how transparent the cover of an absent book is
)

// gridItemHeight returns the height of an item whose cover has this side.
func gridItemHeight(side float32) float32 {
	return side + 2*gridItemMargin + gridItemGap + gridItemLines
}

// longestPart is the number of letters of a part that fit into the corner of a cover.
const longestPart = 6

// partOf returns the number of a book in its series, such as "#2", or "".
func partOf(b *book.Book) string {
	if len(b.Series) == 0 || b.Series[0].Part == "" || utf8.RuneCountInString(b.Series[0].Part) > longestPart {
		return ""
	}
	return "#" + words.Printable(b.Series[0].Part)
}

// gridItemContent is the text below a cover: the title, and the status of the book if
// it is unusual, else the author.
func gridItemContent(b *book.Book, now time.Time) content {
	c := content{first: b.Title, Second: i18n.List(b.Authors...), secondTone: words.Muted, heard: b.Heard()}
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

	shown   gridItemState
	book    *book.Book
	width   float32
	variant fyne.ThemeVariant

	background *canvas.Rectangle
	cover      *widgets.Cover
	heard      widgets.HeardLine // below the cover
	title      *widgets.Lines
	second     *widgets.Text
	length     *widgets.Text
	objects    []fyne.CanvasObject
}

// gridItemState is everything that an item shows besides its cover.
type gridItemState struct {
	content
	absent, selected, hovered, ringed bool
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
		heard:      widgets.NewHeardLine(),
		title:      widgets.NewLines(2, gridItemTitle, false, fyne.TextAlignLeading),
		second:     widgets.NewText(widgets.CaptionSize),
		length:     widgets.NewText(widgets.CaptionSize),
	}
	v.background.CornerRadius = gridItemCorner
	v.ExtendBaseWidget(v)
	return v
}

// show draws what has changed since the last call.
func (v *gridItem) show(row int, b *book.Book, c gridItemState) {
	v.row = row
	variant := fyne.CurrentApp().Settings().ThemeVariant()
	width := v.Size().Width
	if b == v.book && c == v.shown && width == v.width && variant == v.variant {
		v.cover.Rescale()
		return
	}
	if v.width < 0 || b != v.book || c.picture != v.shown.picture || c.awaited != v.shown.awaited || c.absent != v.shown.absent {
		v.cover.Picture.Translucency = 0
		if c.absent {
			v.cover.Picture.Translucency = absentThrough
		}
		v.cover.Badge, v.cover.Heard = partOf(b), 0
		if c.heard == 100 {
			v.cover.Heard = 100 // only a check mark; the line is below the cover
		}
		if c.awaited {
			v.cover.Set(c.picture, "", "")
		} else {
			v.cover.Set(c.picture, b.Title, i18n.List(b.Authors...))
		}
	}
	v.book, v.shown, v.width, v.variant = b, c, width, variant

	th := v.Theme()
	room := width - 2*gridItemMargin
	v.title.Set(c.first, room, widgets.ToneColor(th, variant, c.firstTone))
	v.second.Set(c.Second, room, widgets.ToneColor(th, variant, c.secondTone))
	v.length.Set(words.Length(b.Duration, b.Estimated), room, widgets.ToneColor(th, variant, words.Muted))
	v.heard.Track.FillColor, v.heard.Fill.FillColor = th.Color(widgets.ColorTrack, variant), th.Color(theme.ColorNamePrimary, variant)
	v.background.FillColor, v.background.StrokeColor, v.background.StrokeWidth = color.Transparent, color.Transparent, 0
	switch {
	case c.selected:
		v.background.FillColor = th.Color(theme.ColorNameSelection, variant)
	case c.hovered:
		v.background.FillColor = th.Color(theme.ColorNameHover, variant)
	}
	if c.ringed {
		v.background.StrokeColor, v.background.StrokeWidth = th.Color(theme.ColorNamePrimary, variant), widgets.RingWidth
	}
	(&gridItemRenderer{v}).Layout(v.Size())
	canvas.Refresh(v)
}

// Tapped selects the book; a second tap opens it.
func (v *gridItem) Tapped(*fyne.PointEvent) { v.grid.tapped(v.row) }

// TappedSecondary opens the book's menu.
func (v *gridItem) TappedSecondary(e *fyne.PointEvent) {
	v.grid.input.menuAt(v.row, e.AbsolutePosition)
}

// MouseIn highlights the book under the pointer.
func (v *gridItem) MouseIn(e *desktop.MouseEvent) {
	v.grid.marks.hover(v.row)
	v.MouseMoved(e)
}

// MouseMoved shows the full text if a part of it is cut off.
func (v *gridItem) MouseMoved(e *desktop.MouseEvent) {
	widgets.Hover(v, e.AbsolutePosition, widgets.CutLines(v.title, v.second))
}

// MouseOut ends the highlight.
func (v *gridItem) MouseOut() {
	v.grid.marks.hover(-1)
	widgets.Leave(v)
}

// CreateRenderer is called by Fyne.
func (v *gridItem) CreateRenderer() fyne.WidgetRenderer { return &gridItemRenderer{v} }

type gridItemRenderer struct{ v *gridItem }

func (r *gridItemRenderer) Layout(size fyne.Size) {
	v, side := r.v, size.Width-2*gridItemMargin
	v.background.Move(fyne.NewPos(2, 2))
	v.background.Resize(size.SubtractWidthHeight(4, 4))
	v.cover.Move(fyne.NewPos(gridItemMargin, gridItemMargin))
	v.cover.Resize(fyne.NewSquareSize(side))
	y := v.title.Place(gridItemMargin, gridItemMargin+side+gridItemGap, side) + widgets.LineGap
	v.second.Canvas.Move(fyne.NewPos(gridItemMargin, y))
	v.second.Canvas.Resize(fyne.NewSize(side, v.second.Height))
	if v.shown.Second != "" {
		y += v.second.Height + widgets.LineGap
	}
	v.length.Canvas.Move(fyne.NewPos(gridItemMargin, y))
	v.length.Canvas.Resize(fyne.NewSize(side, v.length.Height))
	v.objects = append(v.objects[:0], v.background, v.cover, v.second.Canvas, v.length.Canvas)
	if v.shown.heard > 0 && v.shown.heard < 100 {
		v.heard.Place(fyne.NewPos(gridItemMargin, gridItemMargin+side+(gridItemGap-gridItemHeard)/2), fyne.NewSize(side, gridItemHeard), 0, v.shown.heard)
		v.objects = append(v.objects, v.heard.Track, v.heard.Fill)
	}
	for _, line := range v.title.Shown {
		v.objects = append(v.objects, line)
	}
}

func (r *gridItemRenderer) MinSize() fyne.Size {
	return fyne.NewSize(LeastCover+2*gridItemMargin, gridItemHeight(LeastCover))
}

func (r *gridItemRenderer) Refresh() {
	r.v.width = -1 // a theme change: everything is redrawn
	r.v.grid.drawRow(r.v.row)
}

func (r *gridItemRenderer) Objects() []fyne.CanvasObject {
	return r.v.objects
}

func (r *gridItemRenderer) Destroy() {}
