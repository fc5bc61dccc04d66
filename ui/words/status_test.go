package words

import (
	"testing"
	"time"

	"lectern/library"
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

func TestRootStatus(t *testing.T) {
	for _, c := range []struct {
		root library.Root
		want string
		tone Tone
	}{
		{library.Root{State: library.RootScanning, Files: 1204}, "scanning · 1,204 files", Muted},
		{library.Root{State: library.RootReady, Watch: "watching 1,204 folders"}, "watching", Muted},
		{library.Root{State: library.RootReady, Watch: "watching 1,204 folders, checking 3 folders every 15 min"}, "watching", Muted},
		{library.Root{State: library.RootReady, Watch: "checked every 15 min (nfs)"}, "checked every 15 min", Muted},
		{library.Root{State: library.RootReady}, "ready", Muted},
		{library.Root{State: library.RootReady, Settings: library.Settings{Follow: library.FollowNone}}, "manual", Muted},
		{library.Root{State: library.RootReady, Watch: "watching 2 folders", Held: library.Held{Missing: 2000, Of: 9000, Rows: 312, OfRows: 1500}}, "312 of 1,500 books not found", Caution},
		{library.Root{State: library.RootPaused}, "paused", Muted},
		{library.Root{State: library.RootStopped}, "stopped", Muted},
		{library.Root{State: library.RootOffline}, "offline", Caution},
		{library.Root{State: library.RootOffline, Since: uitest.Noon.Add(-time.Hour)}, "offline since 11:00", Caution},
		{library.Root{State: library.RootOffline, Since: uitest.Noon.AddDate(0, 0, -40)}, "offline since 24 Mar", Caution},
		{library.Root{State: library.RootStalled, Since: uitest.Noon}, "stalled since 12:00", Caution},
		{library.Root{State: library.RootElsewhere, Reason: "part of /books"}, "part of /books", Muted},
		{library.Root{State: library.RootUnreadable, Reason: "permission denied"}, "permission denied", Alarm},
	} {
		if got, tone := RootStatus(c.root, false, uitest.Noon); got != c.want || tone != c.tone {
			t.Errorf("%+v: %q in tone %d, want %q in %d", c.root, got, tone, c.want, c.tone)
		}
	}
}
