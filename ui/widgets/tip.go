package widgets

import (
	"image/color"
	"strings"
	"time"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/ui/words"
)

// Tips shows a tooltip once the pointer has rested on an object: the full text if a part
// is cut off, or the purpose of a button without text. Tips is above the content of the
// window and handles no events, so that all events reach the objects below. UI goroutine
// only.
type Tips struct {
	widget.BaseWidget
	wait    func(time.Duration, func()) (stop func())
	stop    func()            // stops the wait, nil if there is none
	over    fyne.CanvasObject // what the pointer is over, nil if it has no tip
	text    string
	pointer fyne.Position // in pixels from the corner of the canvas
	shown   bool

	surface *canvas.Rectangle
	lines   *RichText // breaks the text into lines; only its objects are drawn
	small   *RichText // the lines of a tip
	large   *RichText // the lines of a place
}

const (
	tipAfter   = 600 * time.Millisecond
	tipWidth   = 420 // of a line, at most, in pixels
	tipLines   = 8
	tipLetters = 300 // of each of its lines, at most
	tipMargin  = 8
	tipBelow   = 20 // from the tip of the pointer
	tipAbove   = 8

	// A tip goes after a while, because the toolkit does not say when the pointer leaves
	// the window. A long text stays longer.
	tipFor       = 5 * time.Second
	tipForLetter = 60 * time.Millisecond

	placeFor  = 800 * time.Millisecond
	placeSize = 22
)

// tips is the Tips of the window, for all objects in the window; nil if there is none.
var tips *Tips

// NewTips makes the tips of the window. wait calls a function later on the UI goroutine,
// unless stop is called first.
func NewTips(wait func(time.Duration, func()) (stop func())) *Tips {
	t := &Tips{wait: wait, surface: canvas.NewRectangle(color.Transparent), small: NewRichText(12.5, tipLines), large: NewRichText(placeSize, 1)}
	t.lines = t.small
	t.surface.StrokeWidth, t.surface.CornerRadius = 1, 5
	t.ExtendBaseWidget(t)
	tips = t
	return t
}

// Hover says that the pointer is over an object, at a position in pixels from the corner
// of the canvas. The text is shown soon, unless it is "".
func Hover(o fyne.CanvasObject, at fyne.Position, text string) {
	t := tips
	if t == nil || t.over == o && t.text == text {
		if t != nil {
			t.pointer = at
		}
		return
	}
	HideTip()
	if text == "" {
		return
	}
	t.over, t.text, t.pointer = o, text, at
	t.stop = t.wait(tipAfter, t.show)
}

// Leave says that the pointer has left an object.
func Leave(o fyne.CanvasObject) {
	if tips != nil && tips.over == o {
		HideTip()
	}
}

// HideTip hides the tip until the pointer enters another object: after a click, or when
// the object moves.
func HideTip() {
	t := tips
	if t == nil {
		return
	}
	if t.stop != nil {
		t.stop()
		t.stop = nil
	}
	t.over, t.text, t.lines = nil, "", t.small
	if t.shown {
		t.shown = false
		canvas.Refresh(t)
	}
}

// ShowPlace shows for a moment how far the user has scrolled: a short text in large
// letters, to the left of a position in pixels from the corner of the canvas.
func ShowPlace(o fyne.CanvasObject, at fyne.Position, text string) {
	HideTip()
	if t := tips; t != nil && text != "" {
		t.over, t.text, t.pointer, t.lines = o, text, at, t.large
		t.show()
		t.stop = t.wait(placeFor, HideTip)
	}
}

// show shows the text, unless its object has left the window or a dialog or a menu
// covers it.
func (t *Tips) show() {
	t.stop = nil
	driver := fyne.CurrentApp().Driver()
	c := driver.CanvasForObject(t)
	if c == nil || t.over == nil || driver.CanvasForObject(t.over) != c || c.Overlays().Top() != nil {
		return
	}
	place := t.lines == t.large
	var lines []Paragraph
	for line := range strings.SplitSeq(t.text, "\n") {
		lines = append(lines, Paragraph{Spans: []Span{{Text: words.Brief(line, tipLetters), Bold: place}}, After: true})
	}
	t.lines.Set(lines)
	room := t.Size()
	height := t.lines.HeightFor(min(tipWidth, room.Width-4*tipMargin))
	size := fyne.NewSize(t.lines.Widest()+2*tipMargin, height+2*tipMargin-2)
	at := t.pointer.Subtract(driver.AbsolutePositionForObject(t))
	x := max(0, min(at.X, room.Width-size.Width-2))
	y := at.Y + tipBelow
	if place {
		x, y = at.X-size.Width, at.Y-size.Height/2
	}
	if y+size.Height > room.Height {
		y = at.Y - tipAbove - size.Height
	}
	t.surface.Move(fyne.NewPos(x, y))
	t.surface.Resize(size)
	for _, o := range t.lines.objects {
		o.Move(o.Position().AddXY(x+tipMargin, y+tipMargin-1))
	}
	t.shown = true
	if !place {
		t.stop = t.wait(tipFor+time.Duration(utf8.RuneCountInString(t.text))*tipForLetter, HideTip)
	}
	t.ink()
	canvas.Refresh(t)
}

func (t *Tips) ink() {
	th, variant := t.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	t.surface.FillColor = th.Color(theme.ColorNameMenuBackground, variant)
	t.surface.StrokeColor = th.Color(theme.ColorNameInputBorder, variant)
}

// CreateRenderer is called by Fyne.
func (t *Tips) CreateRenderer() fyne.WidgetRenderer { return &tipsRenderer{t} }

type tipsRenderer struct{ t *Tips }

func (r *tipsRenderer) Layout(fyne.Size)   {}
func (r *tipsRenderer) MinSize() fyne.Size { return fyne.Size{} }
func (r *tipsRenderer) Refresh()           { r.t.ink() }
func (r *tipsRenderer) Objects() []fyne.CanvasObject {
	if !r.t.shown {
		return nil
	}
	return append([]fyne.CanvasObject{r.t.surface}, r.t.lines.objects...)
}
func (r *tipsRenderer) Destroy() {}
