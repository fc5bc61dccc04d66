package catalog

import (
	"unsafe"

	"lectern/library/book"
)

// sharer keeps one copy of each text that many files have, and packs what a reader found in
// a file. What it packs it reads without copies: the texts are those of the row, and the
// memory for the rest is used again. A nil sharer copies everything.
type sharer struct {
	all      map[string]string
	packer   *book.Packer
	packs    bool // what is being read is packed next
	media    book.Media
	chapters []book.Chapter
}

// newSharer returns a sharer. long is that of KeepLong.
func newSharer(long func(text []byte) string) *sharer {
	return &sharer{all: map[string]string{}, packer: book.NewPacker(long)}
}

// text returns b as a string.
func (s *sharer) text(b []byte) string {
	switch {
	case s == nil:
		return string(b)
	case s.packs:
		return unsafe.String(unsafe.SliceData(b), len(b)) // nobody changes a row, and packing copies
	}
	t, known := s.all[string(b)]
	if !known {
		t = string(b)
		s.all[t] = t
	}
	return t
}

// keep returns a copy of a text that no other row has.
func (s *sharer) keep(b []byte) string {
	if s == nil {
		return string(b)
	}
	return s.packer.Keep(b)
}

// chaptersFor returns room for n chapters.
func (s *sharer) chaptersFor(n int) []book.Chapter {
	if s == nil || !s.packs {
		return make([]book.Chapter, n)
	}
	if n > cap(s.chapters) {
		s.chapters = make([]book.Chapter, n)
	}
	return s.chapters[:n]
}

// pack reads what a reader found, and packs it. valid is false if b is not a message.
func (s *sharer) pack(b []byte) (p *book.Packed, valid bool) {
	if s == nil {
		s = &sharer{packer: new(book.Packer)}
	}
	s.media, s.packs = book.Media{}, true
	valid = mediaMessage.read(b, &s.media, s)
	s.packs = false
	return s.packer.Pack(&s.media), valid
}
