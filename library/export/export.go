// Package export prints books and files for people and scripts. docs/RECORDS.md describes
// the records of ndjson, json and csv; their field names, order and units are a contract.
// Markdown, HTML and Tabbed print columns in the caller's words. docs/EXPORT.md describes
// the formats that the window offers.
package export

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"slices"

	"lectern/library/book"
)

// Format is an output format.
type Format string

// The formats.
const (
	NDJSON Format = "ndjson" // one JSON object per line
	JSON   Format = "json"   // one JSON array
	CSV    Format = "csv"    // a header line and a line per record
	Table  Format = "table"  // aligned columns for a terminal

	Spreadsheet Format = "spreadsheet" // like CSV, for a program that may take a cell for a formula
)

// ErrFormat is wrapped by the errors of Books and Files for an unknown format.
var ErrFormat = errors.New("unknown format")

// Writer prints records. Close prints the rest and must be called even if there
// are no records; it does not close the underlying writer. After an error the
// output is unusable. A Writer belongs to one goroutine.
type Writer[T any] interface {
	Write(*T) error
	Close() error
}

// Chapters returns a book's chapters, with times from the beginning of the
// book.
type Chapters func(*book.Book) []book.Chapter

// Books returns a writer of book records to w. Table keeps its rows until
// Close, to align them; the other formats print each record at once.
func Books(w io.Writer, format Format, chapters Chapters) (Writer[book.Book], error) {
	return open(w, format, bookEntries(chapters), bookColumns)
}

// Chosen is like Books, but the records have only the named fields, in that order:
// fields of a record and of derivedEntries. A name that is not a field is left out.
func Chosen(w io.Writer, format Format, names []string, chapters Chapters) (Writer[book.Book], error) {
	all := append(bookEntries(chapters), derivedEntries(chapters)...)
	var chosen []entry[book.Book]
	for _, name := range names {
		if i := slices.IndexFunc(all, func(e entry[book.Book]) bool { return e.name == name }); i >= 0 {
			chosen = append(chosen, all[i])
		}
	}
	return open(w, format, chosen, bookColumns)
}

// Files returns a writer of file records to w. Otherwise it is like Books.
func Files(w io.Writer, format Format) (Writer[book.File], error) {
	return open(w, format, fileEntries(), fileColumns)
}

// open makes the writer of a format from the fields of a record and the columns
// of a table.
func open[T any](w io.Writer, format Format, entries []entry[T], columns []column[T]) (Writer[T], error) {
	out := bufio.NewWriter(w)
	switch format {
	case NDJSON:
		return newLines(out, entries), nil
	case JSON:
		return newArray(out, entries), nil
	case CSV:
		return newSheet(out, entries), nil
	case Spreadsheet:
		return newSafeSheet(out, entries), nil
	case Table:
		return &table[T]{out: out, columns: columns}, nil
	default:
		return nil, fmt.Errorf("%w %q", ErrFormat, format)
	}
}
