package probe

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"lectern/library/book"
)

// longestID is above the length of any ID of a chapter, which can have its title.
const longestID = 512

// chapter reads the body of a CHAP frame (ID3v2 Chapter Frame Addendum, 3.1):
// an element ID, the times in milliseconds, byte offsets, which are ignored,
// and frames, one of them the title. The table of contents is ignored too,
// because the times give the same order.
func (t *id3) chapter(ctx context.Context, c *cursor, depth int) {
	const times = 16
	name := c.look(min(c.end-c.at, longestID))
	k := bytes.IndexByte(name, 0)
	if k < 0 {
		return
	}
	c.skip(int64(k + 1))
	b := c.take(times)
	if b == nil {
		return
	}
	start, end := chapterTime(b), chapterTime(b[4:])
	if start < 0 {
		return
	}
	t.frames(ctx, c, false, depth+1)
	t.chapters = append(t.chapters, book.Chapter{Start: start, End: end, Title: t.title})
}

// chapterTime reads milliseconds, or -1 if there are none.
func chapterTime(b []byte) time.Duration {
	const none = 1<<32 - 1
	ms := binary.BigEndian.Uint32(b)
	if ms == none {
		return -1
	}
	return time.Duration(ms) * time.Millisecond
}

// orderChapters sorts chapters by start. A chapter without an end, or one that ends where it
// begins and lies in no other, ends where the next one begins, the last at the end of the
// file. Chapters that are too short are dropped.
func orderChapters(all []book.Chapter, length time.Duration) []book.Chapter {
	slices.SortStableFunc(all, func(a, b book.Chapter) int { return int(min(1, max(-1, a.Start-b.Start))) })
	var ends time.Duration // the last end so far
	for i := range all {
		c := &all[i]
		if c.End < c.Start || c.End == c.Start && ends <= c.Start {
			c.End = max(c.Start, length)
			if i+1 < len(all) {
				c.End = all[i+1].Start
			}
		}
		ends = max(ends, c.End)
	}
	return slices.DeleteFunc(all, func(c book.Chapter) bool { return c.End-c.Start < minChapter })
}

// overdrive parses the markers that OverDrive stores in a TXXX frame:
// <Markers><Marker><Name>…</Name><Time>12:34.567</Time></Marker>…</Markers>.
// The list ends at the first error.
func overdrive(ctx context.Context, markers string) []book.Chapter {
	var (
		all []book.Chapter
		dec = xml.NewDecoder(strings.NewReader(markers))
		one struct {
			Name string `xml:"Name"`
			Time string `xml:"Time"`
		}
	)
	// Names contain HTML entities, and unescaped "&".
	dec.Strict, dec.Entity = false, xml.HTMLEntity
	dec.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	for len(all) < maxMarks && ctx.Err() == nil {
		token, err := dec.Token()
		if err != nil {
			break
		}
		if e, ok := token.(xml.StartElement); !ok || !strings.EqualFold(e.Name.Local, "Marker") {
			continue
		} else if one.Name, one.Time = "", ""; dec.DecodeElement(&one, &e) != nil {
			break
		}
		if at, err := markerTime(one.Time); err == nil {
			all = append(all, book.Chapter{Start: at, End: -1, Title: clean(one.Name)})
		}
	}
	return all
}

var errMarker = errors.New("no time")

// markerTime parses "12:34.567", "1:02:03" or "95.5". Minutes can exceed sixty.
func markerTime(s string) (time.Duration, error) {
	total := 0.0
	fields := strings.Split(strings.TrimSpace(s), ":")
	if len(fields) > 3 {
		return 0, errMarker
	}
	for _, field := range fields {
		n, err := strconv.ParseFloat(field, 64)
		if err != nil || !(n >= 0) {
			return 0, errMarker
		}
		total = total*60 + n
	}
	if total > longest.Seconds() {
		return 0, errMarker
	}
	return time.Duration(total*1000+0.5) * time.Millisecond, nil
}
