package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// link is a small button that is only text, in the line over a box. It is for
// the mouse alone: Tab goes from box to box, and in a box undo does the same.
type link struct {
	widget.BaseWidget
	Text     string
	OnTapped func()
	over     bool
	words    *line
	under    *canvas.Rectangle
}

var (
	_ fyne.Tappable      = (*link)(nil)
	_ desktop.Hoverable  = (*link)(nil)
	_ desktop.Cursorable = (*link)(nil)
)

func newLink(do func()) *link {
	l := &link{OnTapped: do, words: newLine(captionSize), under: canvas.NewRectangle(nil)}
	l.ExtendBaseWidget(l)
	return l
}

// SetText sets the words.
func (l *link) SetText(text string) {
	l.Text = text
	l.Refresh()
}

// Tapped does what the link says.
func (l *link) Tapped(*fyne.PointEvent) { l.OnTapped() }

// MouseIn underlines the words.
func (l *link) MouseIn(*desktop.MouseEvent) { l.light(true) }

// MouseMoved does nothing.
func (l *link) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends that.
func (l *link) MouseOut() { l.light(false) }

func (l *link) light(over bool) {
	l.over = over
	l.Refresh()
}

// Cursor is a hand.
func (l *link) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer is called by Fyne.
func (l *link) CreateRenderer() fyne.WidgetRenderer { return &linkRenderer{l} }

const (
	linkHeight = 20
	longLine   = 1e4 // room for any
)

type linkRenderer struct{ l *link }

// MinSize has room at both sides of the words, to be hit easily.
func (r *linkRenderer) MinSize() fyne.Size {
	l := r.l
	width := fyne.MeasureText(l.Text, captionSize, fyne.TextStyle{}).Width
	return fyne.NewSize(width+2*l.Theme().Size(theme.SizeNameInnerPadding), linkHeight)
}

func (r *linkRenderer) Layout(size fyne.Size) {
	l := r.l
	ink := l.Theme().Color(theme.ColorNameHyperlink, fyne.CurrentApp().Settings().ThemeVariant())
	left := l.Theme().Size(theme.SizeNameInnerPadding)
	l.words.show(l.Text, longLine, ink)
	top := (size.Height-l.words.height)/2 + 0.5
	l.words.text.Move(fyne.NewPos(left, top))
	l.under.FillColor, l.under.Hidden = ink, !l.over
	l.under.Move(fyne.NewPos(left, top+l.words.height-1))
	l.under.Resize(fyne.NewSize(size.Width-2*left, 1))
}

func (r *linkRenderer) Refresh() {
	r.Layout(r.l.Size())
	canvas.Refresh(r.l)
}

func (r *linkRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.l.words.text, r.l.under}
}

func (r *linkRenderer) Destroy() {}
