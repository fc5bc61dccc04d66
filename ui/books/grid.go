package books

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/data/binding"
	"fyne.io/fyne/v2/widget"

	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// Grid shows the books as covers, row by row. Only the items in sight exist as objects.
// UI goroutine only.
type Grid struct {
	widget.BaseWidget
	input     *Input
	selection *Selection
	shown     *view.View
	marks     *marks
	side      int     // of a cover, in pixels
	turn      float32 // how far the wheel was turned since it changed the size

	viewport *viewport
	items    *sight[*gridItem] // by row
	slider   *widgets.EscapeSlider
	Thumbs   *Thumbs
	Covers   KeptCovers

	OnCoverSize func(side int) // the user changed the size of the covers
}

var _ ViewMode = (*Grid)(nil)

// NewGrid makes a hidden grid. The caller must set the functions of its Thumbs.
func NewGrid(input *Input) *Grid {
	selection := input.selection
	s := &Grid{input: input, selection: selection, shown: selection.view, side: UsualCover, Covers: KeptCovers{}}
	s.Thumbs = NewThumbs(s)
	s.marks = newMarks(s.drawRow)
	s.items = newSight(func() *gridItem { return newGridItem(s) }, func(row int, v *gridItem) {
		s.marks.left(row)
		v.width = -1
	})
	s.viewport = newViewport(func() float32 { return s.layout().height() }, s.draw, func() string {
		first, _ := s.visible()
		return placeOf(s.shown, first, s.input.now())
	})
	s.slider = newCoverSlider(s.resizeCovers, func() { focus(s) })
	s.ExtendBaseWidget(s)
	s.Hidden = true
	selection.rows.AddListener(binding.NewDataListener(s.newView))
	selection.AddListener(func(bool) { s.followSelection() })
	return s
}

// CreateRenderer is called by Fyne.
func (s *Grid) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewBorder(nil, footOf(s.slider), nil, nil, container.NewStack(s.viewport.scroll, widgets.NewWheel(func(e *fyne.ScrollEvent) {
		s.turned(e)
		s.marks.hover(s.under(e.Position))
	}))))
}

// MinSize leaves room for one book.
func (s *Grid) MinSize() fyne.Size { return fyne.NewSquareSize(LeastCover + 2*gridItemMargin) }

// Resize keeps the items at the top in place.
func (s *Grid) Resize(size fyne.Size) {
	if size == s.Size() {
		return
	}
	first, _ := s.visible()
	columns := s.layout().columns()
	s.BaseWidget.Resize(size)
	if s.layout().columns() != columns {
		s.scrollToRow(first)
	}
	s.Refresh()
}

// Hide hides the grid and stops fetching covers.
func (s *Grid) Hide() {
	s.Thumbs.End()
	clear(s.Covers)
	s.items.keep(0, 0)
	s.BaseWidget.Hide()
}

// Refresh draws the items in sight.
func (s *Grid) Refresh() {
	s.viewport.scroll.Refresh() // refreshes its content too
}

// CoverSize is the side of a cover in pixels.
func (s *Grid) CoverSize() int { return s.side }

// SetCoverSize sets the side of a cover in pixels. The cursor's book stays in place if it
// is in sight; otherwise the book at the top does.
func (s *Grid) SetCoverSize(side int) {
	side = max(LeastCover, min(side, MostCover))
	if side == s.side {
		return
	}
	widgets.HideTip()
	eye, last := s.visible()
	if cursor := s.marks.cursor; cursor >= eye && cursor < last {
		eye = cursor
	}
	down := s.layout().top(eye) - s.viewport.offset()
	s.side = side
	s.slider.SetValue(float64(side))
	s.viewport.to(s.layout().top(eye) - down)
	s.Refresh()
}

// resizeCovers sets the side of a cover as the user chose it.
func (s *Grid) resizeCovers(side int) {
	old := s.side
	if s.SetCoverSize(side); s.side != old && s.OnCoverSize != nil {
		s.OnCoverSize(s.side)
	}
}

// turned handles the mouse wheel: a notch scrolls by a line of covers, and with Ctrl it
// changes their size.
func (s *Grid) turned(e *fyne.ScrollEvent) {
	by := e.Scrolled.DY
	if s.input.held()&fyne.KeyModifierShortcutDefault == 0 {
		s.turn = 0
		s.viewport.to(s.viewport.offset() - widgets.InSteps(by, s.layout().pitch()))
		s.Refresh()
		return
	}
	s.turn += by
	steps := int(s.turn / widgets.Notch)
	s.turn -= float32(steps * widgets.Notch)
	s.resizeCovers(s.side + steps*coverStep)
}

// layout is where the items are.
func (s *Grid) layout() gridLayout {
	return gridLayout{s.shown.Len(), float32(s.side), max(1, s.Size().Width-scrollBarRoom)}
}

// visible returns the rows in sight: the first, and one past the last.
func (s *Grid) visible() (first, last int) {
	top := s.viewport.offset()
	return s.layout().between(top, top+s.viewport.room())
}

// InSight are the books in sight, from the top.
func (s *Grid) InSight() []*book.Book {
	first, last := s.visible()
	return between(s.shown, first, last)
}

func (s *Grid) standAt(books []*book.Book) { standAt(s, s.selection, books) }

// SelectNext selects the next book, before the selected books are removed.
func (s *Grid) SelectNext() { s.selection.Next() }

// SelectAll selects all rows.
func (s *Grid) SelectAll() { s.selection.All() }

// newView draws the newest view. The items in sight stay in place.
func (s *Grid) newView() {
	old, v := s.shown, s.selection.view
	if v == old {
		return
	}
	first, last := s.visible()
	cursor := s.marks.cursor
	s.shown, s.marks.cursor = v, s.selection.cursor
	if s.Hidden {
		return
	}
	y, columns := s.viewport.offset(), s.layout().columns()
	from, to, toTop := steady(old, v, first, last, cursor)
	if toTop {
		y = 0
	}
	s.viewport.to(y + float32(to/columns-from/columns)*s.layout().pitch())
	s.Refresh()
}

func (s *Grid) scrollToRow(row int) {
	s.viewport.to(s.layout().top(row))
	s.Refresh()
}

func (s *Grid) ensureVisible(row int) {
	l := s.layout()
	if top := l.top(row); s.viewport.show(top, top+l.pitch()) {
		s.Refresh()
	}
}

// followSelection draws the changed selection, and scrolls to the cursor if the cursor
// has moved.
func (s *Grid) followSelection() {
	if s.shown != s.selection.view {
		return // newView follows in a moment and draws it
	}
	cursor := s.selection.cursor
	moved := s.marks.cursor != cursor
	s.marks.cursor = cursor
	if s.Hidden {
		return
	}
	if moved && cursor >= 0 {
		s.ensureVisible(cursor)
	}
	s.draw()
}

// draw shows the items in sight, and draws what has changed.
func (s *Grid) draw() {
	if s.Hidden || s.viewport.room() <= 0 {
		return
	}
	first, last := s.visible()
	s.items.keep(first, last)
	s.Covers.forget(s.shown, first, last)
	l, content := s.layout(), s.viewport.content
	content.Objects = content.Objects[:0]
	for row := first; row < last; row++ {
		v, _ := s.items.of(row)
		v.Move(l.at(row))
		v.Resize(l.itemSize())
		s.drawItem(row, v)
		content.Objects = append(content.Objects, v)
	}
	canvas.Refresh(content)
}

func (s *Grid) drawItem(row int, v *gridItem) {
	b := s.shown.At(row)
	c := gridItemContent(b, s.input.now())
	c.picture, c.awaited = s.Thumbs.of(b)
	v.show(row, b, gridItemState{c, words.Absent(b), s.selection.has(b.ID), row == s.marks.hovered, s.marks.ringed(row)})
}

func (s *Grid) drawRow(row int) {
	if v := s.items.shown[row]; v != nil && row < s.shown.Len() {
		s.drawItem(row, v)
	}
}

func (s *Grid) drawBook(id book.ID) {
	for row, v := range s.items.shown {
		if row < s.shown.Len() && s.shown.At(row).ID == id {
			s.drawItem(row, v)
		}
	}
}

func (s *Grid) tapped(row int) {
	focus(s)
	s.input.tap(row, s.input.move)
}

// under returns the row whose item is at a position in the grid, −1 if there is none.
func (s *Grid) under(p fyne.Position) int {
	l, at := s.layout(), p.AddXY(0, s.viewport.offset())
	row := l.rowAt(at)
	if row < 0 || p.Y >= s.viewport.room() || at.X < l.at(row).X || at.X >= l.at(row).X+l.itemSize().Width {
		return -1
	}
	return row
}

// BookAt returns the book at a position in the grid, or nil.
func (s *Grid) BookAt(p fyne.Position) *book.Book {
	if p.Y >= s.viewport.room() {
		return nil
	}
	if row := s.layout().rowAt(p.AddXY(0, s.viewport.offset())); row >= 0 {
		return s.shown.At(row)
	}
	return nil
}

// Tapped clears the selection: the tap hit no item.
func (s *Grid) Tapped(*fyne.PointEvent) {
	focus(s)
	s.selection.None()
}

// FocusGained draws a ring around the cursor's book.
func (s *Grid) FocusGained() { s.marks.focus(true) }

// FocusLost removes the ring.
func (s *Grid) FocusLost() { s.marks.focus(false) }

// TypedRune selects the next book whose title starts with the letters typed so far.
func (s *Grid) TypedRune(r rune) { s.input.typedRune(r) }

// TypedKey moves the cursor. It passes other keys to the input.
func (s *Grid) TypedKey(e *fyne.KeyEvent) {
	l := s.layout()
	page := max(1, int(s.viewport.room()/l.pitch()))
	if row, moves := stride(e.Name, s.selection.cursor, l.rows, l.columns(), page); moves {
		s.input.move(row)
		return
	}
	s.input.typedKey(e, s)
}
