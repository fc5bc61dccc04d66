package probe

import (
	"bytes"
	"encoding/binary"
)

// tally is what the first frame of an mp3 may tell of the others, in the
// header that the Xing encoder brought up, or in Fraunhofer's.
type tally struct {
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
)

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
