package widgets

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/ui/words"
)

const (
	coverSide   = 320 // the largest side of a cover, in pixels
	coverRadius = 8

	// wordsFrom is the least side of a cover on which a title can be read, in pixels. A
	// smaller one shows a letter.
	wordsFrom   = 88
	smallRadius = 3 // of such a cover

	// The sizes below are shares of the side.
	coverEdge  = 0.09 // around the words
	titlePart  = 0.1
	authorPart = 0.075
	letterPart = 0.46
)

// Cover shows a cover in the middle of its place. A book without one gets a square with
// its title and author on a tint made from the title. While the cover is being fetched,
// the square stays empty.
type Cover struct {
	widget.BaseWidget
	Picture       *canvas.Image // shows one of pictures
	pictures      mipmap        // of the cover, none without a cover
	ground        *canvas.Rectangle
	title, author *Lines
	letter        *canvas.Text
	Badge         string // in the corner of the cover, such as the part of a series; Set draws it
	badge         *canvas.Rectangle
	badgeText     *canvas.Text
	Heard         int        // percent of the book that has been heard; Set draws it: a line, and a check mark for 100
	heard         *heardMark // nil until it is shown
	words         [2]string  // the title and the author, without them the square is empty
	ratio         float32    // width divided by height of the picture
	objects       []fyne.CanvasObject
}

// NewCover makes an empty square.
func NewCover() *Cover {
	p := &Cover{
		Picture: &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScaleFastest}, // by the graphics driver
		ground:  canvas.NewRectangle(color.Transparent),
		title:   NewLines(3, titleLeast, true, fyne.TextAlignCenter),
		author:  NewLines(1, authorLeast, false, fyne.TextAlignCenter),
		letter:  canvas.NewText("", color.Black),
		badge:   canvas.NewRectangle(badgeGround), badgeText: canvas.NewText("", badgeInk),
	}
	p.badge.CornerRadius = badgeHeight / 2
	p.badgeText.TextSize, p.badgeText.Alignment, p.badgeText.TextStyle = CaptionSize, fyne.TextAlignCenter, fyne.TextStyle{Bold: true}
	p.letter.Alignment, p.letter.TextStyle = fyne.TextAlignCenter, fyne.TextStyle{Bold: true}
	p.ExtendBaseWidget(p)
	return p
}

// The badge has the same colours in both appearances, because it is drawn on pictures.
var badgeGround, badgeInk = rgba(0x1B1A19D8), rgb(0xFFFFFF)

const (
	badgeHeight = 20
	badgeEdge   = 6 // from the badge to the edges of the cover
)

// The sizes of the words on a cover, in pixels: they grow with the cover in between.
const (
	titleLeast, titleMost   = 11, 20
	authorLeast, authorMost = 10, 15
)

// Set shows a picture. If the picture is nil, it shows the title and the author, or an
// empty square if there is no title.
func (p *Cover) Set(m *image.RGBA, title, author string) {
	if m != p.pictures.whole() {
		p.pictures, p.Picture.Image = nil, nil
		if m != nil {
			p.pictures, p.ratio = mipmap{m}, float32(m.Rect.Dx())/float32(m.Rect.Dy())
		}
	}
	p.words = [2]string{title, author}
	p.Refresh()
}

// HeightFor returns the side of the square for a width, in pixels.
func (p *Cover) HeightFor(width float32) float32 { return min(width, coverSide) }

// CreateRenderer is called by Fyne.
func (p *Cover) CreateRenderer() fyne.WidgetRenderer { return &coverRenderer{p} }

// Refresh is called by Fyne.
func (p *Cover) Refresh() {
	p.lay(p.Size())
	canvas.Refresh(p)
}

// lay places what is shown.
func (p *Cover) lay(size fyne.Size) {
	side := min(size.Width, size.Height)
	radius := float32(coverRadius)
	if side < wordsFrom {
		radius = smallRadius
	}
	if len(p.pictures) > 0 {
		w, h := side*min(p.ratio, 1), side/max(p.ratio, 1)
		p.show(w)
		p.Picture.CornerRadius = radius
		place(p.Picture, size, w, h)
		p.objects = append(p.objects[:0], p.Picture)
		p.layMarks(p.Picture, side)
		return
	}
	th, variant := p.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	p.ground.CornerRadius = radius
	place(p.ground, size, side, side)
	p.objects = append(p.objects[:0], p.ground)
	defer p.layMarks(p.ground, side)
	if p.words[0] == "" {
		p.ground.FillColor = th.Color(ColorTrack, variant)
		return
	}
	ground, ink := Tint(p.words[0], isDark(th.Color(theme.ColorNameBackground, variant)))
	p.ground.FillColor = ground
	if side < wordsFrom {
		p.letter.Text, p.letter.TextSize, p.letter.Color = words.Initial(p.words[0]), side*letterPart, ink
		place(p.letter, size, side, p.letter.MinSize().Height)
		p.objects = append(p.objects, p.letter)
		return
	}
	room := side * (1 - 2*coverEdge)
	p.title.SetSize(max(titleLeast, min(side*titlePart, titleMost)))
	p.author.SetSize(max(authorLeast, min(side*authorPart, authorMost)))
	p.title.Set(p.words[0], room, ink)
	p.author.Set(p.words[1], room, ink)
	gap := p.title.Height / 3
	high := float32(len(p.title.Shown))*p.title.Height + gap + float32(len(p.author.Shown))*p.author.Height
	x := (size.Width - room) / 2
	y := p.title.Place(x, (size.Height-high)/2, room)
	p.author.Place(x, y+gap, room)
	for _, l := range []*Lines{p.title, p.author} {
		for _, t := range l.Shown {
			p.objects = append(p.objects, t)
		}
	}
}

// Rescale shows the picture for the scale of the canvas, which may be another one than when
// the cover was laid out: the toolkit does not lay out what keeps its size.
func (p *Cover) Rescale() {
	if len(p.pictures) > 0 {
		p.show(p.Picture.Size().Width)
	}
}

// show shows the picture for a width.
func (p *Cover) show(width float32) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(p); c != nil {
		width *= c.Scale()
	}
	if m := p.pictures.of(int(width)); p.Picture.Image != image.Image(m) {
		p.Picture.Image = m
		p.Picture.Refresh()
	}
}

// layMarks places the badge in the upper right corner of a picture or a tint, unless the
// cover is too small, and at its lower edge how much has been heard.
func (p *Cover) layMarks(on fyne.CanvasObject, side float32) {
	if p.Heard > 0 {
		if p.heard == nil {
			p.heard = newHeardMark()
		}
		p.objects = append(p.objects, p.heard.lay(on, side, p.Heard)...)
	}
	if p.Badge == "" || side < wordsFrom {
		return
	}
	p.badgeText.Text = p.Badge
	text := p.badgeText.MinSize()
	width := text.Width + 14
	at := on.Position().AddXY(on.Size().Width-width-badgeEdge, badgeEdge)
	p.badge.Move(at)
	p.badge.Resize(fyne.NewSize(width, badgeHeight))
	p.badgeText.Move(at.AddXY(0, (badgeHeight-text.Height)/2))
	p.badgeText.Resize(fyne.NewSize(width, text.Height))
	p.objects = append(p.objects, p.badge, p.badgeText)
}

// place puts an object of a width and a height in the middle.
func place(o fyne.CanvasObject, within fyne.Size, w, h float32) {
	o.Move(fyne.NewPos((within.Width-w)/2, (within.Height-h)/2))
	o.Resize(fyne.NewSize(w, h))
}

type coverRenderer struct{ p *Cover }

func (r *coverRenderer) Layout(size fyne.Size)        { r.p.lay(size) }
func (r *coverRenderer) MinSize() fyne.Size           { return fyne.NewSquareSize(1) }
func (r *coverRenderer) Refresh()                     { r.p.Refresh() }
func (r *coverRenderer) Objects() []fyne.CanvasObject { return r.p.objects }
func (r *coverRenderer) Destroy()                     {}
