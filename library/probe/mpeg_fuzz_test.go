package probe

import (
	"bytes"
	"context"
	"reflect"
	"runtime/metrics"
	"testing"
	"time"
	"unicode/utf8"

	"lectern/library/book"
	"lectern/scripts/cputime"
)

// FuzzMPEG reads any data as MPEG audio, and walks its frames: no panic, little
// time and memory, no negative numbers, valid text.
func FuzzMPEG(f *testing.F) {
	for _, seed := range mpegSeeds(f) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		before := allocated()
		s := newSource(bytes.NewReader(b), int64(len(b)))
		var m *book.Media
		var err error
		var walked time.Duration
		took := cputime.Of(func() {
			m, err = readMPEG(t.Context(), s, &book.File{Path: "x.mp3", Size: int64(len(b))})
			s.close()
			walked, _ = WalkFrames(context.Background(), bytes.NewReader(b), int64(len(b)))
		})
		if took > time.Second {
			t.Errorf("took %v", took)
		}
		if n := allocated() - before; n > 64<<20 {
			t.Errorf("%d MiB", n>>20)
		}
		if m == nil && err == nil {
			t.Error("nothing, and no reason")
		}
		if walked < 0 || walked > longest {
			t.Errorf("walked %v", walked)
		}
		if m != nil {
			sane(t, m)
		}
	})
}

// allocated returns the number of bytes allocated so far; runtime.ReadMemStats
// would stop the world.
func allocated() uint64 {
	s := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}

// sane reports impossible numbers and invalid texts.
func sane(t testing.TB, m *book.Media) {
	t.Helper()
	if m.Duration < 0 || m.Duration > longest || m.BitRate < 0 || m.SampleRate < 0 || m.Channels < 0 {
		t.Errorf("%+v", m)
	}
	for i, c := range m.Chapters {
		if c.Start < 0 || c.End < c.Start || i > 0 && c.Start < m.Chapters[i-1].Start {
			t.Errorf("chapter %d: %+v", i, c)
		}
		if !utf8.ValidString(c.Title) {
			t.Errorf("chapter %d: %q", i, c.Title)
		}
	}
	if c := m.Cover; c != nil && (c.Width < 0 || c.Height < 0 || c.Bytes < 0 || !utf8.ValidString(c.MIME)) {
		t.Errorf("%+v", c)
	}
	for field, v := range reflect.ValueOf(m.Tags).Fields() {
		switch v := v.Interface().(type) {
		case string:
			if !utf8.ValidString(v) {
				t.Errorf("%s: %q", field.Name, v)
			}
		case int:
			if v < 0 {
				t.Errorf("%s: %d", field.Name, v)
			}
		}
	}
}

// mpegSeeds returns small files of every supported kind.
func mpegSeeds(t testing.TB) [][]byte {
	png := drawn(t, "png", 4, 4)
	text := func(version int, name, s string) []byte { return aFrame(version, name, 0, aText(utf16BOM, s)) }
	full := join(text(4, "TIT2", "Título"), aFrame(4, "TCON", 0, 3, "(12)13\x00Crime"), aFrame(4, "TXXX", 0, 3, "SERIES\x00Old Town #2.5"),
		aFrame(4, "COMM", 0, 0, "eng\x00Words"), aFrame(4, "APIC", 0, 0, "image/png\x00\x03\x00", png),
		aFrame(4, "CHAP", 0, "a\x00", eight(0), eight(1000), eight(-1), eight(-1), text(4, "TIT2", "One")),
		aFrame(4, "SEEK", 0, eight(9)))
	marks := aFrame(3, "TXXX", 0, 0, "OverDrive MediaMarkers\x00<Markers><Marker><Name>A</Name><Time>0:01.5</Time></Marker></Markers>")
	v1 := join("TAG", "Title", make([]byte, 119), 101)
	packed := packedBytes([]byte("\x03Title"))
	return [][]byte{
		silence(3),
		join(aTag(4, 0, full), silence(3)),
		join(aTag(4, 0x40, seven(6), 1, 0, full), silence(2)),
		join(aTag(4, 0x80, aFrame(4, "TIT2", 3, seven(4), stuff([]byte("\x00\xFF\xFE\xFF\x00"))), aFrame(4, "TALB", 0x09, seven(6), packed)), silence(2)),
		join(aTag(3, 0x80, stuff(join(text(3, "TIT2", "Título"), aFrame(3, "APIC", 0, 0, "image/png\x00\x03\x00", png)))), silence(2)),
		join(aTag(3, 0, marks, aFrame(3, "TYER", 0x20, 7, 0, "2011")), silence(2)),
		join(aTag(2, 0, aFrame(2, "TT2", 0, 0, "Title"), aFrame(2, "PIC", 0, 0, "PNG\x03\x00", png)), silence(2)),
		join(silence(2), anAPE(2000, "Title", "T", "Year", "2011"), v1),
		join(silence(2), wrapAPE(2000, 1, anItem(1, "Cover Art (Front)", "c\x00", png)), "LYRICSBEGIN000011LYRICS200", v1),
		bytes.Repeat(append([]byte{0xFF, 0xFB, 0, 0}, make([]byte, 90)...), 5),
		bytes.Repeat([]byte{0xFF, 0xF1, 0x50, 0x80, 0x01, 0x9F, 0xFC, 1, 2, 3, 4, 5}, 9),
		join(append(silence(1)[:36], join("Xing", eight(3), eight(2), eight(1251), make([]byte, 365))...), silence(2)),
		join(append(silence(1)[:36], join("VBRI", make([]byte, 6), eight(1251), eight(2), make([]byte, 363))...), silence(2)),
	}
}
