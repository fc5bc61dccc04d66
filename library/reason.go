package library

import (
	"errors"

	"lectern/library/book"
	"lectern/library/message"
)

// Reason returns words for the user that describe an error: a clause without a full
// stop. known is false if there are no such words.
func Reason(err error) (words string, known bool) {
	if ours, is := errors.AsType[message.Reason](err); is {
		return string(ours), true
	}
	_, words, known = book.Reason(err)
	return words, known
}
