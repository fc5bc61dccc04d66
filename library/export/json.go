package export

import (
	"bufio"
	"encoding/json"
)

// lines prints each record as a JSON object on a line of its own.
type lines[T, R any] struct {
	out    *bufio.Writer
	enc    *json.Encoder
	record func(*T) R
}

func newLines[T, R any](out *bufio.Writer, record func(*T) R) *lines[T, R] {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	return &lines[T, R]{out: out, enc: enc, record: record}
}

func (l *lines[T, R]) Write(v *T) error { return l.enc.Encode(l.record(v)) }

func (l *lines[T, R]) Close() error { return l.out.Flush() }

// array prints the records as one JSON array, a record per line.
type array[T, R any] struct {
	*lines[T, R]
	open bool // the bracket is printed
}

func newArray[T, R any](out *bufio.Writer, record func(*T) R) *array[T, R] {
	return &array[T, R]{lines: newLines(out, record)}
}

func (a *array[T, R]) Write(v *T) error {
	lead := "["
	if a.open {
		lead = ","
	}
	a.open = true
	if _, err := a.out.WriteString(lead); err != nil {
		return err
	}
	return a.lines.Write(v)
}

func (a *array[T, R]) Close() error {
	if !a.open {
		a.out.WriteByte('[') // Flush returns its error
	}
	a.out.WriteString("]\n")
	return a.lines.Close()
}
