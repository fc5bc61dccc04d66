package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

const (
	stripHeight = 28
	stripMargin = 8
	stripTime   = 64 // pixels for a time at the right
	stripSize   = 12.5
)

// reel is a list of files or chapters within what scrolls: a name and a time
// each. Only the rows in sight exist, so a book of ten thousand chapters costs
// what one of twenty does.
type reel struct {
	widget.BaseWidget
	rows    []strip
	strips  []*stripRow
	first   int
	count   int
	objects []fyne.CanvasObject
	menu    func(at fyne.Position, items ...*fyne.MenuItem)
}

// strip is one row of a reel, and what it does.
type strip struct {
	name, time string
	onTap      func()
	items      func() []*fyne.MenuItem // of its menu
}

func newReel(menu func(at fyne.Position, items ...*fyne.MenuItem)) *reel {
	r := &reel{menu: menu}
	r.ExtendBaseWidget(r)
	return r
}

// set shows other rows.
func (r *reel) set(rows []strip) {
	r.rows, r.count = rows, 0
	r.objects = r.objects[:0]
}

func (r *reel) heightFor(float32) float32 { return float32(len(r.rows)) * stripHeight }

// reveal draws the rows between two heights of the reel.
func (r *reel) reveal(top, bottom float32) {
	first := max(0, int(top/stripHeight))
	end := min(len(r.rows), int(bottom/stripHeight)+1)
	count := max(0, end-first)
	if count == 0 {
		first = 0
	}
	if first == r.first && count == r.count && count > 0 && r.strips[0].width == r.Size().Width {
		return
	}
	r.first, r.count = first, count
	r.objects = r.objects[:0]
	for i := range count {
		if i == len(r.strips) {
			r.strips = append(r.strips, newStripRow(r))
		}
		s := r.strips[i]
		s.Move(fyne.NewPos(-stripMargin, float32(first+i)*stripHeight))
		s.Resize(fyne.NewSize(r.Size().Width+2*stripMargin, stripHeight))
		s.show(r.rows[first+i])
		s.width = r.Size().Width
		r.objects = append(r.objects, s)
	}
	canvas.Refresh(r)
}

// CreateRenderer is called by Fyne.
func (r *reel) CreateRenderer() fyne.WidgetRenderer { return &reelRenderer{r} }

type reelRenderer struct{ r *reel }

func (v *reelRenderer) Layout(fyne.Size)             {}
func (v *reelRenderer) MinSize() fyne.Size           { return fyne.NewSize(1, v.r.heightFor(0)) }
func (v *reelRenderer) Objects() []fyne.CanvasObject { return v.r.objects }
func (v *reelRenderer) Destroy()                     {}
func (v *reelRenderer) Refresh() {
	for _, o := range v.r.objects {
		o.Refresh()
	}
}

// stripRow draws one row of a reel.
type stripRow struct {
	widget.BaseWidget
	reel       *reel
	what       strip
	width      float32
	background *canvas.Rectangle
	name, time *line
	hovered    bool
}

var (
	_ fyne.Tappable          = (*stripRow)(nil)
	_ fyne.SecondaryTappable = (*stripRow)(nil)
	_ desktop.Hoverable      = (*stripRow)(nil)
)

func newStripRow(r *reel) *stripRow {
	s := &stripRow{reel: r, background: canvas.NewRectangle(color.Transparent), name: newLine(stripSize), time: newLine(stripSize)}
	s.background.CornerRadius = 5
	s.time.text.Alignment = fyne.TextAlignTrailing
	s.ExtendBaseWidget(s)
	return s
}

func (s *stripRow) show(what strip) {
	s.what = what
	s.draw()
}

func (s *stripRow) draw() {
	th, variant := s.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	s.background.FillColor = color.Transparent
	if s.hovered {
		s.background.FillColor = th.Color(theme.ColorNameHover, variant)
	}
	s.name.show(s.what.name, s.Size().Width-2*stripMargin-stripTime-8, toneColor(th, variant, plain))
	s.time.show(s.what.time, stripTime, toneColor(th, variant, muted))
	canvas.Refresh(s)
}

// Tapped plays what the row stands for.
func (s *stripRow) Tapped(*fyne.PointEvent) { s.what.onTap() }

// TappedSecondary opens the row's menu.
func (s *stripRow) TappedSecondary(e *fyne.PointEvent) {
	s.reel.menu(e.AbsolutePosition, s.what.items()...)
}

// MouseIn marks the row under the pointer.
func (s *stripRow) MouseIn(*desktop.MouseEvent) { s.hovered = true; s.draw() }

// MouseMoved does nothing.
func (s *stripRow) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends the mark.
func (s *stripRow) MouseOut() { s.hovered = false; s.draw() }

// CreateRenderer is called by Fyne.
func (s *stripRow) CreateRenderer() fyne.WidgetRenderer { return &stripRenderer{s} }

type stripRenderer struct{ s *stripRow }

func (r *stripRenderer) Layout(size fyne.Size) {
	s := r.s
	s.background.Resize(size)
	y := (size.Height - s.name.height) / 2
	s.name.text.Move(fyne.NewPos(stripMargin, y))
	s.time.text.Move(fyne.NewPos(size.Width-stripMargin-stripTime, y))
	s.time.text.Resize(fyne.NewSize(stripTime, s.time.height))
}
func (r *stripRenderer) MinSize() fyne.Size { return fyne.NewSize(1, stripHeight) }
func (r *stripRenderer) Refresh()           { r.s.draw() }
func (r *stripRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.s.background, r.s.name.text, r.s.time.text}
}
func (r *stripRenderer) Destroy() {}
