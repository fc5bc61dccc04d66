package probe

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"io"
	"os"

	"lectern/library/book"
)

const (
	// printPart is how much of a file is hashed at its beginning, in its
	// middle and at its end: retagging, cutting and encoding anew change one
	// of them, and three short reads are cheap on any disk.
	printPart = 64 << 10

	// printLen is the length of a fingerprint in bytes: 128 bits do not meet
	// by chance.
	printLen = 16
)

// Fingerprint is the Prober that tells a file by its content, wherever it
// lies. The answer is a Media with Fingerprint alone: 16 bytes as they are, no
// text, which are the first half of the SHA-256 of the file's size (eight
// bytes, the highest first) and its first, middle and last 64 KiB, or all of
// a file that has no more than these. It takes three reads.
//
// A file whose size is not File.Size has changed and is answered with a Fault,
// and so is an empty one, which is like every other.
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
	return &book.Media{Fingerprint: print}, nil
}

// fingerprint reads a file of that size. The error is a *book.Fault or
// ctx.Err().
func fingerprint(ctx context.Context, file *os.File, size int64) (string, error) {
	hash := sha256.New()
	hash.Write(binary.BigEndian.AppendUint64(nil, uint64(size)))
	n, parts := int64(printPart), []int64{0, (size - printPart) / 2, size - printPart}
	if size <= 3*printPart {
		n, parts = size, parts[:1]
	}
	part := make([]byte, n)
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
