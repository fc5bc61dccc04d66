package ui

import "slices"

// location is where the user is: a search, a folder ("" for all), the name of a view mode,
// and the name of the saved view that is open, "" for none.
type location struct{ text, folder, mode, saved string }

// mostLocations is the most locations that a history keeps: more than anybody goes back.
const mostLocations = 100

// history is the list of locations, oldest first, with the position of the current one. The
// zero history is empty.
type history struct {
	locations []location
	at        int
}

// push adds a location after the current one and drops all later ones. It does nothing if the
// location is already current.
func (h *history) push(l location) {
	if len(h.locations) > 0 {
		if h.locations[h.at] == l {
			return
		}
		h.locations = h.locations[:h.at+1]
	}
	h.locations = append(h.locations, l)
	if len(h.locations) > mostLocations {
		h.locations = slices.Delete(h.locations, 0, 1)
	}
	h.at = len(h.locations) - 1
}

// rename changes the name of a saved view.
func (h *history) rename(saved, to string) {
	for i := range h.locations {
		if h.locations[i].saved == saved {
			h.locations[i].saved = to
		}
	}
}

// forget makes the locations of a saved view locations without one, in a view mode.
func (h *history) forget(saved, mode string) {
	for i := range h.locations {
		if l := &h.locations[i]; l.saved == saved {
			l.saved, l.mode = "", mode
		}
	}
}

// can reports whether there is a location this many steps away; negative steps go back.
func (h *history) can(steps int) bool { return h.at+steps >= 0 && h.at+steps < len(h.locations) }

// walk moves by this many steps and returns the location there, which must exist.
func (h *history) walk(steps int) location {
	h.at += steps
	return h.locations[h.at]
}
