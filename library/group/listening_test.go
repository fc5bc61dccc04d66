package group

import (
	"testing"
	"time"

	"lectern/library/book"
)

// TestListening: the position is where playing stopped last, in any part, and a book is
// finished if any of its files says so.
func TestListening(t *testing.T) {
	part := func(id book.ID, length time.Duration, edits book.Edits) Part {
		return Part{File: &book.File{ID: id, Path: "/r/b/" + string(rune('0'+id)) + ".mp3", Root: "/r", Media: book.Pack(&book.Media{Duration: length, Tags: book.Tags{Album: "Emma", Track: int(id)}})}, Edits: edits}
	}
	stop := func(at time.Duration, second int64) string { return book.FormatStop(at, time.Unix(second, 0)) }
	of := func(parts ...Part) *book.Listening {
		books := Books(Folder{Root: "/r", Folder: "/r/b", Parts: parts})
		if len(books) != 1 {
			t.Fatalf("%d books", len(books))
		}
		return books[0].Listening
	}
	if l := of(part(1, time.Hour, nil), part(2, time.Hour, book.Edits{"@stopped": "x"})); l != nil {
		t.Errorf("never played: %+v", *l)
	}
	l := of(part(1, time.Hour, book.Edits{"@stopped": stop(59*time.Minute, 10)}), part(2, time.Hour, book.Edits{"@stopped": stop(5*time.Second, 11), "@finished": "7"}), part(3, time.Hour, nil))
	if want := (book.Listening{Position: time.Hour + 5*time.Second, File: 2, Offset: 5 * time.Second, Played: 11e9, Finished: 7}); l == nil || !l.Same(&want) {
		t.Errorf("%+v, want %+v", l, want)
	}
	l = of(part(3, time.Hour, nil), part(2, time.Minute, book.Edits{"@stopped": stop(5*time.Second, 11)}), part(1, time.Second, nil))
	if want := (book.Listening{Position: 6 * time.Second, File: 2, Offset: 5 * time.Second, Played: 11e9}); l == nil || !l.Same(&want) {
		t.Errorf("files that are not listed in playing order: %+v, want %+v", l, want)
	}
	l = of(part(1, time.Hour, book.Edits{"@stopped": stop(time.Minute, 12)}), part(2, time.Hour, book.Edits{"@stopped": stop(5*time.Second, 11)}))
	if want := (book.Listening{Position: time.Minute, File: 1, Offset: time.Minute, Played: 12e9}); l == nil || !l.Same(&want) {
		t.Errorf("back in the first part: %+v, want %+v", l, want)
	}
	both := func(edits ...book.Edits) *book.Listening {
		return of(part(1, time.Hour, edits[0]), part(2, time.Hour, edits[1]))
	}
	l = both(book.Edits{"@started": "5", "@abandoned": "9"}, book.Edits{"@started": "4", "@speed": "1.5", "@stopped": stop(time.Minute, 8)})
	if want := (book.Listening{Position: time.Hour + time.Minute, File: 2, Offset: time.Minute, Played: 8e9, Started: 4, Speed: 1.5}); l == nil || !l.Same(&want) {
		t.Errorf("played after it was abandoned: %+v, want %+v", l, want)
	}
	l = both(book.Edits{"@abandoned": "9000000000"}, book.Edits{"@stopped": stop(time.Minute, 8)})
	if want := (book.Listening{Position: time.Hour + time.Minute, File: 2, Offset: time.Minute, Played: 8e9, Abandoned: 9e9}); l == nil || !l.Same(&want) {
		t.Errorf("abandoned: %+v, want %+v", l, want)
	}
	l = both(book.Edits{"@abandoned": "9000000000", "@finished": "3"}, nil)
	if want := (book.Listening{Finished: 3}); l == nil || !l.Same(&want) {
		t.Errorf("a finished book is not abandoned: %+v, want %+v", l, want)
	}
	marks := func(all ...book.Bookmark) string { return book.FormatBookmarks(all) }
	l = of(part(3, time.Hour, book.Edits{"@bookmarks": marks(book.Bookmark{Offset: 6, Made: 1, Note: "c"})}), part(2, time.Minute, nil),
		part(1, time.Second, book.Edits{"@bookmarks": marks(book.Bookmark{Offset: 2, Made: 2, Note: "a"}, book.Bookmark{Offset: 4, Made: 3})}))
	want := book.Listening{Bookmarks: []book.Bookmark{
		{File: 1, Offset: 2, At: 2, Made: 2, Note: "a"}, {File: 1, Offset: 4, At: 4, Made: 3}, {File: 3, Offset: 6, At: time.Minute + time.Second + 6, Made: 1, Note: "c"}}}
	if l == nil || !l.Same(&want) {
		t.Errorf("bookmarks: %+v, want %+v", l, want)
	}
}
