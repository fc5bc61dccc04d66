package sidebar

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/ui/i18n"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// label is how a node is drawn.
type label struct {
	icon  fyne.Resource
	name  string
	note  string // at the right: a number of books
	size  float32
	tone  words.Tone
	bold  bool
	left  float32 // where the name begins if there is no icon
	hang  bool    // the icon stands before the line, in the place of a branch's arrow
	raise float32 // how far above the middle the line stands
}

const (
	nodeSize   = 13
	headSize   = 11
	nodeHeight = 24
	nodeIcon   = 16
	nodeGap    = 7 // between icon and name
	focusBar   = 3

	// statusRaise moves the status of a root up towards its name, like the second line
	// of a row.
	statusRaise = 8
)

// number is a number of books, "" for 0.
func number(books int) string {
	if books == 0 {
		return ""
	}
	return i18n.Number(books)
}

func headLabel(title string) label {
	return label{name: title, size: headSize, tone: words.Muted, bold: true}
}

// node is one line of the sidebar.
type node struct {
	widget.BaseWidget
	sidebar *Tree
	uid     string
	shown   label
	icon    *widget.Icon
	name    *widgets.Text
	note    *canvas.Text
	bar     *canvas.Rectangle // at the left edge of the sidebar if the line has the focus
	glow    *canvas.Rectangle // behind the line if the pointer is over it
	over    bool
}

var (
	_ fyne.Tappable          = (*node)(nil)
	_ fyne.SecondaryTappable = (*node)(nil)
	_ fyne.Draggable         = (*node)(nil)
	_ desktop.Hoverable      = (*node)(nil)
)

func newNode(s *Tree) *node {
	n := &node{sidebar: s, icon: widget.NewIcon(nil), name: widgets.NewText(nodeSize), note: canvas.NewText("", color.Black), bar: canvas.NewRectangle(color.Transparent), glow: canvas.NewRectangle(color.Transparent)}
	n.note.TextSize, n.note.Alignment = widgets.CaptionSize, fyne.TextAlignTrailing
	n.ExtendBaseWidget(n)
	return n
}

type nodeRenderer struct{ n *node }

func (n *node) show(uid string) {
	l := n.sidebar.label(uid)
	if uid != n.uid { // the lines have moved
		n.over = false
		widgets.Leave(n)
	}
	n.uid, n.shown = uid, l
	if uid == n.sidebar.cursor.uid {
		n.sidebar.cursor.line = n
	}
	n.icon.SetResource(l.icon)
	n.icon.Hidden = l.icon == nil
	variant := fyne.CurrentApp().Settings().ThemeVariant()
	th := n.Theme()
	n.note.Text = l.note
	n.note.Color = widgets.ToneColor(th, variant, words.Muted)
	n.name.SetStyle(l.size, l.bold)
	n.name.Set(l.name, n.room(), widgets.ToneColor(th, variant, l.tone))
	n.bar.Hidden = !n.sidebar.cursor.at(uid)
	n.bar.FillColor = th.Color(theme.ColorNamePrimary, variant)
	n.glow.FillColor, n.glow.CornerRadius = th.Color(theme.ColorNameHover, variant), th.Size(theme.SizeNameSelectionRadius)
	n.glow.Hidden = !n.over && uid != n.sidebar.carried.uid || owner(uid) == n.sidebar.chosen
	(&nodeRenderer{n}).Layout(n.Size())
	canvas.Refresh(n)
}

func (n *node) left() float32 {
	if n.shown.icon == nil || n.shown.hang {
		return n.shown.left
	}
	return nodeIcon + nodeGap
}

// room returns the width for the name beside the number. A long number gets at most
// half of the line.
func (n *node) room() float32 {
	width := n.Size().Width - n.left()
	return width - min(n.note.MinSize().Width+2*widgets.Margin, width/2)
}

// above is how far above the node its glow is: a status glows at the name of its root,
// which a click chooses.
func (n *node) above() float32 {
	if n.shown.raise == 0 {
		return 0
	}
	return n.Size().Height + n.Theme().Size(theme.SizeNamePadding)
}

// MouseIn shows a glow, as the toolkit does for lines that do not follow the pointer, and
// the full name if it is cut.
func (n *node) MouseIn(e *desktop.MouseEvent) {
	n.over = true
	n.Refresh()
	widgets.Hover(n, e.AbsolutePosition, widgets.CutLines(n.name))
}

// MouseMoved is called by Fyne.
func (n *node) MouseMoved(e *desktop.MouseEvent) {
	widgets.Hover(n, e.AbsolutePosition, widgets.CutLines(n.name))
}

// MouseOut is called by Fyne.
func (n *node) MouseOut() {
	n.over = false
	n.Refresh()
	widgets.Leave(n)
}

// Tapped is called by Fyne.
func (n *node) Tapped(*fyne.PointEvent) {
	widgets.HideTip()
	n.sidebar.hold(n)
	n.sidebar.tapped(n.uid)
}

// TappedSecondary opens the menu of the line. The menu of a saved view shows the keys that
// move the view, so the sidebar gets the focus.
func (n *node) TappedSecondary(e *fyne.PointEvent) {
	s := n.sidebar
	if c := fyne.CurrentApp().Driver().CanvasForObject(n); c != nil && strings.HasPrefix(n.uid, viewNode) {
		s.cursor.stand(n.uid)
		c.Focus(s)
	}
	s.menu(n.uid, e.AbsolutePosition)
}

// CreateRenderer is called by Fyne.
func (n *node) CreateRenderer() fyne.WidgetRenderer { return &nodeRenderer{n} }

func (r *nodeRenderer) Layout(size fyne.Size) {
	n := r.n
	n.icon.Resize(fyne.NewSquareSize(nodeIcon))
	left := -n.Position().X // of the sidebar
	n.bar.Move(fyne.NewPos(left, 0))
	n.bar.Resize(fyne.NewSize(focusBar, size.Height))
	n.glow.Move(fyne.NewPos(left, -n.above()))
	n.glow.Resize(fyne.NewSize(size.Width-left, size.Height))
	x := float32(0)
	if n.shown.hang {
		x -= nodeIcon + nodeGap
	}
	n.icon.Move(fyne.NewPos(x, (size.Height-nodeIcon)/2))
	n.name.Set(n.shown.name, n.room(), n.name.Canvas.Color)
	height := n.name.Canvas.MinSize().Height
	n.name.Canvas.Move(fyne.NewPos(n.left(), (size.Height-height)/2-n.shown.raise))
	n.name.Canvas.Resize(fyne.NewSize(n.room(), height))
	height = n.note.MinSize().Height
	n.note.Move(fyne.NewPos(n.left(), (size.Height-height)/2))
	n.note.Resize(fyne.NewSize(size.Width-n.left()-widgets.Margin, height))
}

func (r *nodeRenderer) MinSize() fyne.Size { return fyne.NewSize(90, nodeHeight) }

func (r *nodeRenderer) Refresh() {
	if r.n.uid != "" {
		r.n.show(r.n.uid)
	}
}

func (r *nodeRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.n.glow, r.n.bar, r.n.icon, r.n.name.Canvas, r.n.note}
}

func (r *nodeRenderer) Destroy() {}
