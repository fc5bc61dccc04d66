package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Link is a small button that consists only of text. It is for the pointer alone and
// never gets the focus: in the edit form, Tab goes from box to box, and undo in a box
// does what the link does.
type Link struct {
	widget.BaseWidget
	Text     string
	OnTapped func()
	over     bool
	size     float32
	words    *Text
	under    *canvas.Rectangle
}

var (
	_ fyne.Tappable      = (*Link)(nil)
	_ desktop.Hoverable  = (*Link)(nil)
	_ desktop.Cursorable = (*Link)(nil)
)

// NewLink makes a link that calls do when it is clicked.
func NewLink(do func()) *Link { return NewSizedLink(CaptionSize, do) }

// NewSizedLink makes a link with this text size.
func NewSizedLink(size float32, do func()) *Link {
	l := &Link{OnTapped: do, size: size, words: NewText(size), under: canvas.NewRectangle(nil)}
	l.ExtendBaseWidget(l)
	return l
}

// SetText sets the words.
func (l *Link) SetText(text string) {
	l.Text = text
	l.Refresh()
}

// Tapped runs the action of the link.
func (l *Link) Tapped(*fyne.PointEvent) { l.OnTapped() }

// MouseIn underlines the words.
func (l *Link) MouseIn(*desktop.MouseEvent) { l.light(true) }

// MouseMoved does nothing.
func (l *Link) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the underline away.
func (l *Link) MouseOut() { l.light(false) }

func (l *Link) light(over bool) {
	l.over = over
	l.Refresh()
}

// Cursor is a hand.
func (l *Link) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer is called by Fyne.
func (l *Link) CreateRenderer() fyne.WidgetRenderer { return &linkRenderer{l} }

// Sizes in pixels.
const (
	LinkHeight = 20
	LongLine   = 1e4 // pixels: room for any text
)

type linkRenderer struct{ l *Link }

// MinSize leaves room at both sides of the words, which makes them easier to hit.
func (r *linkRenderer) MinSize() fyne.Size {
	l := r.l
	width := fyne.MeasureText(l.Text, l.size, fyne.TextStyle{}).Width
	return fyne.NewSize(width+2*l.Theme().Size(theme.SizeNameInnerPadding), LinkHeight)
}

func (r *linkRenderer) Layout(size fyne.Size) {
	l := r.l
	ink := l.Theme().Color(theme.ColorNameHyperlink, fyne.CurrentApp().Settings().ThemeVariant())
	left := l.Theme().Size(theme.SizeNameInnerPadding)
	l.words.Set(l.Text, LongLine, ink)
	top := (size.Height-l.words.Height)/2 + 0.5
	l.words.Canvas.Move(fyne.NewPos(left, top))
	l.under.FillColor, l.under.Hidden = ink, !l.over
	l.under.Move(fyne.NewPos(left, top+l.words.Height-1))
	l.under.Resize(fyne.NewSize(size.Width-2*left, 1))
}

func (r *linkRenderer) Refresh() {
	r.Layout(r.l.Size())
	canvas.Refresh(r.l)
}

func (r *linkRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.l.words.Canvas, r.l.under}
}

func (r *linkRenderer) Destroy() {}
