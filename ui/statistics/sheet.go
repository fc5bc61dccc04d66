package statistics

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"lectern/ui/keys"
	"lectern/ui/widgets"
)

// sheet is the content of the page, which scrolls. It gets the pointer and its taps.
type sheet struct {
	widget.BaseWidget
	page    *Page
	objects []fyne.CanvasObject
}

var (
	_ fyne.Tappable      = (*sheet)(nil)
	_ desktop.Hoverable  = (*sheet)(nil)
	_ desktop.Cursorable = (*sheet)(nil)
)

func newSheet(p *Page) *sheet {
	s := &sheet{page: p}
	s.ExtendBaseWidget(s)
	return s
}

// Tapped presses the line under the pointer.
func (s *sheet) Tapped(e *fyne.PointEvent) {
	widgets.HideTip()
	p := s.page
	at := p.plan.at(e.Position.X, e.Position.Y)
	p.focus()
	p.stand(at)
	p.press(at, keys.ClickWith(keys.Held()))
}

// MouseIn is called by Fyne.
func (s *sheet) MouseIn(e *desktop.MouseEvent) { s.MouseMoved(e) }

// MouseMoved tints the line under the pointer. A name that is cut off gets a tip.
func (s *sheet) MouseMoved(e *desktop.MouseEvent) {
	at := s.page.plan.at(e.Position.X, e.Position.Y)
	s.page.hover(at)
	full := ""
	if r := s.page.rows[at]; r != nil {
		full = r.full
	}
	widgets.Hover(s, e.AbsolutePosition, full)
}

// MouseOut is called by Fyne.
func (s *sheet) MouseOut() {
	s.page.hover(noSlot)
	widgets.Leave(s)
}

// Cursor shows that lines can be clicked.
func (s *sheet) Cursor() desktop.Cursor {
	if s.page.hovered != noSlot {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// CreateRenderer is called by Fyne.
func (s *sheet) CreateRenderer() fyne.WidgetRenderer { return &sheetRenderer{s} }

type sheetRenderer struct{ s *sheet }

func (r *sheetRenderer) Layout(fyne.Size)             {}
func (r *sheetRenderer) MinSize() fyne.Size           { return fyne.NewSize(1, r.s.page.plan.height) }
func (r *sheetRenderer) Objects() []fyne.CanvasObject { return r.s.objects }
func (r *sheetRenderer) Refresh()                     { r.s.page.draw() }
func (r *sheetRenderer) Destroy()                     {}
