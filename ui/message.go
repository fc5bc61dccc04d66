package ui

import (
	"errors"

	"lectern/library"
	"lectern/ui/words"
)

// messageKey is the key of the message that stands in the bar.
const messageKey = "message"

// say tells something in the bar. It stays until the user puts it away or does
// something else, and stands in nobody's way.
func (w *Window) say(text, why string) { w.show(notice{text: text, why: why, calm: true}) }

// complain is say for what did not work.
func (w *Window) complain(text, why string) { w.show(notice{text: text, why: why}) }

func (w *Window) show(n notice) {
	n.text, n.why, n.key = words.Printable(n.text), words.Printable(n.why), messageKey
	w.message = n
	w.bars.again(messageKey)
	w.tell(w.lib.Status())
}

// failure is what did not work, in the user's words, and the error behind it,
// which is for the log.
type failure struct {
	text, why string // sentences
	cause     error
}

func (f *failure) Error() string {
	if f.cause == nil {
		return f.text
	}
	return f.text + " " + f.cause.Error()
}

func (f *failure) Unwrap() error { return f.cause }

// fail tells of an error in plain words: what the system calls it stands in the
// log alone.
func (w *Window) fail(err error) {
	text, why := failureWords(err)
	w.complain(text, why)
}

func failureWords(err error) (text, why string) {
	var f *failure
	if errors.As(err, &f) {
		return f.text, f.why
	}
	if reason, known := library.Reason(err); known {
		return "That did not work: " + reason + ".", ""
	}
	return "That did not work.", "Start Lectern with --log FILE to have the reason written there."
}
