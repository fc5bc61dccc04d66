package probe

import (
	"bytes"
	"testing"
	"time"

	"lectern/library/book"
	"lectern/scripts/cputime"
)

// FuzzMP4 reads any data as an MP4: no panic, little time and memory, no
// negative numbers, valid text.
func FuzzMP4(f *testing.F) {
	for _, seed := range mp4Seeds(f) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		before := allocated()
		s := newSource(bytes.NewReader(b), int64(len(b)))
		var m *book.Media
		var err error
		took := cputime.Of(func() { m, err = readMP4(t.Context(), s, &book.File{Path: "x.m4b", Size: int64(len(b))}) })
		spent := s.spent
		s.close()
		if took > time.Second {
			t.Errorf("took %v", took)
		}
		if n := allocated() - before; n > 64<<20 {
			t.Errorf("%d MiB", n>>20)
		}
		if spent > maxMetadata {
			t.Errorf("read %d bytes", spent)
		}
		if m == nil && err == nil {
			t.Error("nothing, and no reason")
		}
		if m != nil {
			sane(t, m)
		}
	})
}

// FuzzPicture describes any data as a picture.
func FuzzPicture(f *testing.F) {
	for _, kind := range []string{"jpeg", "png", "gif"} {
		f.Add(drawn(f, kind, 7, 5))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		mime, w, h := picture(b)
		if w < 0 || h < 0 || w > maxSide || h > maxSide || mime == "" && w+h > 0 || w == 0 != (h == 0) {
			t.Errorf("%q %d×%d", mime, w, h)
		}
	})
}

// mp4Seeds returns small files of each kind that the reader supports.
func mp4Seeds(t testing.TB) [][]byte {
	tags := []any{
		anAtom("©nam", "Part"), aBox("trkn", aValue(0, two(0), two(3), two(12), two(0))), aBox("gnre", aValue(0, two(102))),
		aBox("©ART", aValue(1, "Ann"), aValue(2, "\x00B")), aFreeForm("x", "SERIES", "Old Town #2"), aBox("covr", aValue(13, drawn(t, "jpeg", 3, 2))),
	}
	mvex := aBox("mvex", aBox("mehd", eight(0), eight(9)), aBox("trex", eight(0), eight(1), eight(1), eight(1024), eight(0), eight(0)))
	moof := join(aBox("moof", aBox("traf", aBox("tfhd", eight(0x2B), eight(1), wide(0), eight(1), eight(2048), eight(0)), aBox("tfdt", 1, 0, 0, 0, wide(9)),
		aBox("trun", eight(0x301), eight(2), eight(0), eight(20000), eight(5), eight(30000), eight(5)))), aBox("mdat", "x"))
	sidx := aBox("sidx", eight(0), eight(1), eight(44100), eight(0), eight(0), two(0), two(1), eight(200), eight(9), eight(0))
	keys := aBox("meta", aBox("hdlr", make([]byte, 24)), aBox("keys", eight(0), eight(1), aBox("mdta", "com.apple.quicktime.title")), aBox("ilst", aBox("\x00\x00\x00\x01", aValue(1, "T"))))
	described := func(entry []byte) []byte {
		return join(aFtyp(), aBox("moov", aTrack(1, "soun", 44100, 9, nil, aBox("stsd", eight(0), eight(1), entry))), aBox("mdat", "x"))
	}
	return [][]byte{
		taggedMP4(tags...),
		aMovie(aBox("udta", aBox("©nam", two(1), two(0), "T"), aBox("albm", eight(0), two(0), "A\x00"), aChpl(1, 0, "One", 1, "Two")), keys),
		aBook(true, aBox("edts", aBox("elst", eight(0), eight(1), eight(9), eight(3), eight(0))), nil, aTitle("One"), aTitle("\xFE\xFF\x00T")),
		aBook(false, nil, nil, aTitle("One"), aTitle("Two")),
		join(aFtyp(), aBox("moov", soundTrack(), mvex), sidx, moof, moof),
		described(aSound("alac", aBox("alac", make([]byte, 28)))),
		described(aSound("fLaC", aBox("dfLa", make([]byte, 42)))),
		described(aSound("enca", anESDS(0x40, []byte{0x2B, 0x92, 0x08, 0x00}), aBox("sinf", aBox("frma", "mp4a")))),
		described(aSound("mp4a", aBox("wave", anESDS(0x6B, nil)))),
		join(eight(1), "mdat", wide(16), aBox("moov", soundTrack())),
	}
}
