package library

import (
	"time"

	"lectern/library/book"
)

// maxHistory is the number of commands that can be undone.
const maxHistory = 200

// oneRating is how soon after a rating of a book another one belongs to the same command:
// on the keyboard, each press changes it by half a star.
const oneRating = 2 * time.Second

// history holds the commands that can be undone and redone, the last one at the end.
type history struct {
	done, undone []recorded
	steps        uint64 // how often it has changed
}

// recorded is a command of the history.
type recorded struct {
	what Undoable
	edit edit
	at   time.Time
}

// add adds a finished command.
func (h *history) add(what Undoable, e edit, now time.Time) {
	if len(e) == 0 {
		return
	}
	h.steps++
	h.undone = nil
	r := recorded{what, e, now}
	if n := len(h.done); n > 0 {
		if joined := h.done[n-1].join(r); joined != nil {
			r.edit, h.done = joined, h.done[:n-1]
		}
	}
	h.done = append(h.done, r)
	if n := len(h.done); n > maxHistory {
		h.done = h.done[n-maxHistory:]
	}
}

// join returns a command and the next one as one, nil unless both rate the same books.
func (r recorded) join(next recorded) (joined edit) {
	if r.what != next.what || r.what.Action != Edited || r.what.Field != book.Rating || next.at.Sub(r.at) > oneRating {
		return nil
	}
	first, second := r.edit.texts(), next.edit.texts()
	if len(first) != len(r.edit) || len(second) != len(next.edit) || len(first) != len(second) {
		return nil
	}
	for i, c := range second {
		if c.row != first[i].row {
			return nil
		}
		c.before = first[i].before
		joined = append(joined, c)
	}
	return joined
}

// undo returns the last command, which the caller reverts, nil if there is none.
func (h *history) undo() edit { return h.step(&h.done, &h.undone) }

// redo returns the command that undo returned last, which the caller repeats, nil if there
// is none.
func (h *history) redo() edit { return h.step(&h.undone, &h.done) }

// step moves the last command of one list to the end of another, and returns it.
func (h *history) step(from, to *[]recorded) edit {
	n := len(*from)
	if n == 0 {
		return nil
	}
	h.steps++
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
