package ui

import (
	"image/color"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// line is a line of text that is cut with an ellipsis where it does not fit.
// The cut is remembered: a line that has not changed is not measured again.
type line struct {
	text   *canvas.Text
	height float32
	full   string
	room   float32
}

func newLine(size float32) *line {
	t := canvas.NewText("", color.Black)
	t.TextSize = size
	return &line{text: t, height: fyne.MeasureText("Ég", size, fyne.TextStyle{}).Height}
}

// resize sets the size and the weight of the text.
func (l *line) resize(size float32, bold bool) {
	if style := (fyne.TextStyle{Bold: bold}); size != l.text.TextSize || style != l.text.TextStyle {
		l.text.TextSize, l.text.TextStyle = size, style
		l.room = -1 // it is measured anew
	}
}

// show sets the text, its room in pixels and its colour. It does not refresh
// the canvas.
func (l *line) show(full string, room float32, c color.Color) {
	l.text.Color = c
	if full == l.full && room == l.room {
		return
	}
	l.full, l.room = full, room
	l.text.Text = ellipsis(printable(full), room, func(s string) float32 {
		return fyne.MeasureText(s, l.text.TextSize, l.text.TextStyle).Width
	})
}

// longest is the number of characters of a line that are looked at: more than
// any column shows, and far less than a file name or a tag may hold.
const longest = 300

// ellipsis returns the longest beginning of s that fits with "…" behind it, or
// s where all of it fits. measure tells a string's width.
func ellipsis(s string, room float32, measure func(string) float32) string {
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
	// ends[n] is the first end that does not fit; ends[0] is the empty string.
	n := sort.Search(len(ends), func(i int) bool { return measure(s[:ends[i]]+"…") > room })
	if n == 0 {
		return ""
	}
	return strings.TrimRightFunc(s[:ends[n-1]], unicode.IsSpace) + "…"
}

// printable makes a name fit for one line: bytes that are not UTF-8 become
// U+FFFD, line breaks and other control characters become spaces. Marks that
// turn the direction of writing are left out: with them a name ends otherwise
// than it seems to. It allocates nothing where there is nothing to change.
func printable(s string) string {
	unclean := func(r rune) bool { return r == utf8.RuneError || breaks(r) || turns(r) }
	if strings.IndexFunc(s, unclean) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case breaks(r):
			return ' '
		case turns(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// breaks reports whether a character ends a line or is some other control
// character.
func breaks(r rune) bool { return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' }

// turns reports whether a character is a mark that turns the direction of
// writing.
func turns(r rune) bool { return r >= 0x80 && unicode.Is(unicode.Bidi_Control, r) }
