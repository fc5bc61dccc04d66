package books

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/data/binding"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/keys"
	"lectern/ui/widgets"
)

// sideStep is how far an arrow key scrolls sideways, in pixels.
const sideStep = 80

// typeFind is how long the letters typed into the table belong together.
const typeFind = time.Second

// Table shows the rows of a View. Fyne's table selects cells; this one selects
// rows, by the books' IDs, so that the selection and the place in the table
// outlive re-sorts and live updates.
type Table struct {
	widget.Table

	rows     *Rows
	Columns  []Column
	widths   []float32         // as the listener wants them
	given    float32           // width of the first column, what is left over included
	content  *container.Scroll // what the rows scroll in
	now      func() time.Time
	beat     int // advances with every frame; turns the glyphs
	Shown    *view.View
	selected book.ID
	cursor   int                  // row of selected in shown, -1 when it is not there
	Several  map[book.ID]struct{} // all that are selected, selected included; nil unless there are several
	anchor   book.ID              // where a selection of several began
	Changes  uint64               // how often the selection has changed
	held     func() fyne.KeyModifier
	only     func(*book.Book) bool // which books the face that is shown has; nil: all
	hovered  int                   // row under the pointer, -1 when none

	Thumbs *Thumbs // nil: rows show no covers

	typed   string
	typedAt time.Time
	tapID   book.ID // of the row tapped last
	tapAt   time.Time

	OnOpen   func(*book.Book)
	OnMenu   func(*book.Book, fyne.Position)
	OnSort   func(view.Key)
	OnWidth  func(view.Key, float32)
	OnEscape func()
	OnDelete func([]*book.Book)
	OnSelect func()             // another row is selected, or others too, or none
	OnKey    func(fyne.KeyName) // a key that is none of the table's
}

// NewTable shows rows in columns of these widths.
func NewTable(rows *Rows, cols []Column, widths []float32) *Table {
	t := &Table{rows: rows, Columns: cols, widths: widths, now: time.Now, held: keys.Held, cursor: -1, hovered: -1, Shown: rows.View()}
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
	rows.AddListener(binding.NewDataListener(t.newView))
	return t
}

// CreateRenderer is called by Fyne. It takes note of the scroller, as the table
// keeps its offset to itself.
func (t *Table) CreateRenderer() fyne.WidgetRenderer {
	r := t.Table.CreateRenderer()
	for _, o := range r.Objects() {
		if s, ok := o.(*container.Scroll); ok {
			t.content = s
		}
	}
	return r
}

// Resize gives the first column what the others leave over.
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

// resized takes note of a column the listener has dragged.
func (t *Table) resized(col int, width float32) {
	if width == t.widths[col] || col == 0 && width == t.given {
		return
	}
	t.widths[col] = width
	if t.OnWidth != nil {
		t.OnWidth(t.Columns[col].Key, width)
	}
}

// length is the number of rows and columns. A table without height has no rows:
// Fyne would make a separator for each of them and never let it go.
func (t *Table) length() (rows, cols int) {
	if t.content == nil || t.content.Size().Height <= 0 {
		return 0, len(t.Columns)
	}
	return t.Shown.Len(), len(t.Columns)
}

// update draws one cell. Fyne calls it for each visible cell.
func (t *Table) update(id widget.TableCellID, o fyne.CanvasObject) {
	c := o.(*cell)
	if id.Row < 0 || id.Row >= t.Shown.Len() || id.Col >= len(t.Columns) {
		return
	}
	b := t.Shown.At(id.Row)
	v := t.Columns[id.Col].content(b, t.now())
	if id.Col == 0 && t.Thumbs != nil {
		v.pictured, v.picture = true, t.Thumbs.of(b)
	}
	c.show(id.Row, id.Col, v, t.isSelected(b.ID), id.Row == t.hovered)
}

// turns advances with every frame.
func (t *Table) turns() int { return t.beat }

// newView takes the newest View of the rows. Where the same rows are shown in
// the same order only the visible cells are drawn again.
func (t *Table) newView() {
	t.beat++
	old, v := t.Shown, t.rows.View()
	t.Shown = v
	if v == old {
		if t.Visible() {
			t.drawTurning()
		}
		return
	}
	t.place(old, v)
	if v.Len() != old.Len() || v.Shape() != old.Shape() {
		t.prune()
	}
	t.Refresh()
}

// drawTurning advances the arcs of the rows that are being probed.
func (t *Table) drawTurning() {
	first, last := t.visible()
	for row := first; row < last; row++ {
		if t.Shown.At(row).State == book.Probing {
			t.RefreshItem(widget.TableCellID{Row: row, Col: 0})
		}
	}
}

// place finds the selection again in a new View and scrolls so that what the
// listener looks at stays where it is: the selected row if it is in sight, else
// the row at the top. A table that stands at its top stays at its top, and a
// new search begins there.
func (t *Table) place(old, v *view.View) {
	first, last := t.visible()
	eye := t.cursor // the row to hold still
	other := otherSearch(v.Query, old.Query)
	if eye < first || eye >= last {
		eye = first
		if first == 0 || other {
			eye = -1
		}
	}
	offset := t.offset()
	if other {
		t.SelectOne()
	}
	if t.selected != 0 {
		t.cursor = v.IndexNear(t.selected, t.cursor)
	}
	if eye < 0 || eye >= old.Len() {
		if other {
			t.scrollTo(0)
		}
		return
	}
	if row := v.IndexNear(old.At(eye).ID, eye); row >= 0 {
		t.scrollTo(offset + float32(row-eye)*t.pitch())
	}
}

// pitch is the distance from one row to the next.
func (t *Table) pitch() float32 {
	return rowHeight + t.Theme().Size(theme.SizeNamePadding)
}

// room is the height of what the rows scroll in.
func (t *Table) room() float32 { return t.Size().Height - headingHeight }

// visible returns the rows in sight: first, and one past the last.
func (t *Table) visible() (first, last int) {
	n := t.Shown.Len()
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

// scrollTo scrolls vertically to y, as far as there are rows.
func (t *Table) scrollTo(y float32) {
	most := float32(t.Shown.Len())*t.pitch() - t.Theme().Size(theme.SizeNamePadding) - t.room()
	y = max(0, min(y, most))
	if t.content != nil && y != t.content.Offset.Y {
		t.ScrollToOffset(fyne.NewPos(t.content.Offset.X, y))
	}
}

func (t *Table) InSight() []*book.Book {
	first, last := t.visible()
	return between(t.Shown, first, last)
}

func (t *Table) standAt(books []*book.Book) { standAt(t, t, books) }

// Refresh draws the cells in sight; those of a hidden table are not.
func (t *Table) Refresh() {
	if t.Visible() {
		t.Table.Refresh()
	}
}

func (t *Table) scrollToRow(row int) { t.scrollTo(float32(row) * t.pitch()) }

// ensureVisible scrolls the least that brings the row into sight. Fyne's own
// ScrollTo costs O(row) and leaves the row under the header.
func (t *Table) ensureVisible(row int) {
	top := float32(row) * t.pitch()
	if y := t.offset(); top < y {
		t.scrollTo(top)
	} else if bottom := top + rowHeight; bottom > y+t.room() {
		t.scrollTo(bottom - t.room())
	}
}

// Selected is the selected book, nil if none or not in the view.
func (t *Table) Selected() *book.Book {
	if t.cursor < 0 || t.cursor >= t.Shown.Len() || !t.has(t.Shown.At(t.cursor)) {
		return nil
	}
	return t.Shown.At(t.cursor)
}

// has reports whether the face that is shown has a book of the view.
func (t *Table) has(b *book.Book) bool { return t.only == nil || t.only(b) }

// SelectRow selects a row and brings it into sight.
func (t *Table) SelectRow(row int) {
	if t.Shown.Len() == 0 {
		return
	}
	row = max(0, min(row, t.Shown.Len()-1))
	t.Several = nil
	t.stand(row)
}

func (t *Table) SelectNext() { t.SelectRow(t.left(t.cursor, t.Shown.Len(), t.Shown.At)) }

// left is the first of n books after the cursor that is not selected, or before
// it where there is none.
func (t *Table) left(cursor, n int, at func(int) *book.Book) int {
	for i := cursor + 1; i < n; i++ {
		if !t.isSelected(at(i).ID) {
			return i
		}
	}
	i := cursor - 1
	for i > 0 && t.isSelected(at(i).ID) {
		i--
	}
	return i
}

func (t *Table) tapped(row int) {
	focus(t)
	t.tap(row, t.move)
}

// tap is a tap on a row, wherever it is shown. Where Ctrl is not held it moves
// there.
func (t *Table) tap(row int, move func(row int)) {
	now := t.now()
	var id book.ID // of the row: another may stand in its place at the second tap
	if row >= 0 && row < t.Shown.Len() {
		id = t.Shown.At(row).ID
	}
	double := id != 0 && id == t.tapID && now.Sub(t.tapAt) < widgets.DoubleTap
	t.tapID, t.tapAt = id, now
	if t.held()&fyne.KeyModifierShortcutDefault != 0 {
		t.tapAt = time.Time{}
		t.ToggleRow(row)
		return
	}
	move(row)
	if double {
		t.tapAt = time.Time{}
		t.open()
	}
}

func (t *Table) menuAt(row int, at fyne.Position) {
	if row >= 0 && row < t.Shown.Len() && t.Several != nil && t.isSelected(t.Shown.At(row).ID) {
		t.stand(row) // the menu is about all of them
	} else {
		t.SelectRow(row)
	}
	if b := t.Selected(); b != nil && t.OnMenu != nil {
		t.OnMenu(b, at)
	}
}

func (t *Table) open() {
	if b := t.Selected(); b != nil && t.OnOpen != nil {
		t.OnOpen(b)
	}
}

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

func (t *Table) BookAt(p fyne.Position) *book.Book {
	if p.Y < headingHeight {
		return nil
	}
	if row := int((p.Y - headingHeight + t.offset()) / t.pitch()); row >= 0 && row < t.Shown.Len() {
		return t.Shown.At(row)
	}
	return nil
}

// Tapped is a tap that no cell took: in the gap between two rows it is the row
// above's, beside the rows it ends the selection.
func (t *Table) Tapped(e *fyne.PointEvent) {
	if y := e.Position.Y - headingHeight; y >= 0 {
		if row := int((y + t.offset()) / t.pitch()); row < t.Shown.Len() {
			t.tapped(row)
			return
		}
	}
	focus(t)
	t.leave()
}

// leave ends the selection.
func (t *Table) leave() {
	t.Several = nil
	t.stand(-1)
}

// TypedKey moves the selection.
func (t *Table) TypedKey(e *fyne.KeyEvent) {
	page := max(1, int(t.room()/t.pitch())-1)
	switch e.Name {
	case fyne.KeyDown:
		t.move(t.cursor + 1)
	case fyne.KeyUp:
		t.move(max(t.cursor, 1) - 1)
	case fyne.KeyPageDown:
		t.move(max(t.cursor, 0) + page)
	case fyne.KeyPageUp:
		t.move(t.cursor - page)
	case fyne.KeyHome:
		t.move(0)
	case fyne.KeyEnd:
		t.move(t.Shown.Len() - 1)
	case fyne.KeyLeft, fyne.KeyRight:
		if t.content != nil {
			x := t.content.Offset.X + sideStep
			if e.Name == fyne.KeyLeft {
				x = t.content.Offset.X - sideStep
			}
			x = max(0, min(x, t.content.Content.MinSize().Width-t.content.Size().Width))
			t.ScrollToOffset(fyne.NewPos(x, t.content.Offset.Y))
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		t.open()
	case fyne.KeyDelete:
		if books := t.Selection(); len(books) > 0 && t.OnDelete != nil {
			t.OnDelete(books)
		}
	case fyne.KeyEscape:
		if t.Several != nil {
			t.SelectOne()
		} else if t.OnEscape != nil {
			t.OnEscape()
		}
	default:
		if t.OnKey != nil {
			t.OnKey(e.Name)
		}
	}
}

// TypedRune finds the next row whose title starts with what is being typed.
func (t *Table) TypedRune(r rune) {
	if row := t.find(r, t.cursor, t.Shown.Prefix); row >= 0 {
		t.SelectRow(row)
	}
}

// find is where a letter leads from the cursor, −1 if nowhere. prefix looks for a
// title that starts with a text, from a place on.
func (t *Table) find(r rune, cursor int, prefix func(text string, from int) int) int {
	now := t.now()
	if now.Sub(t.typedAt) > typeFind {
		t.typed = ""
	}
	t.typed, t.typedAt = t.typed+string(r), now
	if strings.TrimSpace(t.typed) == "" {
		t.typed = ""
		return -1
	}
	from := max(cursor, 0)
	if len([]rune(t.typed)) == 1 && cursor >= 0 {
		from++ // the same letter again walks on
	}
	return prefix(t.typed, from)
}
