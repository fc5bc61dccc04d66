package catalog

import (
	"google.golang.org/protobuf/encoding/protowire"

	"lectern/library/book"
)

// sharer keeps one copy of each text that many files have, and packs what files have in
// common once. The files of a folder follow each other, so most texts equal the text of
// the file before.
type sharer struct {
	last   [64]string // by field
	all    map[string]string
	packer *book.Packer
}

func newSharer() *sharer { return &sharer{all: map[string]string{}, packer: book.NewPacker()} }

// text returns b as a string, shared with earlier equal texts. number is the
// text's field. A nil sharer shares nothing.
func (s *sharer) text(number protowire.Number, b []byte) string {
	if len(b) == 0 {
		return ""
	}
	if s == nil {
		return string(b)
	}
	last := &s.last[int(number)%len(s.last)]
	if *last == string(b) {
		return *last
	}
	t, known := s.all[string(b)]
	if !known {
		t = string(b)
		s.all[t] = t
	}
	*last = t
	return t
}

// keep returns a copy of a text that no other row has. A nil sharer shares nothing.
func (s *sharer) keep(b []byte) string {
	if s == nil {
		return string(b)
	}
	return s.packer.Keep(b)
}

// pack packs what a reader found. A nil sharer shares nothing.
func (s *sharer) pack(m *book.Media) *book.Packed {
	if s == nil {
		return book.Pack(m)
	}
	return s.packer.Pack(m)
}
