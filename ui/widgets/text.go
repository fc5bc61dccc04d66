package widgets

import (
	"image/color"
	"sort"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"lectern/ui/words"
)

// Text is one line of text, cut with an ellipsis if it does not fit. It remembers the
// result, so that unchanged text is not measured again.
type Text struct {
	Canvas *canvas.Text
	Height float32
	full   string
	room   float32
}

// NewText makes an empty text.
func NewText(size float32) *Text {
	t := canvas.NewText("", color.Black)
	t.TextSize = size
	return &Text{Canvas: t, Height: fyne.MeasureText("Ég", size, fyne.TextStyle{}).Height}
}

// SetStyle sets the size and the weight of the text.
func (l *Text) SetStyle(size float32, bold bool) {
	if style := (fyne.TextStyle{Bold: bold}); size != l.Canvas.TextSize || style != l.Canvas.TextStyle {
		l.Canvas.TextSize, l.Canvas.TextStyle = size, style
		l.room = -1 // forget the last cut
	}
}

// Set sets the text, its room in pixels, and its colour. It does not refresh the
// canvas.
func (l *Text) Set(full string, room float32, c color.Color) {
	l.Canvas.Color = c
	if full == l.full && room == l.room {
		return
	}
	l.full, l.room = full, room
	l.Canvas.Text = Ellipsis(words.Printable(full), room, func(s string) float32 {
		return fyne.MeasureText(s, l.Canvas.TextSize, l.Canvas.TextStyle).Width
	})
}

// Cut returns the full text if a part of the text is cut off, else "".
func (l *Text) Cut() string {
	if l.Canvas.Text == words.Printable(l.full) {
		return ""
	}
	return l.full
}

// CutLines returns the full texts of those objects whose text is cut off, one per line.
func CutLines(texts ...interface{ Cut() string }) string {
	var all []string
	for _, t := range texts {
		if cut := t.Cut(); cut != "" {
			all = append(all, words.Printable(cut))
		}
	}
	return strings.Join(all, "\n")
}

// longest is how many characters of a line are measured: more than any column shows,
// and far fewer than a tag may have.
const longest = 300

// Ellipsis returns s if it fits into the room, else its longest beginning that fits
// with "…" after it. measure returns the width of a string.
func Ellipsis(s string, room float32, measure func(string) float32) string {
	ends := make([]int, 0, min(len(s), longest))
	for i := range s {
		if len(ends) == longest {
			s = s[:i]
			break
		}
		ends = append(ends, i)
	}
	if s == "" || measure(s) <= room {
		return s
	}
	// ends[n] is the first end that does not fit; ends[0] is the end of the empty
	// string.
	n := sort.Search(len(ends), func(i int) bool { return measure(s[:ends[i]]+"…") > room })
	if n == 0 {
		return ""
	}
	return strings.TrimRightFunc(s[:ends[n-1]], unicode.IsSpace) + "…"
}
