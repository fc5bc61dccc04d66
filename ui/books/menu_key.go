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
	t.ensureVisible(t.cursor)
	return fyne.NewPos(widgets.Margin, headingHeight+float32(t.cursor+1)*t.pitch()-t.offset())
}

func (s *Grid) belowCursor() fyne.Position {
	s.ensureVisible(s.cursor)
	return s.at(s.cursor).AddXY(gridItemMargin, s.itemSize().Height-s.scroll.Offset.Y)
}

func (s *Series) belowCursor() fyne.Position {
	if s.cursor < 0 {
		return fyne.NewPos(partWidth, 0) // the list is still being made
	}
	s.ensureVisible(s.cursor)
	_, bottom := s.layout().extent(s.cursor)
	return fyne.NewPos(partWidth, bottom-s.scroll.Offset.Y)
}
