package probe

import (
	"context"
	"encoding/binary"
	"math"
	"sort"
	"strings"
	"time"
)

// This file computes how long the audio of an MP4 plays, and whether the file has all
// of it. It trusts the table of sample durations more than the headers: headers can
// describe other tracks, and tools count in 32 bits, which overflow.

const (
	// fewTimes is the largest number of sample durations that are always read.
	// Encoders write one or two; remuxers can write one per sample.
	fewTimes = 1 << 10

	// sameLength is the largest difference of two lengths that count as equal.
	sameLength = time.Second

	// longSample is longer than any sample of audio. Tools that cut files leave a
	// longer one at the end.
	longSample = time.Minute
)

// mp4Tables are the sample tables of a track (ISO/IEC 14496-12, 8.6 and 8.7).
type mp4Tables struct {
	found       bool // the boxes have been searched
	description mp4Box
	times       mp4Table // stts: numbers of samples and their duration
	runs        mp4Table // stsc: numbers of samples per chunk
	chunks      mp4Table // stco or co64
	sizes       mp4Table // of the samples, stsz; empty if all have the same
	each        int64    // the size of all samples, or 0
	pack        mp4Pack  // how samples are packed whose size is a formality
	count       int64    // number of samples
	counted     bool
}

// mp4Pack is the number of samples in a packet, and its size. It is zero unless each
// sample is declared as one byte, which QuickTime does for PCM and for codecs with
// packets of one size (QuickTime File Format, sound sample descriptions).
type mp4Pack struct{ samples, bytes int64 }

// bytes returns the size of n samples of one size.
func (f *mp4Tables) bytes(n int64) int64 {
	if f.pack.bytes > 0 {
		return n / f.pack.samples * f.pack.bytes
	}
	return n * f.each
}

// fit returns how many samples of one size a number of bytes has.
func (f *mp4Tables) fit(n int64) int64 {
	if f.pack.bytes > 0 {
		return n / f.pack.bytes * f.pack.samples
	}
	return n / f.each
}

// tablesOf finds the sample tables of a track.
func (r *mp4) tablesOf(t *mp4Track) *mp4Tables {
	f := &t.tables
	if f.found {
		return f
	}
	f.found = true
	look := r.peek
	for at, n := t.samples.at, 0; n < maxChildren && at < t.samples.end; n++ {
		h := look(at, int(min(32, t.samples.end-at)))
		b, ok := boxOf(at, t.samples.end, h[:min(16, len(h))])
		if !ok {
			break
		}
		h = h[min(int(b.at-at), len(h)):]
		switch string(b.kind[:]) {
		case "stsd":
			f.description = b
		case "stts":
			f.times = tableOf(b, h, 4, 8)
		case "stsc":
			f.runs = tableOf(b, h, 4, 12)
		case "stco":
			f.chunks = tableOf(b, h, 4, 4)
		case "co64":
			f.chunks = tableOf(b, h, 4, 8)
		case "stsz":
			if f.counted = len(h) >= 12 && b.len() >= 12; f.counted {
				f.each, f.count = int64(binary.BigEndian.Uint32(h[4:])), int64(binary.BigEndian.Uint32(h[8:]))
			}
			if f.each == 0 {
				f.sizes = tableOf(b, h, 8, 4)
				f.count = f.sizes.n
			}
		}
		if at = b.end; b.len() > windowLen {
			look = r.spot
		}
	}
	return f
}

// tableOf reads the header of a sample table. h is the beginning of its box, and the
// count follows after skip bytes.
func tableOf(b mp4Box, h []byte, skip, size int64) mp4Table {
	if int64(len(h)) < skip+4 || b.len() < skip+4 {
		return mp4Table{}
	}
	n := int64(binary.BigEndian.Uint32(h[skip:]))
	return mp4Table{at: b.at + skip + 4, n: min(n, (b.len()-skip-4)/size), size: size}
}

// far returns n consecutive entries of a table without reading ahead, or nil if
// they do not exist.
func (r *mp4) far(t mp4Table, i, n int64) []byte {
	if i < 0 || n <= 0 || i+n > t.n || n*t.size > windowLen {
		return nil
	}
	if b := r.spot(t.at+i*t.size, int(n*t.size)); int64(len(b)) == n*t.size {
		return b
	}
	return nil
}

// steps calls see with each run of equal sample durations, in order, until see returns
// false. It reports whether the table is complete.
func (r *mp4) steps(ctx context.Context, t *mp4Track, see func(n, step int64) bool) bool {
	tables := r.tablesOf(t)
	times, left := tables.times, tables.count
	previous := int64(0)
	for i := range times.n {
		if i%patience == 0 && (ctx.Err() != nil || r.spent > maxMetadata/2) {
			return false
		}
		e := r.entry(times, i)
		if e == nil {
			return false
		}
		n, step := int64(binary.BigEndian.Uint32(e)), int64(binary.BigEndian.Uint32(e[4:]))
		if tables.counted {
			n = min(n, left)
			left -= n
		}
		if i > 0 && n == 1 && i+1 == times.n && span(uint64(step), t.scale) > longSample {
			step = previous
		}
		previous = step
		if !see(n, step) {
			return true
		}
	}
	if tables.counted && left > 0 && times.n > 0 { // all later samples have the last duration
		see(left, previous)
	}
	return times.n > 0
}

// timed returns the length of a track's samples in its units, 0 if unknown.
func (r *mp4) timed(ctx context.Context, t *mp4Track) int64 {
	if t.scale == 0 {
		return 0
	}
	times := r.tablesOf(t).times
	if times.n > fewTimes && r.likely(t, times) {
		return clamp(t.length)
	}
	total := int64(0)
	if !r.steps(ctx, t, func(n, step int64) bool {
		total = min(total+n*min(step, math.MaxInt64>>34), math.MaxInt64>>1)
		return true
	}) {
		return 0
	}
	return total
}

// likely reports whether the lengths in the headers of a track and of the movie agree
// with each other and with the first of many sample durations.
func (r *mp4) likely(t *mp4Track, times mp4Table) bool {
	b := r.far(times, 0, fewTimes/2)
	if b == nil {
		return false
	}
	total := float64(0)
	for ; len(b) >= 8; b = b[8:] {
		total += float64(binary.BigEndian.Uint32(b)) * float64(binary.BigEndian.Uint32(b[4:]))
	}
	total *= float64(times.n) / (fewTimes / 2)
	own, movie := span(t.length, t.scale), span(r.length, r.scale)
	return own > 0 && total > 0.75*float64(t.length) && total < 1.5*float64(t.length) && (own-movie).Abs() < sameLength
}

// duration returns the length of the audio, and whether it is uncertain.
func (r *mp4) duration(ctx context.Context) (d time.Duration, uncertain bool) {
	t := r.sound
	length := span(uint64(r.timed(ctx, t)), t.scale)
	tabled := length
	if r.extends.end != 0 {
		if pieces := r.fragments(ctx, t); pieces > 0 {
			length += pieces
		} else if d := r.announced(); length == 0 && d > 0 {
			return d, false
		}
	}
	if d := r.presented(t, length, tabled); d > 0 {
		return d, false
	}
	movie, own := span(r.length, r.scale), span(t.length, t.scale)
	if movie == 0 {
		movie = span(t.edited, r.scale)
	}
	switch {
	case movie == 0:
		return own, false
	case own == 0 || own+sameLength > movie || r.sound.tables.times.n == 0:
		return movie, false
	}
	return own, true
}

// presented returns how long the audio of a track plays under its edit list, 0 if its
// length is unknown. tabled is the part of the length that the track's tables describe.
// If the list covers all of this part, it was written before the fragments, which play
// too.
func (r *mp4) presented(t *mp4Track, length, tabled time.Duration) time.Duration {
	total, unit := time.Duration(0), span(1, r.scale)
	for _, e := range t.edits {
		part := span(e.length, r.scale)
		if e.start < 0 { // silence
			if part < length {
				total += part
			}
			continue
		}
		start := span(uint64(e.start), t.scale)
		there := max(0, length-start)
		early := tabled > 0 && tabled < length && part > tabled-start-sameLength
		if e.length == 0 || early || part >= there-unit || overflowed(part, there, r.scale) { // edits are rounded to the units of the movie
			part = there
		}
		total += part
	}
	if length == 0 || total == 0 || len(t.edits) == maxEdits {
		return min(length, longest)
	}
	return min(total, longest)
}

// overflowed reports whether short is what 32 bits retain of long.
func overflowed(short, long time.Duration, scale uint32) bool {
	lost := span(1<<32, scale)
	return lost > 0 && long-short > lost/2 && (long-short-(long-short).Round(lost)).Abs() < sameLength
}

// soundEnd returns the end of a track's last sample, or an offset within its last chunk.
// It is 0 if unknown. If it is beyond the file, it need not be exact.
func (r *mp4) soundEnd(t *mp4Track) int64 {
	f := r.tablesOf(t)
	e := r.far(f.chunks, f.chunks.n-1, 1)
	if e == nil {
		return 0
	}
	at := offset(e)
	run := r.far(f.runs, f.runs.n-1, 1)
	if run == nil || !f.counted {
		return at + 1
	}
	inLast := min(f.count, int64(binary.BigEndian.Uint32(run[4:])))
	if f.each > 0 {
		return at + max(1, f.bytes(inLast))
	}
	end, i := at, f.count-inLast
	if !r.short && inLast*f.sizes.size > windowLen { // only a cut file is worth the long table
		return at + 1
	}
	for i < f.count && end <= r.size && r.spent < maxMetadata/2 {
		b := r.far(f.sizes, i, min(f.count-i, windowLen/f.sizes.size))
		if b == nil {
			break
		}
		for ; len(b) >= 4; b = b[4:] {
			end += int64(binary.BigEndian.Uint32(b))
			i++
		}
	}
	return max(end, at+1)
}

// missing reports whether a file lacks audio that the track describes. end is soundEnd: it
// has to be within the mdat boxes, or within the file if an mdat is incomplete or a tool
// left meaningless boxes behind.
func (r *mp4) missing(t *mp4Track, end int64) bool {
	switch {
	case end == 0 || r.pieces.n > 0:
		return r.short
	case r.open || r.strange || r.short:
		return end > r.size
	}
	return end > r.dataEnd
}

// hollow reports whether zeros are at the end of the audio, and moves the end of the data
// before them. end is soundEnd. A file whose movie is behind the data has come to its end, so
// its data are there.
func (r *mp4) hollow(t *mp4Track, end int64) bool {
	if r.moov.at > r.lastData.at || r.stores != 1 || r.pieces.n > 0 || strings.HasSuffix(t.codec, "PCM") { // in PCM and ADPCM, zeros are silence
		return false
	}
	end = min(end, r.dataEnd)
	there := r.filled(r.lastData.at, end)
	if there == end {
		return false
	}
	r.dataEnd = there
	return true
}

// there returns the length of those samples that begin before the end of the data, for
// a file that lacks the others. It returns 0 if unknown.
func (r *mp4) there(ctx context.Context, t *mp4Track) time.Duration {
	f := r.tablesOf(t)
	chunks, runs := f.chunks, f.runs
	if !f.counted || chunks.n == 0 {
		return 0
	}
	limit := min(r.size, r.dataEnd)
	// The offsets increase. The last chunk that begins in the data can be cut.
	whole := int64(sort.Search(int(chunks.n), func(i int) bool {
		e := r.far(chunks, int64(i), 1)
		return e == nil || offset(e) >= limit
	})) - 1
	if whole < 0 {
		return 0
	}
	// The samples in the chunks before this one, and in this one.
	before, in := int64(0), int64(0)
	for i := range runs.n {
		e := r.entry(runs, i)
		if e == nil || ctx.Err() != nil {
			return 0
		}
		first, to := int64(binary.BigEndian.Uint32(e))-1, whole
		if first > whole {
			break
		}
		in = int64(binary.BigEndian.Uint32(e[4:]))
		if next := r.entry(runs, i+1); next != nil {
			to = min(to, int64(binary.BigEndian.Uint32(next))-1)
		}
		before += max(0, to-first) * in
	}
	left := limit - offset(r.far(chunks, whole, 1))
	if f.each > 0 {
		before += min(in, f.fit(left))
	} else {
		for ; in > 0 && r.spent < maxMetadata/2; in-- {
			e := r.entry(f.sizes, before)
			if e == nil {
				break
			}
			if left -= int64(binary.BigEndian.Uint32(e)); left < 0 {
				break
			}
			before++
		}
	}
	before = min(before, f.count)
	length := int64(0)
	if !r.steps(ctx, t, func(n, step int64) bool {
		k := min(n, before)
		length += k * step
		before -= k
		return before > 0
	}) {
		return 0
	}
	d := span(uint64(length), t.scale)
	return r.presented(t, d, d)
}
