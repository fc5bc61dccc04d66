package probe

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"lectern/library/book"
)

// BenchmarkMP4 opens, reads and closes files as a scan does, with a warm cache:
// a short part, and a book of eleven hours with forty chapters and the movie at
// its end.
func BenchmarkMP4(b *testing.B) {
	const n = 11 * 3600 * 44100 / 1024
	tags := aBox("udta", aBox("meta", eight(0), aBox("ilst", anAtom("©nam", "Part"), anAtom("©alb", "Book"), anAtom("©ART", "Ann"), anAtom("©wrt", "Ned"),
		anAtom("ldes", string(bytes.Repeat([]byte("A long description. "), 50))), aBox("covr", aValue(13, drawn(b, "jpeg", 600, 600), make([]byte, 100_000))), aFreeForm("m", "ASIN", "B002UZJGYY"))))
	sound := aTrack(1, "soun", 44100, n*1024, aBox("tref", aBox("chap", eight(2))), aBox("stsd", eight(0), eight(1), aSound("mp4a", anESDS(0x40, lowComplexity))),
		aBox("stts", eight(0), eight(1), eight(n), eight(1024)), aBox("stsz", eight(0), eight(0), eight(n), make([]byte, 4*n)), aBox("stco", eight(0), eight(n/22), make([]byte, 4*(n/22))))
	var stts, stsz, texts []byte
	for i := range 40 {
		text := aTitle(fmt.Sprint("Chapter ", i+1))
		texts = append(texts, text...)
		stsz = append(stsz, eight(len(text))...)
		stts = append(stts, join(eight(1), eight(900_000))...)
	}
	data := aBox("mdat", texts, make([]byte, 4<<20))
	chapters := aTrack(2, "text", 1000, 36_000_000, nil, aBox("stts", eight(0), eight(40), stts), aBox("stsc", eight(0), eight(1), eight(1), eight(40), eight(1)),
		aBox("stsz", eight(0), eight(0), eight(40), stsz), aBox("stco", eight(0), eight(1), eight(len(aFtyp())+8)))
	for name, file := range map[string][]byte{
		"part": taggedMP4(anAtom("©nam", "Part"), anAtom("©alb", "Book"), anAtom("©ART", "Ann")),
		"book": join(aFtyp(), data, aBox("moov", aClock("mvhd", 1000, 39_600_000), sound, chapters, tags)),
	} {
		path := filepath.Join(b.TempDir(), "x.m4b")
		check(b, os.WriteFile(path, file, 0o644))
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if m, err := (Native{}).Probe(b.Context(), &book.File{Path: path}); err != nil || name == "book" && len(m.Chapters) != 40 {
					b.Fatal(m, err)
				}
			}
		})
	}
}
