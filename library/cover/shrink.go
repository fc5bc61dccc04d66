package cover

import "image"

// shrunk makes a photograph n times smaller by taking the mean of n×n pixels: a filter on all
// pixels would be most of the work for a cover of 2,000 pixels. The result keeps at least one
// and a half times the size s, so that a filter still chooses each pixel from several, and
// thumbnails look the same. Pixels that are left over at the right and the lower edge are cut
// off, less than half a percent.
func shrunk(m image.Image, s Size) image.Image {
	photo, ok := m.(*image.YCbCr) // what JPEG decodes to
	if !ok {
		return m
	}
	across, down := 1, 1 // how many pixels share a colour
	switch photo.SubsampleRatio {
	case image.YCbCrSubsampleRatio444:
	case image.YCbCrSubsampleRatio422:
		across = 2
	case image.YCbCrSubsampleRatio440:
		down = 2
	case image.YCbCrSubsampleRatio420:
		across, down = 2, 2
	default: // rare
		return m
	}
	b := photo.Rect
	n := min(2*max(b.Dx(), b.Dy())/(3*int(s)), min(b.Dx(), b.Dy())/200)
	n -= n % max(across, down)
	if n < 2 {
		return m
	}
	out := image.NewYCbCr(image.Rect(0, 0, b.Dx()/n, b.Dy()/n), image.YCbCrSubsampleRatio444)
	y, c := photo.YOffset(b.Min.X, b.Min.Y), photo.COffset(b.Min.X, b.Min.Y)
	means(out.Y, out.YStride, photo.Y[y:], photo.YStride, n, n)
	means(out.Cb, out.CStride, photo.Cb[c:], photo.CStride, n/across, n/down)
	means(out.Cr, out.CStride, photo.Cr[c:], photo.CStride, n/across, n/down)
	return out
}

// means fills a plane of a picture, width bytes a row, with the means of rectangles of
// across×down bytes of another plane, which has enough of them.
func means(out []byte, width int, from []byte, stride, across, down int) {
	sums := make([]int, width)
	for ; len(out) > 0; out, from = out[width:], from[min(down*stride, len(from)):] {
		clear(sums)
		for y := range down {
			row := from[y*stride:]
			for x := range sums {
				for _, v := range row[x*across : (x+1)*across] {
					sums[x] += int(v)
				}
			}
		}
		for x, sum := range sums {
			out[x] = byte(sum / (across * down))
		}
	}
}
