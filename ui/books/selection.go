package books

import (
	"maps"

	"fyne.io/fyne/v2/data/binding"

	"lectern/library/book"
	"lectern/library/view"
)

// Selection is the set of selected books. The table, the grid and the series show the
// same selection, and the commands of the window act on it. It keeps the IDs of books,
// so that they stay selected when the books are sorted or updated, and so that drawing
// a row only looks up the row's ID. One of the selected books has the cursor. A new
// search or another folder deselects all others, because a book out of sight must not
// be deleted or changed. UI goroutine only.
type Selection struct {
	rows    *Rows
	view    *view.View
	current book.ID              // the book with the cursor, 0 for none
	cursor  int                  // the row of current in view, −1 if it has none
	several map[book.ID]struct{} // all selected books with current; nil if fewer than two are selected
	anchor  book.ID              // where a selection of several books began
	changes uint64
	only    func(*book.Book) bool // which books the current view mode shows; nil: all

	listeners []func(stood bool)
}

// NewSelection returns an empty selection. It learns of a new view before the listeners
// that are added to rows later.
func NewSelection(rows *Rows) *Selection {
	s := &Selection{rows: rows, view: rows.View(), cursor: -1}
	rows.AddListener(binding.NewDataListener(s.newView))
	return s
}

// AddListener calls changed after each change of the selection. stood is true if the
// cursor was put on a row, which the listener must then scroll into sight.
func (s *Selection) AddListener(changed func(stood bool)) {
	s.listeners = append(s.listeners, changed)
}

// newView finds the selected books again in the newest view.
func (s *Selection) newView() {
	old, v := s.view, s.rows.View()
	if s.view = v; v == old {
		return
	}
	if s.current != 0 {
		s.cursor = v.IndexNear(s.current, s.cursor)
	}
	if otherSearch(v.Query, old.Query) {
		s.One()
	}
	if v.Len() != old.Len() || v.Shape() != old.Shape() {
		s.prune()
	}
}

// Changes counts the changes of the selection: if two counts are equal, the selection
// was the same.
func (s *Selection) Changes() uint64 { return s.changes }

// has reports whether a book is selected.
func (s *Selection) has(id book.ID) bool {
	if s.several == nil {
		return id == s.current
	}
	_, selected := s.several[id]
	return selected
}

// Len is the number of selected books.
func (s *Selection) Len() int {
	switch {
	case s.several != nil:
		return len(s.several)
	case s.current != 0:
		return 1
	default:
		return 0
	}
}

// InView reports whether a selected book is in the view. A single selected book stays
// selected when it leaves the view.
func (s *Selection) InView() bool { return s.several != nil || s.Book() != nil }

// IDs returns the IDs of the selected books, or nil if fewer than two are selected.
func (s *Selection) IDs() map[book.ID]struct{} { return maps.Clone(s.several) }

// Book returns the selected book with the cursor, or nil if there is none or it is not
// in the view.
func (s *Selection) Book() *book.Book {
	if s.cursor < 0 || s.cursor >= s.view.Len() || !s.shows(s.view.At(s.cursor)) {
		return nil
	}
	return s.view.At(s.cursor)
}

// unshown returns the book with the cursor if it is in the view but the current view mode
// does not show it, else nil.
func (s *Selection) unshown() *book.Book {
	if s.cursor < 0 || s.cursor >= s.view.Len() || s.shows(s.view.At(s.cursor)) {
		return nil
	}
	return s.view.At(s.cursor)
}

// Books returns the selected books that are in the view, in its order. If several are
// selected it visits all rows: it is meant for commands, not for drawing.
func (s *Selection) Books() (books []*book.Book) {
	if s.several == nil {
		if b := s.Book(); b != nil {
			books = append(books, b)
		}
		return books
	}
	for row := range s.view.Len() {
		if b := s.view.At(row); s.has(b.ID) && s.shows(b) {
			books = append(books, b)
		}
	}
	return books
}

// shows reports whether the current view mode shows a book of the view.
func (s *Selection) shows(b *book.Book) bool { return s.only == nil || s.only(b) }

// Select selects only this row.
func (s *Selection) Select(row int) {
	if s.view.Len() == 0 {
		return
	}
	s.several = nil
	s.stand(max(0, min(row, s.view.Len()-1)))
}

// extend selects the rows from the start of the selection to this row.
func (s *Selection) extend(row int) {
	n := s.view.Len()
	from := -1
	if s.anchor != 0 {
		from = s.view.IndexNear(s.anchor, s.cursor)
	}
	if from < 0 || n == 0 {
		s.Select(row)
		return
	}
	row = max(0, min(row, n-1))
	s.selectRange(from, row, s.view.At, row)
}

// selectRange selects the books between two places of a list, and puts the cursor on a
// row of the view.
func (s *Selection) selectRange(from, to int, at func(int) *book.Book, row int) {
	s.several = idsBetween(from, to, at)
	s.stand(row)
}

func idsBetween(from, to int, at func(int) *book.Book) map[book.ID]struct{} {
	ids := make(map[book.ID]struct{})
	for i := min(from, to); i <= max(from, to); i++ {
		ids[at(i).ID] = struct{}{}
	}
	return ids
}

// Toggle adds a row to the selection, or removes it.
func (s *Selection) Toggle(row int) {
	if row < 0 || row >= s.view.Len() {
		return
	}
	id := s.view.At(row).ID
	if s.several == nil {
		s.several = map[book.ID]struct{}{}
		if s.current != 0 {
			s.several[s.current] = struct{}{}
		}
	}
	if _, selected := s.several[id]; !selected {
		s.several[id] = struct{}{}
	} else {
		delete(s.several, id)
		row = s.nearest(row)
	}
	s.anchor = id
	s.stand(row)
}

// All selects all rows of the view.
func (s *Selection) All() {
	n := s.view.Len()
	if n == 0 {
		return
	}
	s.several = idsBetween(0, n-1, s.view.At)
	s.cursor = max(s.cursor, 0)
	s.current = s.view.At(s.cursor).ID
	s.Changed()
}

// One deselects all but the book with the cursor.
func (s *Selection) One() {
	if s.several != nil {
		s.several = nil
		s.Changed()
	}
}

// None clears the selection.
func (s *Selection) None() {
	s.several = nil
	s.stand(-1)
}

// Next selects the book that comes after the selected books, which are about to be
// removed.
func (s *Selection) Next() { s.Select(s.next(s.cursor, s.view.Len(), s.view.At)) }

// next returns the first of n books after the cursor that is not selected, or if there
// is none, the last such book before the cursor.
func (s *Selection) next(cursor, n int, at func(int) *book.Book) int {
	for i := cursor + 1; i < n; i++ {
		if !s.has(at(i).ID) {
			return i
		}
	}
	i := cursor - 1
	for i > 0 && s.has(at(i).ID) {
		i--
	}
	return i
}

// nearest returns the selected row that is nearest to a row, −1 if there is none.
func (s *Selection) nearest(row int) int {
	n := s.view.Len()
	for d := range n {
		if row+d < n && s.has(s.view.At(row+d).ID) {
			return row + d
		}
		if row-d >= 0 && s.has(s.view.At(row-d).ID) {
			return row - d
		}
	}
	return -1
}

// SavedSelection is what was selected when it was saved.
type SavedSelection struct {
	current, anchor book.ID
	several         map[book.ID]struct{}
}

// Save returns the selection for Restore.
func (s *Selection) Save() SavedSelection {
	return SavedSelection{s.current, s.anchor, maps.Clone(s.several)}
}

// Restore selects what was selected, as far as it is in the view. It does nothing if the book
// that had the cursor left the view.
func (s *Selection) Restore(was SavedSelection) {
	row := s.view.IndexNear(was.current, s.cursor)
	if row < 0 {
		return
	}
	s.several, s.anchor = maps.Clone(was.several), was.anchor
	s.stand(row)
	s.prune()
}

// stand puts the cursor on a row, or removes it for −1.
func (s *Selection) stand(row int) {
	s.cursor, s.current = row, 0
	if row >= 0 {
		s.current = s.view.At(row).ID
	}
	s.changed(row >= 0)
}

// prune deselects the books that left the view or that the current view mode does not
// show, if several are selected.
func (s *Selection) prune() {
	if s.several == nil {
		return
	}
	left := s.Books()
	if len(left) == len(s.several) {
		return
	}
	clear(s.several)
	for _, b := range left {
		s.several[b.ID] = struct{}{}
	}
	if s.cursor < 0 {
		s.cursor, s.current = s.nearest(0), 0
		if s.cursor >= 0 {
			s.current = s.view.At(s.cursor).ID
		}
	}
	s.Changed()
}

// Changed tells the listeners that the selection has changed, or that other books of it
// are shown.
func (s *Selection) Changed() { s.changed(false) }

func (s *Selection) changed(stood bool) {
	if len(s.several) < 2 {
		s.several, s.anchor = nil, s.current
	}
	s.changes++
	for _, tell := range s.listeners {
		tell(stood)
	}
}
