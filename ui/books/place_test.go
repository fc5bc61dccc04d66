package books

import (
	"testing"
	"time"

	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/uitest"
)

func TestPlaceOfARow(t *testing.T) {
	s := uitest.NewLibrary("The Moonstone")
	s.Set(0, func(b *book.Book) {
		b.Authors, b.Year, b.Duration = []string{"wilkie Collins"}, 1868, 90*time.Minute
	})
	for key, want := range map[view.Key]string{
		view.ByTitle: "M", view.ByAuthor: "C", view.ByYear: "1868", view.ByLength: "1 h 30 min", view.BySeries: "",
	} {
		s.Query.Sort = []view.Order{{Key: key}}
		if got := placeOf(s.View(t), 0, uitest.Noon); got != want {
			t.Errorf("sorted by %v: %q, want %q", key, got, want)
		}
	}
	if got := placeOf(s.View(t), 1, uitest.Noon); got != "" {
		t.Errorf("behind the last row: %q", got)
	}
}
