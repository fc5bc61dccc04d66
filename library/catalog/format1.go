package catalog

import (
	"encoding/binary"

	"google.golang.org/protobuf/encoding/protowire"

	"lectern/library/book"
)

// Builds before 0.9 wrote details in format 1. Its body is a uvarint with a bit for
// each value that is present, then these values in order of their bits. A number is a
// zigzag varint, a text its length as uvarint and its bytes, a list its count as
// uvarint and its elements. The value with bit n has the number n+1 in the messages of
// format 2, so such a body is translated to a message and read as one.

// The values of format 1 by their bits: "-" has none, "n" a number, "t" a text, "l" a
// list of texts, "s" a list of series (two texts), "f" a fault (number, text), "c" a
// cover (text, three numbers), "h" a list of chapters (number start less the end before,
// number length, text title), "q" a list of cue sheets (text, list of chapters), "z" a
// size (two numbers).
const (
	file1 = "----nntf" + "-" + "-nlch" + "tttttttttttttttt" + "nnnnnn"
	note1 = "tttttttt" + "llllsn" + "thqz"
)

// mediaBit1 says in a file's detail that a reader has read the file. The bits above it
// have the values of the bits of a Media.
const mediaBit1 = 8

// readFile1 reads the body of a file's detail.
func readFile1(body []byte, e *Entry, shared *sharer) bool {
	r := reader1{b: body}
	has := r.uvarint()
	b := r.values(nil, has, file1, 0, mediaBit1)
	if has>>mediaBit1&1 != 0 {
		b = appendBytes(b, mediaBit1+1, r.values(nil, has, file1, mediaBit1+1, len(file1)))
	}
	return !r.bad && len(r.b) == 0 && fileMessage.read(b, e, shared)
}

// readNote1 reads the body of a note's detail.
func readNote1(body []byte, n *book.Notes) bool {
	r := reader1{b: body}
	b := r.values(nil, r.uvarint(), note1, 0, len(note1))
	return !r.bad && len(r.b) == 0 && noteMessage.read(b, n, nil)
}

// reader1 takes values from a body. bad is true if the body is invalid.
type reader1 struct {
	b   []byte
	bad bool
}

// values appends the values of the bits from one up to, but not including, another.
func (r *reader1) values(b []byte, has uint64, kinds string, from, to int) []byte {
	for bit := from; bit < to; bit++ {
		if has>>bit&1 != 0 {
			b = r.value(b, protowire.Number(bit+1), kinds[bit])
		}
	}
	return b
}

func (r *reader1) value(b []byte, number protowire.Number, kind byte) []byte {
	switch kind {
	case '-':
		return appendNumber(b, number, 1)
	case 'n':
		return appendNumber(b, number, r.number())
	case 't':
		return appendBytes(b, number, r.text())
	case 'l':
		for range r.count() {
			b = appendBytes(b, number, r.text())
		}
		return b
	case 's':
		for range r.count() {
			b = appendBytes(b, number, appendBytes(appendBytes(nil, 1, r.text()), 2, r.text()))
		}
		return b
	case 'f':
		return appendBytes(b, number, appendBytes(appendNumber(nil, 1, r.number()), 2, r.text()))
	case 'c':
		cover := appendBytes(nil, 1, r.text())
		for n := range protowire.Number(3) {
			cover = appendNumber(cover, 2+n, r.number())
		}
		return appendBytes(b, number, cover)
	case 'h':
		return appendBytes(b, number, r.chapters())
	case 'q':
		for range r.count() {
			b = appendBytes(b, number, appendBytes(appendBytes(nil, 1, r.text()), 2, r.chapters()))
		}
		return b
	default: // 'z'
		return appendNumber(appendNumber(b, number, r.number()), number+1, r.number())
	}
}

// chapters returns a list of chapters as a message.
func (r *reader1) chapters() []byte {
	var times, titles []byte
	for range r.count() {
		times = protowire.AppendVarint(protowire.AppendVarint(times, r.uvarint()), r.uvarint())
		titles = appendBytes(titles, 2, r.text())
	}
	return append(appendBytes(nil, 1, times), titles...)
}

func (r *reader1) uvarint() uint64 {
	v, n := binary.Uvarint(r.b)
	if n <= 0 {
		r.bad, r.b = true, nil
		return 0
	}
	r.b = r.b[n:]
	return v
}

func (r *reader1) number() int64 { return protowire.DecodeZigZag(r.uvarint()) }

func (r *reader1) text() []byte {
	n := r.uvarint()
	if n > uint64(len(r.b)) {
		r.bad, r.b = true, nil
		return nil
	}
	text := r.b[:n]
	r.b = r.b[n:]
	return text
}

// count returns the length of a list, whose elements take a byte or more.
func (r *reader1) count() int {
	n := r.uvarint()
	if n > uint64(len(r.b)) {
		r.bad, r.b = true, nil
		return 0
	}
	return int(n)
}
