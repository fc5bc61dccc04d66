package books

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/data/binding"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/library/book"
	"lectern/library/view"
)

// sideStep is how many pixels an arrow key scrolls sideways.
const sideStep = 80

// Table shows the books as a table. The toolkit's table selects cells by position. This
// one selects rows by the IDs of their books, so that the selection and the scroll
// position survive sorting and live updates. UI goroutine only.
type Table struct {
	widget.Table

	input     *Input
	selection *Selection
	Columns   []Column
	widths    []float32         // as the user set them
	given     float32           // width of the first column, which fills the remaining room
	content   *container.Scroll // the container in which the rows scroll
	beat      int               // advances with every frame, and turns the spinners
	shown     *view.View
	cursor    int // row of the cursor in shown
	hovered   int // row under the pointer, -1 if none

	Thumbs *Thumbs // nil: rows show no covers

	OnSort  func(view.Key)
	OnWidth func(view.Key, float32)
}

// NewTable shows the rows of the input's selection in columns of these widths, in
// pixels.
func NewTable(input *Input, cols []Column, widths []float32) *Table {
	selection := input.selection
	t := &Table{input: input, selection: selection, Columns: cols, widths: widths, cursor: -1, hovered: -1, shown: selection.view}
	t.Length = t.length
	t.CreateCell = func() fyne.CanvasObject { return newCell(t) }
	t.UpdateCell = t.update
	t.ShowHeaderRow = true
	t.CreateHeader = func() fyne.CanvasObject { return newHeading(t) }
	t.UpdateHeader = func(id widget.TableCellID, o fyne.CanvasObject) { o.(*heading).show(id.Col) }
	t.HideSeparators = true
	t.ExtendBaseWidget(t)
	for i, w := range widths {
		t.SetColumnWidth(i, w)
	}
	selection.rows.AddListener(binding.NewDataListener(t.newView))
	selection.AddListener(t.followSelection)
	return t
}

// CreateRenderer is called by Fyne. It remembers the scroll container, because the
// toolkit's table does not export its scroll position.
func (t *Table) CreateRenderer() fyne.WidgetRenderer {
	r := t.Table.CreateRenderer()
	for _, o := range r.Objects() {
		if s, ok := o.(*container.Scroll); ok {
			t.content = s
		}
	}
	return &tableRenderer{r, newWheel(t)}
}

// tableRenderer is the toolkit's renderer with the wheel in front.
type tableRenderer struct {
	fyne.WidgetRenderer
	wheel *wheel
}

// Layout is called by Fyne.
func (r *tableRenderer) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.wheel.Resize(size)
}

// Objects is called by Fyne.
func (r *tableRenderer) Objects() []fyne.CanvasObject {
	return append(slices.Clip(r.WidgetRenderer.Objects()), r.wheel)
}

// wheel gets the mouse wheel instead of the container of the rows. If all rows are in
// sight, that container would scroll sideways (Fyne 2.8.0,
// internal/widget/scroller.go), and the titles would scroll out of sight.
type wheel struct {
	widget.BaseWidget
	table *Table
}

func newWheel(t *Table) *wheel {
	w := &wheel{table: t}
	w.ExtendBaseWidget(w)
	return w
}

// Scrolled is called by Fyne.
func (w *wheel) Scrolled(e *fyne.ScrollEvent) {
	s := w.table.content
	if e.Scrolled.DX != 0 || s.Content.MinSize().Height > s.Size().Height {
		s.Scrolled(e)
	}
}

// CreateRenderer is called by Fyne.
func (w *wheel) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}

// Resize gives the first column the width that the others leave.
func (t *Table) Resize(size fyne.Size) {
	if len(t.widths) > 0 {
		left := size.Width
		for _, w := range t.widths[1:] {
			left -= w + t.Theme().Size(theme.SizeNamePadding)
		}
		t.given = max(t.widths[0], left)
		t.SetColumnWidth(0, t.given)
	}
	t.Table.Resize(size)
}

// resized reports the new width of a column that the user has dragged.
func (t *Table) resized(col int, width float32) {
	if width == t.widths[col] || col == 0 && width == t.given {
		return
	}
	t.widths[col] = width
	if t.OnWidth != nil {
		t.OnWidth(t.Columns[col].Key, width)
	}
}

// length returns the number of rows and columns. A table without height has no rows:
// the toolkit would make a separator for each row and never free it.
func (t *Table) length() (rows, cols int) {
	if t.content == nil || t.content.Size().Height <= 0 {
		return 0, len(t.Columns)
	}
	return t.shown.Len(), len(t.Columns)
}

// update draws one cell. The toolkit calls it for each visible cell.
func (t *Table) update(id widget.TableCellID, o fyne.CanvasObject) {
	c := o.(*cell)
	if id.Row < 0 || id.Row >= t.shown.Len() || id.Col >= len(t.Columns) {
		return
	}
	b := t.shown.At(id.Row)
	v := t.Columns[id.Col].content(b, t.input.now())
	if id.Col == 0 && t.Thumbs != nil {
		v.pictured, v.picture = true, t.Thumbs.of(b)
	}
	c.show(id.Row, id.Col, v, t.selection.has(b.ID), id.Row == t.hovered)
}

// turns is a count that advances with every frame.
func (t *Table) turns() int { return t.beat }

// newView draws the newest view. If the rows are the same in the same order, it only
// draws the visible cells.
func (t *Table) newView() {
	t.beat++
	old, cursor := t.shown, t.cursor
	first, last := t.visible()
	t.shown, t.cursor = t.selection.view, t.selection.cursor
	if t.shown == old {
		if t.Visible() {
			t.drawTurning()
		}
		return
	}
	t.place(old, first, last, cursor)
	t.Refresh()
}

// followSelection draws the changed selection, and scrolls to the cursor if it was put
// on a row.
func (t *Table) followSelection(stood bool) {
	if t.shown != t.selection.view {
		return // newView follows in a moment and draws it
	}
	t.cursor = t.selection.cursor
	if stood {
		t.ensureVisible(t.cursor)
	}
	t.Refresh()
}

// drawTurning turns the spinners of books that are being read.
func (t *Table) drawTurning() {
	first, last := t.visible()
	for row := first; row < last; row++ {
		if t.shown.At(row).State == book.Probing {
			t.RefreshItem(widget.TableCellID{Row: row, Col: 0})
		}
	}
}

// place scrolls so that a new view does not move what the user looks at: the row of the
// cursor if it was in sight, else the row at the top. A table at its top stays there,
// and a new search starts there. first, last and cursor are rows of the old view.
func (t *Table) place(old *view.View, first, last, cursor int) {
	y, eye := t.offset(), first // eye is the row that must not move on the screen
	if cursor >= first && cursor < last {
		eye = cursor
	} else if otherSearch(t.shown.Query, old.Query) {
		y, eye = 0, -1
	} else if first == 0 {
		eye = -1
	}
	if eye >= 0 && eye < old.Len() {
		if row := t.shown.IndexNear(old.At(eye).ID, eye); row >= 0 {
			y += float32(row-eye) * t.pitch()
		}
	}
	t.scrollTo(y)
}

// pitch is the distance from one row to the next.
func (t *Table) pitch() float32 { return rowPitch(t.Theme()) }

// room is the height of the area that scrolls.
func (t *Table) room() float32 { return t.Size().Height - headingHeight }

// visible returns the rows in sight: the first, and one past the last.
func (t *Table) visible() (first, last int) {
	n := t.shown.Len()
	first = min(max(int(t.offset()/t.pitch()), 0), n)
	last = min(first+int(t.room()/t.pitch())+2, n)
	return first, last
}

func (t *Table) offset() float32 {
	if t.content == nil {
		return 0
	}
	return t.content.Offset.Y
}

// scrollTo scrolls vertically to y, but not past the last row.
func (t *Table) scrollTo(y float32) {
	most := float32(t.shown.Len())*t.pitch() - t.Theme().Size(theme.SizeNamePadding) - t.room()
	y = max(0, min(y, most))
	if t.content != nil && y != t.content.Offset.Y {
		t.ScrollToOffset(fyne.NewPos(t.content.Offset.X, y))
	}
}

// InSight are the books in sight, from the top.
func (t *Table) InSight() []*book.Book {
	first, last := t.visible()
	return between(t.shown, first, last)
}

func (t *Table) standAt(books []*book.Book) { standAt(t, t.selection, books) }

// Refresh draws the cells in sight, unless the table is hidden.
func (t *Table) Refresh() {
	if t.Visible() {
		t.Table.Refresh()
	}
}

func (t *Table) scrollToRow(row int) { t.scrollTo(float32(row) * t.pitch()) }

// ensureVisible scrolls no further than needed to show the row. The toolkit's ScrollTo
// costs O(row) and leaves the row under the headings.
func (t *Table) ensureVisible(row int) {
	top := float32(row) * t.pitch()
	if y := t.offset(); top < y {
		t.scrollTo(top)
	} else if bottom := top + rowHeight; bottom > y+t.room() {
		t.scrollTo(bottom - t.room())
	}
}

// SelectNext selects the next book, before the selected books are removed.
func (t *Table) SelectNext() { t.selection.Next() }

// SelectAll selects all rows.
func (t *Table) SelectAll() { t.selection.All() }

func (t *Table) tapped(row int) {
	focus(t)
	t.input.tap(row, t.input.move)
}

func (t *Table) menuAt(row int, at fyne.Position) { t.input.menuAt(row, at) }

func (t *Table) hover(row int) {
	if row != t.hovered {
		old := t.hovered
		t.hovered = row
		t.drawRow(old)
		t.drawRow(row)
	}
}

func (t *Table) unhover(row int) {
	if row == t.hovered {
		t.hovered = -1
		t.drawRow(row)
	}
}

func (t *Table) drawRow(row int) {
	if first, last := t.visible(); row < first || row >= last {
		return
	}
	for col := range t.Columns {
		t.RefreshItem(widget.TableCellID{Row: row, Col: col})
	}
}

// BookAt returns the book at a position in the table, or nil.
func (t *Table) BookAt(p fyne.Position) *book.Book {
	if p.Y < headingHeight {
		return nil
	}
	if row := int((p.Y - headingHeight + t.offset()) / t.pitch()); row >= 0 && row < t.shown.Len() {
		return t.shown.At(row)
	}
	return nil
}

// Tapped handles a tap that hit no cell. A tap in the gap below a row counts as a tap
// on the row; a tap beside the rows clears the selection.
func (t *Table) Tapped(e *fyne.PointEvent) {
	if y := e.Position.Y - headingHeight; y >= 0 {
		if row := int((y + t.offset()) / t.pitch()); row < t.shown.Len() {
			t.tapped(row)
			return
		}
	}
	focus(t)
	t.selection.None()
}

// TypedKey moves the cursor and scrolls sideways. It passes other keys to the input.
func (t *Table) TypedKey(e *fyne.KeyEvent) {
	page := max(1, int(t.room()/t.pitch())-1)
	switch e.Name {
	case fyne.KeyDown:
		t.input.move(t.cursor + 1)
	case fyne.KeyUp:
		t.input.move(max(t.cursor, 1) - 1)
	case fyne.KeyPageDown:
		t.input.move(max(t.cursor, 0) + page)
	case fyne.KeyPageUp:
		t.input.move(t.cursor - page)
	case fyne.KeyLeft:
		t.scrollSideways(-sideStep)
	case fyne.KeyRight:
		t.scrollSideways(sideStep)
	default:
		t.input.typedKey(e)
	}
}

func (t *Table) scrollSideways(by float32) {
	if t.content == nil {
		return
	}
	x := max(0, min(t.content.Offset.X+by, t.content.Content.MinSize().Width-t.content.Size().Width))
	t.ScrollToOffset(fyne.NewPos(x, t.content.Offset.Y))
}

// TypedRune selects the next row whose title starts with the letters typed so far.
func (t *Table) TypedRune(r rune) { t.input.typedRune(r) }

// drawBook draws the first cell of a book's row, if it is in sight.
func (t *Table) drawBook(id book.ID) {
	first, last := t.visible()
	for row := first; row < last; row++ {
		if t.shown.At(row).ID == id {
			t.RefreshItem(widget.TableCellID{Row: row})
		}
	}
}
