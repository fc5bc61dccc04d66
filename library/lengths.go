package library

import (
	"log/slog"

	"lectern/library/book"
	"lectern/library/probe"
	"lectern/library/state"
)

// Estimated lengths are made exact by counting frames when no other work is left, one
// file at a time, in a separate pool. Other work interrupts the counting, which
// continues afterwards.

// measuring has exact lengths counted. Owner goroutine only.
type measuring struct {
	pool  *probe.Pool // nil unless Exact
	state *state.State
	log   *slog.Logger
	left  int // files whose length is still to be counted
}

// ask requests the exact lengths of the rows that have only an estimate.
func (m *measuring) ask(rows []*state.Row) {
	if m.pool == nil {
		return
	}
	var files []*book.File
	for _, r := range rows {
		if root := m.state.Roots.At(r.File.Root); r.NeedsLength() && (root == nil || !root.Closed()) {
			files = append(files, r.File)
		}
	}
	m.left = len(files)
	m.pool.Submit(files)
}

// rest stops the counting when other work begins.
func (m *measuring) rest() {
	if m.pool != nil && m.left > 0 {
		m.pool.Cancel()
	}
}

// answer records exact lengths.
func (m *measuring) answer(events []probe.Event) {
	for _, e := range events {
		if e.Started || e.Slow {
			continue
		}
		m.left = max(0, m.left-1)
		if f := e.Fault(); !e.Cancelled() && (f == nil || !f.Transient()) {
			m.state.Measured(e.File, e.Media)
		}
	}
	if m.left == 0 {
		m.log.Info("measure_done")
	}
}
