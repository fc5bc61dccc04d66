package widgets

import (
	"image/color"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/ui/keys"
	"lectern/ui/words"
)

const (
	listRowHeight = 28
	listRowMargin = 8
	listRowTime   = 64 // pixels for the time at the right
	listRowSize   = 12.5
)

// List is a list of rows with a name and a time, inside an outer scroll container. It
// draws only the rows in sight, so that ten thousand chapters cost as little as twenty.
type List struct {
	VirtualList
	Rows  []ListRow
	drawn []*listRow // the objects made so far
	first int        // the first row in sight
	count int        // rows in sight
	menu  func(at fyne.Position, items ...*fyne.MenuItem)
	now   func() time.Time

	focused bool
	at      int // the row on which the keys act

	OnKey    func(*fyne.KeyEvent)                  // gets the keys that are not for rows
	OnReveal func(list *List, top, height float32) // scrolls to a row, in pixels
}

var (
	_ fyne.Focusable   = (*List)(nil)
	_ fyne.Disableable = (*List)(nil)
)

// ListRow is one row of a List, with its actions.
type ListRow struct {
	Name, Time string
	OnOpen     func()                  // called by a double tap
	Tip        string                  // says what a double tap does
	MenuItems  func() []*fyne.MenuItem // the items of its menu

	OnEdit, OnRemove func() // called by the keys for that; nil leaves them to OnKey of the List
}

// NewList makes an empty list. It calls menu to open the menu of a row.
func NewList(menu func(at fyne.Position, items ...*fyne.MenuItem)) *List {
	r := &List{menu: menu, now: time.Now}
	r.height = func() float32 { return r.HeightFor(0) }
	r.draw = func() {
		for _, row := range r.drawn[:r.count] {
			row.draw()
		}
	}
	r.ExtendBaseWidget(r)
	return r
}

// Set replaces the rows.
func (r *List) Set(rows []ListRow) {
	r.Rows, r.count = rows, 0
	r.at = max(0, min(r.at, len(rows)-1))
	r.Objects = r.Objects[:0]
}

// HeightFor returns the height of all rows in pixels, which does not depend on the
// width.
func (r *List) HeightFor(float32) float32 { return float32(len(r.Rows)) * listRowHeight }

// Reveal draws the rows between two heights, in pixels from the top of the list.
func (r *List) Reveal(top, bottom float32) {
	first := max(0, int(top/listRowHeight))
	end := min(len(r.Rows), int(bottom/listRowHeight)+1)
	count := max(0, end-first)
	if count == 0 {
		first = 0
	}
	if first == r.first && count == r.count && count > 0 && r.drawn[0].width == r.Size().Width {
		return
	}
	r.first, r.count = first, count
	r.Objects = r.Objects[:0]
	for i := range count {
		if i == len(r.drawn) {
			r.drawn = append(r.drawn, newListRow(r))
		}
		s := r.drawn[i]
		s.Move(fyne.NewPos(-listRowMargin, float32(first+i)*listRowHeight))
		s.Resize(fyne.NewSize(r.Size().Width+2*listRowMargin, listRowHeight))
		s.show(first + i)
		s.width = r.Size().Width
		r.Objects = append(r.Objects, s)
	}
	canvas.Refresh(r)
}

// Disabled is called by Fyne, which passes over a list without rows.
func (r *List) Disabled() bool { return len(r.Rows) == 0 }

// Enable does nothing.
func (r *List) Enable() {}

// Disable does nothing.
func (r *List) Disable() {}

// FocusGained is called by Fyne.
func (r *List) FocusGained() {
	r.focused = true
	r.moveTo(r.at)
}

// FocusLost is called by Fyne.
func (r *List) FocusLost() {
	r.focused = false
	r.draw()
}

// moveTo moves the keys to a row, and scrolls to it.
func (r *List) moveTo(row int) {
	r.at = max(0, min(row, len(r.Rows)-1))
	if r.OnReveal != nil {
		r.OnReveal(r, float32(r.at)*listRowHeight, listRowHeight)
	}
	r.draw()
}

// TypedRune does nothing.
func (r *List) TypedRune(rune) {}

// TypedKey is called by Fyne.
func (r *List) TypedKey(e *fyne.KeyEvent) {
	if r.Disabled() { // it has lost its rows
		if r.OnKey != nil {
			r.OnKey(e)
		}
		return
	}
	switch row := r.Rows[r.at]; {
	case e.Name == fyne.KeyUp:
		r.moveTo(r.at - 1)
	case e.Name == fyne.KeyDown:
		r.moveTo(r.at + 1)
	case e.Name == fyne.KeyHome:
		r.moveTo(0)
	case e.Name == fyne.KeyEnd:
		r.moveTo(len(r.Rows) - 1)
	case e.Name == fyne.KeyReturn, e.Name == fyne.KeyEnter, e.Name == fyne.KeySpace:
		row.OnOpen()
	case e.Name == keys.Edit && row.OnEdit != nil:
		row.OnEdit()
	case e.Name == fyne.KeyDelete && row.OnRemove != nil:
		row.OnRemove()
	case keys.OpensMenu(e.Name, keys.Held()):
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(r)
		r.menu(at.AddXY(0, float32(r.at+1)*listRowHeight), row.MenuItems()...)
	case r.OnKey != nil:
		r.OnKey(e)
	}
}

// same returns how many bytes the name of a row has in common with the beginning of the
// name above or below it.
func (r *List) same(row int) (n int) {
	for _, beside := range []int{row - 1, row + 1} {
		if row < len(r.Rows) && beside >= 0 && beside < len(r.Rows) {
			n = max(n, Same(r.Rows[row].Name, r.Rows[beside].Name))
		}
	}
	return n
}

// listRow draws one row of a List.
type listRow struct {
	widget.BaseWidget
	list       *List
	row        ListRow
	width      float32
	number     int // in the list
	background *canvas.Rectangle
	frame      *canvas.Rectangle // if the keys act on the row
	name, time *Text
	hovered    bool
	tapped     time.Time // when the row was last tapped
}

var (
	_ fyne.Tappable          = (*listRow)(nil)
	_ fyne.SecondaryTappable = (*listRow)(nil)
	_ desktop.Hoverable      = (*listRow)(nil)
)

func newListRow(r *List) *listRow {
	s := &listRow{list: r, background: canvas.NewRectangle(color.Transparent), frame: NewRing(), name: NewText(listRowSize), time: NewText(listRowSize)}
	s.background.CornerRadius = 5
	s.time.Canvas.Alignment = fyne.TextAlignTrailing
	s.ExtendBaseWidget(s)
	return s
}

func (s *listRow) show(number int) {
	s.number, s.row = number, s.list.Rows[number]
	s.tapped = time.Time{}
	s.draw()
}

func (s *listRow) draw() {
	th, variant := s.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	s.background.FillColor = color.Transparent
	if s.hovered {
		s.background.FillColor = th.Color(theme.ColorNameHover, variant)
	}
	s.frame.Hidden = !s.list.focused || s.number != s.list.at
	s.frame.StrokeColor = ringColor(th)
	s.name.SetAmong(s.row.Name, s.list.same(s.number), s.Size().Width-2*listRowMargin-listRowTime-8, ToneColor(th, variant, words.Plain))
	s.time.Set(s.row.Time, listRowTime, ToneColor(th, variant, words.Muted))
	canvas.Refresh(s)
}

// Tapped runs the action of the row if it is the second tap.
func (s *listRow) Tapped(*fyne.PointEvent) {
	HideTip()
	now := s.list.now()
	if now.Sub(s.tapped) >= DoubleTap {
		s.tapped = now
		return
	}
	s.tapped = time.Time{}
	s.row.OnOpen()
}

// TappedSecondary opens the row's menu.
func (s *listRow) TappedSecondary(e *fyne.PointEvent) {
	HideTip()
	s.list.menu(e.AbsolutePosition, s.row.MenuItems()...)
}

// MouseIn highlights the row under the pointer.
func (s *listRow) MouseIn(e *desktop.MouseEvent) {
	s.hovered = true
	s.draw()
	s.MouseMoved(e)
}

// MouseMoved shows the name if it is cut off, and the tip, once the pointer rests.
func (s *listRow) MouseMoved(e *desktop.MouseEvent) {
	Hover(s, e.AbsolutePosition, strings.Trim(s.name.Cut()+"\n"+s.row.Tip, "\n"))
}

// MouseOut ends the highlight.
func (s *listRow) MouseOut() {
	s.hovered = false
	s.draw()
	Leave(s)
}

// CreateRenderer is called by Fyne.
func (s *listRow) CreateRenderer() fyne.WidgetRenderer { return &listRowRenderer{s} }

type listRowRenderer struct{ r *listRow }

func (r *listRowRenderer) Layout(size fyne.Size) {
	s := r.r
	s.background.Resize(size)
	s.frame.Resize(size)
	y := (size.Height - s.name.Height) / 2
	s.name.Canvas.Move(fyne.NewPos(listRowMargin, y))
	s.time.Canvas.Move(fyne.NewPos(size.Width-listRowMargin-listRowTime, y))
	s.time.Canvas.Resize(fyne.NewSize(listRowTime, s.time.Height))
}
func (r *listRowRenderer) MinSize() fyne.Size { return fyne.NewSize(1, listRowHeight) }
func (r *listRowRenderer) Refresh()           { r.r.draw() }
func (r *listRowRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.r.background, r.r.frame, r.r.name.Canvas, r.r.time.Canvas}
}
func (r *listRowRenderer) Destroy() {}
