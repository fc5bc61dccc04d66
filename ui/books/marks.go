package books

// marks are the rows of a view mode that look different from the others: the row under
// the pointer and, while the view mode has the focus, the row of the cursor.
type marks struct {
	cursor  int           // −1 for none
	hovered int           // −1 for none
	focused bool          // the view mode has the focus
	draw    func(row int) // draws the marks of a row if the row is in sight
}

func newMarks(draw func(row int)) *marks { return &marks{cursor: -1, hovered: -1, draw: draw} }

// hover says that the pointer is over a row, −1 for none.
func (m *marks) hover(row int) {
	if row != m.hovered {
		old := m.hovered
		m.hovered = row
		m.draw(old)
		m.draw(row)
	}
}

// left says that a row is out of sight.
func (m *marks) left(row int) {
	if row == m.hovered {
		m.hovered = -1
	}
}

// focus says whether the view mode has the focus.
func (m *marks) focus(focused bool) {
	m.focused = focused
	m.draw(m.cursor)
}

// ringed reports whether a row has the ring of the focus.
func (m *marks) ringed(row int) bool { return m.focused && row == m.cursor }
