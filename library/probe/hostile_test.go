package probe

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lectern/library/book"
)

// answer reads b under a name with the whole chain, as the pool does, and
// checks the guarantees for every file: an answer or a fault in words, quickly,
// and with bounded memory.
func answer(t *testing.T, name string, b []byte) (*book.Media, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	check(t, os.WriteFile(path, b, 0o644))
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	before := allocated()
	m, err := ask(ctx, Default(nil), &book.File{Path: path, Size: int64(len(b))})
	if n := allocated() - before; n > 64<<20 {
		t.Errorf("%s: %d MiB of memory", name, n>>20)
	}
	var fault *book.Fault
	switch {
	case ctx.Err() != nil:
		t.Errorf("%s: no answer in a minute", name)
	case err != nil && (!errors.As(err, &fault) || fault.Reason == ""):
		t.Errorf("%s: %v is no fault in words", name, err)
	case err == nil && m == nil:
		t.Errorf("%s: neither media nor fault", name)
	}
	if m != nil {
		sane(t, m)
	}
	return m, err
}

// TestOddFiles: any data after the signature of a format, under any name, gives an
// answer.
func TestOddFiles(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 8))
	noise := func(n int) []byte {
		b := make([]byte, n)
		for i := range b {
			b[i] = byte(rng.Uint32())
		}
		return b
	}
	names := []string{"a.mp3", "a.m4b", "a.flac", "a.ogg", "a.wma", "a.wav", "a.aac", "a.mka"}
	for i, mark := range marks {
		b := append(make([]byte, mark.at), mark.mark...)
		for _, n := range []int{0, 3, 40, 5000} {
			answer(t, names[(i+n)%len(names)], append(bytes.Clone(b), noise(n)...))
		}
	}
	for _, n := range []int{0, 1, 127, 128, 129, 70000} {
		answer(t, "zeros.mp3", make([]byte, n))
		answer(t, "ones.m4b", bytes.Repeat([]byte{0xFF}, n))
	}
}

// TestHarmfulFiles: malicious files give an answer too.
func TestHarmfulFiles(t *testing.T) {
	be := binary.BigEndian
	syncsafe := func(n int) []byte {
		return []byte{byte(n >> 21 & 0x7F), byte(n >> 14 & 0x7F), byte(n >> 7 & 0x7F), byte(n & 0x7F)}
	}
	tag := func(frames []byte) []byte {
		return append(append([]byte("ID3\x03\x00\x00"), syncsafe(len(frames))...), frames...)
	}
	frame := func(name string, body []byte) []byte {
		return append(append(append([]byte(name), be.AppendUint32(nil, uint32(len(body)))...), 0, 0), body...)
	}
	box := func(kind string, size uint32, body ...byte) []byte {
		return append(append(be.AppendUint32(nil, size), kind...), body...)
	}
	sound := read(t, ffmpeg(t, "s.mp3", "-id3v2_version|0").Path)

	var many bytes.Buffer
	for i := range 200_000 {
		many.Write(frame("TXXX", fmt.Appendf(nil, "\x00k%d\x00v", i)))
	}
	many.Write(frame("TIT2", []byte("\x00behind them all")))
	if m, err := answer(t, "frames.mp3", append(tag(many.Bytes()), sound...)); err != nil || m.Duration == 0 {
		t.Errorf("200,000 frames: %v", err)
	}
	if m, err := answer(t, "large.mp3", append(tag(frame("COMM", append([]byte("\x00eng\x00"), bytes.Repeat([]byte("x"), 20<<20)...))), sound...)); err != nil || m.Duration == 0 {
		t.Errorf("a tag of 20 MB: %v", err)
	}

	ftyp := box("ftyp", 16, []byte("M4B \x00\x00\x00\x00")...)
	huge := append(box("moov", 1), be.AppendUint64(nil, 1<<63)...)
	answer(t, "huge.m4b", append(bytes.Clone(ftyp), huge...))
	answer(t, "none.m4b", append(bytes.Clone(ftyp), bytes.Repeat(box("free", 8), 100_000)...))
	nest := []byte{}
	for range 5000 {
		nest = box("moov", uint32(8+len(nest)), nest...)
	}
	answer(t, "nested.m4b", append(bytes.Clone(ftyp), nest...))

	png := append([]byte("\x89PNG\r\n\x1A\n\x00\x00\x00\rIHDR"), be.AppendUint32(be.AppendUint32(nil, 100_000), 100_000)...)
	m, err := answer(t, "cover.mp3", append(tag(frame("APIC", append([]byte("\x00image/png\x00\x03\x00"), png...))), sound...))
	if err != nil || m.Cover != nil || m.CoverFault != hugePicture {
		t.Errorf("a cover of 100,000×100,000: %+v, %v", m, err)
	}

	for name, text := range map[string]string{
		"hls.mp3":    "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n",
		"concat.m4b": "ffconcat version 1.0\nfile '/etc/passwd'\n",
		"text.flac":  strings.Repeat("Call me Ishmael. ", 1000),
	} {
		var fault *book.Fault
		if _, err := answer(t, name, []byte(text)); !errors.As(err, &fault) || fault.Kind != book.NotAudio {
			t.Errorf("%s: %v, want not an audio file", name, err)
		}
	}
}
