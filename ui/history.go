package ui

import "slices"

// look is what the user looks at: a search, a folder ("" for all) and the name of a view
// mode.
type look struct{ text, folder, mode string }

// mostLooks is how many looks a history keeps: more than anybody walks back.
const mostLooks = 100

// history is what the user has looked at, oldest first, and which of it is shown now.
// The zero history is empty.
type history struct {
	looks []look
	at    int
}

// visit adds a look after the one that is shown now, in place of those that follow. It
// does nothing if that look is shown already.
func (h *history) visit(l look) {
	if len(h.looks) > 0 {
		if h.looks[h.at] == l {
			return
		}
		h.looks = h.looks[:h.at+1]
	}
	h.looks = append(h.looks, l)
	if len(h.looks) > mostLooks {
		h.looks = slices.Delete(h.looks, 0, 1)
	}
	h.at = len(h.looks) - 1
}

// can reports whether there is a look so many steps away; back is negative.
func (h *history) can(steps int) bool { return h.at+steps >= 0 && h.at+steps < len(h.looks) }

// walk goes so many steps and returns the look there. The look must be there.
func (h *history) walk(steps int) look {
	h.at += steps
	return h.looks[h.at]
}
