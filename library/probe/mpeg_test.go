package probe

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"lectern/library/book"
)

// someFrames returns n frames with this header and zeros as data.
func someFrames(t testing.TB, n int, h ...byte) []byte {
	t.Helper()
	f, ok := header(h)
	if !ok || f.length == 0 {
		t.Fatalf("% X is no header", h)
	}
	return bytes.Repeat(append(h, make([]byte, f.length-len(h))...), n)
}

// TestHeader compares with the lengths and rates in the standards.
func TestHeader(t *testing.T) {
	for _, c := range []struct {
		b                              []byte
		codec                          string
		length, samples, rate, channel int
	}{
		{[]byte{0xFF, 0xFB, 0x90, 0x00}, "MP3", 417, 1152, 44100, 2},
		{[]byte{0xFF, 0xFB, 0x92, 0xC0}, "MP3", 418, 1152, 44100, 1},
		{[]byte{0xFF, 0xFA, 0xE4, 0x40}, "MP3", 960, 1152, 48000, 2},
		{[]byte{0xFF, 0xF3, 0x84, 0xC0}, "MP3", 192, 576, 24000, 1},
		{[]byte{0xFF, 0xF2, 0x40, 0x00}, "MP3", 104, 576, 22050, 2},
		{[]byte{0xFF, 0xE3, 0x18, 0xC4}, "MP3", 72, 576, 8000, 1},
		{[]byte{0xFF, 0xE3, 0x40, 0x00}, "MP3", 208, 576, 11025, 2},
		{[]byte{0xFF, 0xFD, 0xA4, 0x00}, "MP2", 576, 1152, 48000, 2},
		{[]byte{0xFF, 0xF5, 0x80, 0x00}, "MP2", 417, 1152, 22050, 2},
		{[]byte{0xFF, 0xFF, 0xC0, 0x00}, "MP1", 416, 384, 44100, 2},
		{[]byte{0xFF, 0xFF, 0xC2, 0x00}, "MP1", 420, 384, 44100, 2},
		{[]byte{0xFF, 0xF7, 0xC8, 0x00}, "MP1", 576, 384, 16000, 2},
		{[]byte{0xFF, 0xF1, 0x50, 0x80, 0x2E, 0x7F, 0xFC}, "AAC-LC", 371, 1024, 44100, 2},
		{[]byte{0xFF, 0xF9, 0x0C, 0x40, 0x20, 0x1F, 0xFD}, "AAC-Main", 256, 2048, 48000, 1},
		{[]byte{0xFF, 0xF1, 0x51, 0xC0, 0x20, 0x1F, 0xFC}, "AAC-LC", 256, 1024, 44100, 8},
		{b: []byte{0xFF, 0xFB, 0xF0, 0x00}}, // an invalid bit rate
		{b: []byte{0xFF, 0xFB, 0x9C, 0x00}}, // an invalid sample rate
		{b: []byte{0xFF, 0xEB, 0x90, 0x00}}, // an invalid version
		{b: []byte{0xFF, 0xE1, 0x90, 0x00}}, // an invalid layer
		{b: []byte{0xFF, 0xF1, 0x74, 0x80, 0x2E, 0x7F, 0xFC}},
		{b: []byte{0xFF, 0xF1, 0x50, 0x80, 0x00, 0xE0, 0xFC}}, // 7 bytes in all
		{b: []byte{0xFF, 0xF1, 0x50, 0x80}},
		{b: []byte{0xFF, 0xFB}},
		{},
	} {
		f, ok := header(c.b)
		if ok != (c.codec != "") {
			t.Errorf("% X: %v", c.b, ok)
		} else if ok && (f.codec() != c.codec || f.length != c.length || f.samples != c.samples || f.rate != c.rate || f.channels != c.channel) {
			t.Errorf("% X: %s %+v", c.b, f.codec(), f)
		}
	}
}

// aXing returns a frame with a Xing header of this many frames and bytes; a
// negative number is left out.
func aXing(t testing.TB, mark string, frames, bytes int) []byte {
	b := someFrames(t, 1, 0xFF, 0xFB, 0x90, 0x00)
	v := b[36:]
	copy(v, mark)
	flags, v := v[4:], v[8:]
	if frames >= 0 {
		flags[3] |= 1
		copy(v, eight(frames))
		v = v[4:]
	}
	if bytes >= 0 {
		flags[3] |= 2
		copy(v, eight(bytes))
	}
	return b
}

func aVBRI(t testing.TB, frames, bytes int) []byte {
	b := someFrames(t, 1, 0xFF, 0xFB, 0x90, 0x00)
	copy(b[36:], join("VBRI", 0, 1, 0, 0, 0, 75, eight(bytes), eight(frames)))
	return b
}

// TestLength checks the lengths of files, in frames.
// TestEstimate estimates the length of files with many bit rates, and of one that is
// louder at its end. It is never silently wrong.
func TestEstimate(t *testing.T) {
	second := func(index byte) []byte { return someFrames(t, 38, 0xFF, 0xFB, index<<4, 0xC4) } // layer III, 44.1 kHz
	dice := rand.New(rand.NewPCG(1, 2))
	var mixed, late []byte
	for range 600 {
		mixed = append(mixed, bytes.Repeat(second(byte(1+dice.IntN(9))), 1+dice.IntN(5))...)
	}
	for range 600 {
		late = append(late, second(4)...)
	}
	for range 40 {
		late = append(late, second(11)...)
	}
	for _, file := range [][]byte{mixed, late} {
		frames := 0
		for at := 0; at < len(file); frames++ {
			f, ok := header(file[at:])
			if !ok {
				t.Fatal("no frame")
			}
			at += f.length
		}
		want := playing(int64(frames)*1152, 44100)
		m, err := readBytes(t, file)
		if err != nil || !m.Estimated || (m.Duration-want).Abs() > want*3/100 {
			t.Errorf("%v, %v; want %v", m.Duration, err, want)
		}
	}
}

func TestLength(t *testing.T) {
	layer1 := someFrames(t, 30, 0xFF, 0xFF, 0xC0, 0x00)
	slow := someFrames(t, 500, 0xFF, 0xFB, 0x50, 0x00)
	fast := someFrames(t, 500, 0xFF, 0xFB, 0xB0, 0x00)
	mono := someFrames(t, 9, 0xFF, 0xFB, 0x90, 0xC0)
	mp25 := someFrames(t, 100, 0xFF, 0xE3, 0x18, 0xC4)
	free := bytes.Repeat(append([]byte{0xFF, 0xFB, 0x00, 0x00}, make([]byte, 620)...), 40)
	long := silence(1000)
	counted := join(aXing(t, "Info", 1000, len(long)+417), long)
	for _, c := range []struct {
		name      string
		file      []byte
		want      time.Duration
		estimated bool
		fault     string
	}{
		{"counted", silence(9), 9 * silenceLen, false, ""},
		{"one frame", silence(1), silenceLen, false, ""},
		{"one frame and a tag", join(silence(1), "TAG", make([]byte, 125)), silenceLen, false, ""},
		{"two frames and a bit", silence(3)[:900], 2 * silenceLen, false, ""},
		{"half a frame", silence(1)[:200], 0, false, "truncated"},
		{"a tag and half a frame", join(aTag(3, 0, 0), silence(1)[:200]), 0, false, "truncated"},
		{"a frame and text", join(silence(1), "text"), 0, false, "not an audio file"},
		{"of one bit rate", long, 1000 * silenceLen, true, ""},
		{"of two bit rates", join(slow, fast), 1000 * silenceLen, true, ""},
		{"Xing", join(aXing(t, "Xing", 1000, len(long)+417), long), 1000 * silenceLen, false, ""},
		{"Info", join(aXing(t, "Info", 1000, len(long)+417), long), 1000 * silenceLen, false, ""},
		{"Xing without bytes", join(aXing(t, "Xing", 1000, -1), long), 1000 * silenceLen, false, ""},
		{"Xing without frames", join(aXing(t, "Xing", -1, len(long)+417), long), 1000 * silenceLen, true, ""},
		{"Xing without either", join(aXing(t, "Xing", -1, -1), silence(9)), 9 * silenceLen, false, ""},
		{"Xing of no frames", join(aXing(t, "Xing", 0, len(long)), long), 1000 * silenceLen, true, ""},
		{"Xing of too many frames", join(aXing(t, "Xing", 1<<30, len(long)), long), 1000 * silenceLen, true, ""},
		{"Xing, and more sound", join(aXing(t, "Xing", 1000, len(long)+417), long, long), 2000 * silenceLen, true, ""},
		{"Xing, and less sound", join(aXing(t, "Xing", 1000, len(long)+417), long)[:500*417+9], 499 * silenceLen, true, "truncated"},
		{"Xing, and less sound, by whole frames", join(aXing(t, "Xing", 1000, len(long)+417), long)[:500*417], 499 * silenceLen, true, ""},
		{"Xing, and little sound, by whole frames", join(aXing(t, "Xing", 1000, len(long)+417), long)[:50*417], 49 * silenceLen, false, ""},
		{"Xing, and less sound and a tag", join(aXing(t, "Xing", 1000, len(long)+417), long[:500*417], "TAG", make([]byte, 125)), 500 * silenceLen, true, ""},
		{"Xing, a little cut", join(aXing(t, "Xing", 1000, len(long)+417), long)[:len(long)*97/100], 969 * silenceLen, true, ""},
		{"Xing and a tag, cut", join(aTag(3, 0, make([]byte, 9999)), aXing(t, "Xing", 1000, len(long)+417), long)[:len(long)/2], 475 * silenceLen, true, "truncated"},
		{"Xing and a long tag, cut", join(aTag(3, 0, make([]byte, 99999)), aXing(t, "Xing", 1000, len(long)+417), long)[:100_000+len(long)*9/10], 899 * silenceLen, true, "truncated"},
		{"Xing alone", aXing(t, "Xing", 1000, len(long)+417), 0, false, "truncated"},
		{"VBRI", join(aVBRI(t, 1000, len(long)+417), long), 1000 * silenceLen, false, ""},
		{"VBRI, cut", join(aVBRI(t, 1000, len(long)+417), long)[:500*417-9], 499 * silenceLen, true, "truncated"},
		{"two files", join(counted, aTag(3, 0, make([]byte, 20000)), counted), 2000 * silenceLen, false, ""},
		{"two files, the second short", join(counted, aXing(t, "Info", 30, 31*417), silence(30)), 1030 * silenceLen, false, ""},
		{"a short file and a long one", join(aXing(t, "Info", 30, 31*417), silence(30), "TAG", make([]byte, 125), counted, "TAG", make([]byte, 125)), 1030 * silenceLen, false, ""},
		{"three files by VBRI", bytes.Repeat(join(aVBRI(t, 1000, len(long)+417), long), 3), 3000 * silenceLen, false, ""},
		{"two files of two sample rates", join(counted, aTag(3, 0, 0), mp25), 1000*silenceLen + 100*576*time.Second/8000, false, ""},
		{"a counted file and one that is not", join(counted, aTag(3, 0, 0), long), 2000 * silenceLen, true, ""},
		{"two files, the second cut", join(counted, counted[:500*417+9]), 1499 * silenceLen, true, "truncated"},
		{"a short file counted without bytes, and more", join(aXing(t, "Xing", 30, -1), silence(1000)), 1000 * silenceLen, true, ""},
		{"counted without bytes, and a little more", join(aXing(t, "Info", 1000, -1), long, aXing(t, "Info", 50, -1), silence(50)), 1051 * silenceLen, true, ""},
		{"Info of too few frames", join(aXing(t, "Info", 700, len(long)+417), long), 1000 * silenceLen, true, ""},
		{"Xing of a few frames too many", join(aXing(t, "Xing", 1100, len(long)+417), long), 1000 * silenceLen, true, ""},
		{"Xing, and junk", join(aXing(t, "Xing", 1000, len(long)+417), long, make([]byte, 100_000)), 1000 * silenceLen, true, ""},
		{"Xing, and a little junk", join(aXing(t, "Xing", 1000, len(long)+417), long, noise(50_000)), 1000 * silenceLen, false, ""},
		{"of one bit rate, and junk", join(long, make([]byte, 300_000)), 1000 * silenceLen, true, ""},
		{"of two bit rates, and noise", join(slow, fast, noise(200_000)), 1000 * silenceLen, true, ""},
		{"the second part of a file", long[100:], 999 * silenceLen, true, ""},
		{"layer I", layer1, 30 * 384 * time.Second / 44100, false, ""},
		{"layer II", someFrames(t, 30, 0xFF, 0xFD, 0xA4, 0x00), 30 * 1152 * time.Second / 48000, false, ""},
		{"MPEG 2.5", mp25, 100 * 576 * time.Second / 8000, false, ""},
		{"free format", free, 40 * silenceLen, false, ""},
		{"free format, padded", join(bytes.Repeat(join(free[:624], "\xFF\xFB\x02", make([]byte, 622)), 20)), 40 * silenceLen, false, ""},
		{"long, in free format", bytes.Repeat(free, 20), 800 * silenceLen, true, ""},
		{"zeros in front", join(silence(1)[:0], aTag(3, 0, 0), make([]byte, 300_000), silence(9)), 9 * silenceLen, false, ""},
		{"something between", join(silence(9), "what is this", silence(9)), 18 * silenceLen, false, ""},
		{"tags between", join(silence(9), "TAG", make([]byte, 125), aTag(3, 0, silence(4)), silence(9)), 18 * silenceLen, false, ""},
		{"of two sample rates", join(silence(9), mp25), 9*silenceLen + 100*576*time.Second/8000, false, ""},
		{"mono after a stereo Xing", join(aXing(t, "Xing", 9, -1), mono), 9 * silenceLen, false, ""},
	} {
		m, err := readBytes(t, c.file)
		if c.fault == "" && err != nil || c.fault != "" && (err == nil || err.Error() != c.fault) {
			t.Errorf("%s: %v, want %q", c.name, err, c.fault)
			continue
		}
		if m == nil {
			if c.want != 0 {
				t.Errorf("%s: nothing", c.name)
			}
			continue
		}
		slack := time.Microsecond + c.want/10_000_000
		if c.estimated {
			slack = c.want / 250
		}
		if (m.Duration-c.want).Abs() > slack || m.Estimated != c.estimated {
			t.Errorf("%s: %v, estimated %v, want %v", c.name, m.Duration, m.Estimated, c.want)
		}
		if want := int(float64(len(c.file)) * 8 / m.Duration.Seconds()); m.BitRate != want && c.want > 0 {
			t.Errorf("%s: %d bit/s, want %d", c.name, m.BitRate, want)
		}
		if want := 1; (strings.HasPrefix(c.name, "mono") || c.name == "MPEG 2.5") && m.Channels != want {
			t.Errorf("%s: %d channels", c.name, m.Channels)
		}
		if c.fault == "" && !strings.HasPrefix(c.name, "Xing, a little cut") && !strings.HasPrefix(c.name, "counted without") {
			walked, err := WalkFrames(t.Context(), bytes.NewReader(c.file), int64(len(c.file)))
			if (walked-c.want).Abs() > 3*silenceLen || err != nil {
				t.Errorf("%s: walked %v, %v, want %v", c.name, walked, err, c.want)
			}
		}
	}
}

// TestMPEGAfterATag reads other formats after an ID3 tag.
func TestMPEGAfterATag(t *testing.T) {
	tag := aTag(4, 0, aFrame(4, "TIT2", 0, 0, "Of ID3"), aFrame(4, "TXXX", 0, 0, "asin", 0, "B0"), aFrame(4, "TLAN", 0, 0, "en"))
	for name, want := range map[string]string{"a.flac": "FLAC", "a.opus": "Opus", "a.wav": "", "book.m4b": "", "a.wv": "", "a.ac3": ""} {
		m, err := readBytes(t, join(tag, content(t, name)))
		switch {
		case want == "":
			if m != nil || !errors.Is(err, ErrUnsupported) {
				t.Errorf("%s: %+v, %v", name, m, err)
			}
		case err != nil || m.Codec != want || m.Tags.Title != "Part One" || m.Tags.Language != "en" || m.Duration.Round(50*time.Millisecond) != 2*time.Second:
			t.Errorf("%s: %+v, %v", name, m, err)
		case name == "a.flac" && m.Tags.ASIN != "B002UZJGYY":
			t.Errorf("%s: asin %q", name, m.Tags.ASIN)
		}
	}
	for name, file := range map[string][]byte{"UTF-16": join("\xFF\xFE", bare(utf16BOM, strings.Repeat("some text ", 99))[2:]), "noise": noise(1 << 20)} {
		var fault *book.Fault
		if m, err := readBytes(t, file); m != nil || !errors.As(err, &fault) || fault.Kind != book.NotAudio {
			t.Errorf("%s: %+v, %v", name, m, err)
		}
	}
	if m, err := readBytes(t, join(strings.Repeat("junk", 300), silence(1))); m != nil || err == nil {
		t.Errorf("one frame behind junk: %+v, %v", m, err)
	}
}

// noise returns data that looks like a frame at first.
func noise(n int) []byte {
	b := make([]byte, n)
	_, _ = rand.NewChaCha8([32]byte{1}).Read(b)
	copy(b, "\xFF\xFB\x90\x00")
	return b
}

// TestMPEGAgainstFFprobe compares with ffprobe on files written by ffmpeg.
func TestMPEGAgainstFFprobe(t *testing.T) {
	dir := t.TempDir()
	for name, args := range map[string]string{
		"layer2.mp2": "-c:a mp2 -b:a 64k", "mono.mp3": "-ac 1 -ar 22050 -c:a libmp3lame -b:a 32k", "low.mp3": "-ar 8000 -c:a libmp3lame",
		"old.mp3":  "-id3v2_version 3 -write_id3v1 1 -metadata title=Ωμέγα -metadata artist=Ann -metadata album=Café -c:a libmp3lame -q:a 5",
		"adts.aac": "-ac 1 -c:a aac -write_id3v2 1 -metadata title=Ωμέγα",
	} {
		line := append([]string{"-v", "error", "-f", "lavfi", "-i", "sine=d=7"}, strings.Fields(args)...)
		if out, err := exec.Command("ffmpeg", append(line, filepath.Join(dir, name))...).CombinedOutput(); err != nil {
			t.Fatalf("ffmpeg %s: %v %s", args, err, out)
		}
	}
	for _, name := range []string{"full.mp3", "noxing.mp3", "a.aac"} {
		check(t, os.WriteFile(filepath.Join(dir, name), content(t, name), 0o644))
	}
	referee := NewFFprobe(FFprobeOptions{})
	files, _ := filepath.Glob(filepath.Join(dir, "*"))
	if len(files) != 8 {
		t.Fatalf("%d files", len(files))
	}
	for _, path := range files {
		st, _ := os.Stat(path)
		f := &book.File{Path: path, Size: st.Size()}
		got, err := Native{}.Probe(t.Context(), f)
		want, err2 := referee.Probe(t.Context(), f)
		if err != nil || err2 != nil {
			t.Errorf("%s: %v, %v", path, err, err2)
			continue
		}
		type facts struct {
			container, codec, title, artist, album, narrator string
			rate, channels, year, track                      int
			genres                                           string
		}
		of := func(m *book.Media) facts {
			return facts{
				m.Container, m.Codec, m.Tags.Title, m.Tags.Artist, m.Tags.Album, m.Tags.Narrator,
				m.SampleRate, m.Channels, m.Tags.Year, m.Tags.Track, strings.Join(m.Tags.Genres, ";"),
			}
		}
		if of(got) != of(want) {
			t.Errorf("%s: %+v, ffprobe %+v", path, of(got), of(want))
		}
		// ffprobe estimates these from the bit rate of the first frames.
		slack := 0.1
		if want.Estimated {
			slack = want.Duration.Seconds() / 10
		}
		if d := math.Abs(got.Duration.Seconds() - want.Duration.Seconds()); d > slack {
			t.Errorf("%s: %v, ffprobe %v", path, got.Duration, want.Duration)
		}
		if d := math.Abs(float64(got.BitRate)/float64(want.BitRate) - 1); d > 0.01 && !want.Estimated {
			t.Errorf("%s: %d bit/s, ffprobe %d", path, got.BitRate, want.BitRate)
		}
	}
}

// TestWalkFrames counts long, odd and missing frames.
func TestWalkFrames(t *testing.T) {
	var strung []byte
	for range 40 {
		strung = join(strung, aTag(3, 0, make([]byte, 5000)), silence(300), noise(5000)[4:], "TAG", make([]byte, 125))
	}
	d, err := WalkFrames(t.Context(), bytes.NewReader(strung), int64(len(strung)))
	if want := 40 * 300 * silenceLen; err != nil || (d-want).Abs() > time.Millisecond {
		t.Errorf("%v, %v, want %v", d, err, want)
	}
	if d, err := WalkFrames(t.Context(), bytes.NewReader(noise(1<<20)), 1<<20); !errors.Is(err, ErrNoFrames) {
		t.Errorf("%v, %v", d, err)
	}
	gone := errors.New("gone")
	broken := readerAt(func(b []byte, at int64) (int, error) {
		if at > 1<<20 {
			return 0, gone
		}
		return copy(b, strung[at:]), nil
	})
	if d, err := WalkFrames(t.Context(), broken, int64(len(strung))); !errors.Is(err, gone) {
		t.Errorf("%v, %v", d, err)
	}
	// A file can shrink while it is read.
	if d, err := WalkFrames(t.Context(), bytes.NewReader(strung[:1<<20]), int64(len(strung))); err != nil || d <= 0 {
		t.Errorf("%v, %v", d, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	reads := 0
	slow := readerAt(func(b []byte, at int64) (int, error) {
		if reads++; reads == 8 {
			cancel()
		}
		return copy(b, strung[at:]), nil
	})
	if d, err := WalkFrames(ctx, slow, int64(len(strung))); !errors.Is(err, context.Canceled) || reads != 8 {
		t.Errorf("%v, %v after %d reads", d, err, reads)
	}
}

type readerAt func(b []byte, at int64) (int, error)

func (r readerAt) ReadAt(b []byte, at int64) (int, error) { return r(b, at) }

// TestGuess estimates files with widely varying bit rates.
func TestGuess(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var off []float64
	for range 20 {
		var file []byte
		frames := 0
		for len(file) < 4<<20 {
			k := 20 + r.IntN(400)
			file = append(file, someFrames(t, k, 0xFF, 0xFB, byte(3+r.IntN(7))<<4, 0)...)
			frames += k
		}
		m := mustRead(t, file)
		if !m.Estimated {
			t.Fatal("counted")
		}
		off = append(off, math.Abs(m.Duration.Seconds()/(time.Duration(frames)*silenceLen).Seconds()-1))
	}
	slices.Sort(off)
	t.Logf("off by %.1f %% in the middle, %.1f %% at worst", 100*off[10], 100*off[19])
	if off[10] > 0.08 || off[19] > 0.2 {
		t.Error(off)
	}
}

func TestMPEGDisk(t *testing.T) {
	file := join(aTag(3, 0, make([]byte, 20000)), silence(500))
	for after := range 6 {
		reads := 0
		failing := readerAt(func(b []byte, at int64) (int, error) {
			if reads++; reads > after {
				return 0, os.ErrDeadlineExceeded
			}
			n := copy(b, file[at:])
			if n < len(b) {
				return n, io.EOF
			}
			return n, nil
		})
		s := newSource(failing, int64(len(file)))
		m, err := readSource(t.Context(), s, &book.File{Path: "x.mp3"})
		s.close()
		if reads > after && err == nil {
			t.Errorf("after %d reads: %+v", after, m)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	s := newSource(bytes.NewReader(file), int64(len(file)))
	defer s.close()
	if m, err := readSource(ctx, s, &book.File{Path: "x.mp3"}); !errors.Is(err, context.Canceled) {
		t.Errorf("%+v, %v", m, err)
	}
}
