package probe

import (
	"context"
	"encoding/binary"
	"slices"
	"time"

	"lectern/library/book"
	"lectern/library/text/codepage"
)

const (
	// maxChapters is the largest number of chapters that are read in a file. The Bible,
	// with a chapter for each verse, would have half as many again.
	maxChapters = 20_000

	// textGap is the largest gap between chapter texts that are read together.
	textGap = 1 << 10

	// neroUnit is the number of chpl's time units in a second.
	neroUnit = 10_000_000
)

// chapterTracks returns the chapter tracks to which the audio track refers, or
// another track if it refers to none: one with texts and one with pictures.
// Either can be nil.
func (r *mp4) chapterTracks() (texts, pictures *mp4Track) {
	refs := r.sound.chapters
	for i := 0; len(refs) == 0 && i < len(r.tracks); i++ {
		refs = r.tracks[i].chapters
	}
	for _, id := range refs {
		for i := range r.tracks {
			switch t := &r.tracks[i]; {
			case t.id != id || t.is("soun"):
			case t.is("vide") && pictures == nil:
				pictures = t
			case !t.is("vide") && texts == nil:
				texts = t
			}
		}
	}
	return texts, pictures
}

// between sets the end of each chapter: the start of the next, or duration for
// the last. It drops chapters that are too short.
func between(all []book.Chapter, duration time.Duration) []book.Chapter {
	slices.SortStableFunc(all, func(a, b book.Chapter) int { return int(min(1, max(-1, a.Start-b.Start))) })
	kept := all[:0]
	for i, c := range all {
		c.End = duration
		if i+1 < len(all) {
			c.End = min(duration, all[i+1].Start)
		}
		if c.End-c.Start >= minChapter {
			kept = append(kept, c)
		}
	}
	if len(kept) == 0 {
		return nil
	}
	return kept
}

// neroList reads a chpl box: a version, in version 1 three more bytes of the
// count, and for each chapter its start and title.
func (r *mp4) neroList(chpl mp4Box) []book.Chapter {
	at, end := chpl.at, chpl.end
	h := r.full(at, 9)
	if h == nil || chpl.len() < 9 {
		return nil
	}
	n := int(h[4])
	at += 5
	if h[0] != 0 { // one byte, then the count in four bytes
		n = int(min(binary.BigEndian.Uint32(h[5:]), maxChapters))
		at += 4
	}
	var all []book.Chapter
	for range n {
		h := r.full(at, 9)
		if h == nil || end-at < 9 {
			break
		}
		start, size := binary.BigEndian.Uint64(h), int64(h[8])
		from := span(start, neroUnit)
		if size > end-at-9 || from == 0 && start > 0 {
			break
		}
		title := clean(undeclared(r.peek(at+9, int(size)), codepage.Raw)) // Nero is a program for Windows
		all = append(all, book.Chapter{Start: from, Title: title})
		at += 9 + size
	}
	return all
}

// piece is the position of a sample.
type piece struct{ at, size int64 }

// starts reads the tables of a chapter track. Each sample is a chapter that
// starts at the time of the sample. It also returns the positions of the texts.
func (r *mp4) starts(ctx context.Context, t *mp4Track) ([]book.Chapter, []piece) {
	if t.scale == 0 {
		return nil, nil
	}
	tables := r.tablesOf(t)
	pieces := r.sampleSizes(tables)
	r.place(ctx, pieces, tables.runs, tables.chunks)
	all := make([]book.Chapter, 0, len(pieces))
	delay := span(t.delay, r.scale)
	at := -t.skip
	times := tables.times
	for i := int64(0); i < times.n && len(all) < len(pieces) && ctx.Err() == nil; i++ {
		e := r.entry(times, i)
		if e == nil {
			break
		}
		n, step := binary.BigEndian.Uint32(e), int64(binary.BigEndian.Uint32(e[4:]))
		for ; n > 0 && len(all) < len(pieces); n-- {
			start := span(uint64(max(0, at)), t.scale)
			if start == 0 && at > 0 { // not a valid time
				return all, pieces[:len(all)]
			}
			all = append(all, book.Chapter{Start: delay + start})
			at += step
		}
	}
	return all, pieces[:len(all)]
}

// sampleSizes reads the sizes of a track's samples.
func (r *mp4) sampleSizes(f *mp4Tables) []piece {
	pieces := make([]piece, 0, min(f.count, maxChapters))
	for i := range min(f.count, maxChapters) {
		size := f.each
		if f.each == 0 {
			e := r.entry(f.sizes, i)
			if e == nil {
				break
			}
			size = int64(binary.BigEndian.Uint32(e))
		}
		pieces = append(pieces, piece{size: size})
	}
	return pieces
}

// place sets the positions of samples. Samples are stored in chunks, and runs give the
// number of samples per chunk. Samples without a known position stay at 0.
func (r *mp4) place(ctx context.Context, pieces []piece, runs, chunks mp4Table) {
	type run struct{ from, each int64 } // samples per chunk, from a certain chunk on
	var all []run
	for i := range min(runs.n, maxChapters) {
		e := r.entry(runs, i)
		if e == nil {
			break
		}
		all = append(all, run{int64(binary.BigEndian.Uint32(e)), int64(binary.BigEndian.Uint32(e[4:]))})
	}
	each := int64(0)
	for c := range min(chunks.n, maxChapters) {
		if len(pieces) == 0 || c%patience == 0 && ctx.Err() != nil {
			return
		}
		for len(all) > 0 && all[0].from <= c+1 {
			each, all = all[0].each, all[1:]
		}
		at := offset(r.entry(chunks, c))
		for range min(each, int64(len(pieces))) {
			at = min(at, r.size)
			pieces[0].at = at
			at += pieces[0].size
			pieces = pieces[1:]
		}
	}
}

// titles reads the texts of chapters. Neighbouring texts are read together.
func (r *mp4) titles(ctx context.Context, all []book.Chapter, pieces []piece) {
	for i := 0; i < len(pieces); {
		if ctx.Err() != nil || r.spent > maxMetadata/2 {
			return
		}
		start, j := pieces[i].at, i+1
		end := start + min(pieces[i].size, windowLen)
		for ; j < len(pieces); j++ {
			p := pieces[j]
			if p.at < end || p.at > end+textGap || p.at+p.size > start+windowLen {
				break
			}
			end = p.at + p.size
		}
		var run []byte
		if start > 0 {
			run = r.spot(start, int(end-start))
		}
		for ; i < j; i++ {
			if from := pieces[i].at - start; from < int64(len(run)) {
				text := run[from:]
				all[i].Title = chapterText(text[:min(pieces[i].size, int64(len(text)))])
			}
		}
	}
}

// chapterText decodes a text sample: a length, the text, and boxes for its
// style.
func chapterText(b []byte) string {
	if len(b) < 2 {
		return ""
	}
	n := int(binary.BigEndian.Uint16(b))
	return clean(appleText(b[2:][:min(n, len(b)-2)]))
}

// still describes the first picture of a picture track.
func (r *mp4) still(t *mp4Track) *book.Cover {
	at, size := r.firstSample(t)
	if size <= 0 || at <= 0 {
		return nil
	}
	return r.source.cover(at, size)
}
