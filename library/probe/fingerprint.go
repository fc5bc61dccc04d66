package probe

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"io"
	"os"
	"sync"

	"lectern/library/book"
)

const (
	// printPart is the number of bytes that are hashed at the beginning, in the
	// middle and at the end of a file. Retagging, cutting or re-encoding changes at
	// least one of them, and three short reads are cheap on any disk.
	printPart = 64 << 10

	// printLen is the length of a fingerprint in bytes. 128 bits make accidental
	// collisions practically impossible.
	printLen = 16
)

// Fingerprint is a Prober that identifies a file by its content, wherever it
// is. The result is a Media with only Fingerprint and Recording. Fingerprint is 16 raw
// bytes, the first half of a SHA-256 hash. The hash covers the file's size (eight bytes,
// big-endian) and its first, middle and last 64 KiB, or the whole file if it is not longer
// than these together. It takes three reads. Recording identifies only the sound
// (recording.go).
//
// A file whose size differs from File.Size has changed and gets a Fault. An
// empty file gets one too, because all empty files are equal.
type Fingerprint struct{}

// Probe implements Prober.
func (Fingerprint) Probe(ctx context.Context, f *book.File) (*book.Media, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	file, size, err := openRegular(f.Path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	switch {
	case size != f.Size:
		return nil, changed()
	case size == 0:
		return nil, empty()
	}
	print, err := fingerprint(ctx, file, size)
	if err != nil {
		return nil, err
	}
	sound, err := recording(ctx, file, size)
	if err != nil {
		return nil, err
	}
	return &book.Media{Fingerprint: print, Recording: sound}, nil
}

// printBuffers holds what fingerprint reads into. A library of 100,000 files would otherwise
// make ten gigabytes of garbage.
var printBuffers = sync.Pool{New: func() any { return new([3 * printPart]byte) }}

// fingerprint reads a file of the given size. The error is a *book.Fault or
// ctx.Err().
func fingerprint(ctx context.Context, file *os.File, size int64) (string, error) {
	hash := sha256.New()
	hash.Write(binary.BigEndian.AppendUint64(nil, uint64(size)))
	n, parts := int64(printPart), []int64{0, (size - printPart) / 2, size - printPart}
	if size <= 3*printPart {
		n, parts = size, parts[:1]
	}
	buffer := printBuffers.Get().(*[3 * printPart]byte)
	defer printBuffers.Put(buffer)
	part := buffer[:n]
	for _, at := range parts {
		if err := ctx.Err(); err != nil {
			return "", err
		}
		switch n, err := file.ReadAt(part, at); {
		case n == len(part):
			hash.Write(part)
		case err == io.EOF:
			return "", changed()
		default:
			return "", systemFault(err)
		}
	}
	return string(hash.Sum(nil)[:printLen]), nil
}
