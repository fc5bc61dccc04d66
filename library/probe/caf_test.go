package probe

import (
	"strings"
	"testing"
	"time"

	"lectern/library/book"
)

// TestCAF reads CAF files of several codecs, whole and cut, without ffprobe.
func TestCAF(t *testing.T) {
	for _, c := range []struct{ name, args, codec string }{
		{"pcm.caf", "-c:a|pcm_s24be|-metadata|album=Reeds|-metadata|artist=Ann Lark", "PCM"},
		{"alac.caf", "-c:a|alac|-ac|2|-metadata|album=Reeds|-metadata|artist=Ann Lark", "ALAC"},
		{"opus.caf", "-c:a|libopus|-metadata|album=Reeds|-metadata|artist=Ann Lark", "Opus"},
		{"flac.caf", "-c:a|flac|-metadata|album=Reeds|-metadata|artist=Ann Lark", "FLAC"},
		{"mp3.caf", "-c:a|libmp3lame|-metadata|album=Reeds|-metadata|artist=Ann Lark", "MP3"},
		{"ima.caf", "-c:a|adpcm_ima_qt|-metadata|album=Reeds|-metadata|artist=Ann Lark", "ADPCM"},
	} {
		f := ffmpeg(t, c.name, c.args)
		m, err := Native{}.Probe(t.Context(), f)
		if err != nil || m.Container != "caf" || m.Codec != c.codec || m.Estimated || !m.Whole || !near(m.Duration, 3*time.Second, 100*time.Millisecond) ||
			m.Tags.Album != "Reeds" || m.Tags.Artist != "Ann Lark" {
			t.Errorf("%s: %+v, %v", c.name, m, err)
		}
		cut := write(t, c.name, read(t, f.Path)[:f.Size/2])
		m, err = Native{}.Probe(t.Context(), cut)
		if err == nil || err.Error() != "truncated" || m == nil || m.Whole || m.Estimated && m.Duration == 0 || (c.codec == "PCM" || c.codec == "FLAC" || c.codec == "MP3") && !near(m.Duration, 1500*time.Millisecond, 100*time.Millisecond) {
			t.Errorf("%s, cut: %+v, %v", c.name, m, err)
		}
	}
	for _, b := range [][]byte{join("caff", 0, 1, 0, 0), join("caff", 0, 1, 0, 0, "desc", 0, 0, 0, 0, 0, 0, 0, 32, make([]byte, 32))} {
		if _, err := (Native{}).Probe(t.Context(), write(t, "odd.caf", b)); err == nil || err.Error() != "damaged" {
			t.Errorf("%q: %v", b, err)
		}
	}
}

// adif returns the header of 64 kbit/s in two channels at 44.1 kHz.
func adif(variable bool) []byte {
	var b []byte
	at := 0
	put := func(n, value int) {
		for i := n - 1; i >= 0; i-- {
			if at%8 == 0 {
				b = append(b, 0)
			}
			b[at/8] |= byte(value>>i&1) << (7 - at%8)
			at++
		}
	}
	put(32, 'A'<<24|'D'<<16|'I'<<8|'F')
	put(3, 0)
	if variable {
		put(1, 1)
	} else {
		put(1, 0)
	}
	put(23, 64000)
	put(4, 0)
	if !variable {
		put(20, 0)
	}
	for _, field := range [][2]int{{4, 0}, {2, 1}, {4, 4}, {4, 1}, {4, 0}, {4, 0}, {2, 0}, {3, 0}, {4, 0}, {3, 0}, {1, 1}, {4, 0}} {
		put(field[0], field[1])
	}
	return b
}

// TestADIF: the length of raw AAC with one header follows from its bit rate.
func TestADIF(t *testing.T) {
	for _, variable := range []bool{false, true} {
		b := append(adif(variable), make([]byte, 10*8000)...)
		m, err := Default(nil).Probe(t.Context(), write(t, "a.aac", b))
		if err != nil || m.Codec != "AAC-LC" || m.SampleRate != 44100 || m.Channels != 2 || m.Estimated != variable || !near(m.Duration, 10*time.Second, 100*time.Millisecond) {
			t.Errorf("%+v, %v", m, err)
		}
	}
	if _, err := Default(nil).Probe(t.Context(), write(t, "a.aac", adif(false)[:10])); err == nil || err.Error() != "truncated" {
		t.Error(err)
	}
}

// TestLATM: the length of a LATM stream is estimated from its frames.
func TestLATM(t *testing.T) {
	f := ffmpeg(t, "a.latm", "-c:a|aac|-f|latm")
	m, err := Default(nil).Probe(t.Context(), f)
	if err != nil || !m.Estimated || !near(m.Duration, 3*time.Second, 200*time.Millisecond) {
		t.Errorf("%+v, %v", m, err)
	}
}

// TestLATMBehindID3: an ID3 tag can stand before a LATM stream.
func TestLATMBehindID3(t *testing.T) {
	tag := aTag(3, 0, aFrame(3, "TIT2", 0, aText(latin1, "Reed")), aFrame(3, "TXXX", 0, 0, "x", 0, strings.Repeat("long ", 8000)))
	b := join(tag, read(t, ffmpeg(t, "a.latm", "-c:a|aac|-f|latm").Path))
	for _, name := range []string{"a.latm", "a.aac"} {
		m, err := Default(nil).Probe(t.Context(), write(t, name, b))
		if err != nil || m.Container != "loas" || m.Tags.Title != "Reed" || !near(m.Duration, 3*time.Second, 200*time.Millisecond) {
			t.Errorf("%s: %+v, %v", name, m, err)
		}
	}
}

// TestCutWAVOfFFprobe: a WAV in a codec that only ffprobe reads has the length of what exists.
func TestCutWAVOfFFprobe(t *testing.T) {
	f := ffmpeg(t, "a.wav", "-c:a|aac")
	m, err := Default(nil).Probe(t.Context(), f)
	if err != nil || m.Codec != "AAC-LC" || !near(m.Duration, 3*time.Second, 100*time.Millisecond) {
		t.Errorf("%+v, %v", m, err)
	}
	m, err = Default(nil).Probe(t.Context(), write(t, "cut.wav", read(t, f.Path)[:f.Size/2]))
	if err == nil || err.Error() != "truncated" || m == nil || !near(m.Duration, 1500*time.Millisecond, 200*time.Millisecond) {
		t.Errorf("cut: %+v, %v", m, err)
	}
}

// TestMP4CutInItsOnlyChunk: a file is cut if its samples end behind it, however many a
// chunk has.
func TestMP4CutInItsOnlyChunk(t *testing.T) {
	f := ffmpeg(t, "a.m4a", "-af|apad=whole_dur=60|-c:a|aac|-movflags|+faststart")
	whole := read(t, f.Path)
	if m, err := (Native{}).Probe(t.Context(), f); err != nil || !near(m.Duration, time.Minute, 200*time.Millisecond) {
		t.Fatalf("%+v, %v", m, err)
	}
	m, err := Native{}.Probe(t.Context(), &book.File{Path: write(t, "cut.m4a", whole[:len(whole)-2000]).Path})
	if err == nil || err.Error() != "truncated" || m.Duration > 58*time.Second {
		t.Errorf("%+v, %v", m, err)
	}
}
