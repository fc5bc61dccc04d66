package words

import (
	"strings"
	"time"

	"lectern/library"
)

// HeldCount says how many missing rows of a root are held until the user decides about
// them.
func HeldCount(h library.Held, everyFile bool) string {
	if everyFile {
		return Number(h.Rows) + " of " + Count(h.OfRows, "file", "files")
	}
	return Number(h.Rows) + " of " + Count(h.OfRows, "book", "books")
}

// RootStatus returns the status of a root, short enough for the sidebar. files says
// that rows are files, not books.
func RootStatus(r library.Root, files bool, now time.Time) (text string, t Tone) {
	switch r.State {
	case library.RootScanning:
		return "scanning · " + Count(r.Files, "file", "files"), Muted
	case library.RootStopped, library.RootPaused:
		return string(r.State), Muted
	case library.RootOffline, library.RootStalled:
		return word(string(r.State), r.Since, now), Caution
	case library.RootUnreadable:
		return r.Reason, Alarm
	case library.RootElsewhere:
		return partOf(r.Reason), Muted
	}
	switch {
	case r.Held.Missing > 0:
		return HeldCount(r.Held, files) + " not found", Caution
	case r.Settings.Follow == library.FollowNone:
		return "manual", Muted
	case r.Watch == "":
		return "ready", Muted
	default:
		return shortWatch(r.Watch), Muted
	}
}

// partOf shortens the path in the reason of a root that lies inside another root.
func partOf(reason string) string {
	const begin = "part of "
	if path, ok := strings.CutPrefix(reason, begin); ok {
		return begin + Path(path)
	}
	return reason
}

// shortWatch drops the details of how a root is watched: "watching 1,204 folders"
// becomes "watching", and "checked every 15 min (nfs)" loses the brackets.
func shortWatch(text string) string {
	if strings.HasPrefix(text, "watching ") {
		return "watching"
	}
	text, _, _ = strings.Cut(text, " (")
	return text
}
