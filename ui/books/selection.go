package books

import (
	"maps"

	"fyne.io/fyne/v2/data/binding"

	"lectern/library/book"
	"lectern/library/view"
)

// Selection is which books are selected: the table, the grid and the series show the
// same one, and the commands of the window are about it. It knows books by their IDs,
// so that they stay selected through re-sorts and live updates, and drawing a row asks
// for the row's own ID and nothing else. One of the selected books has the cursor. A
// new search or another folder leaves only that one: a book out of sight must not be
// deleted or changed. UI goroutine only.
type Selection struct {
	rows    *Rows
	view    *view.View
	current book.ID              // the book with the cursor, 0 for none
	cursor  int                  // its row in view, −1 when it has none
	several map[book.ID]struct{} // all that are selected, current included; nil unless there are several
	anchor  book.ID              // where a selection of several began
	changes uint64
	only    func(*book.Book) bool // which books the current view mode shows; nil: all

	listeners []func(stood bool)
}

// NewSelection selects none of the rows. It hears of a new view before all listeners
// that are added to rows later.
func NewSelection(rows *Rows) *Selection {
	s := &Selection{rows: rows, view: rows.View(), cursor: -1}
	rows.AddListener(binding.NewDataListener(s.newView))
	return s
}

// AddListener calls changed after each change of the selection. stood tells that the
// cursor was put on a row, which is to be brought into sight.
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

// Changes counts the changes of the selection: two equal counts mean one selection.
func (s *Selection) Changes() uint64 { return s.changes }

// has reports whether a book is selected.
func (s *Selection) has(id book.ID) bool {
	if s.several == nil {
		return id == s.current
	}
	_, selected := s.several[id]
	return selected
}

// Len is how many books are selected.
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

// IDs returns the IDs of the selected books where there are several, else nil.
func (s *Selection) IDs() map[book.ID]struct{} { return maps.Clone(s.several) }

// Book is the selected book with the cursor, nil if there is none or it is not in the
// view.
func (s *Selection) Book() *book.Book {
	if s.cursor < 0 || s.cursor >= s.view.Len() || !s.shows(s.view.At(s.cursor)) {
		return nil
	}
	return s.view.At(s.cursor)
}

// Books are the selected books that are in the view, in its order. With several
// selected it looks at all rows: it is for commands, not for drawing.
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

// Select selects a row alone.
func (s *Selection) Select(row int) {
	if s.view.Len() == 0 {
		return
	}
	s.several = nil
	s.stand(max(0, min(row, s.view.Len()-1)))
}

// extend selects the rows from where the selection began up to this one.
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

// selectRange selects the books between two places of a list, and puts the cursor on
// a row of the view.
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

// Toggle adds a row to the selection, or takes it out.
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

// One leaves of several selected books the one with the cursor.
func (s *Selection) One() {
	if s.several != nil {
		s.several = nil
		s.Changed()
	}
}

// None ends the selection.
func (s *Selection) None() {
	s.several = nil
	s.stand(-1)
}

// Next selects the book that comes next when the selected ones go.
func (s *Selection) Next() { s.Select(s.next(s.cursor, s.view.Len(), s.view.At)) }

// next is the first of n books after the cursor that is not selected, or before the
// cursor where there is none after it.
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

// nearest is the selected row that is nearest to a row, −1 if there is none.
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

// stand puts the cursor on a row, −1 for none.
func (s *Selection) stand(row int) {
	s.cursor, s.current = row, 0
	if row >= 0 {
		s.current = s.view.At(row).ID
	}
	s.changed(row >= 0)
}

// prune leaves of several selected books those that are still in the view and that
// the current view mode shows.
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

// Changed tells the listeners that the selection, or which books of it are shown, has
// changed.
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
