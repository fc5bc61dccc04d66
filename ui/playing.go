package ui

import (
	"time"

	"lectern/library/book"
	"lectern/ui/words"
)

// openBooks plays books from their beginning, one after the other.
func (w *Window) openBooks(books []*book.Book) {
	if len(books) > 0 {
		w.playQueue(queueOf(books))
	}
}

// openSelected plays the selected books.
func (w *Window) openSelected() { w.openBooks(w.table.Selection()) }

// playBook plays a book from one of its files on, or from a time in it on.
func (w *Window) playBook(b *book.Book, at time.Duration, f *book.File) {
	if f == nil {
		f, at = spot(b, at)
	}
	w.playQueue(queueFrom(b, f, at))
}

func (w *Window) playQueue(q queue) {
	if len(q.files) == 0 {
		w.complain("“"+q.title+"” can’t be played: its files are not there.", "")
		return
	}
	if q.missing > 0 {
		are := "files are"
		if q.missing == 1 {
			are = "file is"
		}
		w.say("Playing without what is missing: "+words.Number(q.missing)+" "+are+" not there.", "")
	}
	w.background(func() error { return play(w.app, q) })
}
