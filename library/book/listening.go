package book

import (
	"strconv"
	"strings"
	"time"
)

// Listening is how far the user has listened to a book. It is kept with the files, so that
// it follows those that move.
type Listening struct {
	Position time.Duration // where the user stopped, from the beginning of the book
	Played   int64         // when, nanoseconds since 1970; 0 if only Finished is known
	Finished int64         // when the book was finished, nanoseconds since 1970; 0 if it is not
}

// Undated is the Listening.Finished of a book that was finished nobody knows when.
const Undated = 1

// Position returns where the user stopped, from the beginning of the book, or 0.
func (b *Book) Position() time.Duration {
	if b.Listening == nil {
		return 0
	}
	return b.Listening.Position
}

// Played returns when the user last listened to the book, in nanoseconds since 1970, or 0.
func (b *Book) Played() int64 {
	if b.Listening == nil {
		return 0
	}
	return b.Listening.Played
}

// Finished returns when the user finished the book, in nanoseconds since 1970, or 0.
func (b *Book) Finished() int64 {
	if b.Listening == nil {
		return 0
	}
	return b.Listening.Finished
}

// IsFinished reports whether the user has finished the book.
func (b *Book) IsFinished() bool { return b.Finished() != 0 }

// IsStarted reports whether the user has begun the book, but not finished it.
func (b *Book) IsStarted() bool { return b.Listening != nil && b.Listening.Finished == 0 }

// Heard returns how much of the book the user has heard, in percent: 0 if it was never
// played, 100 if it is finished, and from 1 to 99 in between.
func (b *Book) Heard() int {
	switch {
	case b.IsFinished():
		return 100
	case !b.IsStarted():
		return 0
	case b.Duration <= 0:
		return 1
	default:
		return int(max(1, min(100*b.Listening.Position.Seconds()/b.Duration.Seconds(), 99)))
	}
}

// The edits of a file that keep Listening.
const (
	StoppedField  = "@stopped"  // where playing stopped in the file, and when, both in nanoseconds: "61000000000 1795806000000000000"
	FinishedField = "@finished" // when its book was finished, in nanoseconds since 1970
)

// FormatStop returns the text of an edit with StoppedField.
func FormatStop(at time.Duration, now time.Time) string {
	return strconv.FormatInt(int64(at), 10) + " " + strconv.FormatInt(now.UnixNano(), 10)
}

// ParseStop reads a text of FormatStop. ok is false for any other text.
func ParseStop(text string) (at time.Duration, played int64, ok bool) {
	first, second, _ := strings.Cut(text, " ")
	offset, err := strconv.ParseInt(first, 10, 64)
	if err != nil || offset < 0 {
		return 0, 0, false
	}
	played, err = strconv.ParseInt(second, 10, 64)
	return time.Duration(offset), played, err == nil && played > 0
}
