package ui

import (
	"image/color"
	"sort"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

const (
	paragraphGap = 0.55 // of a line
	bulletIndent = 14   // pixels
	lineLeading  = 2    // pixels between two lines
)

// flow is text that is broken into lines of the width it is given, with parts
// that can be clicked. widget.RichText costs several times as much to change
// and has no menu.
type flow struct {
	widget.BaseWidget
	size  float32
	most  int // lines at most, the last cut with an ellipsis; 0 is any number
	shown []paragraph
	width float32 // it was laid out for; 0: it was not
	tall  float32
	cut   bool // there is more than most lines

	pieces  []piece
	texts   []*canvas.Text // made so far
	objects []fyne.CanvasObject
	over    bool // the pointer is over a link

	onLink func(address string)
	onMenu func(at fyne.Position)
}

// piece is a stretch of one line.
type piece struct {
	span *span
	at   fyne.Position
	size fyne.Size
	text string
}

var (
	_ fyne.Tappable          = (*flow)(nil)
	_ fyne.SecondaryTappable = (*flow)(nil)
	_ desktop.Hoverable      = (*flow)(nil)
	_ desktop.Cursorable     = (*flow)(nil)
)

func newFlow(size float32, most int) *flow {
	f := &flow{size: size, most: most}
	f.ExtendBaseWidget(f)
	return f
}

// plainly is a text as one paragraph.
func plainly(text string, t tone, bold bool) []paragraph {
	if text == "" {
		return nil
	}
	return []paragraph{{spans: []span{{text: printable(text), tone: t, bold: bold}}}}
}

// set shows other paragraphs. The one who lays it out must be told.
func (f *flow) set(p []paragraph) { f.shown, f.width = p, 0 }

// limit sets how many lines are shown at most, 0 for any number. The one who lays it
// out must be told.
func (f *flow) limit(lines int) { f.most, f.width = lines, 0 }

// widest is the width of the longest line of the text as it was laid out last.
func (f *flow) widest() (width float32) {
	for _, p := range f.pieces {
		width = max(width, p.at.X+p.size.Width)
	}
	return width
}

// heightFor lays the text out in lines of that width and returns how high they
// are together.
func (f *flow) heightFor(width float32) float32 {
	if width != f.width {
		f.lay(width)
	}
	return f.tall
}

// style is how a span is drawn.
func (s *span) style() fyne.TextStyle { return fyne.TextStyle{Bold: s.bold, Italic: s.italic} }

// lay breaks the paragraphs into lines.
func (f *flow) lay(width float32) {
	f.width, f.pieces, f.cut = width, f.pieces[:0], false
	high := fyne.MeasureText("Ég", f.size, fyne.TextStyle{}).Height
	pitch := high + lineLeading
	y, lines := float32(0), 0
	for i := range f.shown {
		p := &f.shown[i]
		if i > 0 && !p.after {
			y += pitch * paragraphGap
		}
		left := float32(0)
		if p.item {
			left = bulletIndent
			f.pieces = append(f.pieces, piece{span: &span{tone: muted}, at: fyne.NewPos(2, y), text: "•"})
		}
		b := breaker{flow: f, left: left, x: left, y: y, width: width, high: high, pitch: pitch, lines: lines}
		for j := range p.spans {
			if !b.span(&p.spans[j]) {
				break
			}
		}
		y, lines = b.y+pitch, b.lines+1
		if f.most > 0 && lines >= f.most && i+1 < len(f.shown) {
			f.cut = true
			break
		}
	}
	f.tall = max(0, y-lineLeading)
	f.draw()
}

// breaker breaks the spans of one paragraph.
type breaker struct {
	flow               *flow
	left, x, y         float32
	width, high, pitch float32
	lines              int
}

// span sets one span and reports whether there is room for more.
func (b *breaker) span(s *span) bool {
	measure := func(text string) float32 { return fyne.MeasureText(text, b.flow.size, s.style()).Width }
	rest := printable(s.text)
	for rest != "" {
		if b.x == b.left {
			rest = strings.TrimLeft(rest, " ")
		}
		room := b.width - b.x
		last := b.flow.most > 0 && b.lines == b.flow.most-1
		if measure(rest) <= room {
			b.put(s, rest, measure(rest))
			return true
		}
		if last {
			b.flow.cut = true
			cut := ellipsis(rest, room, measure)
			b.put(s, cut, measure(cut))
			return false
		}
		n := fitting(rest, room, measure)
		words := strings.LastIndexAny(rest[:n], " /\\-")
		switch {
		case n < len(rest) && rest[n] == ' ': // the words end where the line does
		case words >= 0:
			n = words + 1
		case b.x > b.left: // it may fit into a line of its own
			n = 0
		case n == 0:
			_, n = utf8.DecodeRuneInString(rest)
		}
		line := strings.TrimRight(rest[:n], " ")
		b.put(s, line, measure(line))
		rest = strings.TrimLeft(rest[n:], " ")
		b.x, b.y, b.lines = b.left, b.y+b.pitch, b.lines+1
	}
	return true
}

func (b *breaker) put(s *span, text string, width float32) {
	if text == "" {
		return
	}
	b.flow.pieces = append(b.flow.pieces, piece{span: s, at: fyne.NewPos(b.x, b.y), size: fyne.NewSize(width, b.high), text: text})
	b.x += width
}

// fitting is how many bytes of s, whole characters, fit into so many pixels.
func fitting(s string, room float32, measure func(string) float32) int {
	var ends []int // of all characters but the last
	for i := range s {
		if i > 0 {
			ends = append(ends, i)
		}
		if len(ends) == longest {
			break
		}
	}
	n := sort.Search(len(ends), func(i int) bool { return measure(s[:ends[i]]) > room })
	if n == 0 {
		return 0
	}
	return ends[n-1]
}

// draw makes the canvas's texts of the pieces, with those that there are.
func (f *flow) draw() {
	th, variant := f.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	f.objects = f.objects[:0]
	for i, p := range f.pieces {
		if i == len(f.texts) {
			f.texts = append(f.texts, canvas.NewText("", color.Black))
		}
		t := f.texts[i]
		t.Text, t.TextSize, t.TextStyle, t.Color = p.text, f.size, p.span.style(), toneColor(th, variant, p.span.tone)
		t.Move(p.at)
		t.Resize(p.size)
		f.objects = append(f.objects, t)
	}
	canvas.Refresh(f)
}

// CreateRenderer is called by Fyne.
func (f *flow) CreateRenderer() fyne.WidgetRenderer { return &flowRenderer{f} }

// Refresh is called by Fyne, when the theme changes too.
func (f *flow) Refresh() { f.draw() }

// linkAt is the link at a position, nil if there is none.
func (f *flow) linkAt(at fyne.Position) *span {
	for _, p := range f.pieces {
		if (p.span.link != "" || p.span.tap != nil) && at.X >= p.at.X && at.X < p.at.X+p.size.Width && at.Y >= p.at.Y && at.Y < p.at.Y+p.size.Height+lineLeading {
			return p.span
		}
	}
	return nil
}

// Tapped follows a link.
func (f *flow) Tapped(e *fyne.PointEvent) {
	switch s := f.linkAt(e.Position); {
	case s == nil:
	case s.tap != nil:
		s.tap()
	case f.onLink != nil:
		f.onLink(s.link)
	}
}

// TappedSecondary opens the text's menu.
func (f *flow) TappedSecondary(e *fyne.PointEvent) {
	if f.onMenu != nil {
		f.onMenu(e.AbsolutePosition)
	}
}

// Cursor is a hand over a link.
func (f *flow) Cursor() desktop.Cursor {
	if f.over {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// MouseIn takes note of the pointer.
func (f *flow) MouseIn(e *desktop.MouseEvent) { f.over = f.linkAt(e.Position) != nil }

// MouseMoved takes note of the pointer.
func (f *flow) MouseMoved(e *desktop.MouseEvent) { f.over = f.linkAt(e.Position) != nil }

// MouseOut forgets it.
func (f *flow) MouseOut() { f.over = false }

type flowRenderer struct{ flow *flow }

func (r *flowRenderer) Layout(fyne.Size)             {}
func (r *flowRenderer) MinSize() fyne.Size           { return fyne.NewSize(1, r.flow.tall) }
func (r *flowRenderer) Refresh()                     { r.flow.draw() }
func (r *flowRenderer) Objects() []fyne.CanvasObject { return r.flow.objects }
func (r *flowRenderer) Destroy()                     {}
