package library

import (
	"lectern/library/probe"
	"lectern/library/watch"
)

// inbox is the channels on which the owner receives messages.
type inbox struct {
	done          <-chan struct{} // closed with the library: the owner receives no more messages
	commands      chan command
	preferred     chan func(*owner) // from Prefer; one slot
	questions     chan func(*owner) // from Why; one slot
	found         chan listing
	walked        chan walk
	looks         chan look
	besides       chan besides
	noted         chan noted
	probed        chan []probe.Event
	counted       chan []probe.Event
	fingerprinted chan []probe.Event
	restored      chan restored
	changes       chan watch.Change
}

func newInbox(done <-chan struct{}) inbox {
	return inbox{
		done:          done,
		commands:      make(chan command),
		preferred:     make(chan func(*owner), 1),
		questions:     make(chan func(*owner), 1),
		found:         make(chan listing),
		walked:        make(chan walk),
		looks:         make(chan look),
		besides:       make(chan besides),
		noted:         make(chan noted),
		probed:        make(chan []probe.Event),
		counted:       make(chan []probe.Event),
		fingerprinted: make(chan []probe.Event),
		restored:      make(chan restored),
		changes:       make(chan watch.Change),
	}
}

// command is a function for the owner to run. done is closed when it has run and Status
// reflects it.
type command struct {
	do   func(*owner)
	done chan struct{}
}

// tell runs do on the owner goroutine and waits for it to finish, which is soon, as the
// owner never blocks. After Close, tell does nothing.
func (in *inbox) tell(do func(*owner)) {
	c := command{do, make(chan struct{})}
	select {
	case in.commands <- c:
		<-c.done
	case <-in.done:
	}
}

// leave puts a function into a one-slot box for the owner, replacing one the owner has
// not taken yet, and does not wait. The function must not change anything that Status
// shows.
func leave(box chan func(*owner), do func(*owner)) {
	for {
		select {
		case box <- do:
			return
		default:
		}
		select {
		case <-box:
		default:
		}
	}
}

// nudge fills a one-slot channel, unless it is full already.
func nudge(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}
