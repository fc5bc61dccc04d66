//go:build linux

package desktop

import (
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

var (
	paper = color.NRGBA{250, 250, 240, 255}
	ink   = color.NRGBA{20, 20, 20, 255}
)

// drawing returns a picture of paper with rectangles of ink.
func drawing(t *testing.T, inked ...image.Rectangle) *Picture {
	t.Helper()
	sheet := image.NewNRGBA(image.Rect(0, 0, 100, 60))
	draw.Draw(sheet, sheet.Rect, image.NewUniform(paper), image.Point{}, draw.Src)
	for _, r := range inked {
		draw.Draw(sheet, r, image.NewUniform(ink), image.Point{}, draw.Src)
	}
	return &Picture{sheet}
}

func TestPicture(t *testing.T) {
	p := drawing(t, image.Rect(10, 5, 30, 6), image.Rect(10, 9, 30, 15), image.Rect(20, 30, 25, 40), image.Rect(90, 50, 95, 55))
	left := image.Rect(0, 0, 80, 60)
	if got, want := p.Bands(left), []Band{{5, 15}, {30, 40}}; !slices.Equal(got, want) {
		t.Errorf("bands %v, want %v", got, want)
	}
	if got, want := p.Box(left, ink), image.Rect(10, 5, 30, 40); got != want {
		t.Errorf("box %v, want %v", got, want)
	}
	if got := p.Box(image.Rect(0, 0, 5, 5), ink); !got.Empty() {
		t.Errorf("box %v of nothing", got)
	}
	if got, want := p.Count(p.Rect, ink), 20+120+50+25; got != want {
		t.Errorf("%d pixels of ink, want %d", got, want)
	}
	if one, two := p.Colours(image.Rect(40, 0, 60, 60)), p.Colours(p.Rect); one != 1 || two != 2 {
		t.Errorf("%d and %d colours, want 1 and 2", one, two)
	}
	if got := p.Differ(left, drawing(t)); got != 20+120+50 {
		t.Errorf("%d pixels differ, want 190", got)
	}
}

func TestPictureSave(t *testing.T) {
	p := drawing(t, image.Rect(1, 1, 2, 2))
	path := filepath.Join(t.TempDir(), "p.png")
	if err := p.Save(path); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	back, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	again := image.NewNRGBA(p.Rect)
	draw.Draw(again, p.Rect, back, image.Point{}, draw.Src)
	if n := p.Differ(p.Rect, &Picture{again}); n != 0 {
		t.Errorf("%d pixels differ after saving", n)
	}
}

func TestReadPicture(t *testing.T) {
	p, err := readPicture([]byte("P6\n2 1\n255\n\x01\x02\x03\n\x00\xff"))
	if err != nil {
		t.Fatal(err)
	}
	if got := []color.NRGBA{p.NRGBAAt(0, 0), p.NRGBAAt(1, 0)}; got[0] != (color.NRGBA{1, 2, 3, 255}) || got[1] != (color.NRGBA{10, 0, 255, 255}) {
		t.Errorf("%v", got)
	}
	for _, broken := range []string{"", "P6\n2 1\n255\nabc", "P5\n1 1\n255\nabc", "P6\n-1 1\n255\n"} {
		if _, err := readPicture([]byte(broken)); err == nil {
			t.Errorf("%q is a picture", broken)
		}
	}
}
