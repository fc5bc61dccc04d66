package ui

import (
	"errors"

	"lectern/library"
	"lectern/ui/notices"
	"lectern/ui/player"
	"lectern/ui/words"
)

// say tells something in the bar. It stays until the user puts it away or does
// something else, and stands in nobody's way.
func (w *Window) say(text, why string) { w.show(notices.Notice{Text: text, Why: why, Calm: true}) }

// complain is say for what did not work.
func (w *Window) complain(text, why string) { w.show(notices.Notice{Text: text, Why: why}) }

func (w *Window) show(n notices.Notice) {
	n.Text, n.Why, n.Key = words.Printable(n.Text), words.Printable(n.Why), notices.MessageKey
	w.message = n
	w.bars.ShowAgain(notices.MessageKey)
	w.tell(w.lib.Status())
}

// fail tells of an error in plain words: what the system calls it stands in the
// log alone.
func (w *Window) fail(err error) {
	text, why := failureWords(err)
	w.complain(text, why)
}

func failureWords(err error) (text, why string) {
	var f *player.Failure
	if errors.As(err, &f) {
		return f.Text, f.Why
	}
	if reason, known := library.Reason(err); known {
		return "That did not work: " + reason + ".", ""
	}
	return "That did not work.", "Start Lectern with --log FILE to have the reason written there."
}
