package book

import (
	"encoding/binary"
	"time"
)

// A list of chapters takes some hundred bytes for each chapter, and few chapters are ever
// looked at. A Packed has the list packed: times as differences, and of each title what it
// has not in common with the title before, as in "Chapter 1", "Chapter 2".
//
//	byte      the unit of the times: 1 for milliseconds, 0 for nanoseconds
//	uvarint   how many chapters follow
//	of each chapter
//	  varint  its start less the end before
//	  varint  its length
//	  uvarint how many bytes its title begins with that the title before begins with too
//	  uvarint how many bytes follow
//	  bytes   the rest of its title

// AllChapters returns the chapters, in order of Start, whether they are packed or not. It
// takes time for each chapter, and the result may be shared.
func (m *Media) AllChapters() []Chapter {
	if m.packed == "" {
		return m.Chapters
	}
	return unpackAll(m.packed)
}

// ChapterCount returns the number of chapters, in no time.
func (m *Media) ChapterCount() int {
	if m.packed == "" {
		return len(m.Chapters)
	}
	return countPacked(m.packed)
}

// countPacked returns the number of packed chapters; nothing is packed for none.
func countPacked(packed string) int {
	if packed == "" {
		return 0
	}
	count, _ := uvarint(packed[1:])
	return count
}

// unpackAll returns packed chapters, nil for none.
func unpackAll(packed string) []Chapter {
	if packed == "" {
		return nil
	}
	return unpack(packed)
}

// ChaptersEnd returns when the last of these chapters to end does, 0 if there is none or one
// has no end.
func ChaptersEnd(all []Chapter) (last time.Duration) {
	for _, c := range all {
		if c.End <= 0 {
			return 0
		}
		last = max(last, c.End)
	}
	return last
}

// packedEnd is ChaptersEnd of packed chapters.
func packedEnd(packed string) (last time.Duration) {
	if packed == "" {
		return 0
	}
	unit := unitOf(packed)
	count, rest := uvarint(packed[1:])
	var end time.Duration
	for range count {
		var n, length, more int
		n, rest = varint(rest)
		length, rest = varint(rest)
		_, rest = uvarint(rest)
		more, rest = uvarint(rest)
		rest = rest[more:]
		end += time.Duration(n+length) * unit
		if end <= 0 {
			return 0
		}
		last = max(last, end)
	}
	return last
}

// unitOf returns the unit of the times of packed chapters.
func unitOf(packed string) time.Duration {
	if packed[0] == 1 {
		return time.Millisecond
	}
	return time.Nanosecond
}

// appendPacked packs chapters, of which there is at least one.
func appendPacked(b []byte, all []Chapter) []byte {
	unit := time.Millisecond
	for _, c := range all {
		if c.Start%unit != 0 || c.End%unit != 0 || min(c.Start, c.End) < 0 { // differences of negative times may not fit
			unit = time.Nanosecond
		}
	}
	if unit == time.Millisecond {
		b = append(b, 1)
	} else {
		b = append(b, 0)
	}
	b = binary.AppendUvarint(b, uint64(len(all)))
	var end time.Duration
	title := ""
	for _, c := range all {
		b = binary.AppendVarint(b, int64((c.Start-end)/unit))
		b = binary.AppendVarint(b, int64((c.End-c.Start)/unit))
		same := 0
		for same < len(title) && same < len(c.Title) && title[same] == c.Title[same] {
			same++
		}
		b = binary.AppendUvarint(b, uint64(same))
		b = binary.AppendUvarint(b, uint64(len(c.Title)-same))
		b = append(b, c.Title[same:]...)
		end, title = c.End, c.Title
	}
	return b
}

// unpack is the inverse of appendPacked.
func unpack(packed string) []Chapter {
	unit := unitOf(packed)
	count, rest := uvarint(packed[1:])
	all := make([]Chapter, count)
	titles := make([]byte, 0, 2*len(packed)) // all titles share one string
	lens := make([]int, count)
	var end time.Duration
	for i := range all {
		c := &all[i]
		var n, same, more int
		n, rest = varint(rest)
		c.Start = end + time.Duration(n)*unit
		n, rest = varint(rest)
		c.End = c.Start + time.Duration(n)*unit
		same, rest = uvarint(rest)
		more, rest = uvarint(rest)
		if same > 0 {
			from := len(titles) - lens[i-1]
			titles = append(titles, titles[from:from+same]...)
		}
		titles = append(titles, rest[:more]...)
		rest = rest[more:]
		lens[i], end = same+more, c.End
	}
	text := string(titles)
	for i := range all {
		all[i].Title, text = text[:lens[i]], text[lens[i]:]
	}
	return all
}

// uvarint reads a number and returns the rest.
func uvarint(s string) (n int, rest string) {
	for i, shift := 0, 0; ; i, shift = i+1, shift+7 {
		n |= int(s[i]&0x7f) << shift
		if s[i] < 0x80 {
			return n, s[i+1:]
		}
	}
}

// varint reads a number with a sign and returns the rest.
func varint(s string) (n int, rest string) {
	u, rest := uvarint(s)
	n = int(uint(u) >> 1)
	if u&1 != 0 {
		n = ^n
	}
	return n, rest
}
