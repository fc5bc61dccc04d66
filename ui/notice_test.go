package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"lectern/library"
	"lectern/ui/uitest"
	"lectern/ui/widgets"
)

func TestNoticesInTheirOrder(t *testing.T) {
	s := &library.Status{
		Notices: []string{"The catalogue was damaged. It was made anew.", "The disk is full."},
		Roots: []library.Root{
			{Path: "/a", State: library.RootOffline, Reason: "folder does not exist", Since: uitest.Noon},
			{Path: "/b", State: library.RootReady, Held: library.Held{Missing: 900, Of: 1500, Rows: 312, OfRows: 500}},
			{Path: "/c", State: library.RootReady, Held: library.Held{Missing: 2, Of: 2, Rows: 2, OfRows: 2}},
		},
	}
	var got []string
	for _, n := range notices(s, removal{id: 7}, 3, false, uitest.Noon) {
		got = append(got, n.text)
	}
	want := []string{
		"Removed 1 book from the library. Its file was not touched.",
		"312 of 500 books in /b can’t be found.", // and /c when that is answered
		"The disk is full.",
		"The catalogue was damaged.",
		"/a has been offline since 12:00.",
		"3 books need ffmpeg to be read.",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if all := notices(&library.Status{Roots: []library.Root{{Path: "/b", State: library.RootReady}}}, removal{}, 0, false, uitest.Noon); len(all) > 0 {
		t.Errorf("with nothing to tell: %v", all)
	}
}

// A notice that was put away comes back when what it tells of happens again.
func TestNoticeOfTheNextTime(t *testing.T) {
	r := library.Root{Path: "/a", State: library.RootOffline, Reason: "x", Since: uitest.Noon}
	first, _ := rootNotice(r, uitest.Noon)
	r.Since = uitest.Noon.AddDate(0, 0, -1)
	if second, _ := rootNotice(r, uitest.Noon); second.key == first.key {
		t.Errorf("both are known by %q", first.key)
	}
}

// What was put away and ended is told again the next time it happens.
func TestPutAwayUntilItEnds(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(widgets.Theme{Appearance: widgets.Light})
	b := newBars(func(notice, string) {})
	w := test.NewTempWindow(t, b.Container)
	w.Resize(fyne.NewSize(640, 200))
	silent := []notice{{text: "The disk does not answer.", key: "silent"}}
	b.show(silent)
	test.Tap(shownBars(b)[0].away)
	if b.show(silent); len(shownBars(b)) != 0 {
		t.Error("it was not put away")
	}
	b.show(nil)
	if b.show(silent); len(shownBars(b)) != 1 {
		t.Error("it is not told the next time")
	}
}

func TestRemovedMissingBooksCanBeUndone(t *testing.T) {
	if n := notices(&library.Status{}, removal{id: 7, forgotten: true}, 0, false, uitest.Noon); len(n) != 1 || n[0].actions[0] != actionUndo {
		t.Errorf("%+v", n)
	}
}

// shownBars are the notices in sight.
func shownBars(b *bars) (shown []*bar) {
	for _, one := range b.bars {
		if !b.Hidden && !one.Hidden {
			shown = append(shown, one)
		}
	}
	return shown
}

func TestBars(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(widgets.Theme{Appearance: widgets.Light})
	var did []string
	b := newBars(func(n notice, action string) { did = append(did, n.text+action) })
	w := test.NewTempWindow(t, b.Container)
	w.Resize(fyne.NewSize(640, 200))
	if len(shownBars(b)) != 0 {
		t.Fatal("bars without a notice")
	}
	held := notice{text: "held", why: "why", root: "/a", actions: [3]string{actionLook, actionKeep, actionDiscard}}
	b.show([]notice{held, {text: "one", key: "1"}, {text: "two", key: "2"}, {text: "three", key: "3"}})
	shown := shownBars(b)
	if len(shown) != mostBars || shown[0].shown != held || shown[1].shown.text != "one" {
		t.Fatalf("%d bars", len(shown))
	}
	if !shown[0].away.Hidden || shown[1].away.Hidden || !shown[1].buttons[0].Hidden {
		t.Error("what asks for an answer can be put away, or the other not")
	}
	for _, button := range shown[0].buttons {
		test.Tap(button)
	}
	test.Tap(shown[1].away)
	if shown := shownBars(b); len(shown) != 2 || shown[1].shown.text != "two" {
		t.Error("the next notice did not take the place")
	}
	if want := []string{"held" + actionLook, "held" + actionKeep, "held" + actionDiscard, "one"}; !slices.Equal(did, want) {
		t.Errorf("did %q, want %q", did, want)
	}
	b.show([]notice{{text: "one", key: "1"}})
	if len(shownBars(b)) != 0 {
		t.Error("a notice that was put away is back")
	}
	b.again("1")
	b.show([]notice{{text: "one", key: "1"}})
	if len(shownBars(b)) != 1 {
		t.Error("a notice that may come again does not")
	}
}

// Nothing in a bar lies over anything else, however narrow it is.
func TestBarLayout(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(widgets.Theme{Appearance: widgets.Light})
	b := newBar(func(notice, string) {})
	b.show(notice{
		text: strings.Repeat("many words ", 30), root: "/a", key: "k",
		actions: [3]string{actionLook, actionKeep, actionDiscard},
	})
	w := test.NewTempWindow(t, b)
	for _, width := range []float32{420, 640, 1600} {
		w.Resize(fyne.NewSize(width, barHeight))
		right := b.first.Canvas.Position().X + fyne.MeasureText(b.first.Canvas.Text, b.first.Canvas.TextSize, b.first.Canvas.TextStyle).Width
		for i, button := range b.buttons {
			if button.Position().X < right {
				t.Errorf("at %v: button %d begins at %v, left of %v", width, i, button.Position().X, right)
			}
			right = button.Position().X + button.Size().Width
		}
		if end := b.away.Position().X + b.away.Size().Width; b.away.Position().X < right || end > b.Size().Width {
			t.Errorf("at %v: the cross is at %v", width, b.away.Position())
		}
	}
	if b.second.Canvas.Text == "" {
		t.Error("a long text has no second line")
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		s           string
		room        float32
		first, rest string
	}{
		{"fits here", 90, "fits here", ""},
		{"two words", 80, "two", "words"},
		{"not one of three", 100, "not one of", "three"},
		{"unbreakable", 50, "unbreakable", ""},
	} {
		if first, rest := wrap(c.s, c.room, uitest.Wide); first != c.first || rest != c.rest {
			t.Errorf("%s in %v: %s", c.s, c.room, fmt.Sprintf("%q, %q", first, rest))
		}
	}
}

// A root that is offline and whose files lie elsewhere is offered to be moved there.
func TestMovedRootIsOffered(t *testing.T) {
	r := library.Root{Path: "/old", State: library.RootOffline, Reason: "folder does not exist", Moved: "/new"}
	n, told := rootNotice(r, time.Now())
	if !told || n.root != "/old" || n.folder != "/new" || n.actions[0] != actionMove || n.key == "" ||
		n.text != "/new looks like /old, which is offline." {
		t.Errorf("%+v", n)
	}
}
