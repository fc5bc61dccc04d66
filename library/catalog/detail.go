package catalog

import (
	"encoding/binary"
	"hash/crc32"
	"time"

	"google.golang.org/protobuf/encoding/protowire"

	"lectern/library/book"
)

// A row's detail holds the values that are always read together. It is one column
// because reading a column costs more than taking a field from it. docs/CATALOGUE.md
// has the format:
//
//	1 byte   format
//	4 bytes  CRC-32C, little endian, of the body and of the row's other columns
//	body     a message of protocol buffers
const (
	detailFormat  = 2
	detailHeadLen = 5
)

// fileMessage is the body of a file's detail. On disk: never change a number, never
// give one to another field.
var fileMessage = newMessage(
	flag(1, func(e *Entry) *bool { return &e.Look }),
	flag(2, func(e *Entry) *bool { return &e.Read }),
	flag(3, func(e *Entry) *bool { return &e.Measured }),
	flag(4, func(e *Entry) *bool { return &e.Refused }),
	number(5, func(e *Entry) *int64 { return &e.Added }),
	number(6, func(e *Entry) *int64 { return &e.MissingSince }),
	blob(7, func(e *Entry) *[]byte { return &e.Fingerprint }),
	number(10, func(e *Entry) *int { return &e.Readers }),
	number(11, func(e *Entry) *int64 { return &e.Digest }),
	blob(12, func(e *Entry) *[]byte { return &e.Recording }),
	part(8, faultMessage, func(e *Entry) **book.Fault { return &e.File.Fault }),
	packed(9, func(e *Entry) **book.Packed { return &e.File.Media }),
)

var faultMessage = newMessage(
	number(1, func(f *book.Fault) *book.FaultKind { return &f.Kind }),
	text(2, func(f *book.Fault) *string { return &f.Reason }),
)

// mediaMessage is what a reader found in a file: the fields listed here and those of
// the table of tags.
var mediaMessage = func() fields[book.Media] {
	fields := []field[book.Media]{
		flag(10, func(m *book.Media) *bool { return &m.Estimated }),
		number(11, func(m *book.Media) *time.Duration { return &m.Duration }),
		part(13, coverMessage, func(m *book.Media) **book.Cover { return &m.Cover }),
		chapters(14, (*book.Media).AllChapters, func(m *book.Media, all []book.Chapter) { m.Chapters = all }),
		text(15, func(m *book.Media) *string { return &m.Container }),
		text(16, func(m *book.Media) *string { return &m.Codec }),
		text(17, func(m *book.Media) *string { return &m.Prober }),
		text(9, func(m *book.Media) *string { return &m.CoverFault }),
		number(31, func(m *book.Media) *int { return &m.BitRate }),
		number(32, func(m *book.Media) *int { return &m.SampleRate }),
		number(33, func(m *book.Media) *int { return &m.Channels }),
	}
	for tag := range book.TagCount {
		i := tag.Info()
		n := protowire.Number(i.Stored)
		switch {
		case i.Text != nil:
			fields = append(fields, text(n, func(m *book.Media) *string { return i.Text(&m.Tags) }))
		case i.List != nil:
			fields = append(fields, texts(n, func(m *book.Media) *[]string { return i.List(&m.Tags) }))
		default:
			fields = append(fields, number(n, func(m *book.Media) *int { return i.Number(&m.Tags) }))
		}
	}
	return newMessage(fields...)
}()

// packed is a mediaMessage of a packed Media.
func packed[T any](number protowire.Number, at func(*T) **book.Packed) field[T] {
	return field[T]{
		number: number,
		put: func(b []byte, v *T) []byte {
			if *at(v) == nil {
				return b
			}
			return appendMessage(b, number, mediaMessage, (*at(v)).Media())
		},
		bytes: func(v *T, b []byte, shared *sharer) bool {
			var valid bool
			*at(v), valid = shared.pack(b)
			return valid
		},
	}
}

var coverMessage = newMessage(
	text(1, func(c *book.Cover) *string { return &c.MIME }),
	number(2, func(c *book.Cover) *int { return &c.Width }),
	number(3, func(c *book.Cover) *int { return &c.Height }),
	number(4, func(c *book.Cover) *int64 { return &c.Bytes }),
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// seal appends a detail with the body of v. sum is the checksum of the row's other
// columns.
func seal[T any](b []byte, m fields[T], v *T, sum uint32) []byte {
	start := len(b)
	b = m.append(append(b, detailFormat, 0, 0, 0, 0), v)
	sum = crc32.Update(sum, castagnoli, b[start+detailHeadLen:])
	binary.LittleEndian.PutUint32(b[start+1:], sum)
	return b
}

// unseal returns the format and the body of a detail. ok is false if the checksum is
// wrong.
func unseal(b []byte, sum uint32) (format byte, body []byte, ok bool) {
	if len(b) < detailHeadLen {
		return 0, nil, false
	}
	body = b[detailHeadLen:]
	return b[0], body, crc32.Update(sum, castagnoli, body) == binary.LittleEndian.Uint32(b[1:])
}

// appendDetail appends the detail of e. sum is the checksum of the row's other
// columns.
func appendDetail(b []byte, e *Entry, sum uint32) []byte { return seal(b, fileMessage, e, sum) }

// readDetail is the inverse of appendDetail; e has its File. It returns false
// for an unknown format, a wrong checksum or an invalid body.
func readDetail(b []byte, e *Entry, sum uint32, shared *sharer) bool {
	format, body, ok := unseal(b, sum)
	switch {
	case !ok:
		return false
	case format == 1:
		return readFile1(body, e, shared)
	}
	return format == detailFormat && fileMessage.read(body, e, shared)
}
