package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Panes shows three objects side by side. The outer ones have widths in pixels, which
// the user changes by dragging a divider; the middle one gets the rest. If there is no
// room for all of them, the left one is left out, or else the right one. The toolkit's split
// gives shares of the width instead, and draws a bar on its divider.
type Panes struct {
	widget.BaseWidget
	objects [3]fyne.CanvasObject
	chosen  [3]float32 // the width that the user chose; not used for the middle
	shown   [3]float32 // the width in the last layout
	hidden  bool       // the right pane is hidden
	lines   [2]*canvas.Rectangle
	grips   [2]*grip

	// OnDragged is called when the user has changed a width.
	OnDragged func()
}

const (
	leftLeast   = 140 // the least widths of the panes, in pixels
	middleLeast = 240
	rightLeast  = 220
	lineWidth   = 1
	gripWidth   = 8 // the part around a divider that can be dragged
)

// gripBefore is the part of each grip to the left of its divider, in pixels. The left
// grip covers as little as possible of the left pane, which has its scroll bar there.
var gripBefore = [2]float32{2, 4}

// NewPanes makes panes with the widths of the outer ones in pixels.
func NewPanes(left, middle, right fyne.CanvasObject, leftWidth, rightWidth float32) *Panes {
	p := &Panes{objects: [3]fyne.CanvasObject{left, middle, right}, chosen: [3]float32{leftWidth, 0, rightWidth}}
	for i := range p.grips {
		p.lines[i] = canvas.NewRectangle(color.Transparent)
		p.grips[i] = newGrip(gripBefore[i], func(x float32) { p.drag(i, x) })
	}
	p.ExtendBaseWidget(p)
	return p
}

// Widths returns the widths that the user chose for the outer panes, in pixels.
func (p *Panes) Widths() (left, right float32) { return p.chosen[0], p.chosen[2] }

// ShowRight shows or hides the right pane.
func (p *Panes) ShowRight(shown bool) {
	p.hidden = !shown
	p.Refresh()
}

// RightShown reports whether the right pane is shown.
func (p *Panes) RightShown() bool { return !p.hidden }

// room reports which of the outer panes have room.
func (p *Panes) room(total float32) (left, right bool) {
	rest := total - p.least()
	left, right = rest >= leftLeast+lineWidth, !p.hidden && rest >= rightLeast+lineWidth
	return left && (!right || rest >= leftLeast+rightLeast+2*lineWidth), right
}

// fit returns the widths of the panes, 0 for a pane that is not shown. In a narrow window
// the outer panes are narrower than the user chose, first the right one.
func (p *Panes) fit(total float32) (widths [3]float32) {
	left, right := p.room(total)
	rest := total
	if left {
		widths[0] = max(p.chosen[0], leftLeast)
		rest -= widths[0] + lineWidth
	}
	if right {
		widths[2] = max(p.chosen[2], rightLeast)
		rest -= widths[2] + lineWidth
	}
	for _, outer := range []struct {
		width *float32
		least float32
	}{{&widths[2], rightLeast}, {&widths[0], leftLeast}} {
		give := max(0, min(p.least()-rest, *outer.width-outer.least))
		*outer.width -= give
		rest += give
	}
	widths[1] = max(0, rest)
	return widths
}

// least is the least width of the middle pane.
func (p *Panes) least() float32 { return max(middleLeast, p.objects[1].MinSize().Width) }

// drag moves a divider to a position on the screen, in pixels from the left of the
// window.
func (p *Panes) drag(divider int, x float32) {
	x -= fyne.CurrentApp().Driver().AbsolutePositionForObject(p).X
	total := p.Size().Width
	if divider == 0 {
		p.chosen[0] = max(leftLeast, min(x, total-p.shown[2]-p.least()-2*lineWidth))
	} else {
		p.chosen[2] = max(rightLeast, min(total-x, total-p.shown[0]-p.least()-2*lineWidth))
	}
	p.Refresh()
	if p.OnDragged != nil {
		p.OnDragged()
	}
}

// CreateRenderer is called by Fyne.
func (p *Panes) CreateRenderer() fyne.WidgetRenderer {
	r := &panesRenderer{p}
	r.ink()
	return r
}

type panesRenderer struct{ p *Panes }

func (r *panesRenderer) MinSize() (min fyne.Size) {
	p := r.p
	min.Width = p.least()
	for i, o := range p.objects {
		if i < 2 || !p.hidden {
			min.Height = max(min.Height, o.MinSize().Height)
		}
	}
	return min
}

func (r *panesRenderer) Layout(size fyne.Size) {
	p := r.p
	p.shown = p.fit(size.Width)
	x := float32(0)
	for i, o := range p.objects {
		if i != 1 && p.shown[i] == 0 {
			continue
		}
		if i == 2 {
			x += r.divide(1, x, size.Height)
		}
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(p.shown[i], size.Height))
		x += p.shown[i]
		if i == 0 {
			x += r.divide(0, x, size.Height)
		}
	}
}

// divide places a divider, and returns its width.
func (r *panesRenderer) divide(i int, x, height float32) float32 {
	r.p.lines[i].Move(fyne.NewPos(x, 0))
	r.p.lines[i].Resize(fyne.NewSize(lineWidth, height))
	r.p.grips[i].Move(fyne.NewPos(x-gripBefore[i], 0))
	r.p.grips[i].Resize(fyne.NewSize(gripWidth, height))
	return lineWidth
}

func (r *panesRenderer) Refresh() {
	r.ink()
	r.Layout(r.p.Size())
	canvas.Refresh(r.p)
}

func (r *panesRenderer) ink() {
	for _, line := range r.p.lines {
		line.FillColor = r.p.Theme().Color(theme.ColorNameSeparator, fyne.CurrentApp().Settings().ThemeVariant())
	}
}

// Objects leaves out a pane that is not shown: a hidden object has no canvas, and would not
// be painted when it is shown.
func (r *panesRenderer) Objects() []fyne.CanvasObject {
	p := r.p
	left, right := p.room(p.Size().Width)
	var objects []fyne.CanvasObject // Tab goes through the panes in this order
	if left {
		objects = append(objects, p.objects[0])
	}
	objects = append(objects, p.objects[1])
	if right {
		objects = append(objects, p.objects[2])
	}
	if left {
		objects = append(objects, p.lines[0], p.grips[0])
	}
	if right {
		objects = append(objects, p.lines[1], p.grips[1])
	}
	return objects
}

func (r *panesRenderer) Destroy() {}

// grip is the part around a divider that can be dragged. It is visible only under the
// pointer.
type grip struct {
	widget.BaseWidget
	line  float32         // the position of the divider
	moved func(x float32) // with the pointer's position in the window
	mark  *canvas.Rectangle
	over  bool
	held  bool
}

var (
	_ fyne.Draggable     = (*grip)(nil)
	_ desktop.Hoverable  = (*grip)(nil)
	_ desktop.Cursorable = (*grip)(nil)
)

func newGrip(line float32, moved func(x float32)) *grip {
	g := &grip{line: line, moved: moved, mark: canvas.NewRectangle(color.Transparent)}
	g.ExtendBaseWidget(g)
	return g
}

// Dragged moves the divider to the pointer.
func (g *grip) Dragged(e *fyne.DragEvent) {
	if !g.held {
		g.held = true
		g.Refresh() // the pointer may have left the grip before
	}
	g.moved(e.AbsolutePosition.X)
}

// DragEnd is called by Fyne.
func (g *grip) DragEnd() {
	g.held = false
	g.Refresh()
}

// MouseIn is called by Fyne.
func (g *grip) MouseIn(*desktop.MouseEvent) { g.light(true) }

// MouseMoved does nothing.
func (g *grip) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is called by Fyne.
func (g *grip) MouseOut() { g.light(false) }

func (g *grip) light(over bool) {
	g.over = over
	g.Refresh()
}

// Cursor is a double-headed arrow.
func (g *grip) Cursor() desktop.Cursor { return desktop.HResizeCursor }

// CreateRenderer is called by Fyne.
func (g *grip) CreateRenderer() fyne.WidgetRenderer { return &gripRenderer{g} }

type gripRenderer struct{ g *grip }

const gripMark = 3 // the width of the line under the pointer, in pixels

func (r *gripRenderer) MinSize() fyne.Size { return fyne.NewSize(gripWidth, 0) }

func (r *gripRenderer) Layout(size fyne.Size) {
	r.g.mark.Move(fyne.NewPos(r.g.line+(lineWidth-gripMark)/2, 0))
	r.g.mark.Resize(fyne.NewSize(gripMark, size.Height))
}

func (r *gripRenderer) Refresh() {
	g := r.g
	g.mark.FillColor = color.Transparent
	if g.over || g.held {
		g.mark.FillColor = g.Theme().Color(theme.ColorNamePrimary, fyne.CurrentApp().Settings().ThemeVariant())
	}
	canvas.Refresh(g.mark)
}

func (r *gripRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.g.mark} }

func (r *gripRenderer) Destroy() {}
