package probe

import (
	"bytes"
	"encoding/binary"
	"testing"
	"time"
)

// TestPresent: files in formats that only ffprobe reads have the length of the audio that
// exists, and are truncated if they declare more.
func TestPresent(t *testing.T) {
	le := binary.LittleEndian
	dsf := func() []byte {
		const n = 4096 * 200
		b := le.AppendUint64(append(le.AppendUint64(le.AppendUint64([]byte("DSD "), 28), 28+52+12+n), make([]byte, 8)...), 0)[:28]
		b = le.AppendUint64(append(b, "fmt "...), 52)
		for _, v := range []uint32{1, 0, 1, 1, 2822400, 1} {
			b = le.AppendUint32(b, v)
		}
		b = le.AppendUint64(b, 8*n)
		b = le.AppendUint32(le.AppendUint32(b, 4096), 0)
		b = le.AppendUint64(append(b, "data"...), 12+n)
		return append(b, bytes.Repeat([]byte{0x69}, n)...)
	}
	for _, c := range []struct {
		name  string
		whole []byte
		long  time.Duration
	}{
		{"a.wv", read(t, ffmpeg(t, "a.wv", "-c:a|wavpack").Path), 3 * time.Second},
		{"a.tta", read(t, ffmpeg(t, "a.tta", "-c:a|tta").Path), 3 * time.Second},
		{"a.au", read(t, ffmpeg(t, "a.au", "-c:a|pcm_s16be").Path), 3 * time.Second},
		{"a.dsf", dsf(), 2322 * time.Millisecond},
	} {
		m, err := Default(nil).Probe(t.Context(), write(t, c.name, c.whole))
		if err != nil || !near(m.Duration, c.long, 50*time.Millisecond) {
			t.Errorf("%s: %+v, %v", c.name, m, err)
		}
		m, err = Default(nil).Probe(t.Context(), write(t, c.name, c.whole[:len(c.whole)/2]))
		if err == nil || err.Error() != "truncated" || m.Estimated || !near(m.Duration, c.long/2, 800*time.Millisecond) {
			t.Errorf("half of %s: %+v, %v", c.name, m, err)
		}
	}
	streamed := read(t, ffmpeg(t, "a.wv", "-c:a|wavpack").Path)
	le.PutUint32(streamed[12:], 1<<32-1)
	if m, err := Default(nil).Probe(t.Context(), write(t, "a.wv", streamed)); err != nil || !near(m.Duration, 3*time.Second, 50*time.Millisecond) {
		t.Errorf("WavPack without a length: %+v, %v", m, err)
	}
}
