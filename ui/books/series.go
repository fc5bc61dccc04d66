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
	"lectern/ui/i18n"
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
	Files     bool         // rows are files, not books
	beat      int          // advances with every frame, and turns the spinners
	marks     *marks       // by place; the cursor is −1 if the selected book has no place
	wanted    []*book.Book // the books to scroll to once there are lines

	viewport *viewport
	rows     *sight[*seriesRow]   // the books, by line
	captions *sight[*captionLine] // the other lines
	Thumbs   *Thumbs
	columns  []Column
}

var (
	_ ViewMode  = (*Series)(nil)
	_ cellOwner = (*Series)(nil)
)

// NewSeries makes a hidden list. The caller must set the functions of its Thumbs.
func NewSeries(input *Input) *Series {
	s := &Series{input: input, selection: input.selection, List: new(view.SeriesList), columns: seriesColumns()}
	s.Thumbs = NewThumbs(s)
	s.marks = newMarks(s.tintPlace)
	s.rows = newSight(func() *seriesRow { return newSeriesRow(s) }, func(_ int, r *seriesRow) {
		s.marks.left(r.place)
		r.forget()
	})
	s.captions = newSight(newCaptionLine, func(_ int, c *captionLine) { c.shown = captionContent{} })
	s.viewport = newViewport(func() float32 { return s.layout().height() }, s.draw, func() string {
		return s.layout().place(s.viewport.offset())
	})
	s.ExtendBaseWidget(s)
	s.Hidden = true
	s.selection.AddListener(func(bool) { s.followSelection() })
	return s
}

// CreateRenderer is called by Fyne.
func (s *Series) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(s.viewport.scroll, widgets.NewWheel(func(e *fyne.ScrollEvent) {
		s.turned(e)
		s.marks.hover(s.under(e.Position))
	})))
}

// turned handles the mouse wheel.
func (s *Series) turned(e *fyne.ScrollEvent) {
	s.viewport.to(s.viewport.offset() - widgets.InSteps(e.Scrolled.DY, widgets.NotchRows*s.pitch()))
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
	s.viewport.to(s.viewport.offset())
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
	s.keep(0, 0)
	s.List, s.marks.cursor, s.wanted = new(view.SeriesList), -1, nil
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
	s.viewport.scroll.Refresh() // refreshes its content too
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
	cursor := s.marks.cursor
	eye, y := -1, float32(0) // eye is the place that must not move on the screen
	switch {
	case cursor >= 0 && cursor < old.Len() && old.Line(cursor) >= first && old.Line(cursor) < last:
		eye = cursor
	case s.viewport.offset() > 0 && !otherSearch(old.Query(), list.Query()):
		for line := first; line < last && eye < 0; line++ {
			if old.Lines[line].Kind == view.Entry {
				eye = int(old.Lines[line].Place)
			}
		}
	}
	var id book.ID
	var down float32 // how far down the place is
	if eye >= 0 {
		id, y = old.At(eye).ID, s.viewport.offset()
		down = s.layout().top(old.Line(eye)) - y
	}
	s.List, s.marks.cursor = list, s.find(list, cursor)
	s.keep(0, 0)
	s.viewport.content.Resize(fyne.NewSize(s.Size().Width, max(s.layout().height(), s.Size().Height))) // the scroll container relies on the current size of its content
	if id != 0 {
		if place := list.IndexNear(id, eye); place >= 0 {
			y = s.layout().top(list.Line(place)) - down
		}
	}
	s.viewport.to(y)
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

// widths are the widths of the columns.
func (s *Series) widths() [5]float32 {
	return seriesWidths(s.width(), s.gap(), s.columns[lengthColumn].Width)
}

// gap is the room between two cells.
func (s *Series) gap() float32 { return s.Theme().Size(theme.SizeNamePadding) }

// layout is where the lines are.
func (s *Series) layout() seriesLayout { return seriesLayout{s.List, s.pitch()} }

// pitch is the height of a line with a book.
func (s *Series) pitch() float32 { return rowPitch(s.Theme()) }

// lines returns the lines in sight: the first, and one past the last.
func (s *Series) lines() (first, last int) {
	y := s.viewport.offset()
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
			s.viewport.to(top)
			break
		}
	}
	if s.marks.cursor >= 0 && contains(books, s.selection.current) {
		s.ensureVisible(s.marks.cursor)
	}
	s.Refresh()
}

// ensureVisible scrolls no further than needed to show a place.
func (s *Series) ensureVisible(place int) {
	if s.viewport.show(s.layout().extent(place)) {
		s.Refresh()
	}
}

// followSelection draws the changed selection, and scrolls to the cursor if the cursor
// has moved.
func (s *Series) followSelection() {
	if s.Hidden {
		return
	}
	before := s.marks.cursor
	cursor := s.find(s.List, before)
	s.marks.cursor = cursor
	if cursor != before && cursor >= 0 {
		s.ensureVisible(cursor)
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
		from = s.List.IndexNear(s.selection.anchor, s.marks.cursor)
	}
	s.marks.cursor = place
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
		if row := s.row(max(0, s.selection.next(s.marks.cursor, n, s.List.At))); row >= 0 {
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
	row := s.row(max(s.marks.cursor, 0))
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
	s.keep(first, last)
	l, width, widths, content := s.layout(), s.width(), s.widths(), s.viewport.content
	content.Objects = content.Objects[:0]
	for line := first; line < last; line++ {
		at, top := s.List.Lines[line], l.top(line)
		if at.Kind != view.Entry {
			c, _ := s.captions.of(line)
			c.Move(fyne.NewPos(0, top))
			c.Resize(fyne.NewSize(width, l.lineHeight(line)))
			c.show(captionOf(s.List, at, s.Files))
			content.Objects = append(content.Objects, c)
			continue
		}
		r, _ := s.rows.of(line)
		r.place = int(at.Place)
		r.lay(top, width, s.gap(), widths)
		s.drawRow(r)
		content.Objects = append(content.Objects, r.band)
		for _, c := range r.cells {
			content.Objects = append(content.Objects, c)
		}
	}
	canvas.Refresh(content)
}

// keep removes the lines outside this range.
func (s *Series) keep(first, last int) {
	s.rows.keep(first, last)
	s.captions.keep(first, last)
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
	case r.place == s.marks.hovered:
		fill = th.Color(theme.ColorNameHover, variant)
	}
	if s.marks.ringed(r.place) {
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
		if r := s.rows.shown[s.List.Line(place)]; r != nil {
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
		v.pictured, v.heard = true, b.Heard()
		v.picture, v.awaited = s.Thumbs.of(b)
	case authorColumn: // and the narrator, if its column has no room
		if s.widths()[narratorColumn] == 0 {
			v.Second, v.secondTone = i18n.List(b.Narrators...), words.Muted
		}
	}
	c.show(place, col, v, s.selection.has(b.ID))
}

// drawTurning turns the spinners of books that are being read.
func (s *Series) drawTurning() {
	for _, r := range s.rows.shown {
		if s.List.At(r.place).State == book.Probing {
			s.drawRow(r)
		}
	}
}

func (s *Series) drawBook(id book.ID) {
	for _, r := range s.rows.shown {
		if s.List.At(r.place).ID == id {
			s.drawRow(r)
		}
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
		s.marks.cursor = place
		s.input.menuAt(row, at)
	}
}

// under returns the place at a position in the list, −1 if there is none.
func (s *Series) under(p fyne.Position) int {
	if p.X >= s.width() {
		return -1
	}
	return s.layout().placeAt(p.Y + s.viewport.offset())
}

// BookAt returns the book at a position in the list, or nil.
func (s *Series) BookAt(p fyne.Position) *book.Book {
	if place := s.under(p); place >= 0 {
		return s.List.At(place)
	}
	return nil
}

// Tapped handles a tap that hit no cell. A tap in the gap below a book counts as a tap
// on the book; any other clears the selection.
func (s *Series) Tapped(e *fyne.PointEvent) {
	if place := s.layout().placeAt(e.Position.Y + s.viewport.offset()); place >= 0 {
		s.tapped(place)
		return
	}
	focus(s)
	s.selection.None()
}

// FocusGained draws a ring around the cursor's book.
func (s *Series) FocusGained() { s.marks.focus(true) }

// FocusLost removes the ring.
func (s *Series) FocusLost() { s.marks.focus(false) }

// TypedRune selects the next book whose title starts with the letters typed so far.
func (s *Series) TypedRune(r rune) {
	if place := s.input.find(r, s.marks.cursor, s.List.Prefix); place >= 0 {
		if row := s.row(place); row >= 0 {
			s.marks.cursor = place
			s.ensureVisible(place)
			s.selection.Select(row)
		}
	}
}

// TypedKey moves the cursor. It passes other keys to the input.
func (s *Series) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyDown:
		s.move(s.marks.cursor + 1)
	case fyne.KeyUp:
		s.move(max(s.marks.cursor, 1) - 1)
	case fyne.KeyPageDown:
		s.move(s.layout().page(s.marks.cursor, s.Size().Height-s.pitch()))
	case fyne.KeyPageUp:
		s.move(s.layout().page(s.marks.cursor, s.pitch()-s.Size().Height))
	case fyne.KeyHome:
		s.move(0)
	case fyne.KeyEnd:
		s.move(s.List.Len() - 1)
	case fyne.KeyLeft, fyne.KeyRight: // there is nothing to scroll sideways
	default:
		s.input.typedKey(e, s)
	}
}
