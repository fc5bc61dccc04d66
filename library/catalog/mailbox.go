package catalog

import (
	"sync"
	"time"
)

// mailbox holds what waits to be written, in order. An Op takes the place of one
// of its kind that waits with the same key. Anybody may put; the writer alone takes.
type mailbox struct {
	mu    sync.Mutex
	ops   []letter
	base  int         // places taken before ops[0]
	at    map[key]int // place of the last Op that waits with this key
	given uint64      // Ops ever put
	typed int         // of those that wait, the ones the user waits for
	said  int         // of those that wait, the ones that only the user can say again
	held  int         // of those that were taken and are not written, likewise
	wake  chan struct{}
}

// letter is an Op that waits. seq and since are of the first Op put with its
// key, so that replacing it neither delays it nor acknowledges it early.
type letter struct {
	Op
	seq   uint64
	since time.Time
}

func newMailbox() *mailbox {
	return &mailbox{at: map[key]int{}, wake: make(chan struct{}, 1)}
}

// put never blocks for longer than another put or take.
func (m *mailbox) put(ops []Op) {
	now := time.Now()
	m.mu.Lock()
	for _, op := range ops {
		m.given++
		k := op.key()
		m.count(op, 1)
		if place, waits := m.at[k]; waits {
			// A Drop keeps its place behind the edits that wait for the row.
			if l := &m.ops[place-m.base]; l.kind == op.kind {
				m.count(l.Op, -1)
				l.Op = op
				continue
			}
		}
		m.at[k] = m.base + len(m.ops)
		m.ops = append(m.ops, letter{op, m.given, now})
	}
	m.mu.Unlock()
	nudge(m.wake)
}

func (m *mailbox) count(op Op, n int) {
	if op.typed() {
		m.typed += n
	}
	if op.said {
		m.said += n
	}
}

// unsaved is how many Ops that only the user can say again are not written.
func (m *mailbox) unsaved() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.said + m.held
}

// written notes that what was taken is on the disk.
func (m *mailbox) written() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.held = 0
}

// take removes the first n Ops, fewer if there are fewer.
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
		if l.said {
			m.held++
		}
	}
	m.ops = m.ops[n:]
	m.base += n
	if len(m.ops) == 0 {
		m.ops = nil
	}
	return ops
}

// waiting tells how many Ops wait, since when, and whether one is typed.
func (m *mailbox) waiting() (n int, since time.Time, typed bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.ops) > 0 {
		since = m.ops[0].since
	}
	return len(m.ops), since, m.typed > 0
}

// passed is how many Ops, counted from the first ever put, no longer wait.
func (m *mailbox) passed() uint64 {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.ops) > 0 {
		return m.ops[0].seq - 1
	}
	return m.given
}

// nudge leaves a word in a channel that holds one.
func nudge(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}
