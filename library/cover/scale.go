package cover

import (
	"image"
	"image/color"
	"math"

	"golang.org/x/image/draw"
)

// Size is how large a picture is shown: the longest of its sides, in pixels.
type Size int

// The sizes that are made.
const (
	Small Size = 96  // in a row of the table, on a screen of twice the usual density
	Large Size = 320 // in the details of a book
)

// thumbs are the sizes of one picture.
type thumbs struct{ small, large *image.RGBA }

func (t thumbs) of(s Size) *image.RGBA {
	if s == Small {
		return t.small
	}
	return t.large
}

// scaled makes both sizes of a picture. The small one is made of the large one,
// which nobody can tell from one made of the original.
func scaled(m image.Image) (t thumbs, err error) {
	defer recovered(&err)
	t.large = fit(m, Large)
	t.small = fit(t.large, Small)
	return t, nil
}

// fit scales a picture down so that it fits into a square. A smaller one stays
// as it is. What is transparent becomes white: thumbnails are kept as JPEG.
func fit(m image.Image, s Size) *image.RGBA {
	b := m.Bounds()
	w, h := within(b.Dx(), b.Dy(), int(s))
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(out, out.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.CatmullRom.Scale(out, out.Bounds(), m, b, draw.Over, nil)
	return out
}

// within is the size of a picture of w×h where neither side is longer than so
// many pixels, nor shorter than one.
func within(w, h, most int) (int, int) {
	long := max(w, h)
	if long <= most {
		return w, h
	}
	shrunk := func(n int) int {
		return max(1, int(math.Round(float64(n)*float64(most)/float64(long))))
	}
	return shrunk(w), shrunk(h)
}
