package ui

import "slices"

// look is one state of the view: a search, a folder ("" for all), the name of a view
// mode, and the name of the saved view that is open, "" for none.
type look struct{ text, folder, mode, saved string }

// mostLooks is the most looks that a history keeps: more than anybody goes back.
const mostLooks = 100

// history is the list of looks, oldest first, with the position of the current look. The
// zero history is empty.
type history struct {
	looks []look
	at    int
}

// visit adds a look after the current look and drops all later looks. It does nothing if
// the look is already current.
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

// rename changes the name of a saved view.
func (h *history) rename(saved, to string) {
	for i := range h.looks {
		if h.looks[i].saved == saved {
			h.looks[i].saved = to
		}
	}
}

// forget makes the looks of a saved view looks without one, in a view mode.
func (h *history) forget(saved, mode string) {
	for i := range h.looks {
		if l := &h.looks[i]; l.saved == saved {
			l.saved, l.mode = "", mode
		}
	}
}

// can reports whether there is a look this many steps away; negative steps go back.
func (h *history) can(steps int) bool { return h.at+steps >= 0 && h.at+steps < len(h.looks) }

// walk moves by this many steps and returns the look there, which must exist.
func (h *history) walk(steps int) look {
	h.at += steps
	return h.looks[h.at]
}
