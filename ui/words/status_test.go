package words

import (
	"testing"
	"time"

	"golang.org/x/text/language"

	"lectern/library"
	"lectern/ui/i18n"
	"lectern/ui/uitest"
)

func TestSince(t *testing.T) {
	for _, c := range []struct {
		t    time.Time
		want string
	}{
		{time.Time{}, ""},
		{uitest.Noon.Add(-90 * time.Minute), "10:30"},
		{uitest.Noon.Add(-12*time.Hour - time.Minute), "2 May"},
		{uitest.Noon.AddDate(-1, 0, 0), "3 May 2025"},
		{uitest.Noon.Add(-90 * time.Minute).In(time.FixedZone("", 14*3600)), "10:30"},
	} {
		if got := Since(c.t, uitest.Noon); got != c.want {
			t.Errorf("%v: %q, want %q", c.t, got, c.want)
		}
	}
}

func TestWatch(t *testing.T) {
	for want, w := range map[string]library.Watch{
		"watching 1 folder":      {Mode: library.Watching, Folders: 1},
		"watching 1,204 folders": {Mode: library.Watching, Folders: 1204},
		"watching 1 folder, checking 2,000 folders every 1 h 30 min": {Mode: library.Watching, Folders: 1, Polled: 2000, Every: 90 * time.Minute},
		"checked every 1 h":          {Mode: library.Polling, Every: time.Hour},
		"checked every 15 min (nfs)": {Mode: library.Polling, Every: 15 * time.Minute, Reason: "nfs"},
		"there is no such folder":    {Mode: library.Gone, Reason: "there is no such folder"},
		"starting to watch":          {Mode: library.Unfollowed + 1},
	} {
		if got := Watch(w); got != want {
			t.Errorf("%+v: %q, want %q", w, got, want)
		}
	}
}

func TestRootStatus(t *testing.T) {
	for _, c := range []struct {
		root library.Root
		want string
		tone Tone
	}{
		{library.Root{State: library.RootScanning, Files: 1204}, "scanning · 1,204 files", Muted},
		{library.Root{State: library.RootReady, Watch: library.Watch{Mode: library.Watching, Folders: 1204}}, "watching", Muted},
		{library.Root{State: library.RootReady, Watch: library.Watch{Mode: library.Watching, Folders: 1204, Polled: 3, Every: 15 * time.Minute}}, "partly watching", Muted},
		{library.Root{State: library.RootReady, Watch: library.Watch{Mode: library.Polling, Every: 15 * time.Minute, Reason: "nfs"}}, "checked every 15 min", Muted},
		{library.Root{State: library.RootReady}, "ready", Muted},
		{library.Root{State: library.RootReady, Settings: library.Settings{Follow: library.FollowNone}}, "manual", Muted},
		{library.Root{State: library.RootReady, Watch: library.Watch{Mode: library.Watching, Folders: 2}, Held: library.Held{Missing: 2000, Of: 9000, Rows: 312, OfRows: 1500}}, "312 of 1,500 books not found", Caution},
		{library.Root{State: library.RootPaused}, "paused", Muted},
		{library.Root{State: library.RootStopped}, "stopped", Muted},
		{library.Root{State: library.RootOffline}, "offline", Caution},
		{library.Root{State: library.RootOffline, Since: uitest.Noon.Add(-time.Hour)}, "offline since 11:00", Caution},
		{library.Root{State: library.RootOffline, Since: uitest.Noon.AddDate(0, 0, -40)}, "offline since 24 Mar", Caution},
		{library.Root{State: library.RootStalled, Since: uitest.Noon}, "no answer since 12:00", Caution},
		{library.Root{State: library.RootStalled}, "does not answer", Caution},
		{library.Root{State: library.RootElsewhere, Owner: "/books"}, "part of /books", Muted},
		{library.Root{State: library.RootUnreadable, Reason: "permission denied"}, "permission denied", Alarm},
	} {
		if got, tone := RootStatus(c.root, false, uitest.Noon); got != c.want || tone != c.tone {
			t.Errorf("%+v: %q in tone %d, want %q in %d", c.root, got, tone, c.want, c.tone)
		}
	}
	i18n.Use(language.German)
	defer i18n.Use(language.English)
	for _, state := range []library.RootState{library.RootStopped, library.RootPaused, library.RootStalled} {
		if got, _ := RootStatus(library.Root{State: state}, false, uitest.Noon); got == string(state) {
			t.Errorf("in German %q", got)
		}
	}
}
