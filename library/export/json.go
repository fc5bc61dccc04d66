package export

import (
	"bufio"
	"encoding/json"
	"fmt"
)

// lines prints each record as a JSON object on a line of its own.
type lines[T, R any] struct {
	out    *bufio.Writer
	enc    *json.Encoder
	record func(*T) R
}

func newLines[T, R any](out *bufio.Writer, record func(*T) R) *lines[T, R] {
	enc := json.NewEncoder(escaper{out})
	enc.SetEscapeHTML(false)
	return &lines[T, R]{out: out, enc: enc, record: record}
}

// escaper escapes the control characters in JSON that the encoder leaves as they are:
// DEL, and those behind ASCII, some of which a terminal obeys as it does ESC.
type escaper struct{ out *bufio.Writer }

// Write takes a whole JSON value, in UTF-8.
func (e escaper) Write(p []byte) (int, error) {
	rest := p
	for i := 0; i < len(p); i++ {
		n, code := 0, rune(p[i])
		switch {
		case p[i] == 0x7f:
			n = 1
		case p[i] == 0xc2 && i+1 < len(p) && p[i+1] < 0xa0: // U+0080 to U+009F
			n, code = 2, rune(p[i+1])
		default:
			continue
		}
		e.out.Write(rest[:len(rest)-len(p)+i])
		fmt.Fprintf(e.out, `\u%04x`, code)
		rest = p[i+n:]
		i += n - 1
	}
	if _, err := e.out.Write(rest); err != nil { // an earlier one comes again here
		return 0, err
	}
	return len(p), nil
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
