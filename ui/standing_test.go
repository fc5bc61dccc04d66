package ui

import (
	"testing"
	"time"

	"lectern/library"
	"lectern/library/book"
)

// noon is the moment these tests stand at.
var noon = time.Date(2026, 5, 3, 12, 0, 0, 0, time.UTC)

func TestSince(t *testing.T) {
	for _, c := range []struct {
		t    time.Time
		want string
	}{
		{time.Time{}, ""},
		{noon.Add(-90 * time.Minute), "10:30"},
		{noon.Add(-12*time.Hour - time.Minute), "2 May"},
		{noon.AddDate(-1, 0, 0), "3 May 2025"},
		{noon.Add(-90 * time.Minute).In(time.FixedZone("", 14*3600)), "10:30"},
	} {
		if got := since(c.t, noon); got != c.want {
			t.Errorf("%v: %q, want %q", c.t, got, c.want)
		}
	}
}

func TestRootsStand(t *testing.T) {
	for _, c := range []struct {
		root library.Root
		want string
		tone tone
	}{
		{library.Root{State: library.RootScanning, Files: 1204}, "scanning · 1,204 files", muted},
		{library.Root{State: library.RootReady, Watch: "watching 1,204 folders"}, "watching", muted},
		{library.Root{State: library.RootReady, Watch: "watching 1,204 folders, checking 3 folders every 15 min"}, "watching", muted},
		{library.Root{State: library.RootReady, Watch: "checked every 15 min (nfs)"}, "checked every 15 min", muted},
		{library.Root{State: library.RootReady}, "ready", muted},
		{library.Root{State: library.RootReady, Settings: library.Settings{Follow: library.FollowNone}}, "manual", muted},
		{library.Root{State: library.RootReady, Watch: "watching 2 folders", Held: library.Held{Missing: 2000, Of: 9000, Rows: 312, OfRows: 1500}}, "312 of 1,500 books not found", caution},
		{library.Root{State: library.RootPaused}, "paused", muted},
		{library.Root{State: library.RootStopped}, "stopped", muted},
		{library.Root{State: library.RootOffline}, "offline", caution},
		{library.Root{State: library.RootOffline, Since: noon.Add(-time.Hour)}, "offline since 11:00", caution},
		{library.Root{State: library.RootOffline, Since: noon.AddDate(0, 0, -40)}, "offline since 24 Mar", caution},
		{library.Root{State: library.RootStalled, Since: noon}, "stalled since 12:00", caution},
		{library.Root{State: library.RootElsewhere, Reason: "part of /books"}, "part of /books", muted},
		{library.Root{State: library.RootUnreadable, Reason: "permission denied"}, "permission denied", alarm},
	} {
		if got, tone := standing(c.root, false, noon); got != c.want || tone != c.tone {
			t.Errorf("%+v: %q in tone %d, want %q in %d", c.root, got, tone, c.want, c.tone)
		}
	}
}

func TestRowsStand(t *testing.T) {
	for _, c := range []struct {
		change func(*book.Book)
		want   string
		grey   bool
	}{
		{func(b *book.Book) {}, "a.mp3", false},
		{func(b *book.Book) { b.State, b.MissingSince = book.Missing, noon.AddDate(0, -1, 0).UnixNano() }, "missing since 3 Apr · a.mp3", true},
		{func(b *book.Book) { b.State = book.Missing }, "missing · a.mp3", true},
		{func(b *book.Book) { b.State = book.Offline }, "offline · a.mp3", true},
		{func(b *book.Book) { b.Held = true }, "not found · a.mp3", true},
		{func(b *book.Book) { b.Hidden = true }, "removed · a.mp3", true},
		{func(b *book.Book) { b.Changing, b.State = true, book.Found }, "still changing · a.mp3", false},
	} {
		f := &book.File{Path: "/x/a.mp3"}
		b := &book.Book{Path: f.Path, Files: []*book.File{f}, Meta: book.Meta{Title: "A"}, State: book.Probed}
		c.change(b)
		v := titleCell(b, noon)
		if v.second != c.want || (v.firstTone == muted) != c.grey {
			t.Errorf("%q in tone %d, want %q, grey %v", v.second, v.firstTone, c.want, c.grey)
		}
	}
}

func TestAbsentRowsAreGreyInAllColumns(t *testing.T) {
	s := newShelf("One", "Two")
	s.set(0, func(b *book.Book) { b.Held, b.Authors = true, []string{"A"} })
	s.set(1, func(b *book.Book) { b.Authors = []string{"A"} })
	table := newTestTable(t, NewRows(s.view(t), func(f func()) { f() }))
	for _, c := range cells(table) {
		if c.shown.first != "" && (c.shown.firstTone == muted) != (c.row == 0) {
			t.Errorf("row %d, column %d is in tone %d", c.row, c.col, c.shown.firstTone)
		}
	}
}
