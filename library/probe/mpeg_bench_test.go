package probe

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"lectern/library/book"
)

// BenchmarkMPEG reads realistic files: a chapter of 20 MB with tags and a
// cover, once with a count of its frames and once without.
func BenchmarkMPEG(b *testing.B) {
	tag := aTag(4, 0,
		aFrame(4, "TIT2", 0, 3, "Chapter 1"), aFrame(4, "TALB", 0, 3, "The Book"), aFrame(4, "TPE1", 0, 3, "Ann Author"), aFrame(4, "TPE2", 0, 3, "Ann Author"),
		aFrame(4, "TCOM", 0, 3, "Ned Narrator"), aFrame(4, "TCON", 0, 3, "Audiobook"), aFrame(4, "TDRC", 0, 3, "2011"), aFrame(4, "TRCK", 0, 3, "1/12"),
		aFrame(4, "TXXX", 0, 3, "SERIES\x00Series"), aFrame(4, "TXXX", 0, 3, "SERIES-PART\x001"), aFrame(4, "TXXX", 0, 3, "ASIN\x00B002UZJGYY"),
		aFrame(4, "COMM", 0, 3, "eng\x00", bytes.Repeat([]byte("Words. "), 200)),
		aFrame(4, "APIC", 0, 0, "image/jpeg\x00\x03\x00", append(drawn(b, "jpeg", 500, 500), make([]byte, 200_000)...)), make([]byte, 4096))
	slow, fast := someFrames(b, 100, 0xFF, 0xFB, 0x50, 0x00), someFrames(b, 100, 0xFF, 0xFB, 0xB0, 0x00)
	varying := bytes.Repeat(append(slow, fast...), 128)
	for _, c := range []struct {
		name string
		file []byte
	}{
		{"Xing", join(tag, aXing(b, "Xing", 200*128, len(varying)), varying)},
		{"estimate", join(tag, varying)},
		{"constant", join(tag, silence(50_000))},
		{"old", join(silence(50_000), "TAG", make([]byte, 125))},
	} {
		b.Run(c.name, func(b *testing.B) {
			path := filepath.Join(b.TempDir(), "a.mp3")
			check(b, os.WriteFile(path, c.file, 0o644))
			f := &book.File{Path: path, Size: int64(len(c.file))}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := (Native{}).Probe(b.Context(), f); err != nil && !errors.Is(err, ErrUnsupported) {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkWalkFrames reads 256 MB from the system's cache.
func BenchmarkWalkFrames(b *testing.B) {
	path := filepath.Join(b.TempDir(), "a.mp3")
	frames := append(someFrames(b, 100, 0xFF, 0xFB, 0x50, 0x00), someFrames(b, 100, 0xFF, 0xFB, 0x90, 0x00)...)
	size := int64(0)
	file, err := os.Create(path)
	check(b, err)
	defer file.Close()
	for size < 256<<20 {
		n, err := file.Write(frames)
		check(b, err)
		size += int64(n)
	}
	b.SetBytes(size)
	for b.Loop() {
		if _, err := WalkFrames(b.Context(), file, size); err != nil {
			b.Fatal(err)
		}
	}
}
