package library

import (
	"lectern/library/book"
	"lectern/library/probe"
	"lectern/library/state"
)

// Fingerprints tell that a file which came is one that went. They are taken
// when nothing else is to be done, and at once of the files of which it must be
// known now.

// mark has the rows tell what they must before it is known whether their
// content was another row's, and reports whether that must be awaited.
func (o *owner) mark(wanted []*state.Row) (wait bool) {
	var files []*book.File
	var ids, probes []book.ID
	for _, r := range wanted {
		if r.Asked != nil {
			probes = append(probes, r.File.ID)
		}
		if r.Fingerprint == "" && !r.FingerprintTried {
			ids = append(ids, r.File.ID)
			if !o.marks[r.File.ID] {
				o.marks[r.File.ID] = true
				files = append(files, r.File)
			}
		}
	}
	o.marking = len(o.marks)
	o.prints.Submit(files)
	if len(ids) > 0 {
		o.prints.Prefer(ids...)
	}
	if len(probes) > 0 {
		o.pool.Prefer(probes...)
	}
	return len(wanted) > 0
}

// markAll asks for the fingerprints that these rows lack. A scan without a window
// takes only those of files of which nothing else tells what they are: all can
// take ten times as long as the probes, and somebody waits for its end.
func (o *owner) markAll(rows []*state.Row) {
	if o.catalog == nil {
		return
	}
	var files []*book.File
	for _, r := range rows {
		if f := r.File; r.NeedsFingerprint() && !o.marks[f.ID] {
			if root := o.state.Root(f.Root); !(o.headless && f.Media != nil) && (root == nil || !root.Closed()) {
				o.marks[f.ID] = true
				files = append(files, f)
			}
		}
	}
	o.marking = len(o.marks)
	o.prints.Submit(files)
}

// marked takes fingerprints.
func (o *owner) marked(events []probe.Event) {
	for _, e := range events {
		if e.Started || e.Slow {
			continue
		}
		delete(o.marks, e.File.ID)
		r := o.state.ByID[e.File.ID]
		if e.Cancelled() || r == nil || r.File.Path != e.File.Path || !r.File.Same(e.File) {
			continue
		}
		if r.FingerprintTried = true; e.Media != nil {
			r.Fingerprint = e.Media.Fingerprint
			o.state.Touch(r)
		}
	}
	if o.marking = len(o.marks); o.marking == 0 {
		o.log.Info("marks_done")
		if o.awaited {
			o.awaited, o.linted = false, nil
		}
		o.adopt()
	}
	o.decide()
}
