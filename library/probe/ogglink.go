package probe

import (
	"bytes"
	"math"
	"slices"
	"time"
)

// oggLink is one of the chained files, with its parallel streams.
type oggLink struct {
	oggStream          // the first audio stream
	first     oggPage  // of this stream
	serials   []uint32 // of all streams
	strange   bool     // some streams are unknown
	sound     int64    // offset after the first pages
}

// findLink reads the first pages of all streams, which are together.
func findLink(s *source, at int64) (l oggLink) {
	var p oggPage
	for s.page(at, &p) && p.begins && len(l.serials) < maxStreams {
		l.serials = append(l.serials, p.serial)
		o, ok := identify(s.peek(p.body, int(min(p.end-p.body, 80))))
		l.strange = l.strange || !ok
		if l.codec == "" && ok && o.codec != "" {
			l.oggStream, l.first = o, p
		}
		at = p.end
	}
	l.sound = at
	return l
}

// nextLink finds the beginning of the next link, given the offset of a page that does not
// belong to this link. It returns 0 if there is none.
func (l *oggLink) nextLink(s *source, foreign int64) int64 {
	var p oggPage
	own, to := l.sound, foreign
	for to-own > maxPage {
		mid := own + (to-own)/2
		switch {
		case !s.sync(mid, to, &p):
			to = mid
		case slices.Contains(l.serials, p.serial):
			own = p.end
		default:
			to, foreign = mid, p.at
		}
		if s.err != nil {
			return 0
		}
	}
	for at := own; at < foreign; at = p.end {
		if !p.parse(at, s.spot(at, pageHeader+255)) {
			return 0
		}
		if !slices.Contains(l.serials, p.serial) {
			return at
		}
	}
	return foreign
}

// overflowed returns how much the last granule lacks because its encoder counted in 32
// bits. Without an overflow, the granules of a file only increase.
func (l *oggLink) overflowed(s *source, last int64) (lost int64) {
	if s.size < longOgg || last > math.MaxUint32 {
		return 0
	}
	const day = 1 << 32 // of samples
	before := int64(0)
	for i := int64(1); i <= oggSpots; i++ {
		granule := last
		if i < oggSpots {
			granule = l.granuleAt(s, l.sound+(s.size-l.sound)/oggSpots*i)
		}
		switch {
		case granule == noGranule:
			continue
		case granule < before:
			lost += day
		}
		before = granule
	}
	return lost
}

// granuleAt returns the granule of the first audio page after an offset, noGranule if
// there is none nearby.
func (l *oggLink) granuleAt(s *source, at int64) int64 {
	var p oggPage
	for range maxStreams {
		if !s.sync(at, s.size, &p) {
			break
		}
		if p.serial == l.first.serial && p.granule != noGranule {
			return p.granule
		}
		at = p.end
	}
	return noGranule
}

// earlier returns the number of samples in all links but the last if all links have one
// serial number, as files have that were written by the same program within a second:
// the numbers of pages begin again in each link. first is the first page of audio.
func (l *oggLink) earlier(s *source, first oggPage, end oggEnd) (samples int64) {
	pages, length := end.number-int64(first.number)+1, end.to-first.at
	if len(l.serials) > 1 || first.serial != l.first.serial || pages <= 0 || length <= 0 {
		return 0
	}
	ratio := float64(length) / float64(pages) / float64(first.end-first.at)
	if ratio < manyPages {
		return 0
	}
	var p oggPage
	at := func(part float64) bool { return s.sync(first.at+int64(part*float64(length)), s.size, &p) }
	if ratio < certain {
		if !at(oddPlace) || math.Abs(float64(int64(p.number)-int64(first.number))/float64(pages)-oddPlace) < oddSlack {
			return 0
		}
	}
	before := first
	for i := 1; i <= linkSpots; i++ {
		if i < linkSpots && !at(float64(i)/linkSpots) {
			continue // a hole
		}
		if i == linkSpots {
			p.number, p.at = uint32(end.number), end.to
		}
		if p.number < before.number {
			samples += max(0, l.lastOf(s, before, p.at)-l.skip)
		}
		before = p
	}
	return samples
}

// lastOf returns the last granule of the link to which a page belongs. Another link with
// the same serial number has begun at an offset.
func (l *oggLink) lastOf(s *source, own oggPage, other int64) int64 {
	var p oggPage
	number := own.number
	for other-own.end > maxPage {
		switch mid := own.end + (other-own.end)/2; {
		case s.sync(mid, other, &p) && p.number >= number:
			own = p
		default:
			other = mid
		}
	}
	granule := max(0, own.granule)
	for at := own.end; s.page(at, &p) && !p.begins; at = p.end {
		if p.granule != noGranule {
			granule = p.granule
		}
	}
	return granule
}

// chained returns the total duration of the links from an offset to the end of the file, whose
// last page is not in the link before. Of more links than are followed, the others are taken to
// last as long for their bytes; estimated is then true.
func chained(s *source, from int64) (d time.Duration, estimated, ok bool) {
	at := from
	for range maxLinks {
		if s.err != nil {
			return 0, false, false
		}
		l := findLink(s, at)
		if len(l.serials) == 0 {
			return 0, false, false
		}
		last := lastPage(s, &l, s.size)
		to := s.size
		if last.foreign > 0 {
			if to = l.nextLink(s, last.foreign); to <= at {
				return 0, false, false
			}
			last = lastPage(s, &l, to)
		}
		if l.codec != "" && last.granule != noGranule {
			r := packetReader{s: s, page: l.first, segment: l.first.lacings, ended: true}
			l.comments(&r)
			d += playing(last.granule-l.start(&r)-l.skip, l.rate)
		}
		if at = to; at == s.size {
			return min(d, longest), false, true
		}
		if s.spent > maxMetadata/2 {
			break
		}
	}
	return within(d.Seconds() * float64(s.size-from) / float64(at-from)), true, true
}

// oggEnd describes the end of a link.
type oggEnd struct {
	granule int64 // of the last audio page, noGranule if not found
	number  int64 // of this page
	short   bool  // the last page is incomplete
	foreign int64 // offset of a page that does not belong to the link, 0 if there is none
	to      int64 // offset after the last complete page, 0 if not found
	ended   bool  // this page is the last of its stream
}

// whole reports whether the stream ends at the end of the file.
func (e oggEnd) whole(size int64) bool { return e.ended && e.to == size }

// goesOn reports whether the file ends with an incomplete page.
func (e oggEnd) goesOn(size int64) bool { return !e.ended && e.to > 0 && e.to < size }

// lastPage searches the end of a link, at or before an offset. A page of a
// stream outside the link ends the search.
func lastPage(s *source, l *oggLink, end int64) oggEnd {
	found := oggEnd{granule: noGranule}
	for to := end; to > l.first.at && end-to < maxOggTail; {
		at := max(l.first.at, to-windowLen+pageHeader+255)
		b := s.peek(at, int(min(to+pageHeader+255, end)-at))
		for i := min(int(to-at)+3, len(b)); ; {
			if i = bytes.LastIndex(b[:i], []byte("OggS")); i < 0 {
				break
			}
			var p oggPage
			switch {
			case !p.parse(at+int64(i), b[i:]):
			case p.end > s.size:
				found.short = true
			case !slices.Contains(l.serials, p.serial):
				found.foreign = p.at
				return found
			default:
				if found.to == 0 {
					found.to, found.ended = p.end, p.ends
				}
				if p.serial == l.first.serial && p.granule != noGranule {
					found.granule, found.number = p.granule, int64(p.number)
					return found
				}
			}
		}
		to = at
	}
	return found
}
