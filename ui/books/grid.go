package books

import (
	"image"

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
	cursor    int     // the cursor of the selection when the grid was last drawn
	hovered   int     // row under the pointer, -1 if none
	focused   bool    // the keys act here
	side      int     // of a cover, in pixels
	turn      float32 // how far the wheel was turned since it changed the size

	scroll  *container.Scroll
	content *widgets.VirtualList
	items   map[int]*gridItem // in sight, by row
	spare   []*gridItem       // out of sight
	Thumbs  *Thumbs
	kept    map[book.ID]keptCover
	slider  *widgets.EscapeSlider

	OnCoverSize func(side int) // the user changed the size of the covers
}

// keptCover is a cover and its book.
type keptCover struct {
	of    *book.Book
	cover *image.RGBA
}

var _ ViewMode = (*Grid)(nil)

// NewGrid makes a hidden grid. The caller must set the functions of its Thumbs.
func NewGrid(input *Input) *Grid {
	selection := input.selection
	s := &Grid{input: input, selection: selection, shown: selection.view, cursor: -1, hovered: -1, side: UsualCover, items: map[int]*gridItem{}, kept: map[book.ID]keptCover{}}
	s.Thumbs = NewThumbs(s)
	s.content = widgets.NewVirtualList(s.height, s.draw)
	s.scroll = container.NewVScroll(s.content)
	s.scroll.OnScrolled = func(fyne.Position) {
		s.draw()
		first, _ := s.visible()
		showPlace(s.scroll, placeOf(s.shown, first, s.input.now()))
	}
	s.slider = newCoverSlider(s.resizeCovers, func() { focus(s) })
	s.ExtendBaseWidget(s)
	s.Hidden = true
	selection.rows.AddListener(binding.NewDataListener(s.newView))
	selection.AddListener(func(bool) { s.followSelection() })
	return s
}

// CreateRenderer is called by Fyne.
func (s *Grid) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewBorder(nil, footOf(s.slider), nil, nil, container.NewStack(s.scroll, newWheel(s.turned))))
}

// MinSize leaves room for one book.
func (s *Grid) MinSize() fyne.Size { return fyne.NewSquareSize(LeastCover + 2*gridItemMargin) }

// Resize keeps the items at the top in place.
func (s *Grid) Resize(size fyne.Size) {
	if size == s.Size() {
		return
	}
	first, _ := s.visible()
	columns := s.columns()
	s.BaseWidget.Resize(size)
	if s.columns() != columns {
		s.scrollToRow(first)
	}
	s.Refresh()
}

// Hide hides the grid and stops fetching covers.
func (s *Grid) Hide() {
	s.Thumbs.End()
	clear(s.kept)
	s.clear(0, 0)
	s.BaseWidget.Hide()
}

// Refresh draws the items in sight.
func (s *Grid) Refresh() {
	s.scroll.Refresh() // refreshes its content too
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
	if s.cursor >= eye && s.cursor < last {
		eye = s.cursor
	}
	down := s.top(eye) - s.scroll.Offset.Y
	s.side = side
	s.slider.SetValue(float64(side))
	s.scrollTo(s.top(eye) - down)
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
		s.scrollTo(s.scroll.Offset.Y - inSteps(by, s.itemSize().Height))
		s.Refresh()
		return
	}
	s.turn += by
	steps := int(s.turn / notch)
	s.turn -= float32(steps * notch)
	s.resizeCovers(s.side + steps*coverStep)
}

// columns is how many items fit in a line.
func (s *Grid) columns() int { return max(1, int(s.room()/s.itemSize().Width)) }

// step is the distance from an item to the next in its line. Each item stands in the
// middle of its step.
func (s *Grid) step() float32 { return whole(s.room() / float32(s.columns())) }

// top returns the upper edge of the line with a row.
func (s *Grid) top(row int) float32 { return float32(row/s.columns()) * s.itemSize().Height }

// at returns where the item of a row is in the content.
func (s *Grid) at(row int) fyne.Position {
	step := s.step()
	left := whole((step - s.itemSize().Width) / 2)
	return fyne.NewPos(left+float32(row%s.columns())*step, s.top(row))
}

// high returns the height of the visible part of the grid.
func (s *Grid) high() float32 { return s.scroll.Size().Height }

// room is the width for the items.
func (s *Grid) room() float32 { return max(1, s.Size().Width-scrollBarRoom) }

// itemSize is the size of an item.
func (s *Grid) itemSize() fyne.Size {
	side := min(float32(s.side), s.room()-2*gridItemMargin)
	return fyne.NewSize(side+2*gridItemMargin, gridItemHeight(side))
}

// height is the height of all lines.
func (s *Grid) height() float32 {
	lines := (s.shown.Len() + s.columns() - 1) / s.columns()
	return float32(lines) * s.itemSize().Height
}

// visible returns the rows in sight: the first, and one past the last.
func (s *Grid) visible() (first, last int) {
	n, columns, pitch := s.shown.Len(), s.columns(), s.itemSize().Height
	top := s.scroll.Offset.Y
	first = min(max(int(top/pitch), 0)*columns, n)
	last = min((int((top+s.high())/pitch)+1)*columns, n)
	return first, last
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

// newView draws the newest view.
func (s *Grid) newView() {
	old, v := s.shown, s.selection.view
	if v == old {
		return
	}
	first, last := s.visible()
	eye, cursor := first, s.cursor
	s.shown, s.cursor = v, s.selection.cursor
	if s.Hidden {
		return
	}
	s.place(old, eye, last, cursor)
	s.Refresh()
}

// place scrolls like the table: the items in sight stay in place, and a new search
// starts at the top.
func (s *Grid) place(old *view.View, first, last, cursor int) {
	y, eye := s.scroll.Offset.Y, first
	if cursor >= first && cursor < last {
		eye = cursor
	} else if otherSearch(s.shown.Query, old.Query) {
		y, eye = 0, -1
	} else if first == 0 {
		eye = -1
	}
	if eye >= 0 && eye < old.Len() {
		if row := s.shown.IndexNear(old.At(eye).ID, eye); row >= 0 {
			y += float32(row/s.columns()-eye/s.columns()) * s.itemSize().Height
		}
	}
	s.scrollTo(y)
}

// scrollTo scrolls to y, but not past the last line.
func (s *Grid) scrollTo(y float32) {
	if y = max(0, min(y, s.height()-s.high())); y != s.scroll.Offset.Y {
		widgets.HideTip()
		s.scroll.Offset.Y = y
	}
}

func (s *Grid) scrollToRow(row int) {
	s.scrollTo(s.top(row))
	s.Refresh()
}

func (s *Grid) ensureVisible(row int) {
	pitch := s.itemSize().Height
	top := s.top(row)
	if y := s.scroll.Offset.Y; top < y {
		s.scrollTo(top)
	} else if top+pitch > y+s.high() {
		s.scrollTo(top + pitch - s.high())
	} else {
		return
	}
	s.Refresh()
}

// followSelection draws the changed selection, and scrolls to the cursor if the cursor
// has moved.
func (s *Grid) followSelection() {
	if s.shown != s.selection.view {
		return // newView follows in a moment and draws it
	}
	moved := s.cursor != s.selection.cursor
	s.cursor = s.selection.cursor
	if s.Hidden {
		return
	}
	if moved && s.cursor >= 0 {
		s.ensureVisible(s.cursor)
	}
	s.draw()
}

// draw shows the items in sight, and draws what has changed.
func (s *Grid) draw() {
	if s.Hidden || s.high() <= 0 {
		return
	}
	first, last := s.visible()
	s.clear(first, last)
	s.forget(first, last)
	size := s.itemSize()
	s.content.Objects = s.content.Objects[:0]
	for row := first; row < last; row++ {
		v := s.items[row]
		if v == nil {
			if n := len(s.spare); n > 0 {
				v, s.spare = s.spare[n-1], s.spare[:n-1]
			} else {
				v = newGridItem(s)
			}
			s.items[row] = v
		}
		v.Move(s.at(row))
		v.Resize(size)
		s.drawItem(row, v)
		s.content.Objects = append(s.content.Objects, v)
	}
	canvas.Refresh(s.content)
}

// clear removes the items outside these rows. They are drawn anew when they come back,
// because hidden items do not learn of a new theme. No MouseOut will name the row under
// the pointer if its item shows another row by then.
func (s *Grid) clear(first, last int) {
	for row, v := range s.items {
		if row < first || row >= last {
			delete(s.items, row)
			if row == s.hovered {
				s.hovered = -1
			}
			v.width = -1
			s.spare = append(s.spare, v)
		}
	}
}

func (s *Grid) drawItem(row int, v *gridItem) {
	b := s.shown.At(row)
	c := gridItemContent(b, s.input.now())
	c.picture, c.awaited = s.Thumbs.of(b)
	v.show(row, b, gridItemState{c, words.Absent(b), s.selection.has(b.ID), row == s.hovered, s.focused && row == s.cursor})
}

func (s *Grid) drawRow(row int) {
	if v := s.items[row]; v != nil && row < s.shown.Len() {
		s.drawItem(row, v)
	}
}

func (s *Grid) drawBook(id book.ID) {
	for row, v := range s.items {
		if row < s.shown.Len() && s.shown.At(row).ID == id {
			s.drawItem(row, v)
		}
	}
}

// KeepCover keeps a cover while its book is near the rows in sight: a large window
// shows more covers than the library keeps.
func (s *Grid) KeepCover(b *book.Book, m *image.RGBA) { s.kept[b.ID] = keptCover{b, m} }

// CoverAtHand returns the cover of a book if the grid or elsewhere has it in memory. If
// the book has changed since, m is its old cover and known is false.
func (s *Grid) CoverAtHand(b *book.Book, elsewhere func(*book.Book) (*image.RGBA, bool)) (m *image.RGBA, known bool) {
	k := s.kept[b.ID]
	if k.of == b {
		return k.cover, true
	}
	if m, known = elsewhere(b); !known {
		return k.cover, false
	}
	s.KeepCover(b, m)
	return m, true
}

// forget drops the covers out of sight once there are as many of them as in sight.
func (s *Grid) forget(first, last int) {
	if len(s.kept) <= 2*(last-first) {
		return
	}
	seen := make(map[book.ID]keptCover, last-first)
	for row := first; row < last; row++ {
		if k, ok := s.kept[s.shown.At(row).ID]; ok {
			seen[s.shown.At(row).ID] = k
		}
	}
	s.kept = seen
}

func (s *Grid) hover(row int) {
	old := s.hovered
	s.hovered = row
	s.drawRow(old)
	s.drawRow(row)
}

func (s *Grid) unhover(row int) {
	if row == s.hovered {
		s.hovered = -1
		s.drawRow(row)
	}
}

func (s *Grid) tapped(row int) {
	focus(s)
	s.input.tap(row, s.input.move)
}

// BookAt returns the book at a position in the grid, or nil.
func (s *Grid) BookAt(p fyne.Position) *book.Book {
	if p.Y >= s.high() {
		return nil
	}
	column, line := int(p.X/s.step()), int((p.Y+s.scroll.Offset.Y)/s.itemSize().Height)
	if row := line*s.columns() + column; column < s.columns() && row >= 0 && row < s.shown.Len() {
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
func (s *Grid) FocusGained() {
	s.focused = true
	s.drawRow(s.cursor)
}

// FocusLost removes the ring.
func (s *Grid) FocusLost() {
	s.focused = false
	s.drawRow(s.cursor)
}

// TypedRune selects the next book whose title starts with the letters typed so far.
func (s *Grid) TypedRune(r rune) { s.input.typedRune(r) }

// TypedKey moves the cursor. It passes other keys to the input.
func (s *Grid) TypedKey(e *fyne.KeyEvent) {
	page := max(1, int(s.high()/s.itemSize().Height))
	if row, moves := stride(e.Name, s.selection.cursor, s.shown.Len(), s.columns(), page); moves {
		s.input.move(row)
		return
	}
	s.input.typedKey(e, s)
}

// stride returns the row to which a key moves the cursor from row (−1 for no cursor),
// among n rows in a grid with the given number of columns, and of lines on a page.
// moves is false if the key does not move the cursor.
func stride(key fyne.KeyName, row, n, columns, page int) (to int, moves bool) {
	by := 0
	switch key {
	case fyne.KeyLeft:
		by = -1
	case fyne.KeyRight:
		by = 1
	case fyne.KeyUp:
		by = -columns
	case fyne.KeyDown:
		by = columns
	case fyne.KeyPageUp:
		by = -page * columns
	case fyne.KeyPageDown:
		by = page * columns
	default:
		return row, false
	}
	if row < 0 || n == 0 {
		return 0, true
	}
	// Up, Down and the page keys stay in the column, unless the last line is too short.
	for row+by < 0 && by < -1 {
		by += columns
	}
	for last := (n - 1) / columns; (row+by)/columns > last && by > 1; {
		by -= columns
	}
	return max(0, min(row+by, n-1)), true
}
