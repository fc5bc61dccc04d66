package library

import (
	"lectern/library/book"
	"lectern/library/probe"
	"lectern/library/state"
)

// When nothing else is to be done, the lengths that are estimates are counted,
// one file at a time, in a pool of its own. Other work stops it; it goes on
// where it was when that is done.

// measure asks for those of the rows whose length is an estimate.
func (o *owner) measure(rows []*state.Row) {
	if o.lengths == nil {
		return
	}
	var files []*book.File
	for _, r := range rows {
		if root := o.state.Root(r.File.Root); r.NeedsLength() && (root == nil || !root.Closed()) {
			files = append(files, r.File)
		}
	}
	o.measuring = len(files)
	o.lengths.Submit(files)
}

// rest stops measuring while there is other work.
func (o *owner) rest() {
	if o.lengths != nil && o.measuring > 0 {
		o.lengths.Cancel()
	}
}

// measured takes what was counted.
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
