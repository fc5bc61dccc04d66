package sidebar

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"lectern/ui/widgets"
	"lectern/ui/words"
)

// label is how a node is drawn.
type label struct {
	icon  fyne.Resource
	name  string
	note  string // at the right: a count
	size  float32
	tone  words.Tone
	bold  bool
	left  float32 // where the name begins when there is no icon
	hang  bool    // the icon stands before the line, where a branch has its arrow
	raise float32 // how far above the middle it stands
}

const (
	nodeSize   = 13
	headSize   = 11
	nodeHeight = 24
	nodeIcon   = 16
	nodeGap    = 7 // between icon and name

	// statusRaise brings the status of a root close to its name, like the second line of
	// a row.
	statusRaise = 8
)

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
}

var (
	_ fyne.Tappable          = (*node)(nil)
	_ fyne.SecondaryTappable = (*node)(nil)
)

func newNode(s *Tree) *node {
	n := &node{sidebar: s, icon: widget.NewIcon(nil), name: widgets.NewText(nodeSize), note: canvas.NewText("", color.Black)}
	n.note.TextSize, n.note.Alignment = widgets.CaptionSize, fyne.TextAlignTrailing
	n.ExtendBaseWidget(n)
	return n
}

type nodeRenderer struct{ n *node }
