package library

import (
	"time"

	"lectern/library/book"
)

// AddHeard keeps that the user heard some of a file until now, also if the file has left
// the list. title is that of its book, and the location of now has the user's calendar.
func (l *Library) AddHeard(file book.ID, title string, heard book.Heard, now time.Time) {
	l.tell(func(o *owner) {
		o.saver.send(o.state.Log.Add(file, title, heard, now)...)
		if r := o.state.Listed.ByID[file]; r != nil {
			o.state.Folders.Refresh(r)
		}
		o.tellHeard()
	})
}

// Heard returns everything that the user heard, also of files that are gone.
func (l *Library) Heard() []book.FileHeard { return *l.heard.Load() }

// tellHeard publishes what the user heard.
func (o *owner) tellHeard() {
	all := o.state.Log.All()
	o.out.heard.Store(&all)
}
