package ui

import (
	"time"

	"lectern/library/book"
	"lectern/ui/i18n"
	"lectern/ui/player"
)

// playing hands books to a player.
type playing struct {
	w *Window
}

// openBooks plays books from their beginning, one after the other.
func (p *playing) openBooks(books []*book.Book) {
	if len(books) > 0 {
		p.playQueue(player.QueueOf(books))
	}
}

// openSelected plays the selected books.
func (p *playing) openSelected() { p.openBooks(p.w.selection.Books()) }

// playBook plays a book from one of its files, or from a time in the book if f is nil.
func (p *playing) playBook(b *book.Book, at time.Duration, f *book.File) {
	if f == nil {
		f, at = player.Spot(b, at)
	}
	p.playQueue(player.QueueFrom(b, f, at))
}

func (p *playing) playQueue(q player.Queue) {
	if len(q.Files) == 0 {
		p.w.messages.complain(i18n.Text("“{{.Title}}” can’t be played: its files are not there.", "Title", q.Title), "")
		return
	}
	if q.Missing > 0 {
		p.w.messages.say(i18n.Count(q.Missing, "Playing without what is missing: {{.Count}} file is not there.", "Playing without what is missing: {{.Count}} files are not there."), "")
	}
	p.w.tasks.background(func() error { return player.Play(p.w.app, q) })
}
