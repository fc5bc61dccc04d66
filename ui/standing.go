package ui

import (
	"strings"
	"time"

	"lectern/library"
	"lectern/library/book"
)

// How roots and rows stand, in words that need no explanation.

// since is a moment in the past as one says it: the time today, the day this
// year, else the date. It is empty for no time.
func since(t, now time.Time) string {
	t = t.In(now.Location())
	switch {
	case t.IsZero():
		return ""
	case t.Year() != now.Year():
		return t.Format("2 Jan 2006")
	case t.YearDay() != now.YearDay():
		return t.Format("2 Jan")
	default:
		return t.Format("15:04")
	}
}

// word is what, with the moment it began where that is known.
func word(what string, began, now time.Time) string {
	if at := since(began, now); at != "" {
		return what + " since " + at
	}
	return what
}

// standing says how a root is, short enough for the sidebar. files is whether rows
// are files, not books.
func standing(r library.Root, files bool, now time.Time) (text string, t tone) {
	switch r.State {
	case library.RootScanning:
		return "scanning · " + count(r.Files, "file", "files"), muted
	case library.RootStopped, library.RootPaused:
		return string(r.State), muted
	case library.RootOffline, library.RootStalled:
		return word(string(r.State), r.Since, now), caution
	case library.RootUnreadable:
		return r.Reason, alarm
	case library.RootElsewhere:
		return partOf(r.Reason), muted
	}
	switch {
	case r.Held.Missing > 0:
		return heldCount(r.Held, files) + " not found", caution
	case r.Settings.Follow == library.FollowNone:
		return "manual", muted
	case r.Watch == "":
		return "ready", muted
	default:
		return shortWatch(r.Watch), muted
	}
}

// partOf shortens the path in the reason of a root that is elsewhere.
func partOf(reason string) string {
	const begin = "part of "
	if path, ok := strings.CutPrefix(reason, begin); ok {
		return begin + home(path)
	}
	return reason
}

// shortWatch leaves out of how a root is watched what only the curious ask for:
// "watching 1,204 folders" is "watching", "checked every 15 min (nfs)" loses
// what is in brackets.
func shortWatch(text string) string {
	if strings.HasPrefix(text, "watching ") {
		return "watching"
	}
	text, _, _ = strings.Cut(text, " (")
	return text
}

// absent reports whether a row's file is not where it was, or the listener does
// not want to see it.
func absent(b *book.Book) bool {
	return b.State == book.Missing || b.State == book.Offline || b.Held || b.Hidden
}

// rowStanding says what is unusual about a row, empty if nothing is.
func rowStanding(b *book.Book, now time.Time) string {
	switch {
	case b.Hidden:
		return "removed"
	case b.State == book.Missing && b.MissingSince == 0:
		return "missing"
	case b.State == book.Missing:
		return word("missing", time.Unix(0, b.MissingSince), now)
	case b.State == book.Offline:
		return "offline"
	case b.Held:
		return "not found"
	case b.Changing:
		return "still changing"
	default:
		return ""
	}
}

// trouble says what is unusual about a book, or what went wrong with it, and in
// which tone. It is empty if there is nothing.
func trouble(b *book.Book, now time.Time) (words string, t tone) {
	if words = rowStanding(b, now); words != "" {
		return words, muted
	}
	switch {
	case b.State != book.Failed:
		return "", plain
	case b.Fault != nil && b.Fault.Kind == book.Protected:
		return sentence(b.Fault), caution // its maker locked it: nothing went wrong
	default:
		return sentence(b.Fault), alarm
	}
}
