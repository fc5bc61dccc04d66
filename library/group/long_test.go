package group_test

import (
	"strings"
	"testing"
	"time"

	"lectern/library/book"
	"lectern/library/group"
	"lectern/scripts/cputime"
)

// TestLongTags: texts of a megabyte in tags take no longer than others.
func TestLongTags(t *testing.T) {
	for _, sign := range []string{"(", "[", "(a) ", "a - ", "Book 1, ", "#1 ", "é"} {
		long := strings.Repeat(sign, 1<<20/len(sign))
		p := part(1, "Ada Brook/Low Tide/1.mp3", &book.Tags{Album: long, Title: long, Artist: long, Subtitle: long, Publisher: long})
		var b *book.Book
		if took := cputime.Of(func() { b = group.Books(folderOf("Ada Brook/Low Tide", p))[0] }); took > 3*time.Second {
			t.Errorf("%q: took %v", sign, took)
		}
		if len(b.Title) > 16<<10 || len(b.Publisher) > 16<<10 {
			t.Errorf("%q: a title of %d bytes, a publisher of %d", sign, len(b.Title), len(b.Publisher))
		}
	}
}
