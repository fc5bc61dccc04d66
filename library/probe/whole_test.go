package probe

import (
	"errors"
	"testing"
	"time"

	"lectern/library/book"
)

// tell returns the answer of the whole chain for a file with content b.
func tell(t *testing.T, name string, b []byte) (*book.Media, *book.Fault) {
	t.Helper()
	m, err := ask(t.Context(), Default(nil), write(t, name, b))
	var fault *book.Fault
	if err != nil && !errors.As(err, &fault) {
		t.Fatal(err)
	}
	return m, fault
}

// Complete files are reported as complete if their format allows it. A truncated file
// is never reported as complete with a wrong length: it is a fault, or its length is an
// estimate or the length of the existing data. Only the last frame can be missing,
// because users do not notice half a second.
func TestWhole(t *testing.T) {
	const slack = 500 * time.Millisecond
	long := func(name, more string) []byte {
		return read(t, ffmpeg(t, name, "-f|lavfi|-i|sine=d=240|-map|1:a|"+more).Path)
	}
	for _, c := range []struct {
		name  string
		b     []byte
		whole bool
	}{
		{"book.m4b", content(t, "book.m4b"), true},
		{"front.m4b", content(t, "front.m4b"), true},
		{"lossless.m4a", content(t, "lossless.m4a"), true},
		{"pieces.m4b", long("pieces.m4b", "-c:a|aac|-movflags|+frag_keyframe+empty_moov|-frag_duration|5000000"), false},
		{"full.mp3", content(t, "full.mp3"), true},
		{"v1.mp3", long("v1.mp3", "-c:a|libmp3lame|-q:a|5|-write_id3v1|1|-metadata|title=T"), true},
		{"cbr.mp3", long("cbr.mp3", "-c:a|libmp3lame|-b:a|64k"), true},
		{"noxing.mp3", content(t, "noxing.mp3"), false},
		{"a.flac", content(t, "a.flac"), true},
		{"long.flac", long("long.flac", "-ar|8000"), true},
		{"a.ogg", content(t, "a.ogg"), true},
		{"a.opus", content(t, "a.opus"), true},
		{"long.opus", long("long.opus", "-c:a|libopus|-b:a|16k"), true},
		{"a.spx", content(t, "a.spx"), true},
		{"a.wav", content(t, "a.wav"), true},
		{"a.aiff", content(t, "a.aiff"), true},
		{"a.wma", content(t, "a.wma"), true},
		{"a.mka", content(t, "a.mka"), true},
		{"a.aac", content(t, "a.aac"), false},
		{"a.ac3", content(t, "a.ac3"), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			n := len(c.b)
			m, fault := tell(t, c.name, c.b)
			if fault != nil || m.Whole != c.whole {
				t.Fatalf("all of it: %+v, %v", m, fault)
			}
			length := m.Duration
			for _, k := range []int{n - 1, n * 99 / 100, n * 9 / 10, n / 2} {
				m, fault := tell(t, c.name, c.b[:k])
				if m != nil && m.Whole {
					t.Errorf("%d bytes of %d are whole", k, n)
				}
				if fault != nil || m.Estimated {
					continue
				}
				there := time.Duration(float64(length) * float64(k) / float64(n))
				if d := m.Duration - there; d > slack || d < -slack {
					t.Errorf("%d bytes of %d: %v long, and %v are there", k, n, m.Duration, there)
				}
			}
			for _, k := range []int{1, 5000} {
				for _, filling := range []byte{0, 'x'} {
					b := append(c.b[:n:n], make([]byte, k)...)
					for i := range b[n:] {
						b[n+i] = filling
					}
					if m, _ := tell(t, c.name, b); m != nil && m.Whole {
						t.Errorf("whole with %d bytes of %q after it", k, filling)
					}
				}
			}
		})
	}
}
