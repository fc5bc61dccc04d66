package widgets

import (
	"image/color"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"lectern/ui/words"
)

// Lines is a text in one or several lines. Like Text it remembers the result, so that
// unchanged text is not measured again.
type Lines struct {
	Shown  []*canvas.Text // the lines, from the top
	Height float32        // of one line
	most   int
	size   float32
	style  fyne.TextStyle
	align  fyne.TextAlign
	made   []*canvas.Text
	full   string
	room   float32
}

// NewLines makes an empty text of at most the given number of lines.
func NewLines(most int, size float32, bold bool, align fyne.TextAlign) *Lines {
	l := &Lines{most: most, align: align, style: fyne.TextStyle{Bold: bold}}
	l.SetSize(size)
	return l
}

// SetSize sets the size of the letters. The caller must then call Set.
func (l *Lines) SetSize(size float32) {
	if size != l.size {
		l.size, l.room = size, -1 // forget the last lines
		l.Height = fyne.MeasureText("Ég", size, l.style).Height
	}
}

// Set sets the text, its room in pixels, and its colour. It does not refresh the canvas.
func (l *Lines) Set(full string, room float32, c color.Color) {
	if full != l.full || room != l.room {
		l.full, l.room = full, room
		lines := Wrap(words.Printable(full), room, l.most, func(s string) float32 { return fyne.MeasureText(s, l.size, l.style).Width })
		for len(l.made) < len(lines) {
			t := canvas.NewText("", c)
			t.TextStyle, t.Alignment = l.style, l.align
			l.made = append(l.made, t)
		}
		l.Shown = l.made[:len(lines)]
		for i, line := range lines {
			l.Shown[i].Text, l.Shown[i].TextSize = line, l.size
		}
	}
	for _, t := range l.Shown {
		t.Color = c
	}
}

// Cut returns the full text if a part of the text is cut off, else "".
func (l *Lines) Cut() string {
	n := len(l.Shown)
	if n == 0 || !strings.HasSuffix(l.Shown[n-1].Text, "…") || strings.HasSuffix(strings.TrimSpace(l.full), "…") {
		return ""
	}
	return l.full
}

// Place places the lines below each other, and returns where they end.
func (l *Lines) Place(x, y, width float32) (bottom float32) {
	for _, t := range l.Shown {
		t.Move(fyne.NewPos(x, y))
		t.Resize(fyne.NewSize(width, l.Height))
		y += l.Height
	}
	return y
}

// Wrap breaks a text into lines that fit into the room, between words if it can. If the
// text needs more than the given number of lines, the last one ends with "…". measure
// returns the width of a string.
func Wrap(s string, room float32, most int, measure func(string) float32) (lines []string) {
	for rest := strings.TrimSpace(s); rest != ""; {
		if len(lines) == most-1 || len(rest) < 4*longest && measure(rest) <= room {
			return append(lines, Ellipsis(rest, room, measure))
		}
		n := fitting(rest, room, measure)
		if i := strings.LastIndexAny(rest[:n], " /-"); i >= 0 && rest[n] != ' ' {
			n = i + 1
		}
		if n == 0 {
			_, n = utf8.DecodeRuneInString(rest)
		}
		lines = append(lines, strings.TrimRight(rest[:n], " "))
		rest = strings.TrimLeft(rest[n:], " ")
	}
	return lines
}
