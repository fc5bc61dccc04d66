package notices

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"lectern/library"
	"lectern/library/message"
	"lectern/library/scan"
	"lectern/ui/uitest"
	"lectern/ui/widgets"
)

func TestNoticesInTheirOrder(t *testing.T) {
	s := &library.Status{
		Notices: []library.Notice{{Message: message.New("The catalogue was damaged. It was made anew.")}, {Message: message.New("The disk is full.")}},
		Roots: []library.Root{
			{Path: "/a", State: library.RootOffline, Reason: "folder does not exist", Since: uitest.Noon, Away: true,
				Held: library.Held{Missing: 9, Of: 9, Rows: 9, OfRows: 9}}, // no question while it is offline
			{Path: "/b", State: library.RootReady, Held: library.Held{Missing: 900, Of: 1500, Rows: 312, OfRows: 500}},
			{Path: "/c", State: library.RootReady, Held: library.Held{Missing: 2, Of: 2, Rows: 2, OfRows: 2}},
		},
	}
	var got []string
	for _, n := range All(s, Removal{Books: 1}, 3, false, uitest.Noon) {
		got = append(got, n.Text)
	}
	want := []string{
		"Removed 1 book from the library. No file was touched.",
		"312 of 500 books in /b can’t be found.", // then the same for /c
		"The disk is full.",
		"The catalogue was damaged.",
		"/a has been offline since 12:00.",
		"3 books need ffmpeg to be read.",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if all := All(&library.Status{Roots: []library.Root{{Path: "/b", State: library.RootReady}}}, Removal{}, 0, false, uitest.Noon); len(all) > 0 {
		t.Errorf("without a notice: %v", all)
	}
}

// TestNoticeOfTheNextTime: a dismissed notice comes back when its problem happens
// again.
func TestNoticeOfTheNextTime(t *testing.T) {
	r := library.Root{Path: "/a", State: library.RootOffline, Reason: "x", Since: uitest.Noon}
	first, _ := rootNotice(r, uitest.Noon)
	r.Since = uitest.Noon.AddDate(0, 0, -1)
	if second, _ := rootNotice(r, uitest.Noon); second.Key == first.Key {
		t.Errorf("both are known by %q", first.Key)
	}
}

// TestDismissedUntilItEnds: a notice that was dismissed and has ended is shown the next
// time.
func TestDismissedUntilItEnds(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(widgets.Theme{Appearance: widgets.Light})
	b := NewBars(func(Notice, string) {})
	w := test.NewTempWindow(t, b.Container)
	w.Resize(fyne.NewSize(640, 200))
	silent := []Notice{{Text: "The disk does not answer.", Key: "silent"}}
	b.Set(silent)
	test.Tap(shownBars(b)[0].away)
	if b.Set(silent); len(shownBars(b)) != 0 {
		t.Error("it was not dismissed")
	}
	b.Set(nil)
	if b.Set(silent); len(shownBars(b)) != 1 {
		t.Error("it is not shown the next time")
	}
}

func TestRemovedMissingBooksCanBeUndone(t *testing.T) {
	if n := All(&library.Status{}, Removal{Books: 1, Missing: true}, 0, false, uitest.Noon); len(n) != 1 || n[0].Actions[0] != Undo {
		t.Errorf("%+v", n)
	}
}

// TestSilentFolder: a folder below a root, whose disk does not answer, is told like a root.
func TestSilentFolder(t *testing.T) {
	for _, r := range []library.Root{
		{Path: "/b/drive", State: library.RootStalled},
		{Path: "/b", State: library.RootReady, Problems: []scan.Problem{{Path: "/b/drive", Err: scan.ErrSilent}}},
	} {
		n, _ := rootNotice(r, uitest.Noon)
		if !strings.HasSuffix(n.Text, "drive does not answer.") || n.Why != "Lectern will keep trying; its books stay in the list." {
			t.Errorf("%+v: %q %q", r, n.Text, n.Why)
		}
	}
}

// TestRemovalNamesWhatItCounts: where rows are files, files are removed.
func TestRemovalNamesWhatItCounts(t *testing.T) {
	for _, c := range []struct {
		removed Removal
		want    string
	}{
		{Removal{Books: 1}, "Removed 1 book from the library. No file was touched."},
		{Removal{Books: 1, Files: true}, "Removed 1 file from the library. It was not touched on the disk."},
		{Removal{Books: 2, Files: true}, "Removed 2 files from the library. They were not touched on the disk."},
		{Removal{Books: 2, Missing: true}, "Removed 2 missing books from the library."},
		{Removal{Books: 2, Files: true, Missing: true}, "Removed 2 missing files from the library."},
	} {
		if got := All(&library.Status{}, c.removed, 0, !c.removed.Files, uitest.Noon)[0].Text; got != c.want {
			t.Errorf("%+v: %q", c.removed, got)
		}
	}
}

// TestMovedRootIsOffered: if a root is offline and its files are found elsewhere, a
// notice offers to move the root there.
func TestMovedRootIsOffered(t *testing.T) {
	r := library.Root{Path: "/old", State: library.RootOffline, Reason: "folder does not exist", Moved: "/new"}
	n, told := rootNotice(r, time.Now())
	if !told || n.Root != "/old" || n.Folder != "/new" || n.Actions[0] != Move || n.Key == "" ||
		n.Text != "/new looks like /old, which is offline." {
		t.Errorf("%+v", n)
	}
}

// TestUnmountedFolder: a drive below a root that is not there is told like a root.
func TestUnmountedFolder(t *testing.T) {
	r := library.Root{Path: "/media", State: library.RootReady, Unmounted: []string{"/media/Books", "/media/More"}}
	n, told := rootNotice(r, time.Now())
	if want := "Its drive isn’t connected. Its books stay in the list. The same goes for 1 more folder."; !told || n.Root != "/media" ||
		n.Text != "/media/Books is offline." || n.Why != want || n.Key == "" {
		t.Errorf("%+v", n)
	}
}

// TestRegroupedNotice: the notice says how many books were regrouped, and can be
// dismissed.
func TestRegroupedNotice(t *testing.T) {
	for n, want := range map[int][2]string{1: {"1 book changed.", ShowIt}, 1234: {"1,234 books changed.", Show}} {
		list := All(&library.Status{Regrouped: n}, Removal{}, 0, false, uitest.Noon)
		if len(list) != 1 || list[0].Text != "This version of Lectern reads tags and folders better: "+want[0] || list[0].Actions != [3]string{want[1]} ||
			list[0].Key != RegroupedKey || !list[0].Calm {
			t.Errorf("%+v", list)
		}
	}
}

func TestReplacedNotice(t *testing.T) {
	for _, c := range []struct {
		asked library.Replaced
		want  string
	}{
		{library.Replaced{Title: "Dune", Root: "/b", Folder: "/b/Herbert/Dune", Files: 1, File: "Dune.m4b"}, "“Dune” in Herbert/Dune is now one file (Dune.m4b)."},
		{library.Replaced{Title: "Dune", Root: "/b", Folder: "/b/Dune", Files: 1200, File: "1.mp3"}, "“Dune” in Dune is now 1,200 files."},
		{library.Replaced{Title: "Dune", Root: "/b", Folder: "/b", Files: 1, File: "a\nb\xff.m4b"}, "“Dune” in /b is now one file (a b\uFFFD.m4b)."},
	} {
		list := All(&library.Status{Replaced: []library.Replaced{c.asked, {Title: "Another"}}}, Removal{}, 0, false, uitest.Noon)
		if len(list) != 1 {
			t.Fatalf("%+v", list)
		}
		if n := list[0]; n.Text != c.want || n.Replaced != c.asked || n.Key != "" || n.Actions != [3]string{SameBook, DifferentBook} {
			t.Errorf("%+v, want %q", n, c.want)
		}
	}
}

// TestNoticeOfAnotherTime: that a notice was dismissed hides none of a later event.
func TestNoticeOfAnotherTime(t *testing.T) {
	key := func(event uint64) string {
		s := &library.Status{Notices: []library.Notice{{Message: message.New("1 file could not be moved to the trash."), Event: event}}}
		return All(s, Removal{}, 0, false, uitest.Noon)[0].Key
	}
	if key(1) == key(2) {
		t.Errorf("both have the key %q", key(1))
	}
}
