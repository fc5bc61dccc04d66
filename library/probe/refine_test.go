package probe

import (
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
	live := ffmpeg(t, "live.webm", "-c:a|libopus|-live|1|-f|webm")
	if m, err := NewFFprobe(FFprobeOptions{}).Probe(t.Context(), live); err != nil || m == nil || !m.Estimated || !near(m.Duration, 3*time.Second, 100*time.Millisecond) {
		t.Errorf("webm without a length: %+v, %v", m, err)
	}
	f := ffmpeg(t, "a.wv", "-c:a|wavpack")
	png := drawn(t, "png", 300, 200)
	b := append(read(t, f.Path), wrapAPE(2000, 2, join(anItem(0, "Label", "House"), anItem(1, "Cover Art (Front)", "cover\x00", png)))...)
	check(t, os.WriteFile(f.Path, b, 0o644))
	m, err := Chain{Native{}, NewFFprobe(FFprobeOptions{})}.Probe(t.Context(), &book.File{Path: f.Path, Size: int64(len(b))})
	if err != nil || m.Cover == nil || m.Cover.Width != 300 || m.Tags.Publisher != "House" {
		t.Errorf("%+v, %v", m, err)
	}
	if got, err := Picture(t.Context(), f.Path); err != nil || string(got) != string(png) {
		t.Errorf("%d bytes, %v", len(got), err)
	}
}
