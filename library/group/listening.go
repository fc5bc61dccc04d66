package group

import (
	"strconv"

	"lectern/library/book"
)

// listening returns how far the user has listened to a book: to where playing stopped last
// in any of its parts. It is nil if the user has not listened to it. files are those of the
// parts, in playing order.
func listening(files []*book.File, parts []*Part) *book.Listening {
	var l book.Listening
	var last *book.File
	for _, p := range parts {
		if at, played, ok := book.ParseStop(p.Edits[book.StoppedField]); ok && played > l.Played {
			l.Position, l.Played, last = at, played, p.File
		}
		if finished, err := strconv.ParseInt(p.Edits[book.FinishedField], 10, 64); err == nil {
			l.Finished = max(l.Finished, finished)
		}
	}
	for _, f := range files {
		if last == nil || f == last {
			break
		}
		if f.Media != nil {
			l.Position += f.Media.Duration
		}
	}
	if l == (book.Listening{}) {
		return nil
	}
	found := l // so that a book without one allocates nothing
	return &found
}
