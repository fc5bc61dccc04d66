package widgets

import (
	"image"
	"image/color"
	"image/draw"
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

// TestHeardIsSeen: on any picture and at any size, the line shows how much has been heard,
// and the check mark of a finished book can be seen.
func TestHeardIsSeen(t *testing.T) {
	for _, appearance := range []Appearance{Light, Dark} {
		test.NewTempApp(t).Settings().SetTheme(Theme{Appearance: appearance})
		for _, under := range []color.Color{color.White, color.Black, color.Gray{0x80}, heardInk, rgb(0xA8481C)} {
			picture := image.NewRGBA(image.Rect(0, 0, 100, 100))
			draw.Draw(picture, picture.Rect, image.NewUniform(under), image.Point{}, draw.Src)
			for _, side := range []float32{20, 38, 58, 120, 260} {
				p := NewCover()
				w := test.NewTempWindow(t, p)
				w.SetPadded(false)
				w.Resize(fyne.NewSquareSize(side))
				pixels := func(heard int) image.Image {
					p.Heard = heard
					p.Set(picture, "", "")
					return w.Canvas().Capture()
				}
				line := pixels(40)
				y := int(side) - heardMargin - heardHeight/2 - 1
				if filled, rest := line.At(int(side)/4, y), line.At(int(side)*3/4, y); uitest.Contrast(filled, rest) < 3 {
					t.Errorf("%s, %v at %v pixels: %v is filled, %v is not", appearance, under, side, filled, rest)
				}
				check := pixels(100)
				least, most := color.Color(color.White), color.Color(color.Black)
				for x := int(side / 2); x < int(side); x++ {
					for y := int(side / 2); y < int(side); y++ {
						c := check.At(x, y)
						if uitest.Contrast(c, color.Black) < uitest.Contrast(least, color.Black) {
							least = c
						}
						if uitest.Contrast(c, color.Black) > uitest.Contrast(most, color.Black) {
							most = c
						}
					}
				}
				if uitest.Contrast(least, most) < 4.5 {
					t.Errorf("%s, %v at %v pixels: the check mark is %v on %v", appearance, under, side, most, least)
				}
				if none := pixels(0); none.At(int(side)/4, y) != none.At(int(side)/2, int(side)/2) {
					t.Errorf("%v: a book never played has a line", side)
				}
			}
		}
	}
}
