package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// ToolButton is a flat button of a toolbar: an icon, a word, or both. It can be on, can
// open a menu, and shows the keyboard focus with a frame.
type ToolButton struct {
	widget.BaseWidget
	Icon     fyne.Resource
	Text     string
	Tip      string // what it does, in a few words, for buttons without text
	Menu     bool   // an arrow says that a menu opens
	Removes  bool   // a cross shows that the button removes the thing that its text names
	Raised   bool   // it has a surface also if it is off
	OnTapped func()
	OnKey    func(*fyne.KeyEvent) // gets the keys that the button does not use; may be nil

	on, over, focused bool
	space             spaceKey
	surface, frame    *canvas.Rectangle
	image, arrow      *widget.Icon
	label             *Text
}

var (
	_ fyne.Tappable     = (*ToolButton)(nil)
	_ fyne.Focusable    = (*ToolButton)(nil)
	_ desktop.Hoverable = (*ToolButton)(nil)
)

// Sizes of a button, in pixels.
const (
	toolIcon   = 20
	toolMargin = 8 // at the left and right of the content
	toolGap    = 5 // between the parts of the content
	toolArrow  = 16
	toolHeight = 34
	toolCorner = 6
	smallTool  = 24 // the height of a button without an icon
)

// NewToolButton makes a button that calls do when it is pressed.
func NewToolButton(icon fyne.Resource, text, tip string, do func()) *ToolButton {
	b := &ToolButton{Icon: icon, Text: text, Tip: tip, OnTapped: do}
	b.surface, b.frame = canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent)
	b.image, b.arrow = widget.NewIcon(icon), widget.NewIcon(theme.MenuDropDownIcon())
	b.surface.CornerRadius, b.frame.CornerRadius, b.frame.StrokeWidth = toolCorner, toolCorner, 2
	b.label = NewText(13)
	b.ExtendBaseWidget(b)
	return b
}

// SetOn turns the button on or off. It redraws the button only if the state changes.
func (b *ToolButton) SetOn(on bool) {
	if on != b.on {
		b.on = on
		b.Refresh()
	}
}

// On reports whether the button is on.
func (b *ToolButton) On() bool { return b.on }

// TextWidth returns the width of a text on the button, in pixels.
func (b *ToolButton) TextWidth(text string) float32 {
	return fyne.MeasureText(text, b.label.Canvas.TextSize, b.label.Canvas.TextStyle).Width
}

// Tapped is called by Fyne.
func (b *ToolButton) Tapped(*fyne.PointEvent) {
	HideTip()
	b.OnTapped()
}

// FocusGained is called by Fyne.
func (b *ToolButton) FocusGained() {
	b.focused = true
	b.Refresh()
}

// FocusLost is called by Fyne.
func (b *ToolButton) FocusLost() {
	b.focused, b.space = false, spaceKey{}
	b.Refresh()
}

// TypedRune presses the button with Space.
func (b *ToolButton) TypedRune(r rune) {
	if b.space.presses(r) {
		b.OnTapped()
	}
}

// TypedKey presses the button with Enter.
func (b *ToolButton) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		b.OnTapped()
	case fyne.KeySpace:
		b.space.down = true
	default:
		if b.OnKey != nil {
			b.OnKey(e)
		}
	}
}

// MouseIn is called by Fyne.
func (b *ToolButton) MouseIn(e *desktop.MouseEvent) {
	b.light(true)
	Hover(b, e.AbsolutePosition, b.Tip)
}

// MouseMoved is called by Fyne.
func (b *ToolButton) MouseMoved(e *desktop.MouseEvent) { Hover(b, e.AbsolutePosition, b.Tip) }

// MouseOut is called by Fyne.
func (b *ToolButton) MouseOut() {
	b.light(false)
	Leave(b)
}

func (b *ToolButton) light(over bool) {
	b.over = over
	b.Refresh()
}

// CreateRenderer is called by Fyne.
func (b *ToolButton) CreateRenderer() fyne.WidgetRenderer {
	r := &toolRenderer{b}
	r.ink()
	return r
}

type toolRenderer struct{ b *ToolButton }

func (r *toolRenderer) MinSize() fyne.Size {
	b := r.b
	width, height := float32(2*toolMargin), float32(smallTool)
	parts := 0
	add := func(w float32) {
		if parts > 0 {
			width += toolGap
		}
		width += w
		parts++
	}
	if b.Icon != nil {
		add(toolIcon)
		height = toolHeight
	}
	if b.Text != "" {
		add(r.textWidth())
	}
	if b.Menu || b.Removes {
		add(toolArrow)
		width -= toolMargin / 2
	}
	return fyne.NewSize(width, height)
}

func (r *toolRenderer) textWidth() float32 { return r.b.TextWidth(r.b.Text) }

func (r *toolRenderer) Layout(size fyne.Size) {
	b := r.b
	b.surface.Resize(size)
	b.frame.Resize(size)
	x := float32(toolMargin)
	b.image.Hidden, b.arrow.Hidden = b.Icon == nil, !b.Menu && !b.Removes
	if b.Icon != nil {
		b.image.Move(fyne.NewPos(x, (size.Height-toolIcon)/2))
		b.image.Resize(fyne.NewSquareSize(toolIcon))
		x += toolIcon + toolGap
	}
	if b.Text != "" {
		b.label.Canvas.Move(fyne.NewPos(x, (size.Height-b.label.Height)/2))
		x += r.textWidth() + toolGap
	}
	b.arrow.Move(fyne.NewPos(x, (size.Height-toolArrow)/2))
	b.arrow.Resize(fyne.NewSquareSize(toolArrow))
}

func (r *toolRenderer) Refresh() {
	r.ink()
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}

// ink sets the colours.
func (r *toolRenderer) ink() {
	b := r.b
	th, variant := b.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	b.surface.FillColor = color.Transparent
	switch {
	case b.on:
		b.surface.FillColor = th.Color(theme.ColorNameSelection, variant)
	case b.over:
		b.surface.FillColor = th.Color(theme.ColorNameHover, variant)
	case b.Raised:
		b.surface.FillColor = th.Color(theme.ColorNameButton, variant)
	}
	b.frame.StrokeColor = color.Transparent
	if b.focused {
		b.frame.StrokeColor = th.Color(theme.ColorNamePrimary, variant)
	}
	if b.Icon != nil {
		b.image.SetResource(b.Icon)
	}
	if b.Removes {
		b.arrow.SetResource(theme.CancelIcon())
	}
	b.label.Set(b.Text, LongLine, th.Color(theme.ColorNameForeground, variant))
}

func (r *toolRenderer) Objects() []fyne.CanvasObject {
	b := r.b
	return []fyne.CanvasObject{b.surface, b.image, b.label.Canvas, b.arrow, b.frame}
}

func (r *toolRenderer) Destroy() {}
