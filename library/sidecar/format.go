package sidecar

import (
	"lectern/library/book"
	"lectern/library/text/codepage"
)

// Format is a format in which Lectern writes sidecars.
type Format uint8

// The formats.
const (
	MetadataJSON Format = iota // metadata.json, as Audiobookshelf writes it
	MetadataOPF                // metadata.opf, as Calibre writes it; it has no chapters
)

// Name returns the name of the file: "metadata.json" for the book of a whole folder, or
// "Title.metadata.json" for the book of the audio file "Title.m4b", if stem is "Title".
func (f Format) Name(stem string) string {
	switch {
	case f == MetadataOPF && stem != "":
		return stem + ".opf"
	case f == MetadataOPF:
		return "metadata.opf"
	case stem != "":
		return stem + ".metadata.json"
	default:
		return "metadata.json"
	}
}

// encode returns a file about a book. was is the file that it replaces, nil if there is
// none: what Lectern has no field for is taken over from it where that is possible.
func (f Format) encode(m *book.Meta, chapters []book.Chapter, was []byte) []byte {
	if f == MetadataOPF {
		return marked(encodeOPF(m))
	}
	return marked(encodeJSON(m, chapters, was))
}

// decode parses a file of the format, whoever wrote it.
func (f Format) decode(b []byte) (m book.Meta, chapters []book.Chapter, err error) {
	if f == MetadataOPF {
		m, _, err = readPackage(xmlText(b))
		return m, nil, err
	}
	m, chapters, _, err = readMetadata(codepage.Plain(b))
	return m, chapters, err
}

// readMetadata parses a metadata.json. own says that Lectern wrote it, so the values are
// those of the record and need no tidying up.
func readMetadata(text string) (m book.Meta, chapters []book.Chapter, own bool, err error) {
	if isOwn([]byte(text)) {
		if m, chapters, err := decodeJSON([]byte(text)); err == nil {
			return m, chapters, true, nil
		}
	}
	m, chapters, err = readJSON(text)
	return m, chapters, false, err
}

// readPackage is readMetadata for an OPF file.
func readPackage(text string) (m book.Meta, own bool, err error) {
	if isOwn([]byte(text)) {
		if m, err := decodeOPF(text); err == nil {
			return m, true, nil
		}
	}
	m, err = readOPF(text)
	return m, false, err
}
