package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

const (
	starCount = 5
	starSide  = 22 // pixels
)

// Stars shows a rating as five stars, which the user changes: a click on the left half of a
// star gives half of it, and a click on the rating that is there removes it. So do the
// arrow keys, the digits and Delete.
type Stars struct {
	widget.BaseWidget
	OnKey   func(*fyne.KeyEvent) // gets the keys that the stars do not use
	OnFocus func()
	OnLeave func() // called after a click

	tip      string
	onChange func(halves int)
	halves   int // the rating in half stars; 0 for none
	aimed    int // the rating under the pointer; 0 for none
	focused  bool
	icons    [starCount]*widget.Icon
	ring     *canvas.Rectangle
}

var (
	_ fyne.Tappable     = (*Stars)(nil)
	_ fyne.Focusable    = (*Stars)(nil)
	_ desktop.Hoverable = (*Stars)(nil)
)

// NewStars makes stars without a rating. It calls onChange when the user changes the rating.
func NewStars(tip string, onChange func(halves int)) *Stars {
	s := &Stars{tip: tip, onChange: onChange, OnKey: func(*fyne.KeyEvent) {}, OnFocus: func() {}, OnLeave: func() {}, ring: canvas.NewRectangle(color.Transparent)}
	for i := range s.icons {
		s.icons[i] = widget.NewIcon(noStarIcon)
	}
	s.ring.StrokeWidth, s.ring.CornerRadius = RingWidth, 4
	s.ExtendBaseWidget(s)
	return s
}

// Set shows a rating in half stars.
func (s *Stars) Set(halves int) {
	if halves != s.halves {
		s.halves = halves
		s.Refresh()
	}
}

// change is called when the user changes the rating.
func (s *Stars) change(halves int) {
	if halves = max(0, min(halves, 2*starCount)); halves != s.halves {
		s.aimed = 0
		s.Set(halves)
		s.onChange(halves)
	}
}

// at returns the rating at a position, 0 if there is no star.
func (s *Stars) at(pos fyne.Position) int {
	if pos.X < 0 || pos.X >= starCount*starSide {
		return 0
	}
	return int(pos.X/(starSide/2)) + 1
}

// Tapped is called by Fyne.
func (s *Stars) Tapped(e *fyne.PointEvent) {
	HideTip()
	defer s.OnLeave()
	switch halves := s.at(e.Position); halves {
	case 0:
	case s.halves:
		s.change(0)
	default:
		s.change(halves)
	}
}

// TypedKey is called by Fyne.
func (s *Stars) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyRight, fyne.KeyUp:
		s.change(s.halves + 1)
	case fyne.KeyLeft, fyne.KeyDown:
		s.change(s.halves - 1)
	case fyne.KeyDelete, fyne.KeyBackspace:
		s.change(0)
	default:
		s.OnKey(e)
	}
}

// TypedRune gives whole stars by a digit.
func (s *Stars) TypedRune(r rune) {
	if r >= '0' && r <= '0'+starCount {
		s.change(2 * int(r-'0'))
	}
}

// FocusGained is called by Fyne.
func (s *Stars) FocusGained() {
	s.focused = true
	s.OnFocus()
	s.Refresh()
}

// FocusLost is called by Fyne.
func (s *Stars) FocusLost() {
	s.focused = false
	s.Refresh()
}

// MouseIn is called by Fyne.
func (s *Stars) MouseIn(e *desktop.MouseEvent) { s.MouseMoved(e) }

// MouseMoved shows the rating that a click would give.
func (s *Stars) MouseMoved(e *desktop.MouseEvent) {
	s.aim(s.at(e.Position))
	tip := s.tip
	if s.aimed == 0 {
		tip = ""
	}
	Hover(s, e.AbsolutePosition, tip)
}

// MouseOut is called by Fyne.
func (s *Stars) MouseOut() {
	s.aim(0)
	Leave(s)
}

func (s *Stars) aim(halves int) {
	if halves != s.aimed {
		s.aimed = halves
		s.Refresh()
	}
}

// HeightFor returns the height for any width.
func (s *Stars) HeightFor(float32) float32 { return starSide }

// CreateRenderer is called by Fyne.
func (s *Stars) CreateRenderer() fyne.WidgetRenderer {
	r := &starsRenderer{s}
	r.ink()
	return r
}

type starsRenderer struct{ s *Stars }

func (r *starsRenderer) MinSize() fyne.Size { return fyne.NewSize(starCount*starSide, starSide) }

func (r *starsRenderer) Layout(fyne.Size) {
	for i, icon := range r.s.icons {
		icon.Move(fyne.NewPos(float32(i*starSide), 0))
		icon.Resize(fyne.NewSquareSize(starSide))
	}
	r.s.ring.Move(fyne.NewPos(-ringGap, -ringGap))
	r.s.ring.Resize(r.MinSize().AddWidthHeight(2*ringGap, 2*ringGap))
}

// ink gives the stars their shapes and colours: a rating in the accent colour, none in grey.
func (r *starsRenderer) ink() {
	s := r.s
	shown := s.halves
	if s.aimed > 0 {
		shown = s.aimed
	}
	for i, icon := range s.icons {
		shape, name := noStarIcon, theme.ColorNamePlaceHolder
		switch {
		case shown >= 2*(i+1):
			shape = starIcon
		case shown == 2*i+1:
			shape = halfStarIcon
		}
		if shown > 0 {
			name = theme.ColorNamePrimary
		}
		icon.SetResource(theme.NewColoredResource(shape, name))
	}
	s.ring.Hidden = !s.focused
	s.ring.StrokeColor = s.Theme().Color(theme.ColorNamePrimary, fyne.CurrentApp().Settings().ThemeVariant())
}

func (r *starsRenderer) Refresh() {
	r.ink()
	canvas.Refresh(r.s)
}

func (r *starsRenderer) Objects() []fyne.CanvasObject {
	all := []fyne.CanvasObject{r.s.ring}
	for _, icon := range r.s.icons {
		all = append(all, icon)
	}
	return all
}

func (r *starsRenderer) Destroy() {}
