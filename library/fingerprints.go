package library

import (
	"lectern/library/book"
	"lectern/library/probe"
	"lectern/library/state"
)

// A fingerprint shows whether a new file has the content of one that disappeared.
// Fingerprints are computed when no other work is left, or at once for files on which a
// decision waits.

// mark requests what is lacking to decide whether the content of these rows was another
// row's, before all other requests: a fingerprint or a probe. It reports whether the
// decision must wait.
func (o *owner) mark(wanted []*state.Row) (wait bool) {
	var files []*book.File
	var ids, probes []book.ID
	for _, r := range wanted {
		if r.Asked != nil {
			probes = append(probes, r.File.ID)
		}
		if r.LacksFingerprint() {
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

// markAll requests the fingerprints that these rows lack. A scan without a window
// computes only those of files without metadata: computing all can take ten times as
// long as the probes, and the user waits for the end.
func (o *owner) markAll(rows []*state.Row) {
	if o.catalog == nil {
		return
	}
	var files []*book.File
	for _, r := range rows {
		if f := r.File; r.NeedsFingerprint() && !o.marks[f.ID] {
			if root := o.state.Roots.At(f.Root); !(o.headless && f.Media != nil) && (root == nil || !root.Closed()) {
				o.marks[f.ID] = true
				files = append(files, f)
			}
		}
	}
	o.marking = len(o.marks)
	o.prints.Submit(files)
}

// marked records fingerprints.
func (o *owner) marked(events []probe.Event) {
	for _, e := range events {
		if e.Started || e.Slow {
			continue
		}
		delete(o.marks, e.File.ID)
		r := o.state.Listed.ByID[e.File.ID]
		if e.Cancelled() || r == nil || r.File.Path != e.File.Path || !r.File.Same(e.File) {
			continue
		}
		if r.Unprinted = e.Fault(); e.Media != nil {
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
