package probe

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"slices"
	"testing"

	"lectern/library/book"
)

// drawn returns a picture of this size, encoded by the Go library.
func drawn(t testing.TB, kind string, w, h int) []byte {
	t.Helper()
	m := image.NewPaletted(image.Rect(0, 0, w, h), color.Palette{color.Black, color.White})
	var b bytes.Buffer
	err := map[string]func() error{
		"jpeg": func() error { return jpeg.Encode(&b, m, nil) },
		"png":  func() error { return png.Encode(&b, m) },
		"gif":  func() error { return gif.Encode(&b, m, nil) },
	}[kind]()
	check(t, err)
	return b.Bytes()
}

func le16(v int) []byte { return binary.LittleEndian.AppendUint16(nil, uint16(v)) }
func le32(v int) []byte { return binary.LittleEndian.AppendUint32(nil, uint32(v)) }

func TestPicture(t *testing.T) {
	cat := slices.Concat[[]byte]
	jpg := drawn(t, "jpeg", 30, 20)
	note := append([]byte{0xFF, 0xE1, 0x20, 0x02}, make([]byte, 0x2000)...)
	far := cat(jpg[:2], note, note, []byte{0xFF, 0xFF}, jpg[2:]) // frame header beyond 16 KiB, with fill bytes
	huge := drawn(t, "png", 3, 3)
	binary.BigEndian.PutUint32(huge[16:], 100_000)
	binary.BigEndian.PutUint32(huge[20:], 100_000)
	absurd := slices.Clone(huge)
	binary.BigEndian.PutUint32(absurd[16:], 0xFFFFFFFF)
	bmp := cat([]byte("BM"), make([]byte, 12), le32(40), le32(7), le32(-9), make([]byte, 30))
	os2 := cat([]byte("BM"), make([]byte, 12), le32(12), le16(7), le16(9), make([]byte, 30))
	webp := func(chunk string, body ...[]byte) []byte {
		return cat([]byte("RIFF\x20\x00\x00\x00WEBP"+chunk), le32(20), cat(body...), make([]byte, 20))
	}
	notes := append([]byte{0xFF, 0xE1, 0, 6, 0xFF, 0xD8, 0xFF, 0xD9}, bytes.Repeat([]byte{0xFF, 0xE0, 0, 2}, 20)...) // a small picture before the frame
	cut := jpg[:len(jpg)-9]
	behind := cat(jpg, bytes.Repeat([]byte("behind "), 100_000))
	png := drawn(t, "png", 300, 200)
	for _, c := range []struct {
		name  string
		b     []byte
		mime  string
		w, h  int
		fault string
	}{
		{"JPEG", jpg, "image/jpeg", 30, 20, ""},
		{"JPEG, padded", cat(jpg, make([]byte, 50)), "image/jpeg", 30, 20, ""},
		{"JPEG with data behind", behind, "image/jpeg", 30, 20, ""},
		{"JPEG cut", cut, "image/jpeg", 30, 20, cutPicture},
		{"JPEG cut, with a whole one in its notes", cat(cut[:2], notes, cut[2:], make([]byte, 200)), "image/jpeg", 30, 20, cutPicture},
		{"PNG without its end", png[:len(png)-9], "image/png", 300, 200, cutPicture},
		{"AVIF", append([]byte("\x00\x00\x00\x1cftypavif"), make([]byte, 100)...), "", 0, 0, newFormat},
		{"JPEG XL", append([]byte("\xFF\x0A"), make([]byte, 100)...), "", 0, 0, newFormat},
		{"JPEG with notes", far, "image/jpeg", 30, 20, ""},
		{"JPEG cut before its frame", jpg[:20], "image/jpeg", 0, 0, cutPicture},
		{"JPEG of fill bytes", bytes.Repeat([]byte{0xFF}, 10_000), "", 0, 0, noPicture},
		{"JPEG mark and fill bytes", cat([]byte{0xFF, 0xD8}, bytes.Repeat([]byte{0xFF}, 10_000)), "image/jpeg", 0, 0, cutPicture},
		{"PNG", drawn(t, "png", 300, 200), "image/png", 300, 200, ""},
		{"PNG of 100,000 pixels", huge, "image/png", 100_000, 100_000, hugePicture},
		{"PNG of 4,294,967,295 pixels", absurd, "image/png", 0, 0, hugePicture},
		{"PNG cut", huge[:20], "image/png", 0, 0, cutPicture},
		{"GIF", drawn(t, "gif", 40, 50), "image/gif", 40, 50, ""},
		{"BMP, top down", bmp, "image/bmp", 7, 9, ""},
		{"BMP of OS/2", os2, "image/bmp", 7, 9, ""},
		{"WebP, lossy", webp("VP8 ", []byte{0, 0, 0, 0x9D, 1, 0x2A}, le16(0x4000|640), le16(480)), "image/webp", 640, 480, ""},
		{"WebP, lossless", webp("VP8L", []byte{0x2F}, le32(639|479<<14)), "image/webp", 640, 480, ""},
		{"WebP, extended", webp("VP8X", le32(0), le32(639)[:3], le32(479)[:3]), "image/webp", 640, 480, ""},
		{"text", []byte("no picture at all"), "", 0, 0, noPicture},
		{"nothing", nil, "", 0, 0, noPicture},
	} {
		t.Run(c.name, func(t *testing.T) {
			if mime, w, h := picture(c.b); mime != c.mime || w != c.w || h != c.h {
				t.Errorf("picture = %q %d×%d, want %q %d×%d", mime, w, h, c.mime, c.w, c.h)
			}
			const at = 5000
			file := cat(make([]byte, at), c.b, []byte("what follows"))
			s := newSource(bytes.NewReader(file), int64(len(file)))
			defer s.close()
			want := book.Cover{MIME: c.mime, Width: c.w, Height: c.h, Bytes: int64(len(c.b))}
			if got, fault := pictureAt(s, at, want.Bytes); *got != want || fault != c.fault {
				t.Errorf("pictureAt = %+v, %q, want %+v, %q", *got, fault, want, c.fault)
			}
			if s.spent > 64<<10 {
				t.Errorf("read %d bytes", s.spent)
			}
		})
	}
}

// picture returns the media type of a picture and its size in pixels, from its
// first bytes. The type is empty for an unknown format, and the size 0×0 if it
// is unknown or implausible.
func picture(b []byte) (mime string, width, height int) {
	mime, w, h := pictureSize(b)
	if mime == "image/jpeg" {
		w, h, _ = jpegSize(func(at int64, n int) []byte {
			if at+int64(n) > int64(len(b)) {
				return nil
			}
			return b[at:][:n]
		})
	}
	width, height = believed(w, h)
	return mime, width, height
}
