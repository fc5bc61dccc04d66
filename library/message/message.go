// Package message has what the library says to the user, as data: an English sentence and
// the values that go into it. Package i18n of the window says it in the user's language.
// scripts/messages collects the sentences from the source.
package message

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/dustin/go-humanize"
)

// Message is a text for the user. The zero Message says nothing.
type Message struct {
	English string // has {{.Name}} where a value goes
	One     string // the sentence for a Count of 1; "" if the message counts nothing
	Count   int
	Values  []any // names and values in turn; a value may be a Message
}

// Quoted is a value that stands in quotes, such as a path: on the screen in those of the
// user's language, elsewhere as a Go string.
type Quoted string

// New returns a message. english must be a constant, so that scripts/messages finds it.
// values are names and values in turn.
func New(english string, values ...any) Message { return Message{English: english, Values: values} }

// Count returns a message about n things: one is the sentence for 1, many the sentence for
// all other numbers. {{.Count}} is the number.
func Count(n int, one, many string, values ...any) Message {
	return Message{English: many, One: one, Count: n, Values: values}
}

// Mark returns an English text as it is, and makes scripts/messages add it to the
// catalogue, so that package i18n can say it later.
func Mark(english string) string { return english }

// IsZero reports whether the message says nothing.
func (m Message) IsZero() bool { return m.English == "" }

// String returns the message in English.
func (m Message) String() string {
	text := m.English
	if m.One != "" {
		if m.Count == 1 {
			text = m.One
		}
		return Fill(text, append(m.Values[:len(m.Values):len(m.Values)], "Count", humanize.Comma(int64(m.Count))))
	}
	return Fill(text, m.Values)
}

// Fill puts values, which are names and values in turn, in the places of a text. A place
// without a value stays as it is.
func Fill(text string, values []any) string {
	if len(values) == 0 {
		return text
	}
	var b strings.Builder
	b.Grow(2 * len(text))
	for {
		before, rest, found := strings.Cut(text, "{{.")
		name, after, closed := strings.Cut(rest, "}}")
		b.WriteString(before)
		if !found || !closed {
			return b.String() + text[len(before):]
		}
		if at := placeOf(name, values); at >= 0 {
			b.WriteString(textOf(values[at+1]))
		} else {
			b.WriteString("{{." + name + "}}")
		}
		text = after
	}
}

// placeOf returns the place of a name in names and values, −1 if it is not there.
func placeOf(name string, values []any) int {
	for i := 0; i+1 < len(values); i += 2 {
		if values[i] == name {
			return i
		}
	}
	return -1
}

func textOf(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case int:
		return strconv.Itoa(v)
	case Quoted:
		return strconv.Quote(string(v))
	default:
		return fmt.Sprint(v)
	}
}

// Error is an error with a message for the user.
type Error struct {
	Message
	Cause error // for the log and errors.Is; may be nil
}

// NewError returns an error with a message, as New makes it.
func NewError(english string, values ...any) *Error { return &Error{Message: New(english, values...)} }

// Wrap returns an error with a message, as New makes it, and a cause.
func Wrap(cause error, english string, values ...any) *Error {
	return &Error{Message: New(english, values...), Cause: cause}
}

// Error returns the message in English.
func (e *Error) Error() string { return e.String() }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Cause }

// Reason is an error that says to the user why something failed: a clause without a full
// stop.
type Reason string

// NewReason returns a Reason. english must be a constant, as for New.
func NewReason(english string) error { return Reason(english) }

// Error returns the clause in English.
func (r Reason) Error() string { return string(r) }
