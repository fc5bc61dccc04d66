package words

import (
	"strings"
	"time"

	"lectern/library"
	"lectern/ui/i18n"
)

// RootStatus returns the status of a root, short enough for the sidebar. files says
// that rows are files, not books.
func RootStatus(r library.Root, files bool, now time.Time) (text string, t Tone) {
	switch r.State {
	case library.RootScanning:
		return i18n.Count(r.Files, "scanning · {{.Count}} file", "scanning · {{.Count}} files"), Muted
	case library.RootStopped, library.RootPaused:
		return i18n.Text(string(r.State)), Muted
	case library.RootOffline, library.RootStalled:
		switch at := Since(r.Since, now); {
		case at == "":
			return i18n.Text(string(r.State)), Caution
		case r.State == library.RootOffline:
			return i18n.Text("offline since {{.Time}}", "Time", at), Caution
		default:
			return i18n.Text("stalled since {{.Time}}", "Time", at), Caution
		}
	case library.RootUnreadable:
		return r.Reason, Alarm
	case library.RootElsewhere:
		return partOf(r.Reason), Muted
	}
	switch {
	case r.Held.Missing > 0 && files:
		return i18n.Count(r.Held.OfRows, "{{.Missing}} of {{.Count}} file not found", "{{.Missing}} of {{.Count}} files not found", "Missing", i18n.Number(r.Held.Rows)), Caution
	case r.Held.Missing > 0:
		return i18n.Count(r.Held.OfRows, "{{.Missing}} of {{.Count}} book not found", "{{.Missing}} of {{.Count}} books not found", "Missing", i18n.Number(r.Held.Rows)), Caution
	case r.Settings.Follow == library.FollowNone:
		return i18n.Text("manual"), Muted
	case r.Watch == "":
		return i18n.Text("ready"), Muted
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
