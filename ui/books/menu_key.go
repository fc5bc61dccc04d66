package books

import (
	"fyne.io/fyne/v2"

	"lectern/ui/widgets"
)

// menuByKey opens the context menu of the selected books below the row with the cursor.
func (i *Input) menuByKey(m ViewMode) {
	if b := i.selection.Book(); b != nil && i.OnMenu != nil {
		i.OnMenu(b, fyne.CurrentApp().Driver().AbsolutePositionForObject(m).Add(m.belowCursor()))
	}
}

func (t *Table) belowCursor() fyne.Position {
	t.ensureVisible(t.marks.cursor)
	return fyne.NewPos(widgets.Margin, headingHeight+t.top(t.marks.cursor+1))
}

func (s *Grid) belowCursor() fyne.Position {
	s.ensureVisible(s.marks.cursor)
	l := s.layout()
	return l.at(s.marks.cursor).AddXY(gridItemMargin, l.pitch()-s.viewport.offset())
}

func (s *Series) belowCursor() fyne.Position {
	if s.marks.cursor < 0 {
		return fyne.NewPos(partWidth, 0) // the list is still being made
	}
	s.ensureVisible(s.marks.cursor)
	_, bottom := s.layout().extent(s.marks.cursor)
	return fyne.NewPos(partWidth, bottom-s.viewport.offset())
}
