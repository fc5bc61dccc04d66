package cover

import (
	"image"
	"image/draw"
	"math"
)

// Size is the longest side of a shown picture, in pixels.
type Size int

// The available sizes.
const (
	Small Size = 96  // in a row of the table, on a screen of twice the normal density
	Large Size = 320 // in the details of a book
)

// thumbs are the two sizes of a picture, nil for one that was not made.
type thumbs struct{ small, large *image.RGBA }

func (t thumbs) of(s Size) *image.RGBA {
	if s == Small {
		return t.small
	}
	return t.large
}

func (t *thumbs) set(s Size, m *image.RGBA) {
	if s == Small {
		t.small = m
	} else {
		t.large = m
	}
}

// scaled makes both sizes of a picture. It makes the small one from the large
// one; the result looks the same as one made from the original.
func scaled(m image.Image) (t thumbs, err error) {
	defer recovered(&err)
	t.large = fit(m, Large)
	t.small = fit(t.large, Small)
	return t, nil
}

// fit scales a picture down to fit into a square. A smaller picture keeps its
// size. Transparent parts become white, because thumbnails are stored as JPEG.
func fit(m image.Image, s Size) *image.RGBA {
	w, h := within(m.Bounds().Dx(), m.Bounds().Dy(), int(s))
	if m.Bounds().Size() == image.Pt(w, h) {
		return flat(m)
	}
	photo, ok := m.(*image.YCbCr) // what JPEG decodes to
	if !ok {
		return shrunk(flat(m), w, h)
	}
	return flat(shrunkPhoto(photo, w, h))
}

// flat returns a copy of a picture on white.
func flat(m image.Image) *image.RGBA {
	b := m.Bounds()
	out := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(out, out.Bounds(), image.White, image.Point{}, draw.Src)
	draw.Draw(out, out.Bounds(), m, b.Min, draw.Over)
	return out
}

// within returns the size of a w×h picture scaled so that no side is longer
// than most pixels or shorter than one.
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
