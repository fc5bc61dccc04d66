package probe

import (
	"bytes"
	"encoding/binary"
)

// Elements of Matroska with the sound (RFC 9559, 5.1).
const (
	matroskaTimestamp = 0xE7
	matroskaAlone     = 0xA3 // SimpleBlock
	matroskaGroup     = 0xA0
	matroskaBlock     = 0xA1

	// maxClusterMarks is how often something that looks like a cluster is searched for blocks.
	maxClusterMarks = 256

	// maxMatroskaTail is how much of the end of a file is searched for its last cluster.
	// Pictures can follow it.
	maxMatroskaTail = 8 << 20
)

// matroska hashes the first blocks of the track that begins, and its last one with its
// time. The clusters do not count: programs that write tags may divide them differently.
// The description of the tracks does not count either: it can have been moved to the end.
func (r *recorder) matroska() bool {
	track, left, whole := int64(0), int64(soundPart), false
	r.elements(r.ctx, 0, r.size, func(segment element) bool {
		if segment.id != matroskaSegment {
			return true
		}
		r.elements(r.ctx, segment.at, segment.end, func(e element) bool {
			if e.id != matroskaCluster {
				return true
			}
			r.blocks(e, &track, func(block element, _ int64) bool {
				n := min(block.end-block.at, left)
				r.add(block.at, n)
				left -= n
				return left > 0
			})
			if left > 0 {
				return true
			}
			last, at := r.lastBlock(e.at, segment.end, track)
			r.number(at)
			r.add(last.at, min(last.end-last.at, soundPart))
			whole = last.end > 0
			return false
		})
		return false
	})
	return whole || track > 0 && left > 0
}

// blocks calls see with the content of each block of a track in a cluster, and with its
// time in units of the file, until see returns false. If the track is 0, it becomes that
// of the first block.
func (r *recorder) blocks(cluster element, track *int64, see func(block element, at int64) bool) {
	start := int64(0)
	block := func(e element) bool {
		h := r.peek(e.at, int(min(e.end-e.at, 12)))
		n, k := elementLen(h, 0)
		if *track == 0 {
			*track = max(0, n)
		}
		if n != *track || len(h) < k+3 {
			return true
		}
		at := start + int64(int16(binary.BigEndian.Uint16(h[k:])))
		return see(element{e.id, e.at + int64(k) + 3, e.end}, at)
	}
	r.elements(r.ctx, cluster.at, cluster.end, func(e element) bool {
		switch e.id {
		case matroskaTimestamp:
			start = unsigned(r.content(e))
		case matroskaAlone:
			return block(e)
		case matroskaGroup:
			more := true
			r.elements(r.ctx, e.at, e.end, func(e element) bool {
				if e.id == matroskaBlock {
					more = block(e)
				}
				return e.id != matroskaBlock
			})
			return more
		case matroskaCluster: // after one of unknown length
			return false
		}
		return true
	})
}

// lastBlock returns the last block of a track between two offsets, and its time.
func (r *recorder) lastBlock(from, end, track int64) (last element, at int64) {
	mark, tries := []byte("\x1F\x43\xB6\x75"), 0
	for to := end; to > from && end-to < maxMatroskaTail && last.end == 0 && tries < maxClusterMarks; {
		begin := max(from, to-windowLen+int64(len(mark)))
		b := bytes.Clone(r.peek(begin, int(min(to+int64(len(mark)), end)-begin)))
		for i := bytes.LastIndex(b, mark); i >= 0 && last.end == 0; i = bytes.LastIndex(b[:i], mark) {
			tries++
			r.elements(r.ctx, begin+int64(i), end, func(cluster element) bool {
				if cluster.id == matroskaCluster {
					r.blocks(cluster, &track, func(block element, time int64) bool {
						last, at = block, time
						return true
					})
				}
				return false
			})
		}
		to = begin
	}
	return last, at
}
