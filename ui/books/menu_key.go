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
	size, columns := s.itemSize(), s.columns()
	return fyne.NewPos(float32(s.cursor%columns)*size.Width+gridItemMargin, float32(s.cursor/columns+1)*size.Height-s.scroll.Offset.Y)
}

func (s *Series) belowCursor() fyne.Position {
	s.ensureVisible(s.cursor)
	_, bottom := s.layout().extent(s.cursor)
	return fyne.NewPos(partWidth, bottom-s.scroll.Offset.Y)
}
