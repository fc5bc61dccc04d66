package probe

import (
	"bytes"
	"context"
	"encoding/binary"

	"lectern/library/book"
)

// This file finds out how much audio exists in files of formats that only ffprobe reads:
// for a cut file, ffprobe returns the length in the header, and none if the header has none.

// present returns the length of the audio that exists in samples, and whether the file
// declares more. samples is 0 if unknown.
func (s *source) present(ctx context.Context, m *book.Media) (samples int64, short bool) {
	part := func(there, declared int64) int64 {
		return int64(m.Duration.Seconds() * float64(m.SampleRate) * float64(there) / float64(declared))
	}
	switch m.Container {
	case "wav":
		w, _, see := newChunked(s)
		if w == nil {
			return 0, false
		}
		if w.chunks(ctx, 12, see); w.data < w.claimed {
			return part(w.data, w.claimed), true
		}
	case "wv":
		return s.wavpackSamples()
	case "tta":
		return s.ttaSamples()
	case "au", "dsf":
		declared := declaredExtent(s.peek(0, headLen))
		if declared > s.size {
			return part(s.size, declared), true
		}
	}
	return samples, short
}

// declaredExtent returns the size in the header of an AU or a DSF file (DSF File Format
// Specification 1.01), 0 if there is none.
func declaredExtent(head []byte) int64 {
	switch {
	case len(head) >= 12 && bytes.HasPrefix(head, []byte(".snd")):
		at, n := binary.BigEndian.Uint32(head[4:]), binary.BigEndian.Uint32(head[8:])
		if n < unsetLength {
			return int64(at) + int64(n)
		}
	case len(head) >= 20 && bytes.HasPrefix(head, []byte("DSD ")):
		return clamp(binary.LittleEndian.Uint64(head[12:]))
	}
	return 0
}

const (
	wavpackHead = 32 // bytes of the header of a block
	// wavpackTail is how much of the end of a file is searched for its last block.
	wavpackTail = 1 << 20
)

// wavpackSamples is present for WavPack (WavPack 4 & 5 File / Block Format): each block
// has the number of its first sample and the number of its samples.
func (s *source) wavpackSamples() (samples int64, short bool) {
	le := binary.LittleEndian
	first := bytes.Clone(s.full(passTags(s, 0), wavpackHead))
	if !bytes.HasPrefix(first, []byte("wvpk")) {
		return 0, false
	}
	index := func(h []byte) int64 { return int64(h[10])<<32 + int64(le.Uint32(h[16:])) }
	total := int64(le.Uint32(first[12:]))
	if total < unsetLength {
		total += int64(first[11]) << 32
	} else {
		total = 0
	}
	from := max(0, s.size-wavpackTail)
	tail := s.load(from, s.size-from)
	for at := len(tail); samples == 0; {
		if at = bytes.LastIndex(tail[:at], []byte("wvpk")); at < 0 {
			return 0, false
		}
		h := tail[at:]
		if len(h) < wavpackHead || h[9] != 4 {
			continue
		}
		if n := int64(le.Uint32(h[20:])); n > 0 && int64(le.Uint32(h[4:]))+8 <= int64(len(h)) {
			samples = index(h) + n - index(first)
		}
	}
	return samples, samples+index(first) < total
}

// maxTTA is the largest number of frames in the table of a TTA file, of a second each.
const maxTTA = 1 << 20

// ttaSamples is present for TTA (TTA1 format): a table has the size of each frame.
func (s *source) ttaSamples() (samples int64, short bool) {
	le := binary.LittleEndian
	at := passTags(s, 0)
	h := s.full(at, 22)
	if !bytes.HasPrefix(h, []byte("TTA1")) {
		return 0, false
	}
	total := int64(le.Uint32(h[14:]))
	each := int64(le.Uint32(h[10:])) * 256 / 245
	if each == 0 || total/each >= maxTTA {
		return 0, false
	}
	frames := (total + each - 1) / each
	end := at + 22 + 4*frames + 4
	table := s.load(at+22, 4*frames)
	for n := int64(0); len(table) >= 4; table = table[4:] {
		if end += int64(le.Uint32(table)); end > s.size {
			return n * each, true
		}
		n++
	}
	return total, false
}
