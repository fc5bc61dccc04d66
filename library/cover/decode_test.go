package cover

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"lectern/scripts/cputime"
)

// painted makes a picture of a size: copper, with a dark left half.
func painted(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{0xA8, 0x48, 0x1C, 0xFF}
			if x < w/2 {
				c = color.RGBA{0x24, 0x21, 0x1E, 0xFF}
			}
			m.SetRGBA(x, y, c)
		}
	}
	return m
}

// encoded encodes a painted picture of a size in one of the formats.
func encoded(t testing.TB, kind string, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	var err error
	switch m := painted(w, h); kind {
	case "jpeg":
		err = jpeg.Encode(&b, m, nil)
	case "png":
		err = png.Encode(&b, m)
	case "gif":
		err = gif.Encode(&b, m, nil)
	case "webp", "lossless.webp":
		path := filepath.Join(t.TempDir(), "a.webp")
		args := strings.Fields("-v error -i - -c:v libwebp -lossless 0")
		if kind != "webp" {
			args[len(args)-1] = "1"
		}
		cmd := exec.Command("ffmpeg", append(args, path)...)
		cmd.Stdin = bytes.NewReader(encoded(t, "png", w, h))
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("ffmpeg: %v: %s", err, out)
		}
		made, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return made
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// decoded returns what a store makes of a picture.
func decoded(b []byte) (thumbs, error) {
	f, _, err := examine(b)
	if err != nil {
		return thumbs{}, err
	}
	m, err := f.open(b)
	if err != nil {
		return thumbs{}, err
	}
	return scaled(m)
}

// near reports whether two colours look the same.
func near(a color.Color, b color.RGBA) bool {
	r, g, bl, _ := a.RGBA()
	for _, d := range []int{int(r>>8) - int(b.R), int(g>>8) - int(b.G), int(bl>>8) - int(b.B)} {
		if d < -24 || d > 24 {
			return false
		}
	}
	return true
}

func TestFormats(t *testing.T) {
	for _, kind := range []string{"jpeg", "png", "gif", "webp", "lossless.webp"} {
		got, err := decoded(encoded(t, kind, 400, 600))
		if err != nil {
			t.Errorf("%s: %v", kind, err)
			continue
		}
		if s := got.large.Bounds().Size(); s != image.Pt(213, 320) {
			t.Errorf("%s: large is %v", kind, s)
		}
		if s := got.small.Bounds().Size(); s != image.Pt(64, 96) {
			t.Errorf("%s: small is %v", kind, s)
		}
		for _, m := range []*image.RGBA{got.large, got.small} {
			w, h := m.Bounds().Dx(), m.Bounds().Dy()
			if !near(m.At(w/4, h/2), color.RGBA{0x24, 0x21, 0x1E, 0xFF}) || !near(m.At(w*3/4, h/2), color.RGBA{0xA8, 0x48, 0x1C, 0xFF}) {
				t.Errorf("%s: %v and %v", kind, m.At(w/4, h/2), m.At(w*3/4, h/2))
			}
		}
	}
}

func TestSmallPicturesStayAndTransparentOnesAreWhite(t *testing.T) {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewNRGBA(image.Rect(0, 0, 30, 1))); err != nil {
		t.Fatal(err)
	}
	got, err := decoded(b.Bytes())
	if err != nil || got.large.Bounds().Size() != image.Pt(30, 1) || got.large.RGBAAt(9, 0) != (color.RGBA{255, 255, 255, 255}) {
		t.Errorf("%v, %v", got.large, err)
	}
}

// huge is a PNG whose header claims that size.
func huge(t testing.TB, w, h uint32) []byte {
	b := encoded(t, "png", 3, 3)
	binary.BigEndian.PutUint32(b[16:], w)
	binary.BigEndian.PutUint32(b[20:], h)
	binary.BigEndian.PutUint32(b[29:], crc(b[12:29]))
	return b
}

// masked is a WebP whose canvas is small and whose picture claims to be huge.
func masked(t testing.TB) []byte {
	b := encoded(t, "webp", 16, 16)
	canvas := append([]byte("VP8X\x0A\x00\x00\x00"), make([]byte, 10)...)
	b = slices.Concat(b[:12], canvas, b[12:])
	binary.LittleEndian.PutUint32(b[4:], uint32(len(b)-8))
	at := bytes.Index(b, []byte("VP8 ")) + 8
	copy(b[at+6:], []byte{0xFF, 0x3F, 0xFF, 0x3F})
	return b
}

func TestRefused(t *testing.T) {
	jpg := encoded(t, "jpeg", 30, 20)
	scan := bytes.Index(jpg, []byte{0xFF, 0xDA})
	for _, c := range []struct {
		name string
		b    []byte
		want error
	}{
		{"nothing", nil, ErrFormat},
		{"text", []byte("<svg/>"), ErrFormat},
		{"17 MiB", append(slices.Clone(jpg), make([]byte, 17<<20)...), ErrTooManyBytes},
		{"100,000 pixels a side", huge(t, 100_000, 100_000), ErrTooManyPixels},
		{"a thread", huge(t, 1, 40_000_000), ErrTooManyPixels},
		{"51 megapixels", huge(t, 10_000, 5_100), ErrTooManyPixels},
		{"a WebP that states a small canvas", masked(t), ErrTooManyPixels},
		{"many passes", append(slices.Clone(jpg), bytes.Repeat(jpg[scan:scan+12], 200)...), ErrTooManyScans},
		{"cut", jpg[:len(jpg)/2], nil},
		{"50 megapixels in 70 bytes", huge(t, 10_000, 5_000), nil},
		{"no pixels", huge(t, 0, 0), nil},
	} {
		_, err := decoded(c.b)
		if err == nil || err.Error() == "" || c.want != nil && !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
}

// FuzzPicture decodes any bytes as a picture: either they are one, or there is
// an error, within a time limit.
func FuzzPicture(f *testing.F) {
	for _, kind := range []string{"jpeg", "png", "gif", "webp", "lossless.webp"} {
		f.Add(encoded(f, kind, 12, 9))
	}
	f.Add(masked(f))
	f.Add(huge(f, 1, 16_000))
	f.Fuzz(func(t *testing.T, b []byte) {
		var got thumbs
		var err error
		if took := cputime.Of(func() { got, err = decoded(b) }); took > 20*time.Second {
			t.Errorf("took %v", took)
		}
		if err != nil {
			return
		}
		for size, m := range map[Size]*image.RGBA{Small: got.small, Large: got.large} {
			if s := m.Bounds().Size(); s.X < 1 || s.Y < 1 || max(s.X, s.Y) > int(size) {
				t.Errorf("%v for %d", s, size)
			}
		}
	})
}
