package library

// maxHistory is the number of commands that can be undone.
const maxHistory = 200

// history holds the commands that can be undone and redone, the last one at the end.
type history struct{ done, undone []recorded }

// recorded is a command of the history.
type recorded struct {
	what Undoable
	edit edit
}

// add adds a finished command.
func (h *history) add(what Undoable, e edit) {
	if len(e) == 0 {
		return
	}
	h.undone = nil
	h.done = append(h.done, recorded{what, e})
	if n := len(h.done); n > maxHistory {
		h.done = h.done[n-maxHistory:]
	}
}

// undo returns the last command, which the caller reverts, nil if there is none.
func (h *history) undo() edit { return step(&h.done, &h.undone) }

// redo returns the command that undo returned last, which the caller repeats, nil if there
// is none.
func (h *history) redo() edit { return step(&h.undone, &h.done) }

// step moves the last command of one list to the end of another, and returns it.
func step(from, to *[]recorded) edit {
	n := len(*from)
	if n == 0 {
		return nil
	}
	r := (*from)[n-1]
	*from, *to = (*from)[:n-1], append(*to, r)
	return r.edit
}

// last returns what the last command of a list did.
func last(of []recorded) (u Undoable) {
	if n := len(of); n > 0 {
		u = of[n-1].what
	}
	return u
}
