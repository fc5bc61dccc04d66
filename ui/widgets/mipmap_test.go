package widgets

import (
	"image"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
)

// chequered returns a picture of black and white pixels in turn.
func chequered(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{A: 255}
			if (x+y)%2 == 0 {
				c = color.RGBA{R: 254, G: 254, B: 254, A: 255}
			}
			m.SetRGBA(x, y, c)
		}
	}
	return m
}

func TestMipmapIsLargeEnough(t *testing.T) {
	for _, c := range []struct{ whole, width, want int }{
		{320, 0, 320}, {320, 400, 320}, {320, 320, 320}, {320, 161, 320}, {320, 160, 160}, {320, 140, 160}, {320, 76, 80},
		{96, 38, 48}, {96, 76, 96}, {75, 37, 37}, {75, 38, 75}, {1, 1, 1}, {3, 1, 1},
	} {
		m := mipmap{chequered(c.whole, 2*c.whole+1)}
		for range 2 { // making it, and finding it again
			if got := m.of(c.width).Rect.Dx(); got != c.want {
				t.Errorf("of %d pixels for %d: %d, want %d", c.whole, c.width, got, c.want)
			}
		}
	}
}

func TestHalvedIsTheMean(t *testing.T) {
	m := halved(chequered(5, 3))
	if m.Rect.Dx() != 2 || m.Rect.Dy() != 1 {
		t.Fatalf("half is %v", m.Rect)
	}
	for x := range 2 {
		if got, want := m.RGBAAt(x, 0), (color.RGBA{R: 127, G: 127, B: 127, A: 255}); got != want {
			t.Errorf("pixel %d is %v, want %v", x, got, want)
		}
	}
}

// TestCoverIsAsLargeAsNeeded: the toolkit need not scale a cover down by much, and a larger
// one is sharp again.
func TestCoverIsAsLargeAsNeeded(t *testing.T) {
	test.NewTempApp(t)
	p := NewCover()
	p.Set(chequered(320, 320), "", "")
	for _, side := range []float32{38, 140, 260, 140} {
		p.Resize(fyne.NewSquareSize(side))
		if got := float32(p.Picture.Image.Bounds().Dx()); got < side || got >= 2*side+1 {
			t.Errorf("%v pixels are shown at %v", got, side)
		}
	}
	p.Set(nil, "Emma", "")
	if p.Picture.Image != nil {
		t.Error("the picture stays")
	}
}

// TestCoverAtAnotherScale: once the scale of the window is another, the cover is sharp again,
// although its size in the toolkit's pixels is the same.
func TestCoverAtAnotherScale(t *testing.T) {
	test.NewTempApp(t)
	p := NewCover()
	p.Set(chequered(320, 320), "", "")
	w := test.NewTempWindow(t, p)
	p.Resize(fyne.NewSquareSize(140))
	if got := p.Picture.Image.Bounds().Dx(); got != 160 {
		t.Fatalf("%d pixels are shown at 140", got)
	}
	w.Canvas().(software.WindowlessCanvas).SetScale(1.5)
	p.Rescale()
	if got := p.Picture.Image.Bounds().Dx(); got != 320 {
		t.Errorf("%d pixels are shown at 210", got)
	}
}
