package books

import (
	"fyne.io/fyne/v2"

	"lectern/library/book"
)

// isSelected reports whether a book is selected.
func (t *Table) isSelected(id book.ID) bool {
	if t.Several == nil {
		return id == t.selected
	}
	_, selected := t.Several[id]
	return selected
}

// SelectedCount is how many books are selected.
func (t *Table) SelectedCount() int {
	switch {
	case t.Several != nil:
		return len(t.Several)
	case t.selected != 0:
		return 1
	default:
		return 0
	}
}

// Selection is the selected books that are in the view, in its order. It looks
// at all rows where several are selected, and is for commands, not for
// drawing.
func (t *Table) Selection() (books []*book.Book) {
	if t.Several == nil {
		if b := t.Selected(); b != nil {
			books = append(books, b)
		}
		return books
	}
	for row := range t.Shown.Len() {
		if b := t.Shown.At(row); t.isSelected(b.ID) && t.has(b) {
			books = append(books, b)
		}
	}
	return books
}

// move is what a key or a click without Ctrl does: it selects a row, and with
// Shift all from where the selection began up to it.
func (t *Table) move(row int) {
	if t.held()&fyne.KeyModifierShift != 0 {
		t.extend(row)
	} else {
		t.SelectRow(row)
	}
}

// extend selects the rows from where the selection began up to this one.
func (t *Table) extend(row int) {
	n := t.Shown.Len()
	from := -1
	if t.anchor != 0 {
		from = t.Shown.IndexNear(t.anchor, t.cursor)
	}
	if from < 0 || n == 0 {
		t.SelectRow(row)
		return
	}
	row = max(0, min(row, n-1))
	t.Several = stretch(from, row, t.Shown.At)
	t.stand(row)
}

// stretch is the books from one place to another.
func stretch(from, to int, at func(int) *book.Book) map[book.ID]struct{} {
	several := make(map[book.ID]struct{})
	for i := min(from, to); i <= max(from, to); i++ {
		several[at(i).ID] = struct{}{}
	}
	return several
}

// ToggleRow selects a row too, or no longer.
func (t *Table) ToggleRow(row int) {
	if row < 0 || row >= t.Shown.Len() {
		return
	}
	id := t.Shown.At(row).ID
	if t.Several == nil {
		t.Several = map[book.ID]struct{}{}
		if t.selected != 0 {
			t.Several[t.selected] = struct{}{}
		}
	}
	if _, selected := t.Several[id]; !selected {
		t.Several[id] = struct{}{}
	} else {
		delete(t.Several, id)
		row = t.nearest(row)
	}
	t.anchor = id
	t.stand(row)
}

// SelectAll selects all rows of the view.
func (t *Table) SelectAll() {
	n := t.Shown.Len()
	if n == 0 {
		return
	}
	t.Several = stretch(0, n-1, t.Shown.At)
	if t.cursor < 0 {
		t.cursor = 0
	}
	t.selected = t.Shown.At(t.cursor).ID
	t.SelectionChanged()
}

// nearest is the selected row that is nearest to a row, −1 if there is none.
func (t *Table) nearest(row int) int {
	n := t.Shown.Len()
	for d := range n {
		if row+d < n && t.isSelected(t.Shown.At(row+d).ID) {
			return row + d
		}
		if row-d >= 0 && t.isSelected(t.Shown.At(row-d).ID) {
			return row - d
		}
	}
	return -1
}

// stand moves the cursor to a row, −1 for none, and brings it into sight.
func (t *Table) stand(row int) {
	t.cursor, t.selected = row, 0
	if row >= 0 {
		t.selected = t.Shown.At(row).ID
		t.ensureVisible(row)
	}
	t.SelectionChanged()
}

// SelectOne leaves of several selected rows the one at the cursor.
func (t *Table) SelectOne() {
	if t.Several != nil {
		t.Several = nil
		t.SelectionChanged()
	}
}

// prune leaves of several selected rows those that are still in the
// view, and that the face has.
func (t *Table) prune() {
	if t.Several == nil {
		return
	}
	left := t.Selection()
	if len(left) == len(t.Several) {
		return
	}
	clear(t.Several)
	for _, b := range left {
		t.Several[b.ID] = struct{}{}
	}
	if t.cursor < 0 {
		t.cursor, t.selected = t.nearest(0), 0
		if t.cursor >= 0 {
			t.selected = t.Shown.At(t.cursor).ID
		}
	}
	t.SelectionChanged()
}

// SelectionChanged draws a selection that has changed and tells of it.
func (t *Table) SelectionChanged() {
	if len(t.Several) < 2 {
		t.Several, t.anchor = nil, t.selected
	}
	t.Changes++
	t.Refresh()
	if t.OnSelect != nil {
		t.OnSelect()
	}
}
