package words

import (
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
	case library.RootStopped:
		return i18n.Text("stopped"), Muted
	case library.RootPaused:
		return i18n.Text("paused"), Muted
	case library.RootOffline:
		if at := Since(r.Since, now); at != "" {
			return i18n.Text("offline since {{.Time}}", "Time", at), Caution
		}
		return i18n.Text("offline"), Caution
	case library.RootStalled:
		if at := Since(r.Since, now); at != "" {
			return i18n.Text("no answer since {{.Time}}", "Time", at), Caution
		}
		return i18n.Text("does not answer"), Caution
	case library.RootUnreadable:
		return i18n.Text(r.Reason), Alarm
	case library.RootElsewhere:
		return i18n.Text("part of {{.Folder}}", "Folder", Path(r.Owner)), Muted
	}
	switch {
	case r.Held.Missing > 0 && files:
		return i18n.Count(r.Held.OfRows, "{{.Missing}} of {{.Count}} file not found", "{{.Missing}} of {{.Count}} files not found", "Missing", i18n.Number(r.Held.Rows)), Caution
	case r.Held.Missing > 0:
		return i18n.Count(r.Held.OfRows, "{{.Missing}} of {{.Count}} book not found", "{{.Missing}} of {{.Count}} books not found", "Missing", i18n.Number(r.Held.Rows)), Caution
	case r.Settings.Follow == library.FollowNone:
		return i18n.Text("manual"), Muted
	case r.Watch.Mode == library.Unfollowed:
		return i18n.Text("ready"), Muted
	default:
		return briefWatch(r.Watch), Muted
	}
}

// Watch says how changes in a root are noticed: "watching 1,204 folders", "checked every
// 15 min (nfs)".
func Watch(w library.Watch) string {
	switch {
	case w.Mode == library.Watching && w.Polled > 0:
		return i18n.Text("watching {{.Watched}}, checking {{.Checked}} every {{.Interval}}",
			"Watched", i18n.Count(w.Folders, "{{.Count}} folder", "{{.Count}} folders"),
			"Checked", i18n.Count(w.Polled, "{{.Count}} folder", "{{.Count}} folders"), "Interval", length(w.Every))
	case w.Mode == library.Watching:
		return i18n.Count(w.Folders, "watching {{.Count}} folder", "watching {{.Count}} folders")
	case w.Mode == library.Polling && w.Reason != "":
		return i18n.Text("checked every {{.Interval}} ({{.Reason}})", "Interval", length(w.Every), "Reason", i18n.Text(w.Reason))
	default:
		return briefWatch(w)
	}
}

// briefWatch is like Watch, without details.
func briefWatch(w library.Watch) string {
	switch {
	case w.Mode == library.Watching && w.Polled > 0:
		return i18n.Text("partly watching")
	case w.Mode == library.Watching:
		return i18n.Text("watching")
	case w.Mode == library.Polling:
		return i18n.Text("checked every {{.Interval}}", "Interval", length(w.Every))
	case w.Mode == library.Gone:
		return i18n.Text(w.Reason)
	default:
		return i18n.Text("starting to watch")
	}
}
