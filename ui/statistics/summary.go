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
	if s.pastime == nil {
		return summaryTop
	}
	columns := s.columns(width - 2*(edge+margin))
	x, y := float32(edge+margin), float32(summaryTop)
	for i, v := range s.values {
		column := i % len(columns)
		if i > 0 && column == 0 {
			x, y = edge+margin, y+figureHeight
		}
		v.Move(fyne.NewPos(x, y))
		s.names[i].Move(fyne.NewPos(x+1, y+v.MinSize().Height-2))
		x += columns[column] + figureGap
	}
	y += figureHeight
	s.pastime.Move(fyne.NewPos(edge+margin, y+4))
	return y + pastimeHeight
}

// columns returns the widths of the columns in which the figures stand: as few rows as fit
// into a width, with as many figures in each as in the others.
func (s *summary) columns(room float32) (widths []float32) {
	for rows := 1; ; rows++ {
		widths = make([]float32, (len(s.values)+rows-1)/rows)
		for i, v := range s.values {
			column := &widths[i%len(widths)]
			*column = max(*column, v.MinSize().Width, s.names[i].MinSize().Width)
		}
		wide := figureGap * float32(len(widths)-1)
		for _, w := range widths {
			wide += w
		}
		if wide <= room || len(widths) == 1 {
			return widths
		}
	}
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
