package group

import (
	"cmp"
	"slices"
	"time"

	"lectern/library/book"
)

// listening returns how far the user has listened to a book: to where playing stopped last
// in any of its parts. It is nil if the user has not listened to it. files are those of the
// parts, in playing order.
func listening(files []*book.File, parts []*Part) *book.Listening {
	var l book.Listening
	var last *book.File
	any := false
	for _, p := range parts {
		if len(p.Edits) == 0 {
			continue
		}
		if at, played, ok := book.ParseStop(p.Edits[book.StoppedField]); ok && played > l.Played {
			l.Position, l.Played, last, any = at, played, p.File, true
		}
		moment := func(field string) int64 {
			t := book.ParseMoment(p.Edits[field])
			any = any || t != 0
			return t
		}
		if t := moment(book.StartedField); t != 0 && (l.Started == 0 || t < l.Started) {
			l.Started = t
		}
		l.Finished = max(l.Finished, moment(book.FinishedField))
		l.Abandoned = max(l.Abandoned, moment(book.AbandonedField))
		if speed := book.ParseSpeed(p.Edits[book.SpeedField]); speed != 0 && l.Speed == 0 {
			l.Speed, any = speed, true
		}
		for _, m := range book.ParseBookmarks(p.Edits[book.BookmarksField]) {
			m.File = p.File.ID
			l.Bookmarks, any = append(l.Bookmarks, m), true
		}
	}
	if !any {
		return nil
	}
	if l.Finished != 0 || l.Abandoned < l.Played {
		l.Abandoned = 0
	}
	starts := map[book.ID]time.Duration{}
	at := time.Duration(0)
	for _, f := range files {
		starts[f.ID] = at
		if f.Media != nil {
			at += f.Media.Duration
		}
	}
	if last != nil {
		l.Position, l.File, l.Offset = l.Position+starts[last.ID], last.ID, l.Position
	}
	for i := range l.Bookmarks {
		l.Bookmarks[i].At = l.Bookmarks[i].Offset + starts[l.Bookmarks[i].File]
	}
	slices.SortStableFunc(l.Bookmarks, func(m, n book.Bookmark) int { return cmp.Compare(m.At, n.At) })
	found := l // so that a book without one allocates nothing
	return &found
}

// daysWith adds days to others. It may return one of them, but changes neither.
func daysWith(days, more []book.DayHeard) []book.DayHeard {
	if len(days) == 0 {
		return more
	}
	for _, d := range more {
		days = book.AddDay(days, d)
	}
	return days
}
