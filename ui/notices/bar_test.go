package notices

import (
	"fmt"
	"image/color"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"lectern/ui/uitest"
	"lectern/ui/widgets"
)

// shownBars returns the bars in sight.
func shownBars(b *Bars) (shown []*bar) {
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
	b := NewBars(func(n Notice, action string) { did = append(did, n.Text+action) })
	w := test.NewTempWindow(t, b.Container)
	w.Resize(fyne.NewSize(640, 200))
	if len(shownBars(b)) != 0 {
		t.Fatal("bars without a notice")
	}
	held := Notice{Text: "held", Why: "why", Root: "/a", Actions: [3]string{Show, Keep, Remove}}
	b.Set([]Notice{held, {Text: "one", Key: "1"}, {Text: "two", Key: "2"}, {Text: "three", Key: "3"}})
	shown := shownBars(b)
	if len(shown) != mostBars || shown[0].shown != held || shown[1].shown.Text != "one" {
		t.Fatalf("%d bars", len(shown))
	}
	if !shown[0].away.Hidden || shown[1].away.Hidden || !shown[1].buttons[0].Hidden {
		t.Error("a notice that needs an answer can be dismissed, or another cannot")
	}
	for _, button := range shown[0].buttons {
		test.Tap(button)
	}
	test.Tap(shown[1].away)
	if shown := shownBars(b); len(shown) != 2 || shown[1].shown.Text != "two" {
		t.Error("the next notice did not take the place")
	}
	if want := []string{"held" + Show, "held" + Keep, "held" + Remove, "one"}; !slices.Equal(did, want) {
		t.Errorf("did %q, want %q", did, want)
	}
	b.Set([]Notice{{Text: "one", Key: "1"}})
	if len(shownBars(b)) != 0 {
		t.Error("a dismissed notice is shown again")
	}
	b.ShowAgain("1")
	b.Set([]Notice{{Text: "one", Key: "1"}})
	if len(shownBars(b)) != 1 {
		t.Error("a notice that may come back does not")
	}
}

// TestBarLayout: no part of a bar covers another, however narrow the bar is.
func TestBarLayout(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(widgets.Theme{Appearance: widgets.Light})
	b := newBar(func(Notice, string) {})
	b.show(Notice{
		Text: strings.Repeat("many words ", 30), Root: "/a", Key: "k",
		Actions: [3]string{Show, Keep, Remove},
	})
	w := test.NewTempWindow(t, b)
	for _, width := range []float32{420, 640, 1600} {
		w.Resize(fyne.NewSize(width, barHeight))
		first := b.lines[0].Canvas
		right := first.Position().X + fyne.MeasureText(first.Text, first.TextSize, first.TextStyle).Width
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
	if b.lines[1].Canvas.Text == "" {
		t.Error("a long text has no second line")
	}
}

// TestBarHasRoomForItsText: in a narrow window, the second line of a notice goes on in a third
// one, for which the bar is higher.
func TestBarHasRoomForItsText(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(widgets.Theme{Appearance: widgets.Light})
	bars, above := NewBars(func(Notice, string) {}), canvas.NewRectangle(color.Transparent)
	window := test.NewTempWindow(t, container.New(Above{}, above, bars.Container))
	window.SetPadded(false)
	why := "Was a drive unplugged, or a folder moved? Nothing is removed until you decide."
	bars.Set([]Notice{{Text: "20 of 20 books can’t be found.", Why: why, Root: "/a", Actions: [3]string{Show, Keep, Remove}}})
	for _, width := range []float32{1280, 800, 1280} {
		window.Resize(fyne.NewSize(width, 600))
		b, narrow := bars.bars[0], width == 800
		var texts []string
		for _, line := range b.lines[1:] {
			if line.Canvas.Text != "" {
				texts = append(texts, line.Canvas.Text)
			}
		}
		if got := strings.Join(texts, " "); got != why || (len(texts) == 2) != narrow {
			t.Errorf("at %v: %q", width, texts)
		}
		if high := b.Size().Height; (high > barHeight) != narrow || above.Size().Height+high+barGap+barMargin != 600 {
			t.Errorf("at %v: the bar is %v high, the books are %v", width, high, above.Size().Height)
		}
	}
}

// TestLongNoticeIsReadable: the end of a first line that is too long, such as what is the matter
// with a folder of a long name, stands in the second one. A tip says what is cut off.
func TestLongNoticeIsReadable(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(widgets.Theme{Appearance: widgets.Light})
	b := newBar(func(Notice, string) {})
	w := test.NewTempWindow(t, b)
	w.Resize(fyne.NewSize(800, 60))
	text, why := "20 of 20 books in ~/Music/Audiobooks of the whole family/New can’t be found.", "Nothing is removed until you decide."
	b.show(Notice{Text: text, Why: why, Root: "/a", Actions: [3]string{Show, Keep, Remove}})
	if got := b.lines[0].Canvas.Text + " " + b.lines[1].Canvas.Text; got != text || b.lines[2].Canvas.Text != why {
		t.Errorf("%q, %q", got, b.lines[2].Canvas.Text)
	}
	due := 0
	widgets.NewTips(func(time.Duration, func()) func() {
		due++
		return func() {}
	})
	if b.MouseIn(&desktop.MouseEvent{}); due > 0 {
		t.Error("a tip is due although nothing is cut off")
	}
	b.show(Notice{Text: text, Why: strings.Repeat(why, 5), Root: "/a", Actions: [3]string{Show, Keep, Remove}})
	if b.MouseIn(&desktop.MouseEvent{}); due != 1 {
		t.Error("no tip says what is cut off")
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
		{"unbreakable word", 50, "unbre", "akable word"},
		{"一句没有空格的话", 40, "一句没有", "空格的话"},
		{"narrow", 5, "narrow", ""},
	} {
		if first, rest := wrap(c.s, c.room, uitest.Wide); first != c.first || rest != c.rest {
			t.Errorf("%s in %v: %s", c.s, c.room, fmt.Sprintf("%q, %q", first, rest))
		}
	}
}
