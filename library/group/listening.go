package group

import (
	"strconv"
	"time"

	"lectern/library/book"
)

// listening returns how far the user has listened to a book: to where playing stopped last
// in any of its parts. It is nil if the user has not listened to it.
func listening(parts []*Part) *book.Listening {
	var l book.Listening
	var start time.Duration
	for _, p := range parts {
		if at, played, ok := book.ParseStop(p.Edits[book.StoppedField]); ok && played > l.Played {
			l.Position, l.Played = start+at, played
		}
		if finished, err := strconv.ParseInt(p.Edits[book.FinishedField], 10, 64); err == nil {
			l.Finished = max(l.Finished, finished)
		}
		if m := p.File.Media; m != nil {
			start += m.Duration
		}
	}
	if l == (book.Listening{}) {
		return nil
	}
	found := l // so that a book without one allocates nothing
	return &found
}
