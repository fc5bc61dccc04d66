package probe

import (
	"bytes"
	"context"
	"encoding/binary"
	"math"
	"slices"
	"time"
)

// view is a file in which frames are searched, such as a source.
type view interface {
	// peek returns up to n bytes at an offset, fewer at the end of the file. They
	// are valid until the next call.
	peek(at int64, n int) []byte
}

const (
	// maxJunk is the largest distance between the tags and the audio. Some tags
	// declare a picture too short, or do not count padding.
	maxJunk = 1 << 20

	// sure is the number of consecutive frames that cannot be an accident.
	sure = 3

	// strip is the number of bytes that are searched for a frame at once.
	strip = 4096

	// fewBytes is the amount of audio up to which all frames are counted immediately.
	fewBytes = 64 << 10
)

// sound is a sequence of frames.
type sound struct {
	at    int64 // offset of the first frame
	end   int64 // start of the tags at the end of the file, or the end of the file
	first frame
	free  int // length of a frame without padding, in free format
}

// findSound searches for frames between two offsets. end is the latest possible
// end of the audio.
func findSound(v view, at, until, end int64) (sound, bool) {
	for at < min(until, end) {
		b := v.peek(at, int(min(strip, end-at)))
		if len(b) < 4 {
			break
		}
		k := bytes.IndexByte(b[:len(b)-3], 0xFF)
		if k < 0 {
			at += int64(len(b) - 3)
			continue
		}
		at += int64(k)
		// The next byte rules out almost everything that is not a frame.
		if b[k+1]&0xE0 == 0xE0 {
			if z, ok := begin(v, at, end); ok {
				return z, true
			}
		}
		at++
	}
	return sound{}, false
}

// begin reports whether frames begin at an offset: enough consecutive ones, or
// fewer that end at the end of the file.
func begin(v view, at, end int64) (sound, bool) {
	f, ok := header(v.peek(at, headerLen))
	if !ok {
		return sound{}, false
	}
	z := sound{at: at, end: end, first: f}
	if f.length == 0 { // ADTS always has a length
		if z.free, ok = freeLength(v, at, f); !ok {
			return sound{}, false
		}
	}
	for n := 1; n < sure; n++ {
		at += int64(z.length(f))
		if at >= end {
			return z, at == end || n > 1
		}
		if f, ok = header(v.peek(at, headerLen)); !ok || !z.holds(f) {
			return sound{}, false
		}
	}
	return z, true
}

// holds reports whether a frame is of the same kind as the others.
func (z *sound) holds(f frame) bool {
	return f.kind == z.first.kind && (f.length > 0 || z.free > 0)
}

// length returns the length of a frame, also in free format.
func (z *sound) length(f frame) int {
	if f.length == 0 {
		return z.free + f.padding
	}
	return f.length
}

// freeLength returns the distance to the next frame in free format, without
// padding.
func freeLength(v view, at int64, f frame) (int, bool) {
	const same, shortest = mpegKind | 0xF000, 24 // with the bit rate's index, which is 0
	b := v.peek(at, strip)
	for k := shortest; k+4 <= len(b); k++ {
		if b[k] == 0xFF && binary.BigEndian.Uint32(b[k:])&same == f.kind {
			return k - f.padding, true
		}
	}
	return 0, false
}

// count returns the total duration of all frames. It skips any other data
// between them. It returns 0 once ctx is done.
func (z sound) count(ctx context.Context, v view) time.Duration {
	var (
		total   time.Duration
		samples int64
		rate    = z.first.rate
	)
	flush := func() {
		total += playing(samples, int64(rate))
		samples = 0
	}
	for n := 0; z.at < z.end; n++ {
		if n&0xFFF == 0 && ctx.Err() != nil {
			return 0
		}
		f, ok := header(v.peek(z.at, headerLen))
		if ok && z.holds(f) {
			if z.at += int64(z.length(f)); z.at <= z.end {
				samples += int64(f.samples)
			}
			continue
		}
		next, ok := findSound(v, passTags(v, z.at), z.end, z.end)
		if !ok {
			break
		}
		if next.first.rate != rate {
			flush()
			rate = next.first.rate
		}
		z = next
		z.passTally(v)
	}
	flush()
	return min(total, longest)
}

// passTags returns the offset after tags among the frames, which occur where
// files were joined. Without tags, it returns at.
func passTags(v view, at int64) int64 {
	for {
		b := v.peek(at, id3HeaderLen)
		switch {
		case isID3(b):
			at += id3Len(b)
		case bytes.HasPrefix(b, []byte("TAG")):
			at += id3v1Len
		case apeLen(v, at) > 0:
			at += apeLen(v, at)
		default:
			return at
		}
	}
}

const (
	// fewSpots is the number of spots that show whether the bit rate is constant.
	// If it is not, manySpots are read: the estimate is then within 1 % for half of
	// all audiobooks, and within 3 % for nine in ten. While the standard error of the
	// estimate is above goodError, more are read. Spots in steps of the golden ratio
	// are spread most evenly if their number is one of Fibonacci.
	fewSpots, manySpots = 3, 21
	goodError           = 0.025

	// spotLen is the number of bytes in a spot. It is less than a window, because
	// the first frame has to be found in it.
	spotLen = 6 << 10
)

// moreSpots are the numbers of spots after which an estimate can be good enough; no more
// than the last are read.
var moreSpots = [...]int64{fewSpots, manySpots, 55, 144, 233}

// even reports whether the bit rate is the same at a few spots.
func (z sound) even(v view) bool {
	for i := range int64(fewSpots) {
		at := z.spotAt(i)
		one, ok := findSound(v, at, at+strip, z.end)
		if !ok {
			continue
		}
		if one.first.bits != z.first.bits || one.first.kind != z.first.kind {
			return false
		}
		lengths := one.lengths()
		if _, same := one.spot(v, one.at, &lengths); !same {
			return false
		}
	}
	return true
}

// spotAt returns the offset of a spot. Steps of the golden ratio are evenly
// spread and match no rhythm in the audio.
func (z sound) spotAt(i int64) int64 {
	_, part := math.Modf((float64(i) + 0.5) * math.Phi)
	return z.at + int64(float64(z.end-z.at)*part)
}

// guess estimates the total duration of the frames from some spots spread over
// the file. even means that the bit rate is the same at all of them, and that last, the
// frame at the end of the file, has it too.
func (z sound) guess(v view, last frame) (d time.Duration, even bool) {
	lengths := z.lengths()
	first, same := z.spot(v, z.at, &lengths)
	same = same && last.bits == z.first.bits
	var all spots
	for i := range moreSpots[len(moreSpots)-1] {
		if i == fewSpots && same && z.first.bits > 0 || i >= manySpots && slices.Contains(moreSpots[:], i) && all.error() < goodError {
			break
		}
		at := max(z.at, z.spotAt(i)-spotLen/2)
		one, ok := findSound(v, at, at+strip, z.end)
		if !ok || one.first.layer != z.first.layer {
			continue
		}
		mine := &lengths
		if one.first.kind != z.first.kind {
			own := one.lengths()
			mine = &own
		}
		perByte, alike := one.spot(v, one.at, mine)
		same = same && alike && one.first.bits == z.first.bits && one.first.rate == z.first.rate
		all.add(perByte)
	}
	switch {
	case same && z.first.bits > 0:
		return within(float64(z.end-z.at) * 8 / float64(z.first.bits)), true
	case all.sum == 0:
		all.add(first)
	}
	return within(float64(z.end-z.at) * all.sum / float64(all.n)), false
}

// spots collects the seconds per byte of spots of a file.
type spots struct {
	n            int
	sum, squares float64
}

func (s *spots) add(perByte float64) {
	s.n, s.sum, s.squares = s.n+1, s.sum+perByte, s.squares+perByte*perByte
}

// error returns the relative standard error of the average.
func (s *spots) error() float64 {
	return math.Sqrt(max(0, s.squares-s.sum*s.sum/float64(s.n))) / s.sum
}

// lengths returns the frame lengths by bit rate index for frames of the same
// kind as the first, without padding; 0 means that there is no such frame. They
// save a walk over thousands of frames from parsing each header. ADTS frames,
// which contain their length, have none.
func (z *sound) lengths() (l [16]int) {
	if z.first.layer == 0 {
		return l
	}
	var b [headerLen]byte
	for i := range uint32(len(l)) {
		binary.BigEndian.PutUint32(b[:], z.first.kind|1<<16|i<<12)
		if f, ok := header(b[:]); ok {
			l[i] = z.length(f)
		}
	}
	return l
}

// spot returns the seconds per byte of the frames from an offset to the end of
// the window, and whether all have the same bit rate.
func (z *sound) spot(v view, at int64, lengths *[16]int) (perByte float64, same bool) {
	b := v.peek(at, int(min(spotLen, z.end-at)))
	first, slot := z.length(z.first)-z.first.padding, 1
	if z.first.layer == 1 {
		slot = 4
	}
	samples, k, same := 0, 0, true
	for k+headerLen <= len(b) {
		if z.first.layer == 0 {
			f, ok := header(b[k:])
			if !ok || !z.holds(f) {
				break
			}
			samples += f.samples
			k += f.length
			continue
		}
		h := binary.BigEndian.Uint32(b[k:])
		n := lengths[h>>12&15]
		if h&mpegKind != z.first.kind || n == 0 {
			break
		}
		same = same && n == first
		samples += z.first.samples
		k += n + int(h>>9&1)*slot
	}
	if k == 0 {
		return 0, false
	}
	return float64(samples) / float64(z.first.rate) / float64(k), same
}

// within returns a number of seconds as a duration, or 0 if it is implausible
// for a file.
func within(s float64) time.Duration {
	if !(s > 0) || s > longest.Seconds() {
		return 0
	}
	return time.Duration(math.Round(s * 1e9))
}
