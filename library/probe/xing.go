package probe

import (
	"bytes"
	"encoding/binary"
)

// tally is the number of frames and bytes in the first frame of an mp3: in a
// header introduced by the Xing encoder, or in Fraunhofer's.
type tally struct {
	at     int64 // of the frame with the tally
	frames int64 // without this frame; 0 if unknown
	bytes  int64 // with this frame; 0 if unknown
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

	// cutSlack is the number of counted bytes that can be missing from a file
	// before the counted length is no longer valid. Some encoders count the last
	// frames without writing them.
	cutSlack = 2 * largestFrame

	// strungSlack is the amount of additional audio, relative to the tally, from
	// which a file counts as several joined files.
	strungSlack = 1.0 / 16
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

// trusted reports whether a tally can describe these frames, and all of them.
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

// cut reports whether so many counted bytes are missing from a file of the
// given size that it is truncated.
func (t tally) cut(size int64) bool {
	return t.bytes > 0 && t.at+int64(float64(t.bytes)*(1-xingSlack)) > size
}

// trimmed reports whether fewer bytes are missing, so that the file can be
// intact while its tally is wrong. A tally of the whole file including tags, as
// some tools write it, is valid.
func (t tally) trimmed(size int64) bool {
	return t.bytes > 0 && t.bytes != size && t.at+t.bytes > size+cutSlack && !t.cut(size)
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
