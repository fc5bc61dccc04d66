package ui

import (
	"errors"
	"slices"
	"time"

	"lectern/library"
	"lectern/ui/notices"
	"lectern/ui/player"
	"lectern/ui/words"
)

// messages are what the bars over the books say.
type messages struct {
	w       *Window
	bars    *notices.Bars
	message notices.Notice  // what is said in the bar; empty for nothing
	removal notices.Removal // the last one
	bare    bool            // ffprobe is not installed
}

// goOn ends the offer to bring back what was removed: the listener has done
// something else since, and would hardly mean that.
func (m *messages) goOn() {
	m.removal, m.message = notices.Removal{}, notices.Notice{}
	m.tell(m.w.lib.Status())
}

// tell shows what the listener should know.
func (m *messages) tell(s *library.Status) {
	all := notices.All(s, m.removal, m.lacking(), m.w.settings.everyFile(), time.Now())
	if m.message.Text != "" {
		all = slices.Insert(all, 0, m.message)
	}
	m.bars.Set(all)
}

// answer does what the button of a notice says.
func (m *messages) answer(n notices.Notice, action string) {
	if n.Key == notices.MessageKey && action == "" {
		m.message = notices.Notice{}
	}
	switch action {
	case "":
		m.putAway(n)
	case notices.Show:
		m.w.sidebar.SelectRoot(n.Root)
		m.w.searching.box.SetText(textHeld)
		return
	case notices.Undo:
		if n.Key == notices.MessageKey || m.removal.Undoable {
			m.w.commands.undo()
		} else {
			m.w.commands.bringBack(append(m.removal.Others, m.removal.ID)...)
		}
	case notices.Move:
		m.w.roots.moveRoot(n.Root, n.Folder)
		return
	case notices.SameBook:
		m.w.lib.SameBook(n.Replaced)
		m.goOn()
	case notices.DifferentBook:
		m.w.lib.DifferentBook(n.Replaced)
		m.goOn()
	case notices.Keep:
		m.w.lib.Answer(n.Root, library.Keep)
	case notices.Remove:
		m.w.lib.Answer(n.Root, library.Discard)
	}
	if n.Root != "" && m.w.searching.box.Text == textHeld {
		m.w.searching.box.SetText("")
	}
	m.tell(m.w.lib.Status())
}

// say tells something in the bar. It stays until the user puts it away or does
// something else, and stands in nobody's way.
func (m *messages) say(text, why string) { m.show(notices.Notice{Text: text, Why: why, Calm: true}) }

// complain is say for what did not work.
func (m *messages) complain(text, why string) { m.show(notices.Notice{Text: text, Why: why}) }

func (m *messages) show(n notices.Notice) {
	n.Text, n.Why, n.Key = words.Printable(n.Text), words.Printable(n.Why), notices.MessageKey
	m.message = n
	m.bars.ShowAgain(notices.MessageKey)
	m.tell(m.w.lib.Status())
}

// fail tells of an error in plain words: what the system calls it stands in the
// log alone.
func (m *messages) fail(err error) {
	text, why := failureWords(err)
	m.complain(text, why)
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

// lacking is how many rows cannot be read without ffmpeg: none where it is installed, or
// where the user has put away that as many need it, in this start or an earlier one.
func (m *messages) lacking() int {
	n := m.w.rows.View().NoReader
	if !m.bare || n <= m.w.settings.Int(prefLacking) {
		return 0
	}
	return n
}

// putAway remembers beyond this start what the user has read.
func (m *messages) putAway(n notices.Notice) {
	if n.Key == notices.LackingKey {
		m.w.settings.SetInt(prefLacking, m.w.rows.View().NoReader)
		m.bars.ShowAgain(notices.LackingKey) // more of them are told of
	}
}
