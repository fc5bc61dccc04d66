package library

import (
	"lectern/library/book"
	"lectern/library/probe"
	"lectern/library/state"
)

// Estimated lengths are made exact by counting frames when no other work is left, one
// file at a time, in a separate pool. Other work interrupts the counting, which
// continues afterwards.

// measure requests the exact lengths of the rows that have only an estimate.
func (o *owner) measure(rows []*state.Row) {
	if o.lengths == nil {
		return
	}
	var files []*book.File
	for _, r := range rows {
		if root := o.state.Roots.At(r.File.Root); r.NeedsLength() && (root == nil || !root.Closed()) {
			files = append(files, r.File)
		}
	}
	o.measuring = len(files)
	o.lengths.Submit(files)
}

// rest stops the counting of lengths when other work begins.
func (o *owner) rest() {
	if o.lengths != nil && o.measuring > 0 {
		o.lengths.Cancel()
	}
}

// measured records exact lengths.
func (o *owner) measured(events []probe.Event) {
	for _, e := range events {
		if e.Started || e.Slow {
			continue
		}
		o.measuring = max(0, o.measuring-1)
		if f := e.Fault(); !e.Cancelled() && (f == nil || !f.Transient()) {
			o.state.Measured(e.File, e.Media)
		}
	}
	if o.measuring == 0 {
		o.log.Info("measure_done")
	}
}
