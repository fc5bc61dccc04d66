package export

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"unicode/utf8"

	"lectern/library/book"
)

// lines prints each record as a JSON object on its own line.
type lines[T any] struct {
	out     *bufio.Writer
	entries []entry[T]
	keys    []string // the entries' names, quoted, each with a colon
	line    []byte
	encoder *encoder
}

func newLines[T any](out *bufio.Writer, entries []entry[T]) *lines[T] {
	l := &lines[T]{out: out, entries: entries, encoder: newEncoder()}
	for _, e := range entries {
		l.keys = append(l.keys, strconv.Quote(e.name)+":")
	}
	return l
}

func (l *lines[T]) Write(v *T) error {
	l.line = l.append(l.line[:0], v)
	_, err := l.out.Write(l.line)
	return err
}

// append appends the line of a record.
func (l *lines[T]) append(b []byte, v *T) []byte {
	defer unpack(v)()
	b = append(b, '{')
	first := len(b)
	for i := range l.entries {
		e := &l.entries[i]
		value := e.value(v)
		if !e.always && empty(value) {
			continue
		}
		if len(b) > first {
			b = append(b, ',')
		}
		b = l.encoder.append(append(b, l.keys[i]...), value)
	}
	return append(b, "}\n"...)
}

// escaper escapes control characters that package json leaves alone: DEL and
// U+0080 to U+009F, some of which a terminal obeys like ESC.
type escaper struct{ out *bytes.Buffer }

// Write takes a complete JSON value in UTF-8.
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
	e.out.Write(rest)
	return len(p), nil
}

func (l *lines[T]) Close() error { return l.out.Flush() }

// encoder appends values as JSON.
type encoder struct {
	json *json.Encoder
	made bytes.Buffer // output of json, through the escaper
}

func newEncoder() *encoder {
	e := new(encoder)
	e.json = json.NewEncoder(escaper{&e.made})
	e.json.SetEscapeHTML(false)
	return e
}

// append appends the value of an entry.
func (e *encoder) append(b []byte, value any) []byte {
	switch v := value.(type) {
	case *string:
		return e.text(b, *v)
	case string:
		return e.text(b, v)
	case *int:
		return strconv.AppendInt(b, int64(*v), 10)
	case int:
		return strconv.AppendInt(b, int64(v), 10)
	case int64:
		return strconv.AppendInt(b, v, 10)
	case book.ID:
		return strconv.AppendUint(b, uint64(v), 10)
	case *[]string:
		return list(b, *v, e.text)
	case []string:
		return list(b, v, e.text)
	case seconds:
		return append(b, v.String()...)
	case stars:
		return append(b, v.String()...)
	case speed:
		return append(b, v.String()...)
	case moment:
		return e.text(b, v.String())
	case *[]book.Series:
		return list(b, *v, e.series)
	case []chapter:
		return list(b, v, e.chapter)
	case []bookmark:
		return list(b, v, e.bookmark)
	default:
		return e.other(b, v)
	}
}

// list appends a list, using member for each element.
func list[T any](b []byte, all []T, member func([]byte, T) []byte) []byte {
	b = append(b, '[')
	for i, v := range all {
		if i > 0 {
			b = append(b, ',')
		}
		b = member(b, v)
	}
	return append(b, ']')
}

func (e *encoder) series(b []byte, s book.Series) []byte {
	b = e.text(append(b, `{"name":`...), s.Name)
	if s.Part != "" {
		b = e.text(append(b, `,"part":`...), s.Part)
	}
	return append(b, '}')
}

func (e *encoder) chapter(b []byte, c chapter) []byte {
	b = append(append(b, `{"start_s":`...), c.Start.String()...)
	b = append(append(b, `,"end_s":`...), c.End.String()...)
	if c.Title != "" {
		b = e.text(append(b, `,"title":`...), c.Title)
	}
	return append(b, '}')
}

func (e *encoder) bookmark(b []byte, m bookmark) []byte {
	b = append(append(b, `{"at_s":`...), m.At.String()...)
	b = e.text(append(b, `,"made":`...), m.Made.String())
	if m.Note != "" {
		b = e.text(append(b, `,"note":`...), m.Note)
	}
	return append(b, '}')
}

// text appends a text. Most texts need no escaping by JSON or the escaper and
// are appended unchanged.
func (e *encoder) text(b []byte, s string) []byte {
	const (
		del      = 0x7f
		controls = 0xc2 // first byte of U+0080 to U+00BF
		breaks   = 0xe2 // first byte of U+2028 and U+2029
	)
	ascii := true
	for i := range len(s) {
		switch c := s[i]; {
		case c < ' ', c == '"', c == '\\', c == del, c == controls, c == breaks:
			return e.other(b, s)
		case c >= utf8.RuneSelf:
			ascii = false
		}
	}
	if !ascii && !utf8.ValidString(s) {
		return e.other(b, s)
	}
	return append(append(append(b, '"'), s...), '"')
}

// other appends a value as package json writes it.
func (e *encoder) other(b []byte, value any) []byte {
	e.made.Reset()
	_ = e.json.Encode(value) // neither a record's value nor a buffer can fail
	return append(b, bytes.TrimSuffix(e.made.Bytes(), []byte("\n"))...)
}

// empty reports whether a value is omitted.
func empty(value any) bool {
	switch v := value.(type) {
	case nil:
		return true
	case *string:
		return *v == ""
	case string:
		return v == ""
	case *int:
		return *v == 0
	case int:
		return v == 0
	case bool:
		return !v
	case seconds:
		return v == 0
	case stars:
		return v == 0
	case speed:
		return v == 0
	case moment:
		return v == 0
	case *[]string:
		return len(*v) == 0
	case []string:
		return len(v) == 0
	case *[]book.Series:
		return len(*v) == 0
	case []chapter:
		return len(v) == 0
	case []bookmark:
		return len(v) == 0
	case *cover:
		return v == nil
	case map[string]string:
		return len(v) == 0
	default:
		return false // a number that is always printed
	}
}

// What stands in front of the first record of an array, and of each other.
const (
	arrayLead = "["
	arrayNext = ","
)

// array prints the records as one JSON array, a record per line.
type array[T any] struct {
	*lines[T]
	open bool // the bracket was printed
}

func newArray[T any](out *bufio.Writer, entries []entry[T]) *array[T] {
	return &array[T]{lines: newLines(out, entries)}
}

func (a *array[T]) Write(v *T) error {
	lead := arrayLead
	if a.open {
		lead = arrayNext
	}
	a.open = true
	if _, err := a.out.WriteString(lead); err != nil {
		return err
	}
	return a.lines.Write(v)
}

func (a *array[T]) Close() error {
	if !a.open {
		a.out.WriteString(arrayLead) // Flush returns the error
	}
	a.out.WriteString("]\n")
	return a.lines.Close()
}
