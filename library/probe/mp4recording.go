package probe

import "encoding/binary"

// soundRun is the number of samples that are hashed at the beginning, in the middle and
// at the end of the sound of an MP4, if they have at most soundPart bytes: more than a
// second in most codecs.
const soundRun = 64

// mp4 hashes the samples of the first audio track, in whatever chunks they lie. The
// chapters and the cover can be samples of other tracks.
func (r *recorder) mp4() bool {
	m := mp4{source: r.source, tags: tagSet{}, every: true}
	if m.walk(r.ctx) != nil {
		return false
	}
	if m.sound != nil && m.pieces.n == 0 {
		if f := m.tablesOf(m.sound); f.counted && f.count > 0 {
			return r.samples(&m, f)
		}
	}
	if m.dataLen == 0 {
		return false
	}
	r.number(m.dataLen) // of all fragments
	r.add(m.firstData.at, min(m.firstData.len(), soundPart))
	n := min(m.lastData.len(), soundPart)
	r.add(m.lastData.end-n, n)
	return true
}

// samples hashes the number of samples and three runs of them.
func (r *recorder) samples(m *mp4, f *mp4Tables) bool {
	r.number(f.count)
	n := int64(soundRun)
	if f.each > 0 {
		n = max(n, f.fit(soundPart))
	}
	if f.count <= 3*n {
		return r.run(m, f, 0, f.count, 3*soundPart)
	}
	return r.run(m, f, 0, n, soundPart) && r.run(m, f, (f.count-n)/2, n, soundPart) && r.run(m, f, f.count-n, n, soundPart)
}

// run hashes n samples from a number on, but at most a number of bytes.
func (r *recorder) run(m *mp4, f *mp4Tables, from, n, most int64) bool {
	be := binary.BigEndian
	at := int64(0) // number of the first sample in a chunk
	for i := range f.runs.n {
		e := m.entry(f.runs, i)
		if e == nil {
			return false
		}
		first, each, to := int64(be.Uint32(e))-1, int64(be.Uint32(e[4:])), f.chunks.n
		if next := m.entry(f.runs, i+1); next != nil {
			to = min(to, int64(be.Uint32(next))-1)
		}
		if first < 0 || each == 0 {
			return false
		}
		for c := first; c < to; c++ {
			if skip := min(to-c, (from-at)/each); skip > 0 {
				at += skip * each
				if c += skip; c == to {
					break
				}
			}
			e := m.far(f.chunks, c, 1)
			before, sized := m.sizeOf(f, at, from)
			size, ok := m.sizeOf(f, from, min(at+each, from+n))
			if e == nil || !sized || !ok {
				return false
			}
			size = min(size, most)
			r.add(offset(e)+before, size)
			most -= size
			at += each
			n -= at - from
			if from = at; n <= 0 || most == 0 {
				return true
			}
		}
	}
	return false
}

// sizeOf returns the size of the samples from one number to another.
func (r *mp4) sizeOf(f *mp4Tables, from, to int64) (size int64, ok bool) {
	if f.each > 0 {
		return f.bytes(to - from), true
	}
	for from < to {
		b := r.far(f.sizes, from, min(to-from, windowLen/f.sizes.size))
		if b == nil {
			return 0, false
		}
		for ; len(b) >= 4; b = b[4:] {
			size += int64(binary.BigEndian.Uint32(b))
			from++
		}
	}
	return size, true
}
