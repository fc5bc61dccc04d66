package probe

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"lectern/library/book"
)

func printOf(t *testing.T, content []byte) string {
	t.Helper()
	m, err := Fingerprint{}.Probe(t.Context(), write(t, "a.mp3", content))
	check(t, err)
	if len(m.Fingerprint) != printLen || m.Container != "" || m.Prober != "" || m.Whole {
		t.Errorf("answer %+v", m)
	}
	return m.Fingerprint
}

// The same content has the same fingerprint under any name. A change of the
// size, or of a byte that is read, changes it.
func TestFingerprint(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for _, n := range []int{1, printPart, 3 * printPart, 3*printPart + 1, 1 << 20} {
		b := make([]byte, n)
		for i := range b {
			b[i] = byte(rng.Uint32())
		}
		first := printOf(t, b)
		if printOf(t, b) != first {
			t.Errorf("%d bytes: two fingerprints", n)
		}
		if printOf(t, append(bytes.Clone(b), 0)) == first {
			t.Errorf("%d bytes: one more makes no difference", n)
		}
		for _, at := range []int{0, n / 2, n - 1} {
			c := bytes.Clone(b)
			c[at] ^= 1
			if printOf(t, c) == first {
				t.Errorf("%d bytes: the one at %d makes no difference", n, at)
			}
		}
	}
	// Fingerprints in existing catalogues must stay valid.
	b := bytes.Repeat([]byte("0123456789abcdef"), 64<<10)
	sum := sha256.New()
	sum.Write(binary.BigEndian.AppendUint64(nil, 1<<20))
	sum.Write(b[:64<<10])
	sum.Write(b[480<<10 : 544<<10])
	sum.Write(b[960<<10:])
	if got := printOf(t, b); got != string(sum.Sum(nil)[:16]) {
		t.Errorf("fingerprint %x", got)
	}
}

func TestFingerprintRefuses(t *testing.T) {
	f := write(t, "a.mp3", make([]byte, 1000))
	f.Size++
	_, err := Fingerprint{}.Probe(t.Context(), f)
	wantFault(t, err, book.Vanished, "the file has changed")
	_, err = Fingerprint{}.Probe(t.Context(), write(t, "b.mp3", nil))
	wantFault(t, err, book.Truncated, "empty file")
	_, err = Fingerprint{}.Probe(t.Context(), &book.File{Path: filepath.Join(t.TempDir(), "none")})
	wantFault(t, err, book.Vanished, "file is gone")
	_, err = Fingerprint{}.Probe(t.Context(), &book.File{Path: t.TempDir()})
	wantFault(t, err, book.Irregular, "a folder, not a file")

	// A file that becomes shorter after its size was read.
	f = write(t, "c.mp3", make([]byte, 1000))
	file, err := os.Open(f.Path)
	check(t, err)
	defer file.Close()
	_, err = fingerprint(t.Context(), file, 1001)
	wantFault(t, err, book.Vanished, "the file has changed")

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err = (Fingerprint{}).Probe(ctx, f); !errors.Is(err, context.Canceled) {
		t.Errorf("%v from a cancelled probe", err)
	}
	if _, err = fingerprint(ctx, file, 1000); !errors.Is(err, context.Canceled) {
		t.Errorf("%v from a cancelled read", err)
	}
}

func BenchmarkFingerprint(b *testing.B) {
	f := write(b, "a.mp3", make([]byte, 1<<20))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := (Fingerprint{}).Probe(b.Context(), f); err != nil {
			b.Fatal(err)
		}
	}
}
