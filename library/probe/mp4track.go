package probe

import (
	"encoding/binary"
	"math"
)

const (
	// maxEdits limits an edit list. Editors write an entry per cut.
	maxEdits = 4096

	// maxChapterTracks is the largest number of chapter tracks to which a track can
	// refer: texts, pictures, and both in other languages.
	maxChapterTracks = 16
)

// mp4Track is the content of a trak box except for the samples.
type mp4Track struct {
	id       uint32
	handler  [4]byte // "soun", "vide", "text", …
	scale    uint32  // units per second of the track
	length   uint64  // length of the media in units of scale
	edits    []mp4Edit
	edited   uint64   // length of the edit list in units of the movie
	delay    uint64   // time before the media begins, in units of the movie
	skip     int64    // time skipped at the beginning of the media, in units of the track
	chapters []uint32 // IDs of its chapter tracks
	samples  mp4Box   // stbl
	tables   mp4Tables
	mp4Sound // of an audio track; the codec is empty if unknown
}

// mp4Edit is an entry of an edit list.
type mp4Edit struct {
	length uint64 // in units of the movie
	start  int64  // in units of the track; negative for silence
}

func (t *mp4Track) is(handler string) bool { return string(t.handler[:]) == handler }

// track reads a trak box.
func (r *mp4) track(trak mp4Box) mp4Track {
	var t mp4Track
	for b := range r.children(trak) {
		switch string(b.kind[:]) {
		case "tkhd":
			h := r.peek(b.at, int(min(b.len(), 24)))
			switch {
			case len(h) >= 24 && h[0] == 1:
				t.id = binary.BigEndian.Uint32(h[20:])
			case len(h) >= 16 && h[0] != 1:
				t.id = binary.BigEndian.Uint32(h[12:])
			}
		case "edts":
			r.editList(r.child(b, "elst"), &t)
		case "tref":
			h := r.child(b, "chap")
			for ids := r.peek(h.at, int(min(h.len(), 4*maxChapterTracks))); len(ids) >= 4; ids = ids[4:] {
				t.chapters = append(t.chapters, binary.BigEndian.Uint32(ids))
			}
		case "mdia":
			r.mediaOf(b, &t)
		}
	}
	return t
}

// mediaOf reads an mdia box.
func (r *mp4) mediaOf(mdia mp4Box, t *mp4Track) {
	for b := range r.children(mdia) {
		switch string(b.kind[:]) {
		case "mdhd":
			t.scale, t.length = r.clock(b)
		case "hdlr":
			if h := r.full(b.at, 12); h != nil && b.len() >= 12 {
				t.handler = [4]byte(h[8:12])
			}
		case "minf":
			t.samples = r.child(b, "stbl")
			if t.is("soun") {
				t.mp4Sound = r.describe(t)
			}
		}
	}
}

// editList reads an edit list, its total length, and the start of the media in
// it.
func (r *mp4) editList(elst mp4Box, t *mp4Track) {
	h := r.full(elst.at, 8)
	if h == nil || elst.len() < 8 {
		return
	}
	wide, n := h[0] == 1, binary.BigEndian.Uint32(h[4:])
	size := int64(12)
	if wide {
		size = 20
	}
	begun := false
	for i := range min(int64(n), maxEdits, (elst.len()-8)/size) {
		e := r.full(elst.at+8+i*size, int(size))
		if e == nil {
			return
		}
		length, start := uint64(binary.BigEndian.Uint32(e)), int64(int32(binary.BigEndian.Uint32(e[4:])))
		if wide {
			length, start = binary.BigEndian.Uint64(e), int64(binary.BigEndian.Uint64(e[8:]))
		}
		if length > math.MaxInt64/maxEdits {
			return
		}
		t.edited += length
		t.edits = append(t.edits, mp4Edit{length, start})
		switch {
		case begun:
		case start < 0: // an empty edit
			t.delay += length
		default:
			t.skip, begun = start, true
		}
	}
}

// mp4Table is a sample table with entries of fixed size.
type mp4Table struct {
	at   int64
	n    int64 // number of entries that exist, at most as declared
	size int64
}

// entry returns entry i of a table, or nil if it does not exist.
func (r *mp4) entry(t mp4Table, i int64) []byte {
	if i < 0 || i >= t.n {
		return nil
	}
	return r.full(t.at+i*t.size, int(t.size))
}

// firstSample returns the position and size of a track's first sample, or 0 if
// unknown.
func (r *mp4) firstSample(t *mp4Track) (at, size int64) {
	f := r.tablesOf(t)
	if size = f.each; size == 0 {
		if e := r.entry(f.sizes, 0); e != nil {
			size = int64(binary.BigEndian.Uint32(e))
		}
	}
	return offset(r.entry(f.chunks, 0)), size
}

// offset decodes an offset of four or eight bytes.
func offset(e []byte) int64 {
	switch len(e) {
	case 4:
		return int64(binary.BigEndian.Uint32(e))
	case 8:
		return clamp(binary.BigEndian.Uint64(e))
	default:
		return 0
	}
}
