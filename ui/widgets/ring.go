package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// RingWidth is the width of the ring around the focused object, in pixels.
const RingWidth = 2

// ringed draws a button of the toolkit with a ring while it has the focus. The toolkit
// only mixes a little of the accent into the button, which cannot be seen on a button in
// the accent colour.
type ringed struct {
	fyne.WidgetRenderer
	button  *widget.Button
	focused *bool
	ring    *canvas.Rectangle
}

func newRinged(b *widget.Button, focused *bool) *ringed {
	r := &ringed{b.CreateRenderer(), b, focused, canvas.NewRectangle(color.Transparent)}
	r.ring.StrokeWidth = RingWidth
	r.ink()
	return r
}

// ink draws the ring. The ring of a coloured button is inside the button and has the
// colour of its text; any other ring is at the edge and has the accent colour.
func (r *ringed) ink() {
	th, variant := r.button.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	name := theme.ColorNamePrimary
	switch r.button.Importance {
	case widget.HighImportance:
		name = theme.ColorNameForegroundOnPrimary
	case widget.DangerImportance:
		name = theme.ColorNameForegroundOnError
	}
	r.ring.Hidden = !*r.focused
	r.ring.StrokeColor = th.Color(name, variant)
	r.ring.CornerRadius = max(0, th.Size(theme.SizeNameButtonRadius)-r.inset())
}

// inset is the distance from the edge of the button to the ring.
func (r *ringed) inset() float32 {
	if r.button.Importance == widget.HighImportance || r.button.Importance == widget.DangerImportance {
		return 3
	}
	return 0
}

// Layout is called by Fyne.
func (r *ringed) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	in := r.inset()
	r.ring.Move(fyne.NewPos(in, in))
	r.ring.Resize(size.SubtractWidthHeight(2*in, 2*in))
}

// Refresh is called by Fyne.
func (r *ringed) Refresh() {
	r.ink()
	r.WidgetRenderer.Refresh()
	r.ring.Refresh()
}

// Objects is called by Fyne.
func (r *ringed) Objects() []fyne.CanvasObject {
	all := r.WidgetRenderer.Objects()
	return append(all[:len(all):len(all)], r.ring)
}
