package export

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"reflect"
	"strings"

	"lectern/library/book"
)

// sheet prints a header line and a line per record, quoted as RFC 4180 asks.
// Lines end in a line feed alone: with CRLF, encoding/csv would change line
// breaks inside cells as well, and the tools that read lines trip over it.
type sheet[T, R any] struct {
	out    *csv.Writer
	record func(*T) R
	cells  []string
}

func newSheet[T, R any](out *bufio.Writer, record func(*T) R) *sheet[T, R] {
	s := &sheet[T, R]{out: csv.NewWriter(out), record: record}
	s.out.Write(header(nil, "", reflect.TypeFor[R]().Elem())) // Close returns its error
	return s
}

func (s *sheet[T, R]) Write(v *T) error {
	s.cells = row(s.cells[:0], reflect.ValueOf(s.record(v)).Elem())
	return s.out.Write(s.cells)
}

func (s *sheet[T, R]) Close() error {
	s.out.Flush()
	return s.out.Error()
}

// header appends the column names of a record type: those of its JSON fields,
// with the fields of a cover as columns of their own, and none for the sources.
func header(names []string, prefix string, t reflect.Type) []string {
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Type.Kind() == reflect.Map {
			continue // no cell holds it
		}
		if f.Type.Kind() == reflect.Pointer {
			names = header(names, name+"_", f.Type.Elem())
		} else {
			names = append(names, prefix+name)
		}
	}
	return names
}

// row appends the cells of a record. What JSON leaves out is an empty cell.
func row(cells []string, v reflect.Value) []string {
	for i := range v.NumField() {
		f, t := v.Field(i), v.Type().Field(i)
		switch {
		case f.Kind() == reflect.Map:
		case f.Kind() == reflect.Pointer && f.IsNil():
			cells = append(cells, make([]string, f.Type().Elem().NumField())...)
		case f.Kind() == reflect.Pointer:
			cells = row(cells, f.Elem())
		case f.IsZero() && strings.HasSuffix(t.Tag.Get("json"), ",omitempty"):
			cells = append(cells, "")
		default:
			cells = append(cells, cell(f.Interface()))
		}
	}
	return cells
}

// cell is a field as the text of one cell.
func cell(v any) string {
	switch v := v.(type) {
	case string:
		return book.UTF8(v)
	case []string:
		return book.UTF8(strings.Join(v, "; "))
	case []book.Series:
		return joinStrings(v)
	case []chapter:
		return joinStrings(v)
	default:
		return fmt.Sprint(v)
	}
}

func joinStrings[S fmt.Stringer](all []S) string {
	texts := make([]string, len(all))
	for i, s := range all {
		texts[i] = s.String()
	}
	return book.UTF8(strings.Join(texts, "; "))
}
