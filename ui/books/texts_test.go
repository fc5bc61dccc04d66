package books

import (
	"slices"
	"testing"
	"time"

	"lectern/library/book"
	"lectern/library/view"
)

// TestTexts: the text of a column is the whole value, in a form that other programs know;
// a column that can show a text of a file is not a column of figures.
func TestTexts(t *testing.T) {
	now := time.Date(2026, 5, 4, 12, 0, 0, 0, time.Local)
	const said = "=said"
	b := &book.Book{
		Path: "/b/x/f.mp3", Files: []*book.File{{Path: "/b/x/f.mp3", Media: book.Pack(&book.Media{Container: said})}}, Codec: said, State: book.Probed,
		Meta: book.Meta{
			Title: said, Subtitle: said, Authors: []string{said, "Ann"}, Narrators: []string{said}, Genres: []string{said}, Publisher: said, ASIN: said,
			ISBN: said, Language: said, Description: "<p>Two</p><p>paragraphs</p>", Edition: said, Contributors: []string{said}, Year: 1999,
			Series: []book.Series{{Name: "S", Part: "1"}, {Name: "T"}}, Own: &book.Own{Rating: 9, Note: "a\nb", Tags: []string{said, "reread"}},
		},
		Duration: 123*time.Hour + 4*time.Minute + 5*time.Second, Size: 1_000_000, BitRate: 64_000,
		Added: now.UnixNano(), Modified: now.UnixNano(), Listening: &book.Listening{Position: 24 * time.Hour, Played: now.UnixNano(), Started: now.UnixNano(), Bookmarks: []book.Bookmark{{}, {}}}, Lint: book.NoNarrator | book.WrongName,
	}
	want := map[view.Key]string{
		view.ByTitle: said, view.ByAuthor: "=said, Ann", view.BySeries: "S #1, T", view.ByLength: "123:04:05", view.ByYear: "1999",
		view.ByAdded: "2026-05-04", view.ByModified: "2026-05-04", view.ByFolder: "/b/x", view.ByFile: "f.mp3", view.ByParts: "1",
		view.BySize: "1.0 MB", view.ByBitRate: "64 kbps", view.ByDescription: "Two\n\nparagraphs", view.ByCodec: said, view.ByISBN: said,
		view.ByProgress: "19%", view.ByPlayed: "2026-05-04", view.ByFinished: "", view.ByStarted: "2026-05-04", view.ByAbandoned: "", view.ByBookmarks: "2",
		view.ByRating: "4.5", view.ByTags: "=said, reread", view.ByNote: "a\nb",
	}
	figures := []view.Key{view.ByLength, view.ByYear, view.ByAdded, view.BySize, view.ByParts, view.ByChapters, view.ByBitRate, view.ByModified, view.ByProgress, view.ByPlayed, view.ByFinished, view.ByStarted, view.ByAbandoned, view.ByBookmarks}
	for _, c := range Columns() {
		got := c.Text(b, now)
		if w, known := want[c.Key]; known && got != w {
			t.Errorf("%s: %q, want %q", c.Title, got, w)
		}
		delete(want, c.Key)
		if c.IsFigure() != slices.Contains(figures, c.Key) {
			t.Errorf("%s shows figures: %v", c.Title, c.IsFigure())
		}
		if empty := (&book.Book{Path: "/a.mp3", Files: []*book.File{{Path: "/a.mp3"}}}); c.IsFigure() && c.Key != view.BySize && c.Key != view.ByParts && c.Text(empty, now) != "" {
			t.Errorf("%s of nothing is %q", c.Title, c.Text(empty, now))
		}
	}
	if len(want) > 0 {
		t.Errorf("no columns for %q", want)
	}
	b.Estimated = true
	for _, c := range Columns() {
		if c.Key == view.ByLength && c.Text(b, now) != "~ 123:04:05" {
			t.Errorf("an estimate is %q", c.Text(b, now))
		}
	}
}
