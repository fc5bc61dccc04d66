package widgets

import (
	"image"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"lectern/ui/uitest"
)

func TestCoverWithoutPicture(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Theme{Appearance: Light})
	for _, c := range []struct {
		side          float32
		title, author string
		want          string
	}{
		{160, "Emma", "Jane Austen", "Emma|Jane Austen"},
		{160, "???", "", "???"},
		{160, "", "Jane Austen", ""}, // the cover is being fetched
		{160, "西游记", "吴承恩", "西游记|吴承恩"},
		{38, "The Hobbit", "J. R. R. Tolkien", "H"},
		{38, "???", "", "?"},
	} {
		p := NewCover()
		p.Resize(fyne.NewSquareSize(c.side))
		p.Set(nil, c.title, c.author)
		if got := strings.Join(uitest.Texts(p), "|"); got != c.want {
			t.Errorf("%q by %q at %v pixels shows %q, want %q", c.title, c.author, c.side, got, c.want)
		}
	}
	for _, side := range []float32{wordsFrom, 120, 260, 320} {
		p := NewCover()
		p.Resize(fyne.NewSize(side+40, side))
		p.Set(nil, strings.Repeat("Donaudampfschifffahrtsgesellschaft ", 20), strings.Repeat("Somebody ", 20))
		objects := test.WidgetRenderer(p).Objects()
		if len(objects) != 1+3+1 {
			t.Errorf("%d objects at %v pixels", len(objects), side)
		}
		ground := objects[0]
		for _, o := range objects[1:] {
			text := o.(*canvas.Text)
			if at := o.Position(); text.MinSize().Width > o.Size().Width || at.X < ground.Position().X || at.Y < 0 || at.Y+o.Size().Height > side {
				t.Errorf("%q sticks out of a cover of %v pixels", text.Text, side)
			}
		}
	}
}

func TestCoverIsCentred(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Theme{Appearance: Light})
	for _, c := range []struct {
		picture image.Rectangle
		x, y    float32
		w, h    float32
	}{
		{image.Rect(0, 0, 100, 100), 40, 0, 160, 160},
		{image.Rect(0, 0, 100, 200), 80, 0, 80, 160},
		{image.Rect(0, 0, 200, 100), 40, 40, 160, 80},
	} {
		p := NewCover()
		p.Resize(fyne.NewSize(240, 160))
		p.Set(image.NewRGBA(c.picture), "Emma", "")
		if at, size := p.Picture.Position(), p.Picture.Size(); at != fyne.NewPos(c.x, c.y) || size != fyne.NewSize(c.w, c.h) {
			t.Errorf("%v stands at %v and is %v", c.picture, at, size)
		}
		if n := len(test.WidgetRenderer(p).Objects()); n != 1 {
			t.Errorf("%d objects beside the picture", n)
		}
	}
}
