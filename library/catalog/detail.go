package catalog

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"time"

	"lectern/library/book"
)

// A row's detail holds the values that are always read together: dates, fingerprint,
// fault, and the reader's results. It is one column because reading a column costs more
// than taking a field from it. docs/CATALOGUE.md has the format:
//
//	1 byte   format, detailFormat
//	4 bytes  CRC-32C, little endian, of the body and of the row's other columns
//	body     uvarint: a bit for each field that is there
//	         the fields, in order of their bits
//
// A number is a zigzag varint, a text its length as uvarint and its bytes, a
// list its count as uvarint and its members. What is empty or zero is not
// there.
const (
	detailFormat  = 1
	detailHeadLen = 5
)

// The bits of values that are not plain fields. On disk: never reorder. A new one takes the next free
// bit; docs/CATALOGUE.md says which.
const (
	isLook       = 1 << 0  // no field, as are the next three: Entry.Look
	isRead       = 1 << 1  // Entry.Read
	isMeasured   = 1 << 2  // Entry.Measured
	isRefused    = 1 << 3  // Entry.Refused
	hasAdded     = 1 << 4  // number
	hasMissing   = 1 << 5  // number: missing since
	hasPrint     = 1 << 6  // text: the fingerprint
	hasFault     = 1 << 7  // number kind, text reason
	hasMedia     = 1 << 8  // no field: a reader has seen the file
	hasEstimated = 1 << 9  // no field: the duration is an estimate
	hasDuration  = 1 << 10 // number of nanoseconds
	hasCover     = 1 << 12 // text MIME; numbers width, height, bytes
	hasChapters  = 1 << 13 // list of: number start less the end before, number length, text title
)

// The cover and the chapters stand between the plain fields.
var beforeCover, behindCover = below(mediaFields, hasCover)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// appendDetail appends the detail of e. sum is the checksum of the row's other
// columns.
func appendDetail(b []byte, e *Entry, sum uint32) []byte {
	start := len(b)
	b = append(b, detailFormat, 0, 0, 0, 0)
	b = appendBody(b, e)
	sum = crc32.Update(sum, castagnoli, b[start+detailHeadLen:])
	binary.LittleEndian.PutUint32(b[start+1:], sum)
	return b
}

// has returns the bits of the values that are present.
func has(e *Entry) (bits uint64) {
	set := func(bit uint64, there bool) {
		if there {
			bits |= bit
		}
	}
	set(isLook, e.Look)
	set(isRead, e.Read)
	set(isMeasured, e.Measured)
	set(isRefused, e.Refused)
	set(hasAdded, e.Added != 0)
	set(hasMissing, e.MissingSince != 0)
	set(hasPrint, len(e.Fingerprint) > 0)
	set(hasFault, e.File.Fault != nil)
	m := e.File.Media
	if m == nil {
		return bits
	}
	set(hasMedia, true)
	set(hasEstimated, m.Estimated)
	set(hasDuration, m.Duration != 0)
	set(hasCover, m.Cover != nil)
	set(hasChapters, len(m.Chapters) > 0)
	return bits | there(mediaFields, m)
}

func appendBody(b []byte, e *Entry) []byte {
	bits := has(e)
	b = binary.AppendUvarint(b, bits)
	if e.Added != 0 {
		b = binary.AppendVarint(b, e.Added)
	}
	if e.MissingSince != 0 {
		b = binary.AppendVarint(b, e.MissingSince)
	}
	if len(e.Fingerprint) > 0 {
		b = appendText(b, string(e.Fingerprint))
	}
	if f := e.File.Fault; f != nil {
		b = appendText(binary.AppendVarint(b, int64(f.Kind)), f.Reason)
	}
	if e.File.Media != nil {
		b = appendMedia(b, bits, e.File.Media)
	}
	return b
}

func appendMedia(b []byte, has uint64, m *book.Media) []byte {
	if m.Duration != 0 {
		b = binary.AppendVarint(b, int64(m.Duration))
	}
	b = appendFields(b, beforeCover, has, m)
	if c := m.Cover; c != nil {
		b = appendText(b, c.MIME)
		b = binary.AppendVarint(b, int64(c.Width))
		b = binary.AppendVarint(b, int64(c.Height))
		b = binary.AppendVarint(b, c.Bytes)
	}
	if len(m.Chapters) > 0 {
		b = appendChapters(b, m.Chapters)
	}
	return appendFields(b, behindCover, has, m)
}

// chapterLen is the least number of bytes of a chapter in a body.
const chapterLen = 3

// appendChapters appends a list of chapters. Each time is relative to the one
// before.
func appendChapters(b []byte, all []book.Chapter) []byte {
	b = binary.AppendUvarint(b, uint64(len(all)))
	var end time.Duration
	for _, c := range all {
		b = binary.AppendVarint(b, int64(c.Start-end))
		b = binary.AppendVarint(b, int64(c.End-c.Start))
		b = appendText(b, c.Title)
		end = c.End
	}
	return b
}

func appendText(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// reader decodes the body of a detail. It never reads beyond the body and never
// allocates more than a small multiple of its length, whatever the bytes are.
// bad is true if they are invalid.
type reader struct {
	b      []byte
	bad    bool
	shared *sharer
}

// readDetail is the inverse of appendDetail; e has its File. It returns false
// for an unknown format, a wrong checksum or an invalid body.
func readDetail(b []byte, e *Entry, sum uint32, shared *sharer) bool {
	if len(b) < detailHeadLen || b[0] != detailFormat {
		return false
	}
	body := b[detailHeadLen:]
	if crc32.Update(sum, castagnoli, body) != binary.LittleEndian.Uint32(b[1:]) {
		return false
	}
	r := reader{b: body, shared: shared}
	r.body(e)
	return !r.bad && len(r.b) == 0
}

func (r *reader) body(e *Entry) {
	has := r.uvarint()
	e.Look, e.Read = has&isLook != 0, has&isRead != 0
	e.Measured, e.Refused = has&isMeasured != 0, has&isRefused != 0
	if has&hasAdded != 0 {
		e.Added = r.varint()
	}
	if has&hasMissing != 0 {
		e.MissingSince = r.varint()
	}
	if has&hasPrint != 0 {
		e.Fingerprint = bytes.Clone(r.text())
		r.bad = r.bad || len(e.Fingerprint) == 0
	}
	if has&hasFault != 0 {
		kind := r.varint()
		e.File.Fault = &book.Fault{Kind: book.FaultKind(kind), Reason: r.shared.text(placeFault, r.text())}
	}
	if has&hasMedia != 0 {
		e.File.Media = r.media(has)
	}
}

func (r *reader) media(has uint64) *book.Media {
	m := &book.Media{Estimated: has&hasEstimated != 0}
	if has&hasDuration != 0 {
		m.Duration = time.Duration(r.varint())
	}
	readFields(r, beforeCover, has, m)
	if has&hasCover != 0 {
		m.Cover = &book.Cover{MIME: r.shared.text(placeCover, r.text()), Width: int(r.varint()), Height: int(r.varint()), Bytes: r.varint()}
	}
	if has&hasChapters != 0 {
		m.Chapters = r.chapters(r.count(chapterLen))
	}
	readFields(r, behindCover, has, m)
	return m
}

// chapters reads a list of chapters whose count was read already.
func (r *reader) chapters(count int) []book.Chapter {
	all := make([]book.Chapter, count)
	var end time.Duration
	for i := range all {
		c := &all[i]
		c.Start = end + time.Duration(r.varint())
		c.End = c.Start + time.Duration(r.varint())
		c.Title = r.shared.text(placeChapter, r.text()) // "Chapter 1"
		end = c.End
	}
	return all
}

func (r *reader) uvarint() uint64 {
	v, n := binary.Uvarint(r.b)
	if n <= 0 {
		r.bad, r.b = true, nil
		return 0
	}
	r.b = r.b[n:]
	return v
}

func (r *reader) varint() int64 {
	v, n := binary.Varint(r.b)
	if n <= 0 {
		r.bad, r.b = true, nil
		return 0
	}
	r.b = r.b[n:]
	return v
}

// text returns a text as a slice of the body.
func (r *reader) text() []byte {
	n := r.uvarint()
	if n > uint64(len(r.b)) {
		r.bad, r.b = true, nil
		return nil
	}
	s := r.b[:n]
	r.b = r.b[n:]
	return s
}

// count reads the length of a list whose elements take at least size bytes. An
// empty list is never written.
func (r *reader) count(size int) int {
	n := r.uvarint()
	if n == 0 || n > uint64(len(r.b)/size) {
		r.bad, r.b = true, nil
		return 0
	}
	return int(n)
}

// sharer keeps one copy of each text that many files have. The files of a
// folder follow each other, so a text is most often that of the file before.
type sharer struct {
	last [maxBits]string // by field
	all  map[string]string
}

// maxBits is the number of bits in the first number of a body.
const maxBits = 64

// The places of texts that stand in no plain field: those have their bits.
const (
	placeFault uint8 = iota
	placeCover
	placeChapter
)

func newSharer() *sharer { return &sharer{all: map[string]string{}} }

// text returns b as a string, shared with earlier equal texts. place is the
// text's field. A nil sharer shares nothing.
func (s *sharer) text(place uint8, b []byte) string {
	if len(b) == 0 {
		return ""
	}
	if s == nil {
		return string(b)
	}
	if last := s.last[place]; last == string(b) {
		return last
	}
	t, known := s.all[string(b)]
	if !known {
		t = string(b)
		s.all[t] = t
	}
	s.last[place] = t
	return t
}
