// Package export prints books and files for people and scripts: as ndjson,
// json, csv or an aligned table. docs/RECORDS.md describes the records; their
// field names, order and units are a contract.
package export

import (
	"bufio"
	"errors"
	"fmt"
	"io"

	"lectern/library/book"
)

// Format names a way of printing records.
type Format string

// The formats.
const (
	NDJSON Format = "ndjson" // one JSON object a line
	JSON   Format = "json"   // one JSON array
	CSV    Format = "csv"    // a header line and a line per record
	Table  Format = "table"  // aligned columns for a terminal
)

// ErrFormat is what Books and Files wrap when they do not know a format.
var ErrFormat = errors.New("unknown format")

// Writer prints records. Close prints what is left and must be called, also
// after no record at all; it does not close what lies beneath. After an error
// the output is unusable. A Writer belongs to one goroutine.
type Writer[T any] interface {
	Write(*T) error
	Close() error
}

// Chapters tells the chapters of a book, from its beginning on.
type Chapters func(*book.Book) []book.Chapter

// Books returns a writer of book records to w. All but Table print as they are
// written to; Table keeps its rows until Close, to align them.
func Books(w io.Writer, format Format, chapters Chapters) (Writer[book.Book], error) {
	return open(w, format, bookEntries(chapters), bookColumns)
}

// Files returns a writer of file records to w, otherwise as Books.
func Files(w io.Writer, format Format) (Writer[book.File], error) {
	return open(w, format, fileEntries(), fileColumns)
}

// open makes the writer of a format out of the fields of a T's record, and the columns
// a T has in a table.
func open[T any](w io.Writer, format Format, entries []entry[T], columns []column[T]) (Writer[T], error) {
	out := bufio.NewWriter(w)
	switch format {
	case NDJSON:
		return newLines(out, entries), nil
	case JSON:
		return newArray(out, entries), nil
	case CSV:
		return newSheet(out, entries), nil
	case Table:
		return &table[T]{out: out, columns: columns}, nil
	default:
		return nil, fmt.Errorf("%w %q", ErrFormat, format)
	}
}
