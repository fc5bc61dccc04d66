package books

import "fyne.io/fyne/v2"

// gridLayout knows where the items of the grid are, in pixels from its top left corner.
type gridLayout struct {
	rows int     // number of rows of the view; each has an item
	side float32 // of a cover; less than the chosen size if the room is narrower
	room float32 // the width for the items
}

// itemSize is the size of an item.
func (l gridLayout) itemSize() fyne.Size {
	side := min(l.side, l.room-2*gridItemMargin)
	return fyne.NewSize(side+2*gridItemMargin, gridItemHeight(side))
}

// pitch is the distance from one line of items to the next.
func (l gridLayout) pitch() float32 { return l.itemSize().Height }

// columns is how many items fit in a line.
func (l gridLayout) columns() int { return max(1, int(l.room/l.itemSize().Width)) }

// step is the distance from an item to the next in its line. Each item stands in the
// middle of its step.
func (l gridLayout) step() float32 { return whole(l.room / float32(l.columns())) }

// height is the height of all lines.
func (l gridLayout) height() float32 {
	lines := (l.rows + l.columns() - 1) / l.columns()
	return float32(lines) * l.pitch()
}

// top returns the upper edge of the line with a row.
func (l gridLayout) top(row int) float32 { return float32(row/l.columns()) * l.pitch() }

// at returns where the item of a row is.
func (l gridLayout) at(row int) fyne.Position {
	step := l.step()
	left := whole((step - l.itemSize().Width) / 2)
	return fyne.NewPos(left+float32(row%l.columns())*step, l.top(row))
}

// rowAt returns the row whose step is at a position, −1 if there is none.
func (l gridLayout) rowAt(p fyne.Position) int {
	column, line := int(p.X/l.step()), int(p.Y/l.pitch())
	if row := line*l.columns() + column; column < l.columns() && row >= 0 && row < l.rows {
		return row
	}
	return -1
}

// between returns the rows of the lines between two heights: the first, and one past the
// last.
func (l gridLayout) between(top, bottom float32) (first, last int) {
	columns, pitch := l.columns(), l.pitch()
	first = min(max(int(top/pitch), 0)*columns, l.rows)
	last = min((int(bottom/pitch)+1)*columns, l.rows)
	return first, last
}

// stride returns the row to which a key moves the cursor from row (−1 for no cursor),
// among n rows in a grid with the given number of columns, and of lines on a page.
// moves is false if the key does not move the cursor.
func stride(key fyne.KeyName, row, n, columns, page int) (to int, moves bool) {
	by := 0
	switch key {
	case fyne.KeyLeft:
		by = -1
	case fyne.KeyRight:
		by = 1
	case fyne.KeyUp:
		by = -columns
	case fyne.KeyDown:
		by = columns
	case fyne.KeyPageUp:
		by = -page * columns
	case fyne.KeyPageDown:
		by = page * columns
	default:
		return row, false
	}
	if row < 0 || n == 0 {
		return 0, true
	}
	// Up, Down and the page keys stay in the column, unless the last line is too short.
	for row+by < 0 && by < -1 {
		by += columns
	}
	for last := (n - 1) / columns; (row+by)/columns > last && by > 1; {
		by -= columns
	}
	return max(0, min(row+by, n-1)), true
}
