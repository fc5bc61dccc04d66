package library

import (
	"lectern/library/book"
	"lectern/library/probe"
)

// When nothing else is to be done, the lengths that are estimates are counted,
// one file at a time, in a pool of its own. Other work stops it; it goes on
// where it was when that is done.

// measure asks for those of the rows whose length is an estimate.
func (o *owner) measure(rows []*row) {
	if o.meter == nil {
		return
	}
	var files []*book.File
	for _, r := range rows {
		if root := o.state.root(r.file.Root); r.estimated() && (root == nil || !root.closed()) {
			files = append(files, r.file)
		}
	}
	o.measuring = len(files)
	o.meter.Submit(files)
}

// rest stops measuring while there is other work.
func (o *owner) rest() {
	if o.meter != nil && o.measuring > 0 {
		o.meter.Cancel()
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
			o.state.measured(e.File, e.Media)
		}
	}
	if o.measuring == 0 {
		o.log.Info("measure_done")
	}
}

// measured stores what was counted of a file, nil if it could not be, unless it
// has changed since.
func (s *state) measured(f *book.File, m *book.Media) {
	r, known := s.byID[f.ID]
	if !known || r.file != f {
		return
	}
	if r.measured = true; m == nil {
		s.touch(r) // that it cannot be counted is worth knowing too
		return
	}
	g := *f
	g.Media = m
	s.put(r, &g)
}
