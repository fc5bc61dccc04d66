package probe

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"path/filepath"
	"testing"

	"lectern/library/book"
)

// embeddedIn reads the picture of a file in memory.
func embeddedIn(ctx context.Context, b []byte) ([]byte, error) {
	s := newSource(bytes.NewReader(b), int64(len(b)))
	defer s.close()
	return s.embedded(ctx, &book.File{Path: "a.mp3", Size: int64(len(b))})
}

func TestPictureOf(t *testing.T) {
	// Data after the end of the image makes the picture longer than any window.
	front := append(drawn(t, "jpeg", 30, 20), bytes.Repeat([]byte{0xFF, 0, 7}, 50_000)...)
	back := drawn(t, "png", 9, 9)
	apic := func(version, kind int, data []byte) []byte {
		return aFrame(version, "APIC", 0, 0, "image/jpeg", 0, kind, 0, data)
	}
	body := join(0, "image/jpeg", 0, 3, 0, front)
	text := base64.StdEncoding.EncodeToString
	inFLAC := flacOf(t, block(flacPicture, pictureBlock(4, "image/png", 9, 9, back)), block(flacPicture, pictureBlock(3, "image/jpeg", 0, 0, front)))
	for _, c := range []struct {
		name string
		file []byte
	}{
		{"MP4", taggedMP4(anAtom("©nam", "T"), aBox("covr", aValue(13, front), aValue(14, back)))},
		{"ID3 2.2", join(aTag(2, 0, aFrame(2, "PIC", 0, 0, "JPG", 3, 0, front)), silence(5))},
		{"ID3 2.3, the front second", join(aTag(3, 0, apic(3, 4, back), apic(3, 3, front), apic(3, 3, back)), silence(5))},
		{"ID3 2.3 stuffed", join(aTag(3, 0x80, stuff(apic(3, 3, front))), silence(5))},
		{"ID3 2.4 stuffed", join(aTag(4, 0x80, join("APIC", seven(4+len(stuff(body))), 0, 3, seven(len(body)), stuff(body))), silence(5))},
		{"ID3 2.4 packed", join(aTag(4, 0, aFrame(4, "APIC", 0x09, seven(len(body)), packedBytes(body))), silence(5))},
		{"APE", join(silence(5), wrapAPE(2000, 2, join(anItem(1, "Cover Art (Back)", "b", 0, back), anItem(1, "Cover Art (Front)", "f.jpg", 0, front))))},
		{"FLAC", inFLAC},
		{"FLAC after ID3", join(aTag(3, 0, aFrame(3, "TIT2", 0, aText(0, "T"))), inFLAC)},
		{"FLAC, its picture in the ID3 tag", join(aTag(3, 0, apic(3, 3, front)), flacOf(t))},
		{"Vorbis", oggOf(t, content(t, "a.ogg"), "METADATA_BLOCK_PICTURE="+text(pictureBlock(3, "image/jpeg", 0, 0, front)))},
		{"Opus", oggOf(t, content(t, "a.opus"), "COVERART="+text(back), "METADATA_BLOCK_PICTURE="+text(pictureBlock(3, "image/jpeg", 0, 0, front)))},
		{"bare", oggOf(t, content(t, "a.opus"), "COVERART="+text(front))},
	} {
		got, err := embeddedIn(t.Context(), c.file)
		if err != nil || !bytes.Equal(got, front) {
			t.Errorf("%s: %d bytes, want %d; %v", c.name, len(got), len(front), err)
		}
		if m, err := (Native{}).Probe(t.Context(), write(t, "a.mp3", c.file)); err != nil || m.Cover == nil {
			t.Errorf("%s: described as %+v, %v", c.name, m, err)
		}
	}
}

func TestPictureOfFiles(t *testing.T) {
	for name, want := range map[string]string{"book.m4b": "image/jpeg", "full.mp3": "image/png", "a.flac": "image/png"} {
		got, err := Picture(t.Context(), filepath.Join(made(), name))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if mime, w, h := picture(got); mime != want || w != 48 || h != 64 {
			t.Errorf("%s: %s of %d×%d", name, mime, w, h)
		}
	}
	gone := new(book.Fault)
	if _, err := Picture(t.Context(), filepath.Join(t.TempDir(), "gone.mp3")); !errors.As(err, &gone) || gone.Kind != book.Vanished {
		t.Errorf("gone: %v", err)
	}
}

func TestPictureRefused(t *testing.T) {
	padded := append(drawn(t, "jpeg", 3, 2), make([]byte, MaxPicture)...)
	for name, file := range map[string][]byte{
		"MP4":      taggedMP4(aBox("covr", aValue(13, padded))),
		"unpacked": join(aTag(4, 0, aFrame(4, "APIC", 0x09, seven(len(padded)+14), packedBytes(join(0, "image/jpeg", 0, 3, 0, padded)))), silence(5)),
		"base64":   oggOf(t, content(t, "a.ogg"), "COVERART="+base64.StdEncoding.EncodeToString(padded)),
	} {
		if b, err := embeddedIn(t.Context(), file); err != nil || !bytes.Equal(b, padded[:MaxPicture]) {
			t.Errorf("padded in %s: %d bytes, %v", name, len(b), err)
		}
	}
	large := bytes.ReplaceAll(padded, []byte("\xFF\xD9"), []byte("\x00\x00"))
	pngHead := []byte("\x89PNG\r\n\x1A\n\x00\x00\x00\rIHDR\x00\x01\x86\xA0\x00\x01\x86\xA0\x08\x02\x00\x00\x00")
	stopped, stop := context.WithCancel(t.Context())
	stop()
	for _, c := range []struct {
		name string
		ctx  context.Context
		file []byte
		want error
	}{
		{"none", t.Context(), silence(5), ErrNoPicture},
		{"text", t.Context(), []byte("no sound"), ErrNoPicture},
		{"nothing", t.Context(), nil, ErrNoPicture},
		{"large MP4", t.Context(), taggedMP4(aBox("covr", aValue(13, large))), ErrLargePicture},
		{"large when unpacked", t.Context(), join(aTag(4, 0, aFrame(4, "APIC", 0x09, seven(len(large)+14), packedBytes(join(0, "image/jpeg", 0, 3, 0, large)))), silence(5)), ErrLargePicture},
		{"large FLAC", t.Context(), flacOf(t, block(flacPicture, pictureBlock(3, "image/png", 100_000, 100_000, pngHead))), ErrLargePicture},
		{"cancelled", stopped, silence(5), context.Canceled},
	} {
		if b, err := embeddedIn(c.ctx, c.file); !errors.Is(err, c.want) {
			t.Errorf("%s: %d bytes, %v; want %v", c.name, len(b), err, c.want)
		}
	}
}

// FuzzEmbedded checks that any file gives a picture or a reason, within the
// memory that the largest pictures take.
func FuzzEmbedded(f *testing.F) {
	for _, seed := range mp4Seeds(f) {
		f.Add(seed)
	}
	for _, seed := range mpegSeeds(f) {
		f.Add(seed)
	}
	f.Add(flacOf(f, block(flacPicture, pictureBlock(3, "image/jpeg", 0, 0, drawn(f, "jpeg", 3, 2)))))
	f.Add(oggOf(f, content(f, "a.opus"), "COVERART="+base64.StdEncoding.EncodeToString(drawn(f, "png", 3, 2))))
	f.Fuzz(func(t *testing.T, b []byte) {
		before := allocated()
		got, err := embeddedIn(t.Context(), b)
		if (err == nil) != (len(got) > 0) || len(got) > MaxPicture {
			t.Errorf("%d bytes, %v", len(got), err)
		}
		if n := allocated() - before; n > 256<<20 {
			t.Errorf("%d MiB", n>>20)
		}
	})
}
