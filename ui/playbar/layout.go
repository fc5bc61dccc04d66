package playbar

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"lectern/ui/widgets"
	"lectern/ui/words"
)

// Sizes in pixels.
const (
	height     = 76
	margin     = 12
	coverSide  = 52
	gap        = 12
	leftPart   = 0.26 // share of the title's column, with the cover
	clockWidth = 60
	volumeWide = 92
	titleWide  = 220 // least width of the title's column
	titleSlim  = 150 // the same, while the slider would be too short
	sliderWide = 180 // least width of the slider: what matters less gives way to it
	sliderSlim = 100 // the same in the narrowest windows: the title gives way to it, too
	topRow     = 6   // from the top to the buttons
	bottomRow  = 38  // from the top to the slider
)

// CreateRenderer is called by Fyne.
func (b *Bar) CreateRenderer() fyne.WidgetRenderer { return &renderer{b} }

type renderer struct{ b *Bar }

func (r *renderer) MinSize() fyne.Size { return fyne.NewSize(380, height) }

func (r *renderer) Layout(size fyne.Size) {
	b := r.b
	at := func(o fyne.CanvasObject, x, y, width, high float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(width, high))
	}
	b.ground.Resize(size)
	b.edge.Resize(fyne.NewSize(size.Width, 1))
	at(b.cover, margin, (size.Height-coverSide)/2, coverSide, coverSide)

	left, hidden := r.fit(size.Width)
	x := float32(margin + coverSide + gap)
	b.title.Canvas.Hidden, b.chapter.Canvas.Hidden = left < x, left < x
	at(b.title.Canvas, x, 18, max(0, left-x), b.title.Height)
	at(b.chapter.Canvas, x, 18+b.title.Height+3, max(0, left-x), b.chapter.Height)

	right := size.Width - margin
	for _, o := range r.tools() {
		if slices.Contains(hidden, o) {
			o.Hide()
			continue
		}
		o.Show()
		width, high := r.wide(o), o.MinSize().Height
		right -= width
		at(o, right, (size.Height-high)/2, width, high)
	}

	from, to := left+gap, right-gap
	width := float32(0)
	for _, t := range b.buttons {
		width += t.MinSize().Width
	}
	x = from + (to-from-width)/2
	for _, t := range b.buttons {
		m := t.MinSize()
		at(t, x, topRow, m.Width, m.Height)
		x += m.Width
	}
	high := b.track.MinSize().Height
	y := float32(bottomRow)
	at(b.track, from+clockWidth, y, max(0, to-from-2*clockWidth), high)
	y += (high - b.time.Height) / 2
	at(b.time.Canvas, from, y, clockWidth, b.time.Height)
	at(b.length.Canvas, to-clockWidth, y, clockWidth, b.length.Height)
	r.write()
}

// tools are the parts at the right end, from there on.
func (r *renderer) tools() []fyne.CanvasObject {
	b := r.b
	return []fyne.CanvasObject{b.end, b.level, b.mute, b.sleep, b.marks, b.speed}
}

// wide returns the width of a tool.
func (r *renderer) wide(o fyne.CanvasObject) float32 {
	if o == r.b.level {
		return volumeWide
	}
	return o.MinSize().Width
}

// fit returns where the title's column ends in a bar of a width, and the tools that give
// way to the slider: the Playback menu has them too.
func (r *renderer) fit(width float32) (left float32, hidden []fyne.CanvasObject) {
	b := r.b
	left = max(titleWide, width*leftPart)
	slider := width - margin - left - 2*gap - 2*clockWidth
	for _, o := range r.tools() {
		slider -= r.wide(o)
	}
	for _, o := range []fyne.CanvasObject{b.level, b.mute, nil, b.sleep, b.marks} { // the least important first
		switch {
		case slider >= sliderWide:
			return left, hidden
		case o == nil:
			slider += left - titleSlim
			left = titleSlim
		default:
			slider += r.wide(o)
			hidden = append(hidden, o)
		}
	}
	if slider < sliderSlim {
		left = margin + coverSide
	}
	return left, hidden
}

// write sets the texts and their colours.
func (r *renderer) write() {
	b, th, variant := r.b, r.b.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	ink, muted := th.Color(theme.ColorNameForeground, variant), th.Color(theme.ColorNamePlaceHolder, variant)
	b.ground.FillColor, b.edge.FillColor = th.Color(widgets.ColorSidebar, variant), th.Color(theme.ColorNameSeparator, variant)
	room := b.title.Canvas.Size().Width
	b.title.Set(b.status.Timeline.Title, room, ink)
	b.chapter.Set(b.line(), room, muted)
	b.time.Set(words.Clock(b.at), clockWidth, muted)
	b.length.Set(words.Clock(b.status.Timeline.Length), clockWidth, muted)
}

func (r *renderer) Refresh() {
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}

func (r *renderer) Objects() []fyne.CanvasObject {
	b := r.b
	objects := []fyne.CanvasObject{b.ground, b.edge, b.cover, b.title.Canvas, b.chapter.Canvas}
	for _, t := range b.buttons {
		objects = append(objects, t)
	}
	return append(objects, b.time.Canvas, b.track, b.length.Canvas, b.speed, b.marks, b.sleep, b.mute, b.level, b.end)
}

func (r *renderer) Destroy() {}
