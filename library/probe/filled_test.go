package probe

import (
	"strings"
	"testing"
	"time"
)

// TestFilledWithZeros: a file whose end consists of zeros, as a copy leaves it that reserved
// space and did not come to its end, is truncated, and as long as the audio that is there.
// Silence is not zeros.
func TestFilledWithZeros(t *testing.T) {
	for name, args := range map[string]string{
		"constant.mp3": "-b:a|128k",
		"sound.mp3":    "-b:a|128k|-write_id3v1|1|-metadata|title=Emma",
		"sound.wma":    "-b:a|128k",
		"sound.m4b":    "-b:a|128k|-movflags|+faststart",
	} {
		f := ffmpeg(t, name, "-ac|2|"+args)
		if m, err := (Native{}).Probe(t.Context(), f); err != nil || m.Estimated || !near(m.Duration, 3*time.Second, 60*time.Millisecond) {
			t.Errorf("%s: %+v, %v", name, m, err)
		}
		b := read(t, f.Path)
		clear(b[f.Size/2:])
		m, err := Native{}.Probe(t.Context(), write(t, name, b))
		if err == nil || err.Error() != "truncated" || m == nil || m.Whole || !near(m.Duration, 1500*time.Millisecond, 300*time.Millisecond) {
			t.Errorf("%s, half of it: %+v, %v", name, m, err)
		}
		f = ffmpeg(t, name, "-ac|2|-af|volume=0:enable='gt(t,1)'|"+strings.ReplaceAll(args, "128k", "320k"))
		if m, err := (Native{}).Probe(t.Context(), f); err != nil || !m.Whole || !near(m.Duration, 3*time.Second, 60*time.Millisecond) {
			t.Errorf("%s, silent at the end: %+v, %v", name, m, err)
		}
	}
	f := ffmpeg(t, "silent.mov", "-af|volume=0|-c:a|adpcm_ima_qt|-movflags|+faststart")
	if m, err := (Native{}).Probe(t.Context(), f); err != nil || m.Codec != "ADPCM" || !near(m.Duration, 3*time.Second, 60*time.Millisecond) {
		t.Errorf("silence in ADPCM: %+v, %v", m, err)
	}
}
