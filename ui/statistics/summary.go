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
	rows, widths := s.rows(width - 2*(edge+margin))
	y := float32(summaryTop)
	for first, i := 0, 0; i < rows; i++ {
		x := float32(edge + margin)
		next := first + inRow(len(s.values), rows, i)
		for at := first; at < next; at++ {
			s.values[at].Move(fyne.NewPos(x, y))
			s.names[at].Move(fyne.NewPos(x+1, y+s.values[at].MinSize().Height-2))
			x += widths[at-first] + figureGap
		}
		first, y = next, y+figureHeight
	}
	s.pastime.Move(fyne.NewPos(edge+margin, y+4))
	return y + pastimeHeight
}

// inRow returns how many of n figures stand in a row: one more in the first rows than in the
// others, if they cannot all have the same number.
func inRow(n, rows, row int) int { return (n + rows - 1 - row) / rows }

// rows returns in how few rows the figures fit into a width, and the widths of their columns.
func (s *summary) rows(room float32) (rows int, widths []float32) {
	for rows = 1; ; rows++ {
		widths = make([]float32, inRow(len(s.values), rows, 0))
		for first, row := 0, 0; row < rows; row++ {
			for column := range inRow(len(s.values), rows, row) {
				at := first + column
				widths[column] = max(widths[column], s.values[at].MinSize().Width, s.names[at].MinSize().Width)
			}
			first += inRow(len(s.values), rows, row)
		}
		wide := figureGap * float32(len(widths)-1)
		for _, w := range widths {
			wide += w
		}
		if wide <= room || len(widths) == 1 {
			return rows, widths
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
