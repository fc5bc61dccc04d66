package playbar

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"lectern/library/book"
	"lectern/library/player"
	"lectern/ui/uitest"
	"lectern/ui/widgets"
)

func TestSpeedInWords(t *testing.T) {
	for speed, want := range map[float64]string{1: "1×", 1.5: "1.5×", 1.05: "1.05×", 0.5: "0.5×", 3.5: "3.5×", 1.2: "1.2×", 2: "2×", 1.15: "1.15×"} {
		if got := Speed(speed); got != want {
			t.Errorf("%v: %s, want %s", speed, got, want)
		}
	}
	speed := 1.0
	for range 20 {
		speed = Faster(speed, 1)
	}
	if speed != 2 || Faster(speed, -20) != 1 || Faster(1.23, 1) != 1.3 {
		t.Error(speed, Faster(1.23, 1))
	}
}

// shownBar returns a bar of a book, half an hour from the start, and what the user did.
func shownBar(t *testing.T, width float32) (b *Bar, did *[]string) {
	t.Helper()
	test.NewTempApp(t)
	did = new([]string)
	say := func(format string, values ...any) { *did = append(*did, fmt.Sprintf(format, values...)) }
	b = New()
	b.OnToggle, b.OnPrevious, b.OnNext = func() { say("toggle") }, func() { say("previous") }, func() { say("next") }
	b.OnClose, b.OnBook = func() { say("close") }, func() { say("book") }
	b.OnSkip = func(by time.Duration) { say("skip %v", by) }
	b.OnBack, b.OnForward = func() { say("back") }, func() { say("forward") }
	b.OnSeek = func(at time.Duration) { say("seek %v", at.Round(10*time.Minute)) }
	b.OnSpeed = func(speed float64) { say("speed %v", speed) }
	b.OnVolume = func(percent int) { say("volume %d", percent) }
	b.OnLouder = func(steps int) { say("louder %d", steps) }
	b.OnKey = func(e *fyne.KeyEvent) { say("key %s", e.Name) }
	w := test.NewTempWindow(t, b)
	w.Resize(fyne.NewSize(width, height))
	omens := uitest.GoodOmens(1)
	b.Show()
	b.SetBook(omens, nil)
	b.Set(statusOf(omens), 30*time.Minute)
	return b, did
}

// statusOf returns the status of a book that is paused.
func statusOf(shown *book.Book) *player.Status {
	chapters := []book.Chapter{{End: 20 * time.Minute, Title: "One"}, {Start: 20 * time.Minute, End: time.Hour, Title: "Two"}, {Start: time.Hour, End: 2 * time.Hour}}
	return &player.Status{Timeline: player.NewTimeline(shown, chapters), Speed: 1, Volume: 60}
}

func TestWhatTheBarShows(t *testing.T) {
	b, _ := shownBar(t, 1200)
	texts := func() string {
		return fmt.Sprint(b.title.Canvas.Text, "; ", b.chapter.Canvas.Text, "; ", b.time.Canvas.Text, "; ", b.length.Canvas.Text)
	}
	if got := texts(); got != "Good Omens; 10:00 / 40:00 · Two; 30:00; 2:00:00" {
		t.Error(got)
	}
	b.Set(statusOf(uitest.GoodOmens(1)), 61*time.Minute)
	if got := texts(); got != "Good Omens; 1:00 / 1:00:00 · Chapter 3; 1:01:00; 2:00:00" {
		t.Error(got)
	}
}

// TestNothingOverlaps: in a narrow window all parts have their place.
func TestNothingOverlaps(t *testing.T) {
	for _, width := range []float32{560, 640, 800, 1280} {
		b, _ := shownBar(t, width)
		var parts []fyne.CanvasObject
		for _, o := range test.WidgetRenderer(b).Objects()[2:] {
			if o.Visible() {
				parts = append(parts, o)
			}
		}
		for i, o := range parts {
			for _, p := range parts[i+1:] {
				x, y := o.Position(), p.Position()
				if x.X+o.Size().Width > y.X && y.X+p.Size().Width > x.X && x.Y+o.Size().Height > y.Y && y.Y+p.Size().Height > x.Y && !ofSlider(b, o, p) {
					t.Errorf("%v: %T at %v %v and %T at %v %v overlap", width, o, x, o.Size(), p, y, p.Size())
				}
			}
			if end := o.Position().X + o.Size().Width; end > width {
				t.Errorf("%v: %T ends at %v", width, o, end)
			}
		}
	}
}

// TestTheSliderHasRoom: in a narrow window, what the Playback menu has too gives way to the
// slider, the least important first, and comes back in a wide one.
func TestTheSliderHasRoom(t *testing.T) {
	b, _ := shownBar(t, 1200)
	shown := func() (n int) {
		for _, o := range []fyne.CanvasObject{b.level, b.mute, b.sleep, b.marks, b.speed, b.end} {
			if o.Visible() {
				n++
			}
		}
		return n
	}
	last := 0
	for width := float32(560); width <= 1200; width += 20 {
		b.Resize(fyne.NewSize(width, height))
		if got := b.place.Size().Width; got < 150 {
			t.Errorf("%v: the slider has %v pixels", width, got)
		}
		if n := shown(); n < last || !b.speed.Visible() || !b.end.Visible() {
			t.Errorf("%v: %d parts, and before it %d", width, n, last)
		} else {
			last = n
		}
	}
	if last != 6 {
		t.Errorf("%d parts in a wide window", last)
	}
}

// ofSlider reports whether one of two objects is the slider, whose upper edge is empty, and
// the other a button above it.
func ofSlider(b *Bar, o, p fyne.CanvasObject) bool {
	return p == b.track && slices.ContainsFunc(b.buttons, func(t *widgets.ToolButton) bool { return fyne.CanvasObject(t) == o })
}

// TestDragging: while the user drags the slider, the bar shows the time under the pointer,
// and the book does not move it away.
func TestDragging(t *testing.T) {
	b, did := shownBar(t, 1200)
	drag := func(share float32) {
		b.place.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(b.place.Size().Width*share, 10)}})
	}
	drag(0.5)
	b.Set(statusOf(uitest.GoodOmens(1)), 0)
	if b.at.Round(time.Minute) != time.Hour || len(*did) != 0 {
		t.Error(b.at, *did)
	}
	drag(0.75)
	b.place.DragEnd()
	b.Set(statusOf(uitest.GoodOmens(1)), 0)
	if want := []string{"seek 1h30m0s"}; !slices.Equal(*did, want) || b.at != 0 {
		t.Error(b.at, *did)
	}
}

func TestControls(t *testing.T) {
	b, did := shownBar(t, 1200)
	for _, button := range b.buttons {
		test.Tap(button)
	}
	test.Tap(b.mute)
	muted := *b.status
	muted.Volume = 0
	b.Set(&muted, b.at)
	test.Tap(b.mute)
	test.Tap(b.end)
	for _, key := range []fyne.KeyName{fyne.KeyRight, fyne.KeyLeft, fyne.KeyEscape} {
		b.place.TypedKey(&fyne.KeyEvent{Name: key})
	}
	b.volume.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, 10)})
	test.TapAt(b, fyne.NewPos(100, 30))
	want := []string{"previous", "back", "toggle", "forward", "next", "volume 0", "volume 60", "close", "skip 10s", "skip -10s", "key Escape", "louder 1", "book"}
	if !slices.Equal(*did, want) {
		t.Errorf("%q\nwant\n%q", *did, want)
	}
}

// TestLoudnessIsSeen: the button of the volume tells loud, quiet and mute apart, in a narrow
// window too, where the slider of the volume has no room.
func TestLoudnessIsSeen(t *testing.T) {
	b, _ := shownBar(t, 780)
	for _, s := range []struct {
		volume int
		icon   fyne.Resource
	}{{100, theme.VolumeUpIcon()}, {45, theme.VolumeDownIcon()}, {0, theme.VolumeMuteIcon()}, {5, theme.VolumeDownIcon()}, {50, theme.VolumeUpIcon()}} {
		status := *b.status
		status.Volume = s.volume
		b.Set(&status, b.at)
		if got := b.mute.Icon.Name(); got != s.icon.Name() || !b.mute.Visible() {
			t.Errorf("%d: %s, want %s", s.volume, got, s.icon.Name())
		}
	}
}
