package corpus

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"math"
	"math/rand/v2"
	"strings"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// picture is an encoded cover.
type picture struct {
	mime          string
	width, height int
	data          []byte
}

func (p picture) record() *Cover {
	return &Cover{MIME: p.mime, Width: p.width, Height: p.height, Bytes: len(p.data)}
}

// The sizes of covers: square, as audiobook shops sell them, and tall, as book shops
// do.
var coverSizes = [][2]int{{500, 500}, {600, 600}, {300, 300}, {400, 600}, {500, 500}, {1000, 1000}}

// drawCover paints the cover of a book: a background of one hue, a sun, hills, and
// title and author if Go's own fonts have the script. The same seed gives the same
// bytes.
func drawCover(seed int64, title, author string) (picture, error) {
	rng := rand.New(rand.NewPCG(uint64(seed), 7))
	size := coverSizes[rng.IntN(len(coverSizes))]
	w, h := size[0], size[1]
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	hue := rng.Float64()
	sky, low := hsl(hue, 0.45, 0.32), hsl(hue+0.08, 0.5, 0.62)
	cx, cy, r := float64(w)*(0.25+0.5*rng.Float64()), float64(h)*(0.5+0.15*rng.Float64()), float64(w)*(0.1+0.1*rng.Float64())
	sun := hsl(hue+0.12, 0.75, 0.8)
	a, b, c := 3+3*rng.Float64(), 6*rng.Float64(), 5+4*rng.Float64()
	near, far := hsl(hue-0.02, 0.4, 0.16), hsl(hue, 0.38, 0.24)
	back, front := make([]float64, w), make([]float64, w)
	for x := range w {
		u := float64(x) / float64(w)
		back[x] = float64(h) * (0.7 + 0.05*math.Sin(a*u+b))
		front[x] = float64(h) * (0.8 + 0.06*math.Sin(c*u-b))
	}
	for y := range h {
		v := float64(y)
		fill(img, y, 0, w, mix(sky, low, v/float64(h)))
		if half := math.Sqrt(max(0, r*r-(v-cy)*(v-cy))); half > 0 {
			fill(img, y, int(math.Ceil(cx-half)), int(math.Ceil(cx+half)), sun)
		}
		hill(img, y, back, far)
		hill(img, y, front, near)
	}
	if err := letter(img, gobold.TTF, title, float64(w)/11, h/9, hsl(hue+0.1, 0.5, 0.93)); err != nil {
		return picture{}, err
	}
	if err := letter(img, goregular.TTF, author, float64(w)/19, h*88/100, hsl(hue+0.1, 0.4, 0.85)); err != nil {
		return picture{}, err
	}
	var out bytes.Buffer
	if rng.IntN(4) == 0 {
		err := png.Encode(&out, img)
		return picture{"image/png", w, h, out.Bytes()}, err
	}
	err := jpeg.Encode(&out, img, &jpeg.Options{Quality: 82})
	return picture{"image/jpeg", w, h, out.Bytes()}, err
}

// fill paints the pixels of a row from one column to before another. It copies whole
// stretches, because with the race detector a write of a pixel takes as long.
func fill(img *image.RGBA, y, from, to int, c color.RGBA) {
	from, to = max(from, 0), min(to, img.Rect.Dx())
	if from >= to {
		return
	}
	row := img.Pix[img.PixOffset(from, y):img.PixOffset(to, y)]
	for n := copy(row, []byte{c.R, c.G, c.B, c.A}); n < len(row); n *= 2 {
		copy(row[n:], row[:n])
	}
}

// hill paints those pixels of a row that are below the line of a hill.
func hill(img *image.RGBA, y int, line []float64, c color.RGBA) {
	v := float64(y)
	for x := 0; x < len(line); x++ {
		if line[x] >= v {
			continue
		}
		from := x
		for x < len(line) && line[x] < v {
			x++
		}
		fill(img, y, from, x, c)
	}
}

// letter writes a text in centred lines from y down. It leaves out a text if the font
// lacks one of its letters.
func letter(img draw.Image, ttf []byte, text string, size float64, y int, ink color.Color) error {
	f, err := opentype.Parse(ttf)
	if err != nil {
		return fmt.Errorf("read font: %w", err)
	}
	var buf sfnt.Buffer
	for _, r := range text {
		if i, err := f.GlyphIndex(&buf, r); err != nil || i == 0 {
			return err
		}
	}
	face, err := opentype.NewFace(f, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		return fmt.Errorf("size font: %w", err)
	}
	defer face.Close()
	width := img.Bounds().Dx()
	d := font.Drawer{Dst: img, Src: image.NewUniform(ink), Face: face}
	line := ""
	flush := func() {
		d.Dot = fixed.P(0, y)
		d.Dot.X = (fixed.I(width) - d.MeasureString(line)) / 2
		d.DrawString(line)
		y += int(size * 1.2)
	}
	for _, word := range strings.Fields(text) {
		longer := strings.TrimSpace(line + " " + word)
		if line != "" && d.MeasureString(longer) > fixed.I(width*9/10) {
			flush()
			longer = word
		}
		line = longer
	}
	flush()
	return nil
}

func mix(a, b color.RGBA, t float64) color.RGBA {
	m := func(x, y uint8) uint8 { return uint8(float64(x) + t*(float64(y)-float64(x))) }
	return color.RGBA{m(a.R, b.R), m(a.G, b.G), m(a.B, b.B), 255}
}

// hsl returns a colour by hue (a full turn is 1), saturation and lightness.
func hsl(h, s, l float64) color.RGBA {
	k := s * min(l, 1-l)
	channel := func(n float64) uint8 {
		t := math.Mod(n+12*(h+1), 12)
		return uint8(255 * (l - k*max(-1, min(t-3, 9-t, 1))))
	}
	return color.RGBA{channel(0), channel(8), channel(4), 255}
}
