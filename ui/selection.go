package ui

import (
	"fyne.io/fyne/v2"

	"lectern/library/book"
)

// isSelected reports whether a book is selected.
func (t *Table) isSelected(id book.ID) bool {
	if t.several == nil {
		return id == t.selected
	}
	_, selected := t.several[id]
	return selected
}

// count is how many books are selected.
func (t *Table) count() int {
	switch {
	case t.several != nil:
		return len(t.several)
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
	if t.several == nil {
		if b := t.Selected(); b != nil {
			books = append(books, b)
		}
		return books
	}
	for row := range t.shown.Len() {
		if b := t.shown.At(row); t.isSelected(b.ID) && t.has(b) {
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
		t.choose(row)
	}
}

// extend selects the rows from where the selection began up to this one.
func (t *Table) extend(row int) {
	n := t.shown.Len()
	from := -1
	if t.anchor != 0 {
		from = t.shown.IndexNear(t.anchor, t.cursor)
	}
	if from < 0 || n == 0 {
		t.choose(row)
		return
	}
	row = max(0, min(row, n-1))
	t.several = stretch(from, row, t.shown.At)
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

// toggle selects a row too, or no longer.
func (t *Table) toggle(row int) {
	if row < 0 || row >= t.shown.Len() {
		return
	}
	id := t.shown.At(row).ID
	if t.several == nil {
		t.several = map[book.ID]struct{}{}
		if t.selected != 0 {
			t.several[t.selected] = struct{}{}
		}
	}
	if _, selected := t.several[id]; !selected {
		t.several[id] = struct{}{}
	} else {
		delete(t.several, id)
		row = t.nearest(row)
	}
	t.anchor = id
	t.stand(row)
}

// selectAll selects all rows of the view.
func (t *Table) selectAll() {
	n := t.shown.Len()
	if n == 0 {
		return
	}
	t.several = stretch(0, n-1, t.shown.At)
	if t.cursor < 0 {
		t.cursor = 0
	}
	t.selected = t.shown.At(t.cursor).ID
	t.settle()
}

// nearest is the selected row that is nearest to a row, −1 if there is none.
func (t *Table) nearest(row int) int {
	n := t.shown.Len()
	for d := range n {
		if row+d < n && t.isSelected(t.shown.At(row+d).ID) {
			return row + d
		}
		if row-d >= 0 && t.isSelected(t.shown.At(row-d).ID) {
			return row - d
		}
	}
	return -1
}

// stand moves the cursor to a row, −1 for none, and brings it into sight.
func (t *Table) stand(row int) {
	t.cursor, t.selected = row, 0
	if row >= 0 {
		t.selected = t.shown.At(row).ID
		t.ensureVisible(row)
	}
	t.settle()
}

// single leaves of several selected rows the one at the cursor.
func (t *Table) single() {
	if t.several != nil {
		t.several = nil
		t.settle()
	}
}

// prune leaves of several selected rows those that are still in the
// view, and that the face has.
func (t *Table) prune() {
	if t.several == nil {
		return
	}
	left := t.Selection()
	if len(left) == len(t.several) {
		return
	}
	clear(t.several)
	for _, b := range left {
		t.several[b.ID] = struct{}{}
	}
	if t.cursor < 0 {
		t.cursor, t.selected = t.nearest(0), 0
		if t.cursor >= 0 {
			t.selected = t.shown.At(t.cursor).ID
		}
	}
	t.settle()
}

// settle draws a selection that has changed and tells of it.
func (t *Table) settle() {
	if len(t.several) < 2 {
		t.several, t.anchor = nil, t.selected
	}
	t.settled++
	t.Refresh()
	if t.onSelect != nil {
		t.onSelect()
	}
}
