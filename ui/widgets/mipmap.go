package widgets

import "image"

// mipmap is a picture, and the same at half the size, a quarter and so on, as far as it was
// needed. The graphics driver scales a picture well down to half its size; further down, the
// toolkit would scale it again for each object, at the expense of the UI goroutine.
type mipmap []*image.RGBA

// whole returns the picture itself, nil if there is none.
func (m mipmap) whole() *image.RGBA {
	if len(m) == 0 {
		return nil
	}
	return m[0]
}

// of returns the smallest picture that is at least this many pixels wide. It returns the whole
// one if that is smaller, or if the width is not known: 0.
func (m *mipmap) of(width int) *image.RGBA {
	at := 0
	for width > 0 && (*m)[at].Rect.Dx()/2 >= width {
		if at++; at == len(*m) {
			*m = append(*m, halved((*m)[at-1]))
		}
	}
	return (*m)[at]
}

// halved returns a picture of half the width and height: each of its pixels is the mean of
// four.
func halved(m *image.RGBA) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, m.Rect.Dx()/2, m.Rect.Dy()/2))
	for y := range out.Rect.Dy() {
		upper, lower := m.Pix[2*y*m.Stride:], m.Pix[(2*y+1)*m.Stride:]
		row := out.Pix[y*out.Stride:]
		for x := range out.Rect.Dx() {
			for c := range 4 {
				at := 8*x + c
				row[4*x+c] = uint8((int(upper[at]) + int(upper[at+4]) + int(lower[at]) + int(lower[at+4]) + 2) / 4)
			}
		}
	}
	return out
}
