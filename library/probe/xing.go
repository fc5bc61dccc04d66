package probe

import (
	"bytes"
	"context"
	"encoding/binary"
	"math"
	"time"
)

// tally is the number of frames and bytes in the first frame of an mp3: in a
// header introduced by the Xing encoder, or in Fraunhofer's.
type tally struct {
	at     int64   // of the frame with the tally
	frames int64   // without this frame; 0 if unknown
	bytes  int64   // with this frame; 0 if unknown
	usual  float64 // average length of the first frames if all have one bit rate, otherwise 0
}

const (
	// The mark follows the side information, which has 9 to 32 bytes, and two more
	// with a checksum.
	firstXing, lastXing = 4 + 9, 4 + 2 + 32

	// vbriAt is the position of Fraunhofer's header, independent of the side
	// information.
	vbriAt = 4 + 32

	// tallyLen is the number of bytes of a frame that are needed to read either
	// header.
	tallyLen = 64

	// smallestFrame and largestFrame bound the average length of a frame in bytes.
	// A tally outside them does not describe the frames.
	smallestFrame, largestFrame = 20, 1730

	// cutSlack is the number of bytes by which a tally and the audio can differ
	// although the counted length is valid. Some encoders count the last frames
	// without writing them, or do not count the frame with the tally.
	cutSlack = 2 * largestFrame

	// trimSlack is how much of an mp3 can be missing, as a share of the whole, before
	// the file counts as truncated. Editors that cut silence keep the old count in the
	// header.
	trimSlack = 0.05

	// evenSlack is the largest relative difference between two frame lengths of one bit
	// rate that padding alone can cause.
	evenSlack = 0.01

	// unevenSlack is the relative error of most estimates if the bit rate varies.
	unevenSlack = 0.05

	// maxStrung limits how many files joined into one are followed.
	maxStrung = 256

	// strungGap is the largest distance between two joined files, besides ID3
	// tags.
	strungGap = 64 << 10
)

// passTally reads the tally in the first frame, if it has one, and moves on to
// the next frame.
func (z *sound) passTally(v view) tally {
	t, ok := readTally(v.peek(z.at, tallyLen))
	if !ok || z.first.layer != 3 {
		return tally{}
	}
	t.at = z.at
	z.at += int64(z.length(z.first))
	// Encoders have written this frame in stereo, whatever the audio.
	if f, ok := header(v.peek(z.at, headerLen)); ok && z.holds(f) {
		z.first = f
	}
	return t
}

// counts reports whether a tally has both numbers, and whether they are plausible for
// MPEG frames.
func (t tally) counts() bool {
	return t.frames > 0 && t.bytes >= t.frames*smallestFrame && t.bytes <= (t.frames+2)*largestFrame
}

// lacks returns the number of counted bytes that are missing from audio that
// ends at an offset of a file of the given size. A tally of the whole file
// including tags, as some tools write it, lacks none.
func (t tally) lacks(end, size int64) int64 {
	if t.bytes == 0 || t.bytes == size {
		return 0
	}
	return max(0, t.at+t.bytes-max(end, size))
}

// lasts returns the duration of the audio, and whether it is an estimate. It uses the
// tally if the frames agree with it. cut means that the audio ends in the middle of a
// frame, well before the end that the tally declares, or that zeros are there instead.
// Files that were joined have several tallies.
func (z sound) lasts(ctx context.Context, s *source, says tally) (d time.Duration, estimated, cut bool) {
	for range maxStrung {
		rate, samples := int64(z.first.rate), int64(z.first.samples)
		counted := playing(says.frames*samples, rate)
		lacks := says.lacks(z.end, s.size)
		switch {
		case lacks > cutSlack:
			more, roughly := z.without(ctx, s)
			far := float64(lacks) > float64(says.bytes)*trimSlack
			return min(d+more, longest), estimated || roughly, far && !z.endsWhole(s)
		case says.counts() && !z.odd(s, says):
			end := min(z.end, says.at+says.bytes)
			if there := s.filled(z.at, end); there < end {
				z.end = there
				more, _ := z.without(ctx, s)
				return min(d+more, longest), true, true
			}
			d = min(d+counted, longest)
		case says.frames > 0 && says.bytes == 0 && z.end-z.at > fewBytes:
			more, even := z.rough(s)
			off := math.Abs(float64(counted-more)) / float64(max(1, more))
			switch {
			case even && off < evenSlack:
				return min(d+counted, longest), estimated, false
			case !even && off < unevenSlack:
				more = counted
			}
			return min(d+more, longest), true, false
		default:
			more, roughly := z.without(ctx, s)
			return min(d+more, longest), estimated || roughly, false
		}
		// All is counted, except for another file that was joined to this one.
		at := says.at + says.bytes
		if z.end-at <= cutSlack {
			return d, estimated, false
		}
		at = passTags(s, at)
		next, ok := findSound(s, at, at+strungGap, z.end)
		if !ok {
			return d, estimated || z.end-at > strungGap, false
		}
		z = next
		if says = z.passTally(s); says.frames > 0 {
			says.usual = z.usual(s.held(z.at))
		}
	}
	return d, true, false
}

// without returns the duration of the audio without a tally, and whether it is
// an estimate.
func (z sound) without(ctx context.Context, s *source) (d time.Duration, estimated bool) {
	if z.end-z.at <= fewBytes {
		return z.count(ctx, s), false
	}
	d, _ = z.rough(s)
	return d, true
}

// rough estimates the duration of long audio. even means that the bit rate is
// the same at all tested spots.
func (z sound) rough(s *source) (d time.Duration, even bool) {
	z.end = z.soundEnd(s)
	last := z.first
	if tail, ok := findSound(s, max(z.at, z.end-windowLen/2), z.end, z.end); ok {
		last = tail.first
	}
	return z.guess(s, last)
}

// usual returns the average length of the frames at the beginning b of the audio
// if they all have the same bit rate, otherwise 0.
func (z sound) usual(b []byte) float64 {
	const enough = 16
	n, total := 0, 0
	for ; n < enough && len(b) >= headerLen; n++ {
		f, ok := header(b)
		if !ok || !z.holds(f) || f.bits != z.first.bits || f.bits == 0 {
			return 0
		}
		total += f.length
		b = b[min(len(b), f.length):]
	}
	if n < sure {
		return 0
	}
	return float64(total) / float64(n)
}

// odd reports whether the frames contradict the average frame length of a tally. If the
// first frames all have another length, it looks at some spots to see whether that is
// the length of all frames.
func (z sound) odd(s *source, says tally) bool {
	z.end = min(z.end, says.at+says.bytes)
	average := float64(z.end-says.at) / float64(says.frames)
	slack := float64(says.frames+2) / float64(says.frames) * (1 + evenSlack)
	if says.usual == 0 || average < says.usual*slack && average > says.usual/slack {
		return false
	}
	return z.even(s)
}

// endsWhole reports whether the audio ends at the end of a frame.
func (z sound) endsWhole(s *source) bool {
	tail, ok := findSound(s, max(z.at, z.end-windowLen/2), z.end, z.end)
	if !ok || z.at >= z.end {
		return false
	}
	for tail.at < z.end {
		f, ok := header(s.peek(tail.at, headerLen))
		if !ok || !tail.holds(f) {
			return false
		}
		tail.at += int64(tail.length(f))
	}
	return tail.at == z.end
}

// soundEnd returns the end of the frames, or an offset at most about a window further.
// Junk can follow the frames.
func (z sound) soundEnd(s *source) int64 {
	if _, ok := findSound(s, max(z.at, z.end-windowLen/2), z.end, z.end); ok {
		return z.end
	}
	from, to := z.at, z.end
	for to-from > windowLen/2 {
		mid := from + (to-from)/2
		if one, ok := findSound(s, mid, mid+strip, z.end); ok && one.first.kind == z.first.kind {
			from = mid
		} else {
			to = mid
		}
	}
	return to
}

// readTally reads the tally in a frame. ok reports whether the frame has one.
func readTally(b []byte) (t tally, ok bool) {
	be := binary.BigEndian
	if len(b) < tallyLen {
		return t, false
	}
	if string(b[vbriAt:vbriAt+4]) == "VBRI" {
		v := b[vbriAt:]
		return tally{frames: int64(be.Uint32(v[14:])), bytes: int64(be.Uint32(v[10:]))}, true
	}
	at := bytes.Index(b[firstXing:lastXing+4], []byte("Xing"))
	if at < 0 {
		if at = bytes.Index(b[firstXing:lastXing+4], []byte("Info")); at < 0 {
			return t, false
		}
	}
	v := b[firstXing+at:]
	flags, v := be.Uint32(v[4:]), v[8:]
	if flags&1 != 0 {
		t.frames, v = int64(be.Uint32(v)), v[4:]
	}
	if flags&2 != 0 {
		t.bytes = int64(be.Uint32(v))
	}
	return t, true
}
