package library

import (
	"cmp"
	"slices"

	"lectern/library/book"
	"lectern/library/probe"
)

// When nothing else is to be done, the lengths that are estimates are counted,
// one file at a time, in a pool of its own. Other work stops it; it goes on
// where it was when that is done.

// measure asks for the rows whose length is an estimate.
func (o *owner) measure() {
	if o.meter == nil {
		return
	}
	files := o.state.estimated()
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
		if !e.Cancelled() {
			o.state.measured(e.File, e.Media)
		}
	}
	if o.measuring == 0 {
		o.log.Info("measure_done")
	}
}

// estimated returns the files whose length is an estimate that counting may
// make exact: those of MPEG audio.
func (s *state) estimated() (files []*book.File) {
	for _, r := range s.byPath {
		f := r.file
		if f.State == book.Probed && r.read && !r.measured && f.Media.Estimated && (f.Media.Container == "mp3" || f.Media.Container == "aac") {
			files = append(files, f)
		}
	}
	slices.SortFunc(files, func(a, b *book.File) int { return cmp.Compare(a.ID, b.ID) })
	return files
}

// measured stores what was counted of a file, nil if it could not be, unless it
// has changed since.
func (s *state) measured(f *book.File, m *book.Media) {
	r, known := s.byID[f.ID]
	if !known || r.file != f {
		return
	}
	r.measured = true
	if m == nil {
		return
	}
	g := *f
	g.Media = m
	s.put(r, &g)
}
