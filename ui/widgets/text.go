package widgets

import (
	"image/color"
	"strings"
	"unicode"
	"unicode/utf8"

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
	same   int
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
func (l *Text) Set(full string, room float32, c color.Color) { l.SetAmong(full, 0, room, c) }

// SetAmong is like Set for a text whose first bytes, as many as same, are those of the
// texts beside it: it is cut by Differing.
func (l *Text) SetAmong(full string, same int, room float32, c color.Color) {
	l.Canvas.Color = c
	if full == l.full && same == l.same && room == l.room {
		return
	}
	l.full, l.same, l.room = full, same, room
	l.Canvas.Text = Differing(words.Printable(full), same, room, func(s string) float32 {
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

// narrowLetter is a width in pixels: the letters of nearly all texts are wider on average.
// To see that a text does not fit, Ellipsis measures as many letters as would fit if they
// were so narrow. The whole of a long text takes many times as long to measure.
const narrowLetter = 4

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
	if s == "" {
		return s
	}
	most, part := len(ends), s
	if enough := max(1, int(room/narrowLetter)); enough < most {
		most, part = enough, s[:ends[enough]]
	}
	width := measure(part)
	if width <= room && most < len(ends) {
		most, width = len(ends), measure(s)
	}
	if width <= room {
		return s
	}
	// ends[n] is the first end that does not fit; ends[0] is the end of the empty
	// string.
	n := searchNear(most, int(float32(most)*room/width), func(i int) bool { return measure(s[:ends[i]]+"…") > room })
	if n == 0 {
		return ""
	}
	return strings.TrimRightFunc(s[:ends[n-1]], unicode.IsSpace) + "…"
}

// searchNear is sort.Search for an answer that is probably near a place: measuring a text
// takes long, and a table measures hundreds of texts at once.
func searchNear(n, near int, is func(int) bool) int {
	from, to, step := 0, n, 1
	for at := near; from < to; step *= 2 {
		if at < from || at >= to {
			at = (from + to) / 2
		}
		if is(at) {
			to, at = at, at-step
		} else {
			from, at = at+1, at+step
		}
	}
	return from
}

// tells is how many bytes of a text beyond Same tell it from its neighbours at most: a word,
// and a number and an ending, such as "_001.mp3".
const tells = longWord + 8

// Differing is like Ellipsis, but if the end of s that is cut off would be what tells s
// from its neighbours, it cuts the bytes that they share: "The Adven…Sawyer_001.mp3".
func Differing(s string, same int, room float32, measure func(string) float32) string {
	cut := Ellipsis(s, room, measure)
	if cut == s || same == 0 || len(cut) >= same+tells+len("…") {
		return cut
	}
	rest := Ellipsis(s[same:], room-measure("…"), measure)
	if head := Ellipsis(s[:same], room-measure(rest), measure); head != "" {
		return head + rest
	}
	return "…" + rest
}

// longWord is the longest word, in bytes, that Same keeps whole.
const longWord = 16

// Same returns how many bytes at the beginning of a text are the same in another one, 0 if
// the texts are equal. The number or the word in which they differ is not among them, nor
// is the word before it, as in "Part 1".
func Same(s, other string) int {
	if s == other {
		return 0
	}
	n := 0
	for i, r := range s {
		if o, size := utf8.DecodeRuneInString(other[min(i, len(other)):]); size == 0 || o != r {
			break
		}
		n = i + utf8.RuneLen(r)
	}
	back := func(part func(rune) bool) bool {
		whole := len(strings.TrimRightFunc(s[:n], part))
		if n-whole > longWord {
			return false
		}
		n = whole
		return true
	}
	first := unicode.IsLetter
	if last, _ := utf8.DecodeLastRuneInString(s[:n]); unicode.IsDigit(last) {
		first = unicode.IsDigit
	}
	if back(first) && back(func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		back(unicode.IsLetter)
	}
	return n
}
