package probe

import (
	"cmp"
	"context"
	"errors"
	"io"
	"time"
)

// blockLen is the number of bytes that a walk reads at once. It is large enough
// to make reading as cheap as copying, and small enough that the slowest disk
// returns it within the time in which a cancelled walk must end.
const blockLen = 256 << 10

// ErrNoFrames means that WalkFrames found no frames.
var ErrNoFrames = errors.New("no frames")

// WalkFrames reads an MPEG or ADTS file of size bytes from beginning to end and
// returns the total duration of its frames. The result is exact, while a probe
// can only estimate. Because it reads the whole file, call it when the program
// is idle. The error is ctx.Err() once the context is done, the disk's, or
// ErrNoFrames.
func WalkFrames(ctx context.Context, r io.ReaderAt, size int64) (time.Duration, error) {
	v := &blocks{ctx: ctx, file: r, size: size, window: make([]byte, 0, max(0, min(blockLen, size)))}
	at := passTags(v, 0)
	s := newSource(r, size)
	defer s.close()
	end := readTrailer(s, at).end
	var total time.Duration
	z, ok := findSound(v, at, end, end)
	if ok {
		z.passTally(v)
		total = z.count(ctx, v)
	}
	switch {
	case ctx.Err() != nil:
		return 0, ctx.Err()
	case v.err != nil || s.err != nil:
		return 0, cmp.Or(v.err, s.err)
	case total == 0:
		return 0, ErrNoFrames
	}
	return total, nil
}

// blocks is a view of a whole file through a window of blockLen.
type blocks struct {
	ctx    context.Context
	file   io.ReaderAt
	size   int64
	at     int64 // of the window
	window []byte
	err    error
}

func (v *blocks) peek(at int64, n int) []byte {
	if k := at - v.at; k >= 0 && k+int64(n) <= int64(len(v.window)) {
		return v.window[k:][:n]
	}
	return v.move(at, n)
}

// move starts the window at an offset. The window is empty after an error of
// the disk or the context.
func (v *blocks) move(at int64, n int) []byte {
	if at < 0 || at >= v.size || v.err != nil || v.ctx.Err() != nil {
		return nil
	}
	if k := at - v.at; k >= 0 && v.at+int64(len(v.window)) >= v.size && k < int64(len(v.window)) {
		return v.window[k:][:min(n, len(v.window)-int(k))] // the end of the file
	}
	m, err := v.file.ReadAt(v.window[:min(int64(cap(v.window)), v.size-at)], at)
	v.at, v.window = at, v.window[:m]
	if err != nil && err != io.EOF {
		v.err, v.window = err, v.window[:0]
	}
	return v.window[:min(n, len(v.window))]
}
