package widgets

import (
	"image"
	"image/color"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

const (
	coverSide    = 320 // the largest side of a cover, in pixels
	coverRadius  = 8
	initialsPart = 0.24 // text size of the initials, as a share of the side
)

// Cover shows a cover in a square, or the initials of the title if there is no cover.
// The square stays empty while the cover is being fetched.
type Cover struct {
	widget.BaseWidget
	Picture  *canvas.Image
	ground   *canvas.Rectangle
	initials *canvas.Text
	ratio    float32 // width divided by height of the picture, 0 for no picture
}

// NewCover makes an empty square.
func NewCover() *Cover {
	p := &Cover{
		Picture:  &canvas.Image{FillMode: canvas.ImageFillStretch, CornerRadius: coverRadius},
		ground:   canvas.NewRectangle(color.Transparent),
		initials: canvas.NewText("", color.Black),
	}
	p.ground.CornerRadius = coverRadius
	p.initials.Alignment = fyne.TextAlignCenter
	p.ExtendBaseWidget(p)
	return p
}

// Set shows a picture. If the picture is nil, it shows the initials of the title, or
// nothing if the title is empty.
func (p *Cover) Set(m *image.RGBA, title string) {
	p.ratio = 0
	p.Picture.Image = nil
	if m != nil {
		p.ratio = float32(m.Bounds().Dx()) / float32(m.Bounds().Dy())
		p.Picture.Image = m
	}
	p.Picture.Hidden, p.ground.Hidden = m == nil, m != nil
	p.initials.Text = ""
	if m == nil {
		p.initials.Text = initials(title)
	}
	p.Refresh()
}

// initials returns the first letters of the first two words of a title, without a
// leading article. Of a title in a script without capitals, it returns the first
// character.
func initials(title string) string {
	words := strings.FieldsFunc(title, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’' })
	if len(words) > 1 && isArticle(words[0]) {
		words = words[1:]
	}
	out := ""
	for _, w := range words[:min(2, len(words))] {
		r := []rune(w)[0]
		if !unicode.IsUpper(r) && !unicode.IsLower(r) {
			return out + string(r)
		}
		out += string(unicode.ToUpper(r))
	}
	return out
}

func isArticle(word string) bool {
	switch strings.ToLower(word) {
	case "the", "a", "an", "der", "die", "das", "le", "la", "les", "el", "los", "las":
		return true
	}
	return false
}

// HeightFor returns the side of the square for a width, in pixels.
func (p *Cover) HeightFor(width float32) float32 { return min(width, coverSide) }

// CreateRenderer is called by Fyne.
func (p *Cover) CreateRenderer() fyne.WidgetRenderer { return &coverRenderer{p} }

// Refresh is called by Fyne.
func (p *Cover) Refresh() {
	th, variant := p.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	p.ground.FillColor = th.Color(ColorTrack, variant)
	p.initials.Color = th.Color(theme.ColorNameDisabled, variant)
	(&coverRenderer{p}).Layout(p.Size())
	p.Picture.Refresh()
	p.ground.Refresh()
	canvas.Refresh(p)
}

type coverRenderer struct{ p *Cover }

// Layout puts the picture at the left, so that it starts where the text below it
// starts.
func (r *coverRenderer) Layout(size fyne.Size) {
	p, side := r.p, min(size.Width, size.Height)
	p.ground.Resize(fyne.NewSquareSize(side))
	w, h := side, side
	if p.ratio > 0 && p.ratio < 1 {
		w = side * p.ratio
	} else if p.ratio > 1 {
		h = side / p.ratio
	}
	p.Picture.Move(fyne.NewPos(0, (side-h)/2))
	p.Picture.Resize(fyne.NewSize(w, h))
	p.initials.TextSize = side * initialsPart
	high := p.initials.MinSize().Height
	p.initials.Move(fyne.NewPos(0, (side-high)/2))
	p.initials.Resize(fyne.NewSize(side, high))
}

func (r *coverRenderer) MinSize() fyne.Size { return fyne.NewSquareSize(96) }
func (r *coverRenderer) Refresh()           { r.p.Refresh() }
func (r *coverRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.p.ground, r.p.initials, r.p.Picture}
}
func (r *coverRenderer) Destroy() {}
