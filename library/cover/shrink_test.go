package cover

import (
	"fmt"
	"image"
	"testing"

	"golang.org/x/image/draw"
)

// photo returns a picture of waves in all directions.
func photo(w, h int, ratio image.YCbCrSubsampleRatio) *image.YCbCr {
	m := image.NewYCbCr(image.Rect(0, 0, w, h), ratio)
	wave := func(x, y, length int) byte {
		return byte((abs(x%length-length/2) + abs(y%length-length/2)) * 255 / length)
	}
	for y := range h {
		for x := range w {
			m.Y[m.YOffset(x, y)] = wave(x, y, max(w, h)/20)
			m.Cb[m.COffset(x, y)] = wave(y, x, max(w, h)/10)
			m.Cr[m.COffset(x, y)] = wave(x+y, x, max(w, h)/10)
		}
	}
	return m
}

func abs(n int) int { return max(n, -n) }

// TestShrunkLooksTheSame compares thumbnails with those that a filter makes from all pixels.
func TestShrunkLooksTheSame(t *testing.T) {
	for _, ratio := range []image.YCbCrSubsampleRatio{
		image.YCbCrSubsampleRatio444, image.YCbCrSubsampleRatio422, image.YCbCrSubsampleRatio420,
		image.YCbCrSubsampleRatio440,
	} {
		for _, size := range []image.Point{{960, 960}, {1000, 1501}, {1601, 401}} {
			t.Run(fmt.Sprint(ratio, size), func(t *testing.T) {
				m := photo(size.X, size.Y, ratio)
				got := fit(m, Large)
				want := image.NewRGBA(got.Bounds())
				draw.CatmullRom.Scale(want, want.Bounds(), m, m.Bounds(), draw.Src, nil)
				sum := 0
				for i := range want.Pix {
					sum += abs(int(want.Pix[i]) - int(got.Pix[i]))
				}
				if mean := float64(sum) / float64(len(want.Pix)); mean > 2 {
					t.Errorf("the colours differ by %.2f of 255 on average", mean)
				}
			})
		}
	}
}

// TestShrunkKeepsColours: a mean of one colour is the colour, for all sizes that are not
// divided without rest, too.
func TestShrunkKeepsColours(t *testing.T) {
	for side := 960; side < 1000; side++ {
		m := image.NewYCbCr(image.Rect(0, 0, side, side), image.YCbCrSubsampleRatio420)
		for _, plane := range [][]byte{m.Y, m.Cb, m.Cr} {
			for i := range plane {
				plane[i] = 201
			}
		}
		s, ok := shrunk(m, Large).(*image.YCbCr)
		if !ok || s.Rect.Dx() != side/2 {
			t.Fatalf("%d pixels became %v", side, s.Rect)
		}
		for _, plane := range [][]byte{s.Y, s.Cb, s.Cr} {
			for i, v := range plane {
				if v != 201 {
					t.Fatalf("%d pixels: the value at %d is %d", side, i, v)
				}
			}
		}
	}
}

// BenchmarkThumbs measures both sizes of a large cover.
func BenchmarkThumbs(b *testing.B) {
	m := photo(2400, 2400, image.YCbCrSubsampleRatio420)
	for b.Loop() {
		if _, err := scaled(m); err != nil {
			b.Fatal(err)
		}
	}
}
