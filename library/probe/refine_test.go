package probe

import (
	"bytes"
	"os"
	"testing"
	"time"

	"lectern/library/book"
)

// TestRefine reads formats in which the file itself says more than ffprobe.
func TestRefine(t *testing.T) {
	for _, c := range []struct{ name, args string }{
		{"a.caf", "-c:a|pcm_s16be"},
		{"alac.caf", "-c:a|alac"},
		{"a.ac3", "-c:a|ac3|-ar|48000|-b:a|96k"},
	} {
		f := ffmpeg(t, c.name, c.args)
		m, err := NewFFprobe(FFprobeOptions{}).Probe(t.Context(), f)
		if err != nil || m == nil || m.Estimated || !near(m.Duration, 3*time.Second, 100*time.Millisecond) {
			t.Errorf("%s: %+v, %v", c.name, m, err)
		}
	}
	speech := func(mode byte, length, n int) []byte {
		return bytes.Repeat(append([]byte{mode<<3 | 4}, make([]byte, length-1)...), n)
	}
	for _, c := range []struct {
		name      string
		file      []byte
		want      time.Duration
		estimated bool
	}{
		{"pauses.amr", join("#!AMR\n", speech(7, 32, 500), speech(8, 6, 1000), speech(15, 1, 1000)), 50 * time.Second, false},
		{"wide.awb", join("#!AMR-WB\n", speech(8, 61, 2500)), 50 * time.Second, false},
		{"long.amr", join("#!AMR\n", speech(0, 13, 500_000)), 10_000 * time.Second, true},
	} {
		m, err := NewFFprobe(FFprobeOptions{}).Probe(t.Context(), write(t, c.name, c.file))
		if err != nil || m == nil || m.Estimated != c.estimated || !near(m.Duration, c.want, time.Millisecond) {
			t.Errorf("%s: %+v, %v", c.name, m, err)
		}
	}
	live := ffmpeg(t, "live.webm", "-c:a|libopus|-live|1|-f|webm")
	if m, err := NewFFprobe(FFprobeOptions{}).Probe(t.Context(), live); err != nil || m == nil || !m.Estimated || !near(m.Duration, 3*time.Second, 100*time.Millisecond) {
		t.Errorf("webm without a length: %+v, %v", m, err)
	}
	f := ffmpeg(t, "a.wv", "-c:a|wavpack")
	png := drawn(t, "png", 300, 200)
	b := append(read(t, f.Path), wrapAPE(2000, 3, join(anItem(0, "Label", "House"), anItem(0, "Artist", "A\x00B"), anItem(1, "Cover Art (Front)", "cover\x00", png)))...)
	check(t, os.WriteFile(f.Path, b, 0o644))
	m, err := Chain{Native{}, NewFFprobe(FFprobeOptions{})}.Probe(t.Context(), &book.File{Path: f.Path, Size: int64(len(b))})
	if err != nil || m.Cover == nil || m.Cover.Width != 300 || m.Tags.Publisher != "House" || m.Tags.Artist != "A; B" {
		t.Errorf("%+v, %v", m, err)
	}
	sbr := ffmpeg(t, "low.aac", "-c:a|aac|-ar|22050") // left to ffprobe, as it may use SBR
	b2 := join(aTag(4, 0, aFrame(4, "TPE1", 0, 3, "A\x00B"), aFrame(4, "MVNM", 0, 3, "Dune"), aFrame(4, "APIC", 0, 0, "image/png", 0, 3, 0, png)), read(t, sbr.Path))
	two := write(t, "tagged.aac", b2)
	m, err = Default(nil).Probe(t.Context(), two)
	if err != nil || m.Prober != "ffprobe" || m.Tags.Artist != "A; B" || m.Tags.Series != "Dune" || m.Cover == nil || m.Cover.Width != 300 {
		t.Errorf("ID3 in AAC: %+v, %v", m, err)
	}
	for _, path := range []string{f.Path, two.Path} {
		if got, err := Picture(t.Context(), path); err != nil || string(got) != string(png) {
			t.Errorf("%s: %d bytes, %v", path, len(got), err)
		}
	}
}
