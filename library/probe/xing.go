package probe

import (
	"bytes"
	"encoding/binary"
)

// tally is what the first frame of an mp3 may tell of the others, in the
// header that the Xing encoder brought up, or in Fraunhofer's.
type tally struct {
	at     int64 // of the frame that says it
	frames int64 // without the one that says it; 0: it does not say
	bytes  int64 // with it; 0: it does not say
}

const (
	// The mark stands behind the side information, whose length is 9 to 32
	// bytes and two more where there is a checksum.
	firstXing, lastXing = 4 + 9, 4 + 2 + 32

	// vbriAt is where Fraunhofer's header stands whatever the side
	// information.
	vbriAt = 4 + 32

	// tallyLen is how much of a frame is enough to read either.
	tallyLen = 64

	// smallestFrame and largestFrame are the bounds of an average frame's
	// length, in bytes: a count outside them is of something else.
	smallestFrame, largestFrame = 20, 1730

	// cutSlack is how many bytes that a count tells of may be missing from a
	// file before its length is no longer the one that was counted: the last
	// frames, which some encoders count and do not write.
	cutSlack = 2 * largestFrame

	// strungSlack is how much more sound than its count says a file may hold
	// before it is taken for several that were strung together.
	strungSlack = 1.0 / 16
)

// passTally reads the count that the first frame of an mp3 may hold instead of
// sound, and moves on to the next frame if it does.
func (z *sound) passTally(v view) tally {
	t, ok := readTally(v.peek(z.at, tallyLen))
	if !ok || z.first.layer != 3 {
		return tally{}
	}
	t.at = z.at
	z.at += int64(z.length(z.first))
	// Encoders have written it in stereo whatever the sound.
	if f, ok := header(v.peek(z.at, headerLen)); ok && z.holds(f) {
		z.first = f
	}
	return t
}

// trusted reports whether a count can be of these frames, and of all of them.
func (t tally) trusted(z sound) bool {
	held := z.end - z.at
	if t.bytes > 0 {
		if float64(held) > float64(t.bytes)*(1+strungSlack) {
			return false
		}
		held = t.bytes
	}
	return t.frames > 0 && held >= t.frames*smallestFrame && held <= (t.frames+2)*largestFrame
}

// cut reports whether so much of what is counted is missing from a file of
// that size that the file is truncated.
func (t tally) cut(size int64) bool {
	return t.bytes > 0 && t.at+int64(float64(t.bytes)*(1-xingSlack)) > size
}

// trimmed reports whether less is missing, so that the file may be what its
// owner wants while its count is wrong. A count of the whole file, tags and
// all, which some tools write, is right.
func (t tally) trimmed(size int64) bool {
	return t.bytes > 0 && t.bytes != size && t.at+t.bytes > size+cutSlack && !t.cut(size)
}

// readTally reads the count that a frame holds instead of sound. ok is whether
// it is such a frame at all.
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
