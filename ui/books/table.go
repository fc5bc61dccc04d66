package books

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/data/binding"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/i18n"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// sideStep is how many pixels an arrow key scrolls sideways.
const sideStep = 80

// Density is how close the rows of the table are.
type Density string

// The densities. Normal is the default. On disk: never rename.
const (
	Compact Density = "compact"
	Normal  Density = "normal"
	Large   Density = "large"
)

// rowSize is the height of a row without the gap between rows.
func (d Density) rowSize() float32 {
	switch d {
	case Compact:
		return lineHeight
	case Large:
		return bigHeight
	default:
		return rowHeight
	}
}

// Table shows the books as a table. It selects rows by the IDs of their books, so that
// the selection and the scroll position survive sorting and live updates. Only the rows
// in sight exist as objects. UI goroutine only.
//
// The toolkit's table is not used: it has no columns that stretch, drop out or move, it
// shows a part of a column, its horizontal bar lies over the last row, and a change of
// the pointer's row draws each of its cells.
type Table struct {
	widget.BaseWidget

	input     *Input
	selection *Selection
	beat      int // advances with every frame, and turns the spinners
	shown     *view.View
	marks     *marks
	unfocused bool // the focus was elsewhere since the start
	density   Density

	columns  tableColumns
	viewport *viewport
	rows     *sight[*tableRow]
	heads    headings
	bar      columnBar
	ring     *canvas.Rectangle // around the rows, if the table has the focus but no row has the cursor

	Thumbs *Thumbs // nil: rows show no covers

	OnSort    func(key view.Key, more bool) // more adds the key to the others
	OnColumns func()                        // the user changed the columns or their widths
	OnHeading func(at fyne.Position)        // opens the menu of the headings
}

var (
	_ ViewMode  = (*Table)(nil)
	_ cellOwner = (*Table)(nil)
)

// NewTable shows the rows of the input's selection in the chosen columns.
func NewTable(input *Input, choices []Choice) *Table {
	selection := input.selection
	t := &Table{input: input, selection: selection, shown: selection.view, density: Normal}
	t.marks = newMarks(t.tint)
	t.rows = newSight(func() *tableRow { return newTableRow(t) }, func(row int, r *tableRow) {
		t.marks.left(row)
		r.forget()
	})
	t.viewport = newViewport(func() float32 { return float32(t.shown.Len()) * t.pitch() }, t.draw, func() string {
		first, _ := t.visible()
		return placeOf(t.shown, first, t.input.now())
	})
	t.bar = newColumnBar(func(x float32) { t.scrollSideways(x - t.columns.x) })
	t.ring = canvas.NewRectangle(color.Transparent)
	t.ring.StrokeWidth = 2
	t.heads.init(t)
	t.columns.choose(choices)
	t.ExtendBaseWidget(t)
	selection.rows.AddListener(binding.NewDataListener(t.newView))
	selection.AddListener(t.followSelection)
	return t
}

// CreateRenderer is called by Fyne.
func (t *Table) CreateRenderer() fyne.WidgetRenderer {
	return &tableRenderer{t, widgets.NewWheel(func(e *fyne.ScrollEvent) {
		t.turned(e)
		t.marks.hover(t.under(e.Position))
	})}
}

type tableRenderer struct {
	table *Table
	wheel *widgets.Wheel
}

func (r *tableRenderer) Layout(size fyne.Size) {
	r.wheel.Resize(size)
	r.table.arrange()
}

func (r *tableRenderer) MinSize() fyne.Size { return fyne.NewSize(200, headingHeight+2*rowHeight) }
func (r *tableRenderer) Refresh()           { r.table.arrange() }
func (r *tableRenderer) Objects() []fyne.CanvasObject {
	t := r.table
	return []fyne.CanvasObject{t.heads.band, t.heads.clip, t.viewport.scroll, t.bar.plain, t.ring, r.wheel}
}
func (r *tableRenderer) Destroy() {}

// turned handles the mouse wheel.
func (t *Table) turned(e *fyne.ScrollEvent) {
	if e.Scrolled.DX != 0 {
		t.scrollSideways(-e.Scrolled.DX)
	}
	if by := widgets.InSteps(e.Scrolled.DY, widgets.NotchRows*t.pitch()); by != 0 {
		t.scrollTo(t.viewport.offset() - by)
	}
}

// SetColumns shows other columns.
func (t *Table) SetColumns(choices []Choice) {
	t.columns.choose(choices)
	t.arrange()
}

// Choices are the columns that the user wants to see, from left to right.
func (t *Table) Choices() []Choice { return t.columns.choices() }

// HasRoom reports whether a column is in sight, or would be if the user scrolled
// sideways.
func (t *Table) HasRoom(key view.Key) bool { return t.columns.hasRoom(key) }

// ToggleColumn removes a column, or adds it as the last one. A column without room is
// kept from then on.
func (t *Table) ToggleColumn(key view.Key) {
	choices := t.Choices()
	i := slices.IndexFunc(choices, func(c Choice) bool { return c.Key == key })
	switch {
	case i == 0:
		return // the title stays
	case i < 0:
		choices = append(choices, Choice{Key: key})
	case t.HasRoom(key):
		choices = slices.Delete(choices, i, i+1)
	default:
		choices[i].Kept = true
	}
	if t.columns.choose(choices); i < 0 && !t.HasRoom(key) {
		choices[len(choices)-1].Kept = true
		t.columns.choose(choices)
		t.columns.scroll(t.columns.total)
	}
	t.arrange()
	t.changed()
}

// changed says that the user changed the columns or their widths.
func (t *Table) changed() {
	if t.OnColumns != nil {
		t.OnColumns()
	}
}

// SetDensity changes the height of the rows. The row at the top stays there.
func (t *Table) SetDensity(d Density) {
	first, _ := t.visible()
	t.density = d
	t.rows.keep(0, 0)
	t.arrange()
	t.scrollToRow(first)
}

// gap is the room between two columns, and between two rows.
func (t *Table) gap() float32 { return t.Theme().Size(theme.SizeNamePadding) }

// arrange places everything in the table, and draws it.
func (t *Table) arrange() {
	size := t.Size()
	t.columns.fit(size.Width-scrollBarRoom, t.gap())
	below := t.bar.arrange(&t.columns, size.Height)
	t.heads.arrange()
	scroll := t.viewport.scroll
	scroll.Move(fyne.NewPos(0, headingHeight))
	scroll.Resize(fyne.NewSize(size.Width, max(0, size.Height-headingHeight-below)))
	t.ring.Move(scroll.Position())
	t.ring.Resize(scroll.Size())
	for _, r := range t.rows.shown {
		r.lay()
	}
	t.bar.show(t.columns.x)
	scroll.Offset.Y = max(0, min(scroll.Offset.Y, t.viewport.most()))
	scroll.Refresh() // draws the rows too
	canvas.Refresh(t)
}

// scrollSideways scrolls the columns but the first by some pixels.
func (t *Table) scrollSideways(by float32) {
	if !t.columns.scroll(by) {
		return
	}
	t.heads.arrange()
	for _, r := range t.rows.shown {
		r.lay()
		r.draw()
		canvas.Refresh(r)
	}
	t.bar.show(t.columns.x)
}

// draw shows the rows in sight, and draws what has changed.
func (t *Table) draw() {
	if t.Hidden || t.viewport.room() <= 0 || len(t.columns.seen) == 0 {
		return
	}
	first, last := t.visible()
	t.rows.keep(first, last)
	size := fyne.NewSize(max(1, t.Size().Width-scrollBarRoom), t.pitch())
	content := t.viewport.content
	content.Objects, content.Origin = content.Objects[:0], t.viewport.offset()
	for row := first; row < last; row++ {
		r, came := t.rows.of(row)
		r.row = row
		if came || r.Size() != size {
			r.Resize(size)
			r.lay()
		}
		r.Move(fyne.NewPos(0, t.top(row)))
		r.draw()
		content.Objects = append(content.Objects, r)
	}
	t.heads.draw()
	t.drawRing()
	canvas.Refresh(content)
}

// contentOf returns the content of the column at an index in columns.all for a book.
func (t *Table) contentOf(i int, b *book.Book) content {
	v := t.columns.all[i].content(b, t.input.now())
	if i > 0 {
		return v
	}
	if v.Second == "" && t.columns.authorless {
		v.Second, v.secondTone = i18n.List(b.Authors...), words.Muted
	}
	if t.Thumbs != nil {
		v.pictured, v.heard = true, b.Heard()
		v.picture, v.awaited = t.Thumbs.of(b)
	}
	return v
}

// update draws one cell of a row in sight.
func (t *Table) update(row, col int, c *cell) {
	if row < 0 || row >= t.shown.Len() || col >= len(t.columns.seen) {
		return
	}
	b := t.shown.At(row)
	c.show(row, col, t.contentOf(t.columns.seen[col], b), t.selection.has(b.ID))
}

// turns is a count that advances with every frame.
func (t *Table) turns() int { return t.beat }

// newView draws the newest view. What the user looks at stays in place, but a new search
// starts at the first columns. If the view is the same, only the spinners are drawn.
func (t *Table) newView() {
	t.beat++
	old, cursor := t.shown, t.marks.cursor
	first, last := t.visible()
	t.shown, t.marks.cursor = t.selection.view, t.selection.cursor
	if t.shown == old {
		if t.Visible() {
			t.drawTurning()
		}
		return
	}
	if otherSearch(t.shown.Query, old.Query) {
		t.scrollSideways(-t.columns.x)
	}
	y := t.viewport.offset()
	from, to, toTop := steady(old, t.shown, first, last, cursor)
	if toTop {
		y = 0
	}
	t.scrollTo(y + float32(to-from)*t.pitch())
	t.Refresh()
}

// followSelection draws the changed selection, and scrolls to the cursor if it was put
// on a row.
func (t *Table) followSelection(stood bool) {
	if t.shown != t.selection.view {
		return // newView follows in a moment and draws it
	}
	t.marks.cursor = t.selection.cursor
	if stood {
		t.ensureVisible(t.marks.cursor)
	}
	t.Refresh()
}

// drawTurning turns the spinners of books that are being read.
func (t *Table) drawTurning() {
	for row, r := range t.rows.shown {
		if row < t.shown.Len() && t.shown.At(row).State == book.Probing {
			t.update(row, 0, r.cells[0])
		}
	}
}

// pitch is the distance from one row to the next.
func (t *Table) pitch() float32 { return t.density.rowSize() + t.gap() }

// visible returns the rows in sight: the first, and one past the last.
func (t *Table) visible() (first, last int) {
	n := t.shown.Len()
	first = min(max(t.rowAt(0), 0), n)
	last = min(t.rowAt(t.viewport.room())+1, n)
	return first, max(first, last)
}

// top returns where a row begins, in pixels from the top of the viewport. It counts in
// float64, so that rows far down stand at even distances too.
func (t *Table) top(row int) float32 {
	return float32(float64(row)*float64(t.pitch()) - float64(t.viewport.offset()))
}

// rowAt returns the row at a distance from the top of the viewport, if there were rows
// without end.
func (t *Table) rowAt(y float32) int {
	return int((float64(t.viewport.offset()) + float64(y)) / float64(t.pitch()))
}

// scrollTo scrolls vertically to y, but not past the last row.
func (t *Table) scrollTo(y float32) {
	if t.viewport.to(y) {
		t.Refresh()
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
		t.viewport.scroll.Refresh()
	}
}

// ScrollToTop scrolls to the first row.
func (t *Table) ScrollToTop() { t.scrollTo(0) }

func (t *Table) scrollToRow(row int) { t.scrollTo(float32(row) * t.pitch()) }

// ensureVisible scrolls no further than needed to show the row.
func (t *Table) ensureVisible(row int) {
	if top := float32(row) * t.pitch(); t.viewport.show(top, top+t.pitch()) {
		t.Refresh()
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

// tint draws the background of a row, if it is in sight.
func (t *Table) tint(row int) {
	if r := t.rows.shown[row]; r != nil {
		r.tint()
	}
}

// under returns the row at a position in the table, −1 if there is none.
func (t *Table) under(p fyne.Position) int {
	row := t.rowAt(p.Y - headingHeight)
	if p.Y < headingHeight || p.Y >= headingHeight+t.viewport.room() || p.X >= t.Size().Width-scrollBarRoom || row >= t.shown.Len() {
		return -1
	}
	return row
}

// BookAt returns the book at a position in the table, or nil.
func (t *Table) BookAt(p fyne.Position) *book.Book {
	if row := t.under(p); row >= 0 {
		return t.shown.At(row)
	}
	return nil
}

// Tapped handles a tap beside the rows: it clears the selection.
func (t *Table) Tapped(*fyne.PointEvent) {
	focus(t)
	t.selection.None()
}

// FocusGained shows where the keys act.
func (t *Table) FocusGained() {
	t.marks.focus(true)
	t.drawRing()
}

// FocusLost is the opposite of FocusGained.
func (t *Table) FocusLost() {
	t.unfocused = true
	t.marks.focus(false)
	t.drawRing()
}

// drawRing shows or hides the ring around the rows. At the start there is none, because
// nobody has moved the focus.
func (t *Table) drawRing() {
	ink := t.Theme().Color(theme.ColorNameFocus, fyne.CurrentApp().Settings().ThemeVariant())
	shown := t.marks.focused && t.unfocused && t.marks.cursor < 0
	if shown == !t.ring.Hidden && ink == t.ring.StrokeColor {
		return
	}
	t.ring.StrokeColor, t.ring.Hidden = ink, !shown
	canvas.Refresh(t.ring)
}

// TypedKey moves the cursor and scrolls sideways. It passes other keys to the input.
func (t *Table) TypedKey(e *fyne.KeyEvent) {
	page := max(1, int(t.viewport.room()/t.pitch())-1)
	switch e.Name {
	case fyne.KeyDown:
		t.input.move(t.marks.cursor + 1)
	case fyne.KeyUp:
		t.input.move(max(t.marks.cursor, 1) - 1)
	case fyne.KeyPageDown:
		t.input.move(max(t.marks.cursor, 0) + page)
	case fyne.KeyPageUp:
		t.input.move(t.marks.cursor - page)
	case fyne.KeyLeft:
		t.scrollSideways(-sideStep)
	case fyne.KeyRight:
		t.scrollSideways(sideStep)
	default:
		t.input.typedKey(e, t)
	}
}

// TypedRune selects the next row whose title starts with the letters typed so far.
func (t *Table) TypedRune(r rune) { t.input.typedRune(r) }

// drawBook draws the first cell of a book's row, if it is in sight.
func (t *Table) drawBook(id book.ID) {
	for row, r := range t.rows.shown {
		if row < t.shown.Len() && t.shown.At(row).ID == id {
			t.update(row, 0, r.cells[0])
		}
	}
}
