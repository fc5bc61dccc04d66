package ui

import (
	"errors"
	"slices"
	"time"

	"lectern/library"
	"lectern/ui/i18n"
	"lectern/ui/notices"
	"lectern/ui/opener"
	"lectern/ui/words"
)

// messages are the notices in the bars, and the answers to them.
type messages struct {
	w           *Window
	bars        *notices.Bars
	message     notices.Notice  // about the user's last command; empty for none
	removal     notices.Removal // the last removal of books
	preferences notices.Notice  // that they could not be read; empty if all is well
	fonts       notices.Notice  // that some are missing; empty if all is well
	bare        bool            // ffprobe is not installed
	unsay       func()          // stops the time after which the status line forgets what a command did
	step        uint64          // Status.Steps when the link in the status line did what it says
}

// clear ends the offer to undo a removal: the user has moved on, and would hardly mean
// the removal.
func (m *messages) clear() {
	m.removal, m.message = notices.Removal{}, notices.Notice{}
	m.link(done{}, 0, nil)
	m.w.menus.tell() // before the user can open the Edit menu
}

// tell shows the current notices.
func (m *messages) tell(s *library.Status) {
	all := notices.All(s, m.removal, m.lacking(), m.w.settings.everyFile(), time.Now())
	for _, n := range []notices.Notice{m.preferences, m.fonts} {
		if n.Text != "" {
			all = append(all, n)
		}
	}
	if m.message.Text != "" {
		all = slices.Insert(all, 0, m.message)
	}
	for i, n := range all {
		if n.Actions[0] == notices.Undo && !isAt(n.Step, s) {
			all[i].Actions[0] = ""
		}
	}
	m.bars.Set(all)
	if line := m.w.totals.line; line.done.link != "" && !isAt(m.step, s) {
		line.say(done{text: line.done.text}, nil)
	}
}

// isAt reports whether the last command is still the one after which Status.Steps was step.
func isAt(step uint64, s *library.Status) bool { return step != 0 && step == s.Steps }

// stepOf returns Status.Steps while Undo reverts a command of this kind, else 0: another
// command came after it.
func (m *messages) stepOf(did library.Action) uint64 {
	if s := m.w.lib.Status(); s.Undo.Action == did {
		return s.Steps
	}
	return 0
}

// answer handles a button of a notice, "" for its close button.
func (m *messages) answer(n notices.Notice, action string) {
	if n.Key == notices.MessageKey && action == "" {
		m.message = notices.Notice{}
	}
	switch action {
	case "":
		m.dismissed(n)
	case notices.Show, notices.ShowIt:
		if n.Key == notices.RegroupedKey {
			m.w.lib.Told()
			m.w.searching.visit(textRegrouped, "")
			break
		}
		m.w.searching.visit(textHeld, n.Root)
		return
	case notices.Undo:
		if isAt(n.Step, m.w.lib.Status()) {
			m.w.commands.undo()
		}
	case notices.Move:
		m.w.roots.moveRoot(n.Root, n.Folder)
		return
	case notices.ShowFile:
		m.w.tasks.background(func() error { return opener.ShowInFolder(n.File) })
		return
	case notices.SameBook:
		m.w.lib.SameBook(n.Replaced)
		m.clear()
	case notices.DifferentBook:
		m.w.lib.DifferentBook(n.Replaced)
		m.clear()
	case notices.Keep:
		m.w.lib.Answer(n.Root, library.Keep)
	case notices.Remove:
		if books := m.w.lib.Answer(n.Root, library.Discard); books > 0 {
			m.removal = notices.Removal{Books: books, Files: m.w.settings.everyFile(), Missing: true, Step: m.stepOf(library.Removed)}
			m.bars.ShowAgain(notices.RemovedKey)
		}
	}
	if n.Root != "" && m.w.searching.box.Text == textHeld {
		m.w.searching.box.SetText("")
	}
	m.tell(m.w.lib.Status())
}

// confirmFor is how long the status line says what a command did.
const confirmFor = 20 * time.Second

// confirm says in the status line what a command did, with a link that undoes it.
func (m *messages) confirm(text string, did library.Action) {
	m.link(done{text, i18n.Text("Undo")}, m.stepOf(did), m.w.commands.undo)
}

// link says in the status line what a command did, with a link that calls act while
// Status.Steps is step. The line forgets it after a while, and when the user does something
// else.
func (m *messages) link(what done, step uint64, act func()) {
	if m.unsay != nil {
		m.unsay()
		m.unsay = nil
	}
	m.step = step
	m.w.totals.line.say(what, func() {
		if isAt(step, m.w.lib.Status()) {
			act()
		}
	})
	if what != (done{}) {
		m.unsay = m.w.tasks.later(confirmFor, func() { m.link(done{}, 0, nil) })
	}
	m.tell(m.w.lib.Status())
}

// say shows a message. It stays until the user dismisses it or does something else.
func (m *messages) say(text, why string) { m.show(notices.Notice{Text: text, Why: why, Calm: true}) }

// complain is like say, for a failure.
func (m *messages) complain(text, why string) { m.show(notices.Notice{Text: text, Why: why}) }

func (m *messages) show(n notices.Notice) {
	n.Text, n.Why, n.Key = words.Printable(n.Text), words.Printable(n.Why), notices.MessageKey
	m.message = n
	m.bars.ShowAgain(notices.MessageKey)
	m.tell(m.w.lib.Status())
	m.w.menus.tell()
}

// withdraw removes a message that holds no longer, if it is still shown.
func (m *messages) withdraw(text string) {
	if m.message.Text == text {
		m.message = notices.Notice{}
		m.tell(m.w.lib.Status())
	}
}

// fail shows an error in plain words. The words of the system are only in the log.
func (m *messages) fail(err error) {
	text, why := failureWords(err)
	m.complain(text, why)
}

// reason logs an error, and returns a clause for the user that says what it is.
func (m *messages) reason(err error) string {
	m.w.log.Warn("action_failed", "reason", err.Error())
	if reason, known := library.Reason(err); known {
		return i18n.Text(reason)
	}
	return i18n.Text("the system reports an error")
}

func failureWords(err error) (text, why string) {
	var f *opener.Failure
	if errors.As(err, &f) {
		return i18n.Message(f.Text), i18n.Message(f.Why)
	}
	if reason, known := library.Reason(err); known {
		return i18n.Text("That did not work: {{.Reason}}.", "Reason", i18n.Text(reason)), ""
	}
	return i18n.Text("That did not work."), i18n.Text("Start Lectern with --log FILE to have the reason written there.")
}

// lacking is how many rows need ffmpeg to be read. It is 0 if ffmpeg is installed, or
// if the user has dismissed a notice about as many rows, in this session or an earlier
// one.
func (m *messages) lacking() int {
	n := m.w.rows.View().NoReader
	if !m.bare || n <= m.w.settings.Int(prefLacking) {
		return 0
	}
	return n
}

// dismissed remembers for later sessions that the user dismissed a notice.
func (m *messages) dismissed(n notices.Notice) {
	switch n.Key {
	case notices.RegroupedKey:
		m.w.lib.Told()
	case notices.LackingKey:
		m.w.settings.SetInt(prefLacking, m.w.rows.View().NoReader)
		m.bars.ShowAgain(notices.LackingKey) // it is shown again for more rows
	case notices.FontsKey:
		m.w.settings.SetBool(prefFonts, true)
	}
}
