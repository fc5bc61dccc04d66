package probe

import (
	"context"
	"encoding/binary"
	"math"
	"math/bits"
	"time"
)

const (
	// lastPieces is the number of fragments at the end that are searched for the
	// last audio. The fragments of other tracks can follow it.
	lastPieces = 16

	// maxPieces is the largest number of fragments that are recorded. Files with
	// more have times in their fragments, so that the first and the last are
	// enough.
	maxPieces = 1 << 14

	// pieceReach is the number of bytes of a fragment that are read at once.
	pieceReach = 1 << 10

	// maxRuns limits the sample runs in a fragment.
	maxRuns = 256

	// maxSpans limits the segment indexes.
	maxSpans = 1 << 14

	// The flags of tfhd and trun (ISO/IEC 14496-12, 8.8.7 and 8.8.8).
	tfhdOffset, tfhdDescription, tfhdDuration                           = 0x1, 0x2, 0x8
	trunOffset, trunFirst, trunDuration, trunSize, trunFlags, trunShift = 0x1, 0x4, 0x100, 0x200, 0x400, 0x800
)

// mp4Pieces is what the walk over the top-level boxes records about fragments.
type mp4Pieces struct {
	moofs []mp4Box // at most maxPieces; after that, the last ones are overwritten in turn
	n     int      // number of fragments
	spans []indexSpan
	whole int64 // end of the last segment in an index

	passed bool // the walk ended at an index that describes all later fragments
}

// add records a fragment: all of them if there are few, otherwise the first and
// the last.
func (p *mp4Pieces) add(moof mp4Box) {
	if len(p.moofs) < maxPieces {
		p.moofs = append(p.moofs, moof)
	} else {
		p.moofs[maxPieces-lastPieces+p.n%lastPieces] = moof
	}
	p.n++
}

// indexSpan is the time that a segment index covers, as far as the file goes.
type indexSpan struct {
	track    uint32
	from, to time.Duration
}

// index reads a sidx box.
func (p *mp4Pieces) index(s *source, b mp4Box) {
	be := binary.BigEndian
	h := s.full(b.at, int(min(b.len(), 32)))
	if len(h) < 24 {
		return
	}
	scale := be.Uint32(h[8:])
	from, offset, at := uint64(be.Uint32(h[12:])), uint64(be.Uint32(h[16:])), b.at+20
	if h[0] != 0 {
		if len(h) < 32 {
			return
		}
		from, offset, at = be.Uint64(h[12:]), be.Uint64(h[20:]), b.at+28
	}
	head := s.full(at, 4)
	if head == nil {
		return
	}
	n := int(be.Uint16(head[2:]))
	at += 4
	end, all, to := uint64(b.end)+offset, from, from
	for range n {
		e := s.full(at, 12)
		if e == nil || at+12 > b.end {
			return
		}
		size, length := uint64(be.Uint32(e)&0x7FFFFFFF), uint64(be.Uint32(e[4:]))
		all += length
		if there := uint64(max(0, s.size)) - min(end, uint64(s.size)); there < size {
			length = length * there / size
		}
		to += length
		end += size
		at += 12
	}
	if all < from || span(all-from, scale) == 0 || len(p.spans) == maxSpans {
		return
	}
	p.spans = append(p.spans, indexSpan{be.Uint32(h[4:]), span(from, scale), span(from, scale) + span(to-from, scale)})
	p.whole = max(p.whole, clamp(end))
}

// fragments returns the length of a track in the fragments, or 0 if unknown.
func (r *mp4) fragments(ctx context.Context, t *mp4Track) time.Duration {
	r.reach = pieceReach
	defer func() { r.reach = windowLen }()
	indexed := r.pieces.indexed(t.id)
	if indexed == 0 && r.pieces.passed {
		indexed = r.pieces.indexed(anyTrack)
	}
	if r.pieces.n == 0 {
		return indexed
	}
	step := r.defaultStep(t.id)
	var total uint64                  // of all fragments that are read
	seen := 0                         // fragments that are read
	first, end := int64(-1), int64(0) // by the times in fragments
	last := int64(0)                  // end of the last one
	lost := uint64(0)                 // of the last one, whose data is cut
	timed := true
	moofs := r.pieces.moofs
	for i := 0; i < len(moofs); i++ {
		if i%patience == 0 && ctx.Err() != nil {
			return 0
		}
		if first >= 0 && timed && i < len(moofs)-lastPieces {
			i = len(moofs) - lastPieces
		}
		f := r.fragment(moofs[i], t.id, step)
		lost = 0
		if seen++; !f.found {
			continue
		}
		if f.at < 0 {
			timed = false
			if r.pieces.n > len(moofs) || r.spent > maxMetadata/2 {
				break
			}
		}
		if first < 0 {
			first = f.at
		}
		last = f.at + int64(min(f.length, math.MaxInt64/2))
		end = max(end, last)
		total += f.length
		lost = r.lost(f.length)
	}
	switch {
	case timed && first >= 0:
		// Times in 32 bits overflow. The number of fragments shows how often.
		all := float64(total) * float64(r.pieces.n) / float64(seen)
		if days := math.Round((all - float64(last-first)) / (1 << 32)); days > 0 {
			end = last + int64(min(days, maxTop))<<32
		}
		return max(indexed, span(uint64(max(0, end-first-int64(lost))), t.scale))
	case r.pieces.n == len(moofs) && r.spent <= maxMetadata/2 && total > 0:
		return max(indexed, span(total-lost, t.scale))
	}
	return indexed
}

// lost returns how much of the last fragment, of this length, the file lacks.
func (r *mp4) lost(length uint64) uint64 {
	all := uint64(r.lastData.len()) + uint64(r.lastData.lacks)
	if !r.lastData.cut || all == 0 {
		return 0
	}
	high, low := bits.Mul64(length, uint64(r.lastData.lacks))
	part, _ := bits.Div64(high, low, all)
	return min(part, math.MaxInt64/2)
}

// anyTrack is the number of no track. The segments that the index of one track
// describes also hold the other tracks.
const anyTrack = 0

// indexed returns the time that the indexes of a track, or of anyTrack, cover.
func (p *mp4Pieces) indexed(id uint32) time.Duration {
	from, to := longest, time.Duration(0)
	for _, s := range p.spans {
		if s.track == id || id == anyTrack {
			from, to = min(from, s.from), max(to, s.to)
		}
	}
	return max(0, to-from)
}

// announced returns the length in mehd.
func (r *mp4) announced() time.Duration {
	mehd := r.child(r.extends, "mehd")
	h := r.full(mehd.at, int(min(mehd.len(), 12)))
	switch {
	case len(h) >= 12 && h[0] == 1:
		return span(binary.BigEndian.Uint64(h[4:]), r.scale)
	case len(h) >= 8 && h[0] != 1:
		return span(uint64(binary.BigEndian.Uint32(h[4:])), r.scale)
	}
	return 0
}

// defaultStep returns the default duration of a track's samples.
func (r *mp4) defaultStep(id uint32) uint64 {
	for b := range r.children(r.extends) {
		if h := r.full(b.at, 16); b.is("trex") && h != nil && binary.BigEndian.Uint32(h[4:]) == id {
			return uint64(binary.BigEndian.Uint32(h[12:]))
		}
	}
	return 0
}

// mp4Fragment is the part of a track in a fragment, in units of the track.
type mp4Fragment struct {
	found  bool
	at     int64 // -1 if unknown
	length uint64
}

// fragment reads a moof box.
func (r *mp4) fragment(moof mp4Box, id uint32, step uint64) mp4Fragment {
	f := mp4Fragment{at: -1}
	be := binary.BigEndian
	for traf := range r.children(moof) {
		if !traf.is("traf") {
			continue
		}
		mine, runs := false, 0
		for b := range r.children(traf) {
			switch h := r.peek(b.at, int(min(b.len(), 32))); {
			case b.is("tfhd") && len(h) >= 8:
				if mine = be.Uint32(h[4:]) == id; !mine {
					break
				}
				f.found = true
				at := 8
				if h[3]&tfhdOffset != 0 {
					at += 8
				}
				if h[3]&tfhdDescription != 0 {
					at += 4
				}
				if h[3]&tfhdDuration != 0 && len(h) >= at+4 {
					step = uint64(be.Uint32(h[at:]))
				}
			case b.is("tfdt") && mine && len(h) >= 12 && h[0] == 1:
				f.at = int64(min(be.Uint64(h[4:]), math.MaxInt64/2))
			case b.is("tfdt") && mine && len(h) >= 8 && h[0] != 1:
				f.at = int64(be.Uint32(h[4:]))
			case b.is("trun") && mine && len(h) >= 8 && runs < maxRuns:
				runs++
				f.length += r.run(b, be.Uint32(h)&0xFFFFFF, step)
			}
		}
		if f.found {
			break
		}
	}
	return f
}

// run sums up the sample durations in a trun box.
func (r *mp4) run(b mp4Box, flags uint32, step uint64) uint64 {
	skip := int64(8)
	for _, flag := range []uint32{trunOffset, trunFirst} {
		if flags&flag != 0 {
			skip += 4
		}
	}
	size := int64(0)
	for _, flag := range []uint32{trunDuration, trunSize, trunFlags, trunShift} {
		if flags&flag != 0 {
			size += 4
		}
	}
	h := r.full(b.at+4, 4)
	if h == nil {
		return 0
	}
	n := uint64(binary.BigEndian.Uint32(h))
	if flags&trunDuration == 0 {
		return n * step
	}
	n = min(n, uint64(max(0, b.len()-skip)/size))
	var sum uint64
	for i := range int64(n) {
		e := r.full(b.at+skip+i*size, 4)
		if e == nil {
			break
		}
		sum += uint64(binary.BigEndian.Uint32(e))
	}
	return sum
}
