package cover

import (
	"bytes"
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
		image.YCbCrSubsampleRatio440, image.YCbCrSubsampleRatio410,
	} {
		for _, size := range []image.Point{{500, 500}, {401, 639}, {963, 241}} {
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

// TestShrunkKeepsColours: a mean of one colour is the colour, at sizes that divide with a rest, too.
func TestShrunkKeepsColours(t *testing.T) {
	for side := 321; side < 1000; side += 97 {
		m := image.NewYCbCr(image.Rect(0, 0, side, side), image.YCbCrSubsampleRatio420)
		for _, plane := range [][]byte{m.Y, m.Cb, m.Cr} {
			for i := range plane {
				plane[i] = 201
			}
		}
		s := shrunkPhoto(m, 320, 320)
		for _, plane := range [][]byte{s.Y, s.Cb, s.Cr} {
			for i, v := range plane {
				if v != 201 {
					t.Fatalf("%d pixels: the value at %d is %d", side, i, v)
				}
			}
		}
	}
}

// TestMeans checks means of pixels that are covered in part.
func TestMeans(t *testing.T) {
	for _, test := range []struct{ from, want []byte }{
		{[]byte{0, 90, 180}, []byte{30, 150}},               // one and a half pixels each
		{[]byte{0, 100, 200, 40}, []byte{50, 120}},          // two each
		{[]byte{100, 0, 0, 0, 0, 0, 50}, []byte{43, 0, 21}}, // two and a third
		{[]byte{7, 200}, []byte{7, 104, 200}},               // two thirds
		{[]byte{9}, []byte{9, 9}},
	} {
		for name, stride := range map[string]int{"row": 0, "column": 1} {
			got := make([]byte, len(test.want))
			to, from := plane{got, 0, 1, len(got), 1}, plane{test.from, 0, 1, len(test.from), 1}
			if stride == 1 {
				to, from = plane{got, 1, 1, 1, len(got)}, plane{test.from, 1, 1, 1, len(test.from)}
			}
			if means(to, from, image.Pt(1, 1)); !bytes.Equal(got, test.want) {
				t.Errorf("%s %v: %v, want %v", name, test.from, got, test.want)
			}
		}
	}
}

// BenchmarkThumbs measures both sizes of a cover of common sizes.
func BenchmarkThumbs(b *testing.B) {
	for _, side := range []int{300, 600, 2400} {
		b.Run(fmt.Sprint(side, " pixels"), func(b *testing.B) {
			m := photo(side, side, image.YCbCrSubsampleRatio420)
			for b.Loop() {
				if _, err := scaled(m); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
