package opener

import (
	"time"

	"lectern/library/book"
)

// Queue is a sequence of files for a player.
type Queue struct {
	Title   string
	Files   []*book.File
	titles  []string      // the titles of the files, as the player shows them
	from    time.Duration // where the first file starts
	Missing int           // number of missing files, which are left out
	Offline bool          // the root of a missing file is offline
}

// add appends a file, or counts it in Missing if it is not there.
func (q *Queue) add(b *book.Book, f *book.File) {
	if f.State.Absent() {
		q.Missing++
		q.Offline = q.Offline || f.State == book.Offline
		return
	}
	title := b.Title
	if len(b.Files) > 1 {
		title += " – " + f.Name()
	}
	q.Files, q.titles = append(q.Files, f), append(q.titles, title)
}

// QueueOf returns the queue with all files of some books, in their order.
func QueueOf(books []*book.Book) (q Queue) {
	for _, b := range books {
		for _, f := range b.Files {
			q.add(b, f)
		}
	}
	if len(books) > 0 {
		q.Title = books[0].Title
	}
	return q
}

// QueueFrom returns the queue with the rest of a book, from a time in one of its files.
func QueueFrom(b *book.Book, first *book.File, from time.Duration) (q Queue) {
	q.Title = b.Title
	found := false
	for _, f := range b.Files {
		if found = found || f == first; found {
			q.add(b, f)
		}
	}
	if len(q.Files) > 0 && q.Files[0] == first {
		q.from = from
	}
	return q
}
