package library

import (
	"slices"

	"lectern/library/message"
)

// Notice is a message for the user about the catalogue or this machine.
type Notice struct {
	message.Message
	Event uint64 // what happened, numbered from 1; 0 for a condition, whose notice goes with it
}

// notify tells the user what happened. If the same has happened before, only the new event
// counts, which the user has not dismissed.
func (o *owner) notify(m message.Message) {
	text := m.String()
	o.notices = slices.DeleteFunc(slices.Clone(o.notices), func(n Notice) bool { return n.String() == text })
	o.events++
	o.notices = append(o.notices, Notice{m, o.events})
}
