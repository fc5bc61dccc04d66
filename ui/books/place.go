package books

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"lectern/library/view"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// placeOf says where a row is in the order of the books: the first letter of the value
// by which they are sorted, of people the first letter of the last name, or a number.
func placeOf(v *view.View, row int, now time.Time) string {
	if row >= v.Len() || len(v.Query.Sort) == 0 {
		return ""
	}
	key := v.Query.Sort[0].Key
	if key == view.ByTitle {
		return words.Initial(v.At(row).Title)
	}
	c, known := ColumnOf(key)
	if !known {
		return ""
	}
	value := c.content(v.At(row), now).first
	switch {
	case c.right:
		return value
	case key == view.ByAuthor, key == view.ByNarrator, key == view.ByContributors:
		value = view.ByLastNames(value)
	}
	return words.Initial(value)
}

// showPlace shows a place beside the scroll bar that the user drags. The toolkit calls
// OnScrolled for its bar alone: the wheel and the keys scroll by other means.
func showPlace(s *container.Scroll, place string) {
	most := s.Content.MinSize().Height - s.Size().Height
	if most <= 0 {
		return
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(s)
	widgets.ShowPlace(s, at.AddXY(s.Size().Width-2*scrollBarRoom, s.Size().Height*s.Offset.Y/most), place)
}
