package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// HeardLine is a thin line that is filled as far as a book has been heard.
type HeardLine struct{ Track, Fill *canvas.Rectangle }

// NewHeardLine makes a line without colours.
func NewHeardLine() HeardLine {
	return HeardLine{canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent)}
}

// Place places the line, whose track is visible around the filled part by an edge. The
// filled part is never shorter than it is high.
func (l HeardLine) Place(at fyne.Position, size fyne.Size, edge float32, percent int) {
	l.Track.Move(at)
	l.Track.Resize(size)
	inner := size.SubtractWidthHeight(2*edge, 2*edge)
	l.Fill.Move(at.AddXY(edge, edge))
	l.Fill.Resize(fyne.NewSize(max(inner.Height, inner.Width*float32(percent)/100), inner.Height))
	l.Track.CornerRadius, l.Fill.CornerRadius = size.Height/2, inner.Height/2
}

// heardMark says on a cover how much of its book has been heard: a line along the lower
// edge or, for a finished book, a check mark in the corner. Like the badge, it has the same
// colours in both appearances.
type heardMark struct {
	line        HeardLine
	circle      *canvas.Circle
	short, long *canvas.Line // the strokes of the check mark
}

var heardInk = rgb(0xF0A878) // of the filled part of the line

const (
	heardHeight = 5    // of the line, with its edge
	heardEdge   = 1    // of the track, around the filled part
	heardMargin = 3    // from the line or a small check mark to the edges of a cover
	checkPart   = 0.38 // share of a small cover that the check mark takes
	checkLeast  = 10
)

func newHeardMark() *heardMark {
	m := &heardMark{NewHeardLine(), canvas.NewCircle(badgeGround), canvas.NewLine(badgeInk), canvas.NewLine(badgeInk)}
	m.line.Track.FillColor, m.line.Fill.FillColor = badgeGround, heardInk
	return m
}

// lay places the mark on a picture or a tint, and returns its objects.
func (m *heardMark) lay(on fyne.CanvasObject, side float32, percent int) []fyne.CanvasObject {
	at, size := on.Position(), on.Size()
	if percent < 100 {
		m.line.Place(at.AddXY(heardMargin, size.Height-heardMargin-heardHeight), fyne.NewSize(size.Width-2*heardMargin, heardHeight), heardEdge, percent)
		return []fyne.CanvasObject{m.line.Track, m.line.Fill}
	}
	edge, wide := float32(badgeEdge), float32(badgeHeight)
	if side < wordsFrom {
		edge, wide = heardMargin-1, max(checkLeast, min(side*checkPart, badgeHeight))
	}
	at = at.AddXY(size.Width-wide-edge, size.Height-wide-edge)
	m.circle.Move(at)
	m.circle.Resize(fyne.NewSquareSize(wide))
	point := func(x, y float32) fyne.Position { return at.AddXY(x*wide, y*wide) }
	m.short.Position1, m.short.Position2 = point(0.27, 0.52), point(0.44, 0.69)
	m.long.Position1, m.long.Position2 = point(0.43, 0.69), point(0.73, 0.34)
	m.short.StrokeWidth, m.long.StrokeWidth = wide/10, wide/10
	return []fyne.CanvasObject{m.circle, m.short, m.long}
}
