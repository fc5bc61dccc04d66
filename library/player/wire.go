package player

import (
	"encoding/json"
	"fmt"
	"strconv"
)

// command is a command of mpv: its name, then its arguments. A command with names for its
// arguments is a pairs. Arguments are strings, numbers, true, false.
type command []any

// pairs are the names and values, in turn, of the arguments of a command.
type pairs []any

// report is a line from mpv: an event, or the answer to a command.
type report struct {
	Event   string          `json:"event"`
	Request int64           `json:"request_id"` // of an answer
	Error   string          `json:"error"`      // of an answer, "success" if there was none
	Data    json.RawMessage `json:"data"`

	Entry     int64  `json:"playlist_entry_id"` // of start-file and end-file
	Reason    string `json:"reason"`            // of end-file
	FileError string `json:"file_error"`        // of end-file

	Prefix string `json:"prefix"` // of log-message
	Level  string `json:"level"`
	Text   string `json:"text"`
}

// line returns a request to mpv: one line of JSON.
func line(request int64, what any) []byte {
	b := []byte(`{"request_id":`)
	b = strconv.AppendInt(b, request, 10)
	b = append(b, `,"command":`...)
	switch what := what.(type) {
	case pairs:
		b = append(b, '{')
		for i := 0; i < len(what); i += 2 {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendValue(append(appendValue(b, what[i]), ':'), what[i+1])
		}
		b = append(b, '}')
	case command:
		b = append(b, '[')
		for i, v := range what {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendValue(b, v)
		}
		b = append(b, ']')
	}
	return append(b, "}\n"...)
}

// appendValue appends a value as JSON. Unlike encoding/json, it keeps bytes that are not
// UTF-8, which paths may have: mpv takes them as they are.
func appendValue(b []byte, v any) []byte {
	s, is := v.(string)
	if !is {
		return fmt.Append(b, v)
	}
	b = append(b, '"')
	for i := range len(s) {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case c < ' ':
			b = fmt.Appendf(b, `\u%04x`, c)
		default:
			b = append(b, c)
		}
	}
	return append(b, '"')
}
