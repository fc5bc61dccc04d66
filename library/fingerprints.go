package library

import (
	"slices"

	"lectern/library/book"
	"lectern/library/probe"
	"lectern/library/state"
)

// A fingerprint shows whether a new file has the content of one that disappeared, or at
// least its sound. Fingerprints are computed when no other work is left, or at once for
// files on which a decision waits.

// fingerprinting has fingerprints computed. Owner goroutine only.
type fingerprinting struct {
	pool   *probe.Pool // nil unless there is a catalogue or Lint is set
	probes *probe.Pool
	state  *state.State
	asked  map[book.ID]bool // files whose fingerprint is requested
	heard  []*state.Row     // rows whose recording has become known and that may be copies
}

// awaited is a row for which a decision waits, and what it lacked when that was requested.
type awaited struct {
	row          *state.Row
	print, probe bool
}

// ask requests, before all other requests, the fingerprints and probes that are missing
// for the decision whether the content of these rows was another row's. It returns what the
// decision must wait for.
func (m *fingerprinting) ask(wanted []*state.Row) (waits []awaited) {
	var files []*book.File
	var ids, probes []book.ID
	for _, r := range wanted {
		waits = append(waits, awaited{r, r.LacksFingerprint(), r.Asked != nil})
		if r.Asked != nil {
			probes = append(probes, r.File.ID)
		}
		if r.LacksFingerprint() {
			ids = append(ids, r.File.ID)
			if !m.asked[r.File.ID] {
				m.asked[r.File.ID] = true
				files = append(files, r.File)
			}
		}
	}
	m.pool.Submit(files)
	if len(ids) > 0 {
		m.pool.Prefer(ids...)
	}
	if len(probes) > 0 {
		m.probes.Prefer(probes...)
	}
	return waits
}

// outstanding returns the rows for which nothing that was requested has come yet, and still
// can come. While a folder of thousands of files is renamed, it is called each time that a few
// of them were read; the decision itself would take too long for that.
func (m *fingerprinting) outstanding(all []awaited) []awaited {
	return slices.DeleteFunc(all, func(a awaited) bool {
		r := a.row
		return a.print && !(r.LacksFingerprint() && m.asked[r.File.ID]) || a.probe && r.Asked == nil ||
			!m.state.Listed.Has(r) || m.state.Moves.OutOfReach(r)
	})
}

// askAll requests the fingerprints that these rows lack. A scan without a window
// computes only those of files without metadata: computing all can take ten times as
// long as the probes, and the user waits for the end.
func (m *fingerprinting) askAll(rows []*state.Row, headless bool) {
	var files []*book.File
	for _, r := range rows {
		if f := r.File; r.NeedsFingerprint() && !m.asked[f.ID] {
			if root := m.state.Roots.At(f.Root); !(headless && f.Media != nil) && (root == nil || !root.Closed()) {
				m.asked[f.ID] = true
				files = append(files, f)
			}
		}
	}
	m.pool.Submit(files)
}

// cancel withdraws the requests.
func (m *fingerprinting) cancel() {
	if m.pool != nil {
		m.pool.Cancel()
	}
}

// answer records fingerprints and reports whether none is requested any more.
func (m *fingerprinting) answer(events []probe.Event) (done bool) {
	for _, e := range events {
		if e.Started || e.Slow {
			continue
		}
		delete(m.asked, e.File.ID)
		r := m.state.Listed.ByID[e.File.ID]
		if e.Cancelled() || r == nil || r.File.Path != e.File.Path || !r.File.Same(e.File) {
			continue
		}
		if e.Media != nil {
			m.state.SetFingerprints(r, e.Media.Fingerprint, e.Media.Recording)
			m.heard = append(m.heard, r)
		}
		r.FingerprintFault = e.Fault()
	}
	if len(m.asked) > 0 {
		return false
	}
	m.asked = map[book.ID]bool{} // a map keeps the room that it once needed
	return true
}

// share makes what the user knows of the books whose recordings have become known the same
// for all their copies. The books must be built.
func (o *owner) share() {
	m := &o.fingerprinting
	if len(m.heard) == 0 || len(m.asked) > 0 || o.state.Books.EveryFile {
		return
	}
	ops := o.state.Share(slices.DeleteFunc(m.heard, func(r *state.Row) bool { return !o.state.Listed.Has(r) }))
	if m.heard = nil; len(ops) > 0 {
		o.saver.save(ops...)
		o.builder.rebuild(false)
	}
}

// fingerprinted records fingerprints and makes the decisions that waited for them.
func (o *owner) fingerprinted(events []probe.Event) {
	o.suspect(events)
	if o.fingerprinting.answer(events) {
		o.log.Info("fingerprints_done")
		nudge(o.out.untidy)
		o.linting.fingerprinted()
		o.adopt()
		o.afterInterrupt()
	}
	o.decide()
}
