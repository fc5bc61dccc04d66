package cover

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"
	"golang.org/x/image/webp"

	"lectern/library/book"
	"lectern/library/message"
)

const (
	// MaxBytes is the size in bytes of the largest encoded picture that is
	// decoded. Covers in print quality have a tenth of it.
	MaxBytes = 16 << 20

	// maxPixels is the number of pixels of the largest picture that is decoded:
	// 50 megapixels, as from a camera, take 200 MB of memory.
	maxPixels = 50_000_000

	// maxSide is the longest side in pixels. Scaling takes memory for each line
	// of a picture, however short the lines are.
	maxSide = 16_384
)

// The reasons why a picture is not decoded.
var (
	ErrTooManyBytes  = message.NewReason("the picture is larger than 16 MiB")
	ErrTooManyPixels = message.NewReason("the picture has more than 50 megapixels")
	ErrTooManyScans  = message.NewReason("the picture is drawn in too many passes")
	ErrFormat        = message.NewReason("not a JPEG, PNG, WebP, GIF, BMP or TIFF picture")
	ErrDamaged       = message.NewReason("the picture is damaged")
	ErrNoFile        = message.NewReason("the picture is not a file")
)

// format is a picture format: how it is recognised, decoded and measured.
type format struct {
	mark   string // the first bytes of a file
	config func([]byte) (image.Config, error)
	decode func([]byte) (image.Image, error)
}

// formats are the supported formats. Of an animation, the first frame is
// decoded.
var formats = []format{
	{"\xFF\xD8", func(b []byte) (image.Config, error) { return jpeg.DecodeConfig(bytes.NewReader(b)) },
		func(b []byte) (image.Image, error) { return jpeg.Decode(bytes.NewReader(b)) }},
	{"\x89PNG\r\n\x1A\n", func(b []byte) (image.Config, error) { return png.DecodeConfig(bytes.NewReader(b)) },
		func(b []byte) (image.Image, error) { return png.Decode(bytes.NewReader(b)) }},
	{"RIFF", webpConfig,
		func(b []byte) (image.Image, error) { return webp.Decode(bytes.NewReader(b)) }},
	{"GIF8", func(b []byte) (image.Config, error) { return gif.DecodeConfig(bytes.NewReader(b)) },
		func(b []byte) (image.Image, error) { return gif.Decode(bytes.NewReader(b)) }},
	{"BM", func(b []byte) (image.Config, error) { return bmp.DecodeConfig(bytes.NewReader(b)) },
		func(b []byte) (image.Image, error) { return bmp.Decode(bytes.NewReader(b)) }},
	{"II*\x00", tiffConfig, tiffDecode},
	{"MM\x00*", tiffConfig, tiffDecode},
}

func tiffConfig(b []byte) (image.Config, error) { return tiff.DecodeConfig(bytes.NewReader(b)) }

func tiffDecode(b []byte) (image.Image, error) { return tiff.Decode(bytes.NewReader(b)) }

// examine reads a picture's header without decoding it, and returns its format
// and its number of pixels.
func examine(b []byte) (f format, pixels int, err error) {
	defer recovered(&err)
	if len(b) > MaxBytes {
		return f, 0, ErrTooManyBytes
	}
	for _, f = range formats {
		if bytes.HasPrefix(b, []byte(f.mark)) {
			c, err := f.config(b)
			switch {
			case err != nil:
				return f, 0, fmt.Errorf("%w: %w", ErrDamaged, err)
			case c.Width <= 0 || c.Height <= 0:
				return f, 0, fmt.Errorf("%w: it has no pixels", ErrDamaged)
			case c.Width > maxSide || c.Height > maxSide || c.Width*c.Height > maxPixels:
				return f, 0, ErrTooManyPixels
			case f.mark == formats[0].mark && book.HasManyScans(b):
				return f, 0, ErrTooManyScans
			}
			return f, c.Width * c.Height, nil
		}
	}
	return f, 0, ErrFormat
}

// open decodes a picture that passed examine.
func (f format) open(b []byte) (m image.Image, err error) {
	defer recovered(&err)
	if m, err = f.decode(b); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return m, nil
}

// recovered turns a panic into an error: the decoders are third-party code, and
// their input is untrusted.
func recovered(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("%w: %v", ErrDamaged, p)
	}
}

// webpConfig returns the size of a WebP's canvas or of its picture, whichever
// is larger. They should be equal, but the decoder allocates by the picture's
// size and reports the canvas's.
func webpConfig(b []byte) (image.Config, error) {
	c, err := webp.DecodeConfig(bytes.NewReader(b))
	if err != nil {
		return c, err
	}
	le := binary.LittleEndian
	for at := 12; at+8 <= len(b); {
		n, body := int64(le.Uint32(b[at+4:])), b[at+8:]
		switch kind := string(b[at:][:4]); {
		case kind == "VP8 " && len(body) >= 10:
			c.Width = max(c.Width, int(le.Uint16(body[6:])&0x3FFF))
			c.Height = max(c.Height, int(le.Uint16(body[8:])&0x3FFF))
		case kind == "VP8L" && len(body) >= 5:
			size := le.Uint32(body[1:])
			c.Width = max(c.Width, int(size&0x3FFF)+1)
			c.Height = max(c.Height, int(size>>14&0x3FFF)+1)
		}
		if n += n & 1; n > int64(len(body)) {
			break
		}
		at += 8 + int(n)
	}
	return c, nil
}
