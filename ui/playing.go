package ui

import (
	"time"

	"lectern/library/book"
	"lectern/ui/player"
	"lectern/ui/words"
)

// openBooks plays books from their beginning, one after the other.
func (w *Window) openBooks(books []*book.Book) {
	if len(books) > 0 {
		w.playQueue(player.QueueOf(books))
	}
}

// openSelected plays the selected books.
func (w *Window) openSelected() { w.openBooks(w.selection.Books()) }

// playBook plays a book from one of its files on, or from a time in it on.
func (w *Window) playBook(b *book.Book, at time.Duration, f *book.File) {
	if f == nil {
		f, at = player.Spot(b, at)
	}
	w.playQueue(player.QueueFrom(b, f, at))
}

func (w *Window) playQueue(q player.Queue) {
	if len(q.Files) == 0 {
		w.complain("“"+q.Title+"” can’t be played: its files are not there.", "")
		return
	}
	if q.Missing > 0 {
		are := "files are"
		if q.Missing == 1 {
			are = "file is"
		}
		w.say("Playing without what is missing: "+words.Number(q.Missing)+" "+are+" not there.", "")
	}
	w.background(func() error { return player.Play(w.app, q) })
}
