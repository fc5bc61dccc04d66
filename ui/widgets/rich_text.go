package widgets

import (
	"image/color"
	"sort"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"lectern/ui/keys"
	"lectern/ui/words"
)

const (
	paragraphGap = 0.55 // of a line
	bulletIndent = 14   // pixels
	lineLeading  = 2    // pixels between two lines
	tippedLines  = 2    // of a text whose tip is shown; a longer text has a link that unfolds it
)

// RichText breaks paragraphs into lines of a given width. Parts of the text can be
// links. The toolkit's RichText costs several times as much to change, and has no menu.
type RichText struct {
	widget.BaseWidget
	size      float32
	MostLines int // the most lines that are shown, the last with an ellipsis; 0 for all
	Shown     []Paragraph
	width     float32 // of the last layout, 0 if there was none
	Tall      float32 // height of the last layout in pixels
	Cut       bool    // some lines are not shown

	pieces  []piece
	texts   []*canvas.Text // the objects made so far
	objects []fyne.CanvasObject
	over    bool // the pointer is over a link
	keyed   linkFocus
	held    func() fyne.KeyModifier

	OnLink   func(address string)
	OnMenu   func(at fyne.Position)
	OnKey    func(*fyne.KeyEvent)                      // gets the keys that are not for links
	OnReveal func(text *RichText, top, height float32) // scrolls to a part of the text, in pixels
}

// piece is the part of a span that stands in one line.
type piece struct {
	span *Span
	at   fyne.Position
	size fyne.Size
	text string
}

var (
	_ fyne.Tappable          = (*RichText)(nil)
	_ fyne.SecondaryTappable = (*RichText)(nil)
	_ desktop.Hoverable      = (*RichText)(nil)
	_ desktop.Cursorable     = (*RichText)(nil)
)

// NewRichText makes an empty text that shows at most the given number of lines, 0 for
// all.
func NewRichText(size float32, most int) *RichText {
	f := &RichText{size: size, MostLines: most, held: keys.Held}
	f.ExtendBaseWidget(f)
	return f
}

// Set replaces the paragraphs. The caller must then lay out the text again.
func (f *RichText) Set(p []Paragraph) { f.Shown, f.width = p, 0 }

// Limit sets the most lines that are shown, 0 for all. The caller must then lay out the
// text again.
func (f *RichText) Limit(lines int) { f.MostLines, f.width = lines, 0 }

// Widest returns the width of the longest line in the last layout, in pixels.
func (f *RichText) Widest() (width float32) {
	for _, p := range f.pieces {
		width = max(width, p.at.X+p.size.Width)
	}
	return width
}

// HeightFor lays out the text in lines of a width, and returns their total height in
// pixels.
func (f *RichText) HeightFor(width float32) float32 {
	if width != f.width {
		f.lay(width)
	}
	return f.Tall
}

// lay breaks the paragraphs into lines.
func (f *RichText) lay(width float32) {
	f.width, f.pieces, f.Cut = width, f.pieces[:0], false
	high := fyne.MeasureText("Ég", f.size, fyne.TextStyle{}).Height
	pitch := high + lineLeading
	y, lines := float32(0), 0
	for i := range f.Shown {
		p := &f.Shown[i]
		if i > 0 && !p.After {
			y += pitch * paragraphGap
		}
		left := float32(0)
		if p.Item {
			left = bulletIndent
			f.pieces = append(f.pieces, piece{span: &Span{Tone: words.Muted}, at: fyne.NewPos(2, y), text: "•"})
		}
		b := breaker{text: f, left: left, x: left, y: y, width: width, high: high, pitch: pitch, lines: lines}
		for j := range p.Spans {
			if !b.span(&p.Spans[j]) {
				break
			}
		}
		y, lines = b.y+pitch, b.lines+1
		if f.MostLines > 0 && lines >= f.MostLines && i+1 < len(f.Shown) {
			f.Cut = true
			break
		}
	}
	f.Tall = max(0, y-lineLeading)
	f.draw()
}

// breaker breaks the spans of one paragraph into lines.
type breaker struct {
	text               *RichText
	left, x, y         float32
	width, high, pitch float32
	lines              int
}

// span lays out one span, and reports whether there is room for more.
func (b *breaker) span(s *Span) bool {
	measure := func(text string) float32 { return fyne.MeasureText(text, b.text.size, s.style()).Width }
	rest := words.Printable(s.Text)
	for rest != "" {
		if b.x == b.left {
			rest = strings.TrimLeft(rest, " ")
		}
		room := b.width - b.x
		last := b.text.MostLines > 0 && b.lines == b.text.MostLines-1
		if measure(rest) <= room {
			b.put(s, rest, measure(rest))
			return true
		}
		if last {
			b.text.Cut = true
			cut := Ellipsis(rest, room, measure)
			b.put(s, cut, measure(cut))
			return false
		}
		n := fitting(rest, room, measure)
		words := strings.LastIndexAny(rest[:n], " /\\-")
		switch {
		case n < len(rest) && rest[n] == ' ': // the line ends between two words
		case words >= 0:
			n = words + 1
		case b.x > b.left: // it may fit in a line of its own
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

func (b *breaker) put(s *Span, text string, width float32) {
	if text == "" {
		return
	}
	b.text.pieces = append(b.text.pieces, piece{span: s, at: fyne.NewPos(b.x, b.y), size: fyne.NewSize(width, b.high), text: text})
	b.x += width
}

// fitting returns how many bytes of s, in whole characters, fit into a room in pixels.
func fitting(s string, room float32, measure func(string) float32) int {
	var ends []int // the ends of all characters but the last
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

// draw sets the canvas texts to the pieces. It reuses the texts made before.
func (f *RichText) draw() {
	th, variant := f.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	f.objects = f.objects[:0]
	for i, p := range f.pieces {
		if i == len(f.texts) {
			f.texts = append(f.texts, canvas.NewText("", color.Black))
		}
		t := f.texts[i]
		t.Text, t.TextSize, t.TextStyle, t.Color = p.text, f.size, p.span.style(), ToneColor(th, variant, p.span.Tone)
		t.Move(p.at)
		t.Resize(p.size)
		f.objects = append(f.objects, t)
	}
	f.objects = append(f.objects, f.ring()...)
	canvas.Refresh(f)
}

// CreateRenderer is called by Fyne.
func (f *RichText) CreateRenderer() fyne.WidgetRenderer { return &richTextRenderer{f} }

// Refresh is called by Fyne, when the theme changes too.
func (f *RichText) Refresh() { f.draw() }

// linkAt returns the link at a position, or nil.
func (f *RichText) linkAt(at fyne.Position) *Span {
	for _, p := range f.pieces {
		if p.span.isLink() && at.X >= p.at.X && at.X < p.at.X+p.size.Width && at.Y >= p.at.Y && at.Y < p.at.Y+p.size.Height+lineLeading {
			return p.span
		}
	}
	return nil
}

// Tapped follows a link.
func (f *RichText) Tapped(e *fyne.PointEvent) {
	if s := f.linkAt(e.Position); s != nil {
		f.follow(s)
	}
}

// TappedSecondary opens the text's menu.
func (f *RichText) TappedSecondary(e *fyne.PointEvent) {
	if f.OnMenu != nil {
		f.OnMenu(e.AbsolutePosition)
	}
}

// Cursor shows a hand over a link.
func (f *RichText) Cursor() desktop.Cursor {
	if f.over {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// MouseIn changes the cursor over a link.
func (f *RichText) MouseIn(e *desktop.MouseEvent) { f.MouseMoved(e) }

// MouseMoved changes the cursor over a link, and shows its tip or a short text that is cut
// off.
func (f *RichText) MouseMoved(e *desktop.MouseEvent) {
	link, tip := f.linkAt(e.Position), ""
	if f.over = link != nil; f.over {
		tip = link.Tip
	}
	if f.Cut && f.MostLines <= tippedLines {
		tip = PlainText(f.Shown)
	}
	Hover(f, e.AbsolutePosition, tip)
}

// MouseOut resets the cursor.
func (f *RichText) MouseOut() {
	f.over = false
	Leave(f)
}

type richTextRenderer struct{ text *RichText }

func (r *richTextRenderer) Layout(fyne.Size)             {}
func (r *richTextRenderer) MinSize() fyne.Size           { return fyne.NewSize(1, r.text.Tall) }
func (r *richTextRenderer) Refresh()                     { r.text.draw() }
func (r *richTextRenderer) Objects() []fyne.CanvasObject { return r.text.objects }
func (r *richTextRenderer) Destroy()                     {}
