package words

import (
	"testing"
	"time"

	"lectern/library/book"
)

func TestBookmark(t *testing.T) {
	chapters := []book.Chapter{{Title: "One"}, {Start: time.Minute}}
	for _, c := range []struct {
		mark     book.Bookmark
		chapters []book.Chapter
		want     string
	}{
		{book.Bookmark{Note: "why\x1b?"}, chapters, Printable("why\x1b?")},
		{book.Bookmark{At: time.Second}, chapters, "One"},
		{book.Bookmark{At: time.Minute}, chapters, "Chapter 2"},
		{book.Bookmark{At: time.Minute}, chapters[:1], "Bookmark"},
		{book.Bookmark{}, nil, "Bookmark"},
	} {
		if got := Bookmark(c.mark, c.chapters); got != c.want {
			t.Errorf("%+v: %q, want %q", c.mark, got, c.want)
		}
	}
}
