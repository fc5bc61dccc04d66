package catalog

import (
	"sync"
	"time"

	"lectern/library/book"
)

// mailbox queues the Ops to be written, in order. A new Op replaces a queued
// one of the same kind and key. Any goroutine may put; only the writer takes.
type mailbox struct {
	mu           sync.Mutex
	ops          []letter
	base         int             // number of Ops taken before ops[0]
	at           map[key]int     // position of the last queued Op with this key, counted from the first ever
	drops        map[book.ID]int // position of the last Drop of this row, queued or taken
	given        uint64          // Ops ever put
	urgent       int             // queued Ops that must be written at once
	queuedByUser int             // queued Ops that only the user could repeat
	takenByUser  int             // taken but unwritten Ops that only the user could repeat
	wake         chan struct{}
}

// letter is a queued Op. seq and since are those of the first Op with its key,
// so that replacing it neither delays it nor acknowledges it early.
type letter struct {
	Op
	seq   uint64
	since time.Time
}

func newMailbox() *mailbox {
	return &mailbox{at: map[key]int{}, drops: map[book.ID]int{}, wake: make(chan struct{}, 1)}
}

// put queues Ops. It blocks no longer than another put or take.
func (m *mailbox) put(ops []Op) {
	now := time.Now()
	m.mu.Lock()
	for _, op := range ops {
		m.given++
		k := op.key()
		m.count(op, 1)
		// A Drop stays behind the queued edits of its row, and before the later ones.
		if place, waits := m.at[k]; waits && m.drops[op.id] <= place {
			if l := &m.ops[place-m.base]; l.kind == op.kind {
				m.count(l.Op, -1)
				l.Op = op
				continue
			}
		}
		m.at[k] = m.base + len(m.ops)
		if op.kind == dropFile {
			m.drops[op.id] = m.at[k]
		}
		m.ops = append(m.ops, letter{op, m.given, now})
	}
	m.mu.Unlock()
	nudge(m.wake)
}

func (m *mailbox) count(op Op, n int) {
	if op.urgent() {
		m.urgent += n
	}
	if op.byUser {
		m.queuedByUser += n
	}
}

// unsaved returns how many unwritten Ops only the user could repeat.
func (m *mailbox) unsaved() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.queuedByUser + m.takenByUser
}

// written records that the Ops taken so far are on disk.
func (m *mailbox) written() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.takenByUser = 0
}

// take removes and returns the first n Ops, or all if there are fewer.
func (m *mailbox) take(n int) []Op {
	m.mu.Lock()
	defer m.mu.Unlock()
	n = min(n, len(m.ops))
	ops := make([]Op, n)
	for i, l := range m.ops[:n] {
		ops[i] = l.Op
		if k := l.key(); m.at[k] == m.base+i {
			delete(m.at, k)
		}
		m.count(l.Op, -1)
		if l.byUser {
			m.takenByUser++
		}
	}
	m.ops = m.ops[n:]
	m.base += n
	if len(m.ops) == 0 {
		m.ops, m.at, m.drops = nil, map[key]int{}, map[book.ID]int{} // they keep the room that they once needed
	}
	return ops
}

// waiting returns how many Ops are queued, since when, and whether one of them
// must be written at once.
func (m *mailbox) waiting() (n int, since time.Time, urgent bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.ops) > 0 {
		since = m.ops[0].since
	}
	return len(m.ops), since, m.urgent > 0
}

// passed returns how many Ops, counted from the first ever put, are no longer
// queued.
func (m *mailbox) passed() uint64 {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.ops) > 0 {
		return m.ops[0].seq - 1
	}
	return m.given
}

// nudge sends a message to c unless one is already waiting there.
func nudge(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}
