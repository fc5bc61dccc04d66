package books

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// Series shows the books by their series, in the order of their parts. Each line with a
// book is a place: a book of two series has two places, and the cursor is at one of
// them. Only the lines in sight exist as objects. UI goroutine only.
type Series struct {
	widget.BaseWidget
	input     *Input
	selection *Selection
	List      *view.SeriesList
	beat      int          // advances with every frame, and turns the spinners
	cursor    int          // the place of the selected book, −1 if it has none
	hovered   int          // place under the pointer, −1 if none
	focused   bool         // the keys act here
	wanted    []*book.Book // the books to scroll to once there are lines

	scroll  *container.Scroll
	content *widgets.VirtualList
	visible map[int]*seriesRow // in sight, by line
	spare   map[bool][]*seriesRow
	Thumbs  *Thumbs
	columns []Column
}

var (
	_ ViewMode  = (*Series)(nil)
	_ cellOwner = (*Series)(nil)
)

// NewSeries makes a hidden list. The caller must set the functions of its Thumbs.
func NewSeries(input *Input) *Series {
	s := &Series{
		input: input, selection: input.selection, List: new(view.SeriesList), cursor: -1, hovered: -1,
		visible: map[int]*seriesRow{}, spare: map[bool][]*seriesRow{}, columns: seriesColumns(),
	}
	s.Thumbs = NewThumbs(s)
	s.content = widgets.NewVirtualList(func() float32 { return s.layout().height() }, s.draw)
	s.scroll = container.NewVScroll(s.content)
	s.scroll.OnScrolled = func(fyne.Position) {
		s.draw()
		showPlace(s.scroll, s.layout().place(s.scroll.Offset.Y))
	}
	s.ExtendBaseWidget(s)
	s.Hidden = true
	s.selection.AddListener(func(bool) { s.followSelection() })
	return s
}

// CreateRenderer is called by Fyne.
func (s *Series) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(s.scroll, newWheel(s.turned)))
}

// turned handles the mouse wheel.
func (s *Series) turned(e *fyne.ScrollEvent) {
	s.scrollTo(s.scroll.Offset.Y - inSteps(e.Scrolled.DY, notchRows*s.pitch()))
	s.Refresh()
}

// MinSize leaves room for a few lines.
func (s *Series) MinSize() fyne.Size { return fyne.NewSize(200, sectionHeight+2*rowHeight) }

// Resize draws the lines at their new width.
func (s *Series) Resize(size fyne.Size) {
	if size == s.Size() {
		return
	}
	s.BaseWidget.Resize(size)
	s.scrollTo(s.scroll.Offset.Y)
	s.Refresh()
}

// Show shows the list. It deselects the books without a series, which are not shown
// here.
func (s *Series) Show() {
	if s.Hidden {
		s.selection.only = inSeries
		s.selection.prune()
	}
	s.BaseWidget.Show()
}

// Hide hides the list, drops its lines and stops fetching covers.
func (s *Series) Hide() {
	s.selection.only = nil
	s.Thumbs.End()
	s.clear(0, 0)
	s.List, s.cursor, s.wanted = new(view.SeriesList), -1, nil
	s.BaseWidget.Hide()
}

// inSeries reports whether a book is part of a series.
func inSeries(b *book.Book) bool {
	for _, s := range b.Series {
		if s.Name != "" {
			return true
		}
	}
	return false
}

// Refresh draws the lines in sight.
func (s *Series) Refresh() {
	s.scroll.Refresh() // refreshes its content too
}

// turns is a count that advances with every frame.
func (s *Series) turns() int { return s.beat }

// SetList shows a list, and reports whether it differs from the list before. If it does
// not, only the spinners are drawn.
func (s *Series) SetList(list *view.SeriesList) (other bool) {
	s.beat++
	if list == s.List {
		s.drawTurning()
		return false
	}
	old := s.List
	first, last := s.lines()
	eye, y := -1, float32(0) // eye is the place that must not move on the screen
	switch {
	case s.cursor >= 0 && s.cursor < old.Len() && old.Line(s.cursor) >= first && old.Line(s.cursor) < last:
		eye = s.cursor
	case s.scroll.Offset.Y > 0 && !otherSearch(old.Query(), list.Query()):
		for line := first; line < last && eye < 0; line++ {
			if old.Lines[line].Kind == view.Entry {
				eye = int(old.Lines[line].Place)
			}
		}
	}
	var id book.ID
	var down float32 // how far down the place is
	if eye >= 0 {
		id, y = old.At(eye).ID, s.scroll.Offset.Y
		down = s.layout().top(old.Line(eye)) - y
	}
	s.List, s.cursor = list, s.find(list, s.cursor)
	s.clear(0, 0)
	s.content.Resize(fyne.NewSize(s.Size().Width, max(s.layout().height(), s.Size().Height))) // the scroll container relies on the current size of its content
	if id != 0 {
		if place := list.IndexNear(id, eye); place >= 0 {
			y = s.layout().top(list.Line(place)) - down
		}
	}
	s.scrollTo(y)
	if wanted := s.wanted; wanted != nil {
		s.standAt(wanted)
		s.wanted = nil
	}
	s.Refresh()
	return true
}

// find returns the place of the selected book, −1 if it has none. hint is a place to
// look at first.
func (s *Series) find(list *view.SeriesList, hint int) int {
	if s.selection.current == 0 {
		return -1
	}
	return list.IndexNear(s.selection.current, hint)
}

// width is the width of the lines.
func (s *Series) width() float32 { return max(1, s.Size().Width-scrollBarRoom) }

// gap is the room between two cells.
func (s *Series) gap() float32 { return s.Theme().Size(theme.SizeNamePadding) }

// layout is where the lines are.
func (s *Series) layout() seriesLayout { return seriesLayout{s.List, s.pitch()} }

// pitch is the height of a line with a book.
func (s *Series) pitch() float32 { return rowPitch(s.Theme()) }

// lines returns the lines in sight: the first, and one past the last.
func (s *Series) lines() (first, last int) {
	y := s.scroll.Offset.Y
	return max(0, s.layout().lineAt(y)), s.layout().lineAt(y+s.Size().Height) + 1
}

// InSight are the books in sight, from the top.
func (s *Series) InSight() (books []*book.Book) {
	first, last := s.lines()
	for line := first; line < last; line++ {
		if l := s.List.Lines[line]; l.Kind == view.Entry {
			books = append(books, s.List.At(int(l.Place)))
		}
	}
	return books
}

// standAt scrolls to the first of these books that has a place, and brings the cursor
// into sight if its book is one of them. If there are no lines yet, it waits for the
// next list.
func (s *Series) standAt(books []*book.Book) {
	if len(s.List.Lines) == 0 {
		s.wanted = books
		return
	}
	for _, b := range books {
		if place := s.List.IndexNear(b.ID, 0); place >= 0 {
			top, _ := s.layout().extent(place)
			s.scrollTo(top)
			break
		}
	}
	if s.cursor >= 0 && contains(books, s.selection.current) {
		s.ensureVisible(s.cursor)
	}
	s.Refresh()
}

// scrollTo scrolls to y, but not past the last line.
func (s *Series) scrollTo(y float32) {
	if y = max(0, min(y, s.layout().height()-s.Size().Height)); y != s.scroll.Offset.Y {
		widgets.HideTip()
		s.scroll.Offset.Y = y
	}
}

// ensureVisible scrolls no further than needed to show a place.
func (s *Series) ensureVisible(place int) {
	top, bottom := s.layout().extent(place)
	if y, room := s.scroll.Offset.Y, s.Size().Height; top < y {
		s.scrollTo(top)
	} else if bottom > y+room {
		s.scrollTo(bottom - room)
	} else {
		return
	}
	s.Refresh()
}

// followSelection draws the changed selection, and scrolls to the cursor if the cursor
// has moved.
func (s *Series) followSelection() {
	if s.Hidden {
		return
	}
	before := s.cursor
	s.cursor = s.find(s.List, s.cursor)
	if s.cursor != before && s.cursor >= 0 {
		s.ensureVisible(s.cursor)
	}
	s.draw()
}

// row returns the row of a place's book in the view, −1 if the book has left the view.
func (s *Series) row(place int) int {
	if place < 0 || place >= s.List.Len() {
		return -1
	}
	return s.selection.view.IndexNear(s.List.At(place).ID, s.List.Row(place))
}

// move selects the book of a place. With Shift it selects all books from the start of
// the selection to this place.
func (s *Series) move(place int) {
	n := s.List.Len()
	if n == 0 {
		return
	}
	place = max(0, min(place, n-1))
	row := s.row(place)
	if row < 0 {
		return
	}
	from := -1
	if s.input.extends() && s.selection.anchor != 0 {
		from = s.List.IndexNear(s.selection.anchor, s.cursor)
	}
	s.cursor = place
	s.ensureVisible(place)
	if from < 0 {
		s.selection.Select(row)
		return
	}
	s.selection.selectRange(from, place, s.List.At, row)
}

// SelectNext selects the next book, before the selected books are removed.
func (s *Series) SelectNext() {
	if n := s.List.Len(); n > 0 {
		if row := s.row(max(0, s.selection.next(s.cursor, n, s.List.At))); row >= 0 {
			s.selection.Select(row)
		}
	}
}

// SelectAll selects the books of all series. Books without a series are not shown and
// not selected.
func (s *Series) SelectAll() {
	n := s.List.Len()
	if n == 0 {
		return
	}
	row := s.row(max(s.cursor, 0))
	if row < 0 {
		return
	}
	s.selection.selectRange(0, n-1, s.List.At, row)
}

// draw shows the lines in sight, and draws what has changed.
func (s *Series) draw() {
	if s.Hidden || s.Size().Height <= 0 {
		return
	}
	first, last := s.lines()
	s.clear(first, last)
	width := s.width()
	s.content.Objects = s.content.Objects[:0]
	for line := first; line < last; line++ {
		l := s.List.Lines[line]
		r := s.visible[line]
		if r == nil {
			r = s.newRow(l.Kind == view.Entry)
			s.visible[line] = r
		}
		if r.caption != nil {
			r.caption.Move(fyne.NewPos(0, s.layout().top(line)))
			r.caption.Resize(fyne.NewSize(width, s.layout().lineHeight(line)))
			r.caption.show(captionOf(s.List, l))
			s.content.Objects = append(s.content.Objects, r.caption)
			continue
		}
		r.place = int(l.Place)
		r.lay(s.layout().top(line), width, s.gap())
		s.drawRow(r)
		s.content.Objects = append(s.content.Objects, r.band)
		for _, c := range r.cells {
			s.content.Objects = append(s.content.Objects, c)
		}
	}
	canvas.Refresh(s.content)
}

// newRow returns the objects of a line, unused ones if there are any.
func (s *Series) newRow(isBook bool) *seriesRow {
	if spare := s.spare[isBook]; len(spare) > 0 {
		s.spare[isBook] = spare[:len(spare)-1]
		return spare[len(spare)-1]
	}
	if !isBook {
		return &seriesRow{caption: newCaptionLine()}
	}
	r := &seriesRow{band: canvas.NewRectangle(color.Transparent)}
	for range s.columns {
		r.cells = append(r.cells, newCell(s))
	}
	return r
}

// clear removes the lines outside this range. They are drawn anew when they come back,
// because hidden objects do not learn of a new theme. No MouseOut will name the place
// under the pointer if its objects show another place by then.
func (s *Series) clear(first, last int) {
	for line, r := range s.visible {
		if line < first || line >= last {
			delete(s.visible, line)
			if r.caption == nil && r.place == s.hovered {
				s.hovered = -1
			}
			r.forget()
			s.spare[r.caption == nil] = append(s.spare[r.caption == nil], r)
		}
	}
}

// drawRow draws the cells of a book's line.
func (s *Series) drawRow(r *seriesRow) {
	for col, c := range r.cells {
		s.update(r.place, col, c)
	}
	s.tint(r)
}

// tint shows whether the book of a line is selected, has the cursor, or is under the
// pointer.
func (s *Series) tint(r *seriesRow) {
	th, variant := s.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	var fill, ring color.Color = color.Transparent, color.Transparent
	width := float32(0)
	switch {
	case r.place >= s.List.Len():
	case s.selection.has(s.List.At(r.place).ID):
		fill = th.Color(theme.ColorNameSelection, variant)
	case r.place == s.hovered:
		fill = th.Color(theme.ColorNameHover, variant)
	}
	if s.focused && r.place == s.cursor {
		ring, width = th.Color(theme.ColorNamePrimary, variant), widgets.RingWidth
	}
	if fill != r.band.FillColor || ring != r.band.StrokeColor {
		r.band.FillColor, r.band.StrokeColor, r.band.StrokeWidth = fill, ring, width
		canvas.Refresh(r.band)
	}
}

// tintPlace draws the background of a place if the place is in sight.
func (s *Series) tintPlace(place int) {
	if place >= 0 && place < s.List.Len() {
		if r := s.visible[s.List.Line(place)]; r != nil {
			s.tint(r)
		}
	}
}

// update draws one cell.
func (s *Series) update(place, col int, c *cell) {
	if place < 0 || place >= s.List.Len() {
		return
	}
	b := s.List.At(place)
	v := s.columns[col].content(b, s.input.now())
	switch col {
	case partColumn:
		v.first = s.List.Part(place)
	case coverColumn:
		v.pictured = true
		v.picture, v.awaited = s.Thumbs.of(b)
	case authorColumn: // and the narrator, if its column has no room
		if seriesWidths(s.width(), s.gap())[narratorColumn] == 0 {
			v.Second, v.secondTone = b.Narrator(), words.Muted
		}
	}
	c.show(place, col, v, s.selection.has(b.ID))
}

// drawTurning turns the spinners of books that are being read.
func (s *Series) drawTurning() {
	for _, r := range s.visible {
		if r.caption == nil && s.List.At(r.place).State == book.Probing {
			s.drawRow(r)
		}
	}
}

func (s *Series) drawBook(id book.ID) {
	for _, r := range s.visible {
		if r.caption == nil && s.List.At(r.place).ID == id {
			s.drawRow(r)
		}
	}
}

func (s *Series) hover(place int) {
	old := s.hovered
	s.hovered = place
	s.tintPlace(old)
	s.tintPlace(place)
}

func (s *Series) unhover(place int) {
	if place == s.hovered {
		s.hovered = -1
		s.tintPlace(place)
	}
}

func (s *Series) tapped(place int) {
	focus(s)
	if row := s.row(place); row >= 0 {
		s.input.tap(row, func(int) { s.move(place) })
	}
}

func (s *Series) menuAt(place int, at fyne.Position) {
	if row := s.row(place); row >= 0 {
		s.cursor = place
		s.input.menuAt(row, at)
	}
}

// BookAt returns the book at a position in the list, or nil.
func (s *Series) BookAt(p fyne.Position) *book.Book {
	if line := s.layout().lineAt(p.Y + s.scroll.Offset.Y); line >= 0 && s.List.Lines[line].Kind == view.Entry {
		return s.List.At(int(s.List.Lines[line].Place))
	}
	return nil
}

// Tapped handles a tap that hit no cell. A tap in the gap below a book counts as a tap
// on the book; any other clears the selection.
func (s *Series) Tapped(e *fyne.PointEvent) {
	if line := s.layout().lineAt(e.Position.Y + s.scroll.Offset.Y); line >= 0 && s.List.Lines[line].Kind == view.Entry {
		s.tapped(int(s.List.Lines[line].Place))
		return
	}
	focus(s)
	s.selection.None()
}

// FocusGained draws a ring around the cursor's book.
func (s *Series) FocusGained() {
	s.focused = true
	s.tintPlace(s.cursor)
}

// FocusLost removes the ring.
func (s *Series) FocusLost() {
	s.focused = false
	s.tintPlace(s.cursor)
}

// TypedRune selects the next book whose title starts with the letters typed so far.
func (s *Series) TypedRune(r rune) {
	if place := s.input.find(r, s.cursor, s.List.Prefix); place >= 0 {
		if row := s.row(place); row >= 0 {
			s.cursor = place
			s.ensureVisible(place)
			s.selection.Select(row)
		}
	}
}

// TypedKey moves the cursor. It passes other keys to the input.
func (s *Series) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyDown:
		s.move(s.cursor + 1)
	case fyne.KeyUp:
		s.move(max(s.cursor, 1) - 1)
	case fyne.KeyPageDown:
		s.move(s.layout().page(s.cursor, s.Size().Height-s.pitch()))
	case fyne.KeyPageUp:
		s.move(s.layout().page(s.cursor, s.pitch()-s.Size().Height))
	case fyne.KeyHome:
		s.move(0)
	case fyne.KeyEnd:
		s.move(s.List.Len() - 1)
	case fyne.KeyLeft, fyne.KeyRight: // there is nothing to scroll sideways
	default:
		s.input.typedKey(e, s)
	}
}
