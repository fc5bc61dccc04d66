package details

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/ui/widgets"
)

// coverButton is the cover in the pane. A click on its picture enlarges it.
type coverButton struct {
	widget.BaseWidget
	cover *widgets.Cover
	ring  *canvas.Rectangle
	onTap func()

	onFocus func()
	onKey   func(*fyne.KeyEvent) // gets the keys that do not press the button
}

var (
	_ fyne.Tappable      = (*coverButton)(nil)
	_ fyne.Focusable     = (*coverButton)(nil)
	_ fyne.Disableable   = (*coverButton)(nil)
	_ desktop.Cursorable = (*coverButton)(nil)
)

func newCoverButton(cover *widgets.Cover, onTap func()) *coverButton {
	b := &coverButton{cover: cover, ring: widgets.NewRing(), onTap: onTap}
	b.ring.Hide()
	b.ExtendBaseWidget(b)
	return b
}

// HeightFor returns the side of the square for a width, in pixels.
func (b *coverButton) HeightFor(width float32) float32 { return b.cover.HeightFor(width) }

// CreateRenderer is called by Fyne.
func (b *coverButton) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(b.cover, b.ring))
}

// Disabled reports whether there is no picture.
func (b *coverButton) Disabled() bool { return b.cover.Picture.Image == nil }

// Enable does nothing.
func (b *coverButton) Enable() {}

// Disable does nothing.
func (b *coverButton) Disable() {}

// Tapped enlarges the picture.
func (b *coverButton) Tapped(*fyne.PointEvent) {
	if !b.Disabled() {
		b.onTap()
	}
}

// FocusGained shows the ring.
func (b *coverButton) FocusGained() {
	b.ring.StrokeColor = b.Theme().Color(theme.ColorNamePrimary, fyne.CurrentApp().Settings().ThemeVariant())
	b.ring.Show()
	b.onFocus()
}

// FocusLost hides the ring.
func (b *coverButton) FocusLost() { b.ring.Hide() }

// TypedRune does nothing.
func (b *coverButton) TypedRune(rune) {}

// TypedKey enlarges the picture on Enter and Space.
func (b *coverButton) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		b.Tapped(nil)
	default:
		b.onKey(e)
	}
}

// Cursor shows that the picture can be clicked.
func (b *coverButton) Cursor() desktop.Cursor {
	if b.Disabled() {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// enlarge shows the cover of the book above the window, once it is decoded.
func (d *Pane) enlarge() {
	b, c := d.Book, fyne.CurrentApp().Driver().CanvasForObject(d)
	if b == nil || c == nil {
		return
	}
	d.stopWhole()
	most := max(c.Size().Width, c.Size().Height) * c.Scale()
	d.stopWhole = d.FetchWhole(b, int(most), func(m *image.RGBA) {
		if m != nil && d.Book != nil && d.Book.ID == b.ID && c.Overlays().Top() == nil {
			show(m, c, d.OnLeave)
		}
	})
}

const (
	enlargedEdge   = 16 // pixels of the window that stay free around an enlarged cover at least
	enlargedShadow = 0xC0
)

// enlarged is a picture above the darkened window. It is in the middle, at its
// own size if the window is large enough. A click or a key closes it.
type enlarged struct {
	widget.BaseWidget
	shadow  *canvas.Rectangle
	picture *canvas.Image
	size    fyne.Size // the picture's own size
	close   func()
}

// show shows a picture on a canvas, and calls closed when the user has closed it.
func show(m *image.RGBA, c fyne.Canvas, closed func()) {
	e := &enlarged{shadow: canvas.NewRectangle(color.NRGBA{A: enlargedShadow}), picture: canvas.NewImageFromImage(m)}
	e.size = fyne.NewSize(float32(m.Bounds().Dx())/c.Scale(), float32(m.Bounds().Dy())/c.Scale())
	e.picture.FillMode = canvas.ImageFillContain
	e.close = func() {
		c.Overlays().Remove(e)
		closed()
	}
	e.ExtendBaseWidget(e)
	c.Overlays().Add(e)
	c.Focus(e)
}

// CreateRenderer is called by Fyne.
func (e *enlarged) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout(e.shadow, e.picture))
}

// Resize puts the picture in the middle of the window.
func (e *enlarged) Resize(window fyne.Size) {
	e.BaseWidget.Resize(window)
	e.shadow.Resize(window)
	part := min(1, max(0, window.Width-2*enlargedEdge)/e.size.Width, max(0, window.Height-2*enlargedEdge)/e.size.Height)
	size := fyne.NewSize(e.size.Width*part, e.size.Height*part)
	e.picture.Resize(size)
	e.picture.Move(fyne.NewPos((window.Width-size.Width)/2, (window.Height-size.Height)/2))
}

// Tapped closes the picture.
func (e *enlarged) Tapped(*fyne.PointEvent) { e.close() }

// TappedSecondary closes the picture.
func (e *enlarged) TappedSecondary(*fyne.PointEvent) { e.close() }

// FocusGained is called by Fyne.
func (e *enlarged) FocusGained() {}

// FocusLost is called by Fyne.
func (e *enlarged) FocusLost() {}

// TypedRune is called by Fyne.
func (e *enlarged) TypedRune(rune) {}

// TypedKey closes the picture on Esc, Enter and Space.
func (e *enlarged) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyEscape, fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		e.close()
	}
}
