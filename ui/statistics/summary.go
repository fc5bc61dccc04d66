package statistics

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"lectern/library/view"
	"lectern/ui/words"
)

// Sizes in pixels.
const (
	valueSize     = 24
	figureGap     = 34 // between two figures
	figureHeight  = 54
	summaryTop    = 10
	pastimeHeight = 34
)

// summary is the totals above the cards.
type summary struct {
	values, names []*canvas.Text
	pastime       *canvas.Text
}

// newSummary makes the totals of statistics. It has none without books.
func newSummary(s *view.Statistics, files bool) summary {
	text := func(of string, size float32, bold bool) *canvas.Text {
		t := canvas.NewText(of, color.Black)
		t.TextSize, t.TextStyle = size, fyne.TextStyle{Bold: bold}
		return t
	}
	var all summary
	if s.Books == 0 {
		return all
	}
	for _, f := range words.Figures(s, files) {
		all.values = append(all.values, text(f.Value, valueSize, true))
		all.names = append(all.names, text(f.Name, noteSize, false))
	}
	all.pastime = text(words.Pastime(s), nameSize, false)
	return all
}

// lay places the totals in a width, and returns their height.
func (s *summary) lay(width float32) (height float32) {
	x, y := float32(edge+margin), float32(summaryTop)
	for i, v := range s.values {
		size, name := v.MinSize(), s.names[i].MinSize()
		room := max(size.Width, name.Width)
		if x > edge+margin && x+room > width-edge-margin {
			x, y = edge+margin, y+figureHeight
		}
		v.Move(fyne.NewPos(x, y))
		s.names[i].Move(fyne.NewPos(x+1, y+size.Height-2))
		x += room + figureGap
	}
	if s.pastime == nil {
		return summaryTop
	}
	y += figureHeight
	s.pastime.Move(fyne.NewPos(edge+margin, y+4))
	return y + pastimeHeight
}

// objects returns the totals in their colours.
func (s *summary) objects(ink inks) (all []fyne.CanvasObject) {
	for i, v := range s.values {
		v.Color, s.names[i].Color = ink.text, ink.muted
		all = append(all, v, s.names[i])
	}
	if s.pastime != nil {
		s.pastime.Color = ink.text
		all = append(all, s.pastime)
	}
	return all
}
