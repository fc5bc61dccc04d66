package cover

import "image"

// shrunk scales an opaque picture down to w×h pixels.
func shrunk(m *image.RGBA, w, h int) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	for channel := range 4 {
		means(plane{out.Pix[channel:], out.Stride, 4, w, h}, plane{m.Pix[channel:], m.Stride, 4, m.Rect.Dx(), m.Rect.Dy()}, image.Pt(1, 1))
	}
	return out
}

// shared is how many pixels of a photograph, across and down, have one value of each colour.
var shared = map[image.YCbCrSubsampleRatio]image.Point{
	image.YCbCrSubsampleRatio444: {X: 1, Y: 1},
	image.YCbCrSubsampleRatio422: {X: 2, Y: 1},
	image.YCbCrSubsampleRatio420: {X: 2, Y: 2},
	image.YCbCrSubsampleRatio440: {X: 1, Y: 2},
	image.YCbCrSubsampleRatio411: {X: 4, Y: 1},
	image.YCbCrSubsampleRatio410: {X: 4, Y: 2},
}

// shrunkPhoto scales a photograph down to w×h pixels. It scales brightness and colours before
// they are mixed to red, green and blue, which takes longer than scaling.
func shrunkPhoto(m *image.YCbCr, w, h int) *image.YCbCr {
	out := image.NewYCbCr(image.Rect(0, 0, w, h), image.YCbCrSubsampleRatio444)
	b := m.Rect
	y, c := m.YOffset(b.Min.X, b.Min.Y), m.COffset(b.Min.X, b.Min.Y)
	means(plane{out.Y, out.YStride, 1, w, h}, plane{m.Y[y:], m.YStride, 1, b.Dx(), b.Dy()}, image.Pt(1, 1))
	means(plane{out.Cb, out.CStride, 1, w, h}, plane{m.Cb[c:], m.CStride, 1, b.Dx(), b.Dy()}, shared[m.SubsampleRatio])
	means(plane{out.Cr, out.CStride, 1, w, h}, plane{m.Cr[c:], m.CStride, 1, b.Dx(), b.Dy()}, shared[m.SubsampleRatio])
	return out
}

// plane is one channel of a picture of w×h pixels: brightness or a colour.
type plane struct {
	values       []byte
	stride, step int // from a value to the one below it and to the next one, in bytes
	w, h         int
}

// means fills a plane with means of another one: each value is the mean of the area that its
// pixel covers there. A value of from stands for pixels.X×pixels.Y of its pixels. At these
// sizes the result looks like that of a filter from a library, which takes several times as long.
func means(to, from plane, pixels image.Point) {
	across, down := spans(from.w, to.w, pixels.X), spans(from.h, to.h, pixels.Y)
	area := uint64(from.w) * uint64(from.h)
	row, sums := make([]uint64, to.w), make([]uint64, to.w)
	have := -1 // the number of the row of from that row holds
	for y, span := range down {
		clear(sums)
		for i := span.first; i <= span.last; i++ {
			if i != have {
				add(row, from, i, across)
				have = i
			}
			weight := span.weight(i)
			for x, sum := range row {
				sums[x] += sum * weight
			}
		}
		out := to.values[y*to.stride:]
		for x, sum := range sums {
			out[x*to.step] = byte((sum + area/2) / area)
		}
	}
}

// add sets sums to the weighted sums of spans of row i of a plane.
func add(sums []uint64, p plane, i int, spans []span) {
	values := p.values[i*p.stride:]
	for x, span := range spans {
		first, last := span.first*p.step, span.last*p.step
		sum := uint64(values[first]) * span.head
		if last > first {
			inner := uint64(0)
			for at := first + p.step; at < last; at += p.step {
				inner += uint64(values[at])
			}
			sum += inner*span.inner + uint64(values[last])*span.tail
		}
		sums[x] = sum
	}
}

// span is the values of a row or a column that one pixel of the scaled picture covers, from
// first to last, and the weight of each.
type span struct {
	first, last       int
	head, inner, tail uint64 // of the first, of each between, of the last
}

func (s span) weight(i int) uint64 {
	switch i {
	case s.first:
		return s.head
	case s.last:
		return s.tail
	}
	return s.inner
}

// spans divides a row of n pixels, of which so many have one value, among k pixels. In its unit
// of length, each of the n is k long and each of the k is n long, so that weights are whole
// numbers. They add up to n.
func spans(n, k, pixels int) []span {
	out := make([]span, k)
	long := pixels * k // a value
	for x := range out {
		from, to := x*n, (x+1)*n
		first, last := from/long, (to-1)/long
		out[x] = span{first, last, uint64(min((first+1)*long, to) - from), uint64(long), uint64(to - last*long)}
	}
	return out
}
