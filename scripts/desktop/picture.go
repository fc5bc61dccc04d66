//go:build linux

package desktop

import (
	"bytes"
	"cmp"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"os"
)

// Picture is the content of a window.
type Picture struct{ *image.NRGBA }

// readPicture reads a picture in the format PPM, which costs less than PNG: a test takes
// hundreds of pictures, and keeps few.
func readPicture(ppm []byte) (*Picture, error) {
	r := bytes.NewReader(ppm)
	var size image.Point
	if _, err := fmt.Fscanf(r, "P6\n%d %d\n255\n", &size.X, &size.Y); err != nil || size.X < 0 || size.Y < 0 || r.Len() != 3*size.X*size.Y {
		return nil, fmt.Errorf("a picture of %v in %d bytes: %w", size, r.Len(), cmp.Or(err, io.ErrUnexpectedEOF))
	}
	p := &Picture{image.NewNRGBA(image.Rectangle{Max: size})}
	from := ppm[len(ppm)-r.Len():]
	for i := 0; i < len(p.Pix); i += 4 {
		copy(p.Pix[i:i+3], from)
		p.Pix[i+3], from = 0xFF, from[3:]
	}
	return p, nil
}

// Save writes the picture as a PNG file.
func (p *Picture) Save(path string) error {
	var out bytes.Buffer
	err := png.Encode(&out, p)
	if err == nil {
		err = os.WriteFile(path, out.Bytes(), 0o644)
	}
	if err != nil {
		return fmt.Errorf("save picture: %w", err)
	}
	return nil
}

// Colours counts the different colours in a part of the picture.
func (p *Picture) Colours(part image.Rectangle) int {
	seen := map[color.NRGBA]bool{}
	p.each(part, func(_ image.Point, c color.NRGBA) { seen[c] = true })
	return len(seen)
}

// Count counts the pixels of a colour in a part of the picture.
func (p *Picture) Count(part image.Rectangle, of color.NRGBA) (n int) {
	p.each(part, func(_ image.Point, c color.NRGBA) {
		if c == of {
			n++
		}
	})
	return n
}

// Box returns the smallest rectangle around the pixels of a colour in a part of the
// picture. It is empty if there are none.
func (p *Picture) Box(part image.Rectangle, of color.NRGBA) (box image.Rectangle) {
	p.each(part, func(at image.Point, c color.NRGBA) {
		if c == of {
			box = box.Union(image.Rectangle{at, at.Add(image.Pt(1, 1))})
		}
	})
	return box
}

// Differ counts the pixels in which two pictures differ in a part of them.
func (p *Picture) Differ(part image.Rectangle, other *Picture) (n int) {
	if p.Rect == other.Rect && bytes.Equal(p.Pix, other.Pix) {
		return 0
	}
	p.each(part, func(at image.Point, c color.NRGBA) {
		if c != other.NRGBAAt(at.X, at.Y) {
			n++
		}
	})
	return n
}

func (p *Picture) each(part image.Rectangle, do func(image.Point, color.NRGBA)) {
	part = part.Intersect(p.Rect)
	for y := part.Min.Y; y < part.Max.Y; y++ {
		for x := part.Min.X; x < part.Max.X; x++ {
			do(image.Pt(x, y), p.NRGBAAt(x, y))
		}
	}
}

// Band is a run of pixel rows in which something is drawn, from Top up to but not
// including Bottom.
type Band struct{ Top, Bottom int }

// Middle returns the row in the middle of the band.
func (b Band) Middle() int { return (b.Top + b.Bottom) / 2 }

// bandGap is the largest number of blank rows within one line, as between a letter and
// its accent.
const bandGap = 4

// Bands finds the lines of text and icons in a part of the picture: runs of pixel rows
// that have more than one colour.
func (p *Picture) Bands(part image.Rectangle) (bands []Band) {
	part = part.Intersect(p.Rect)
	for y := part.Min.Y; y < part.Max.Y; y++ {
		if p.Colours(image.Rect(part.Min.X, y, part.Max.X, y+1)) < 2 {
			continue
		}
		if n := len(bands); n > 0 && y-bands[n-1].Bottom < bandGap {
			bands[n-1].Bottom = y + 1
		} else {
			bands = append(bands, Band{y, y + 1})
		}
	}
	return bands
}
