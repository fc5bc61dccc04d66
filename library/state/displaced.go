package state

import (
	"slices"
	"time"

	"lectern/library/book"
)

// A file can appear at a path where another file was: when folders are renamed one after
// the other ("Book 2" to "Book 3", then "Book 1" to "Book 2"), or when files swap names.
// The row of the path is then displaced. If it is certain where each content went, the
// rows follow it; otherwise each row stays with its path, as if its file had been
// rewritten.

// displacedFor is how long a row can stay displaced, waiting for the scans of all folders
// that were renamed. The watcher reports them within seconds, or within minutes if the
// disk is busy.
const displacedFor = 10 * time.Minute

// rewrittenAfter is how long after a first change a second one shows that the first was no
// move: the file was rewritten in place, as by a program that changes tags, unless what it
// was rewritten with came from another path.
const rewrittenAfter = 15 * time.Second

// former is the content that was at the path of a displaced row.
type former struct {
	at                      int64 // when the row was displaced, nanoseconds since 1970
	came                    bool  // the content that displaced it came from another path
	file                    *book.File
	print, recording        string
	read, measured, refused bool
}

// trace is what identifies most files and stays the same when they are renamed. Writing
// to a file changes its modification time.
type trace struct{ size, modified int64 }

func traceOf(f *book.File) trace { return trace{f.Size, f.Modified} }

// displace notes that a scan listed f, with other content, at the path of a row. If f
// looks like the former content, the row is no longer displaced. now is in nanoseconds
// since 1970.
func (m *Moves) displace(r *Row, f *book.File, now int64) {
	switch {
	case r.former != nil && traceOf(r.former.file) == traceOf(f):
		m.Undisplace(r) // the former content is back
	case (r.former == nil || r.rewritten(now)) && (r.Fingerprint != "" || r.read):
		r.former = &former{
			at: now, file: r.File, print: r.Fingerprint, recording: r.Recording,
			read: r.read, measured: r.measured, refused: r.refused,
		}
		m.displaced[r] = true
	}
}

// rewritten reports whether a row is displaced and its former content was probably
// overwritten. now is in nanoseconds since 1970.
func (r *Row) rewritten(now int64) bool {
	return r.former != nil && !r.former.came && !within(rewrittenAfter, r.former.at, now)
}

// Undisplace forgets the former content of a row's path, so that the row stays with the
// path.
func (m *Moves) Undisplace(r *Row) {
	r.former = nil
	delete(m.displaced, r)
}

// content returns a row as it was before it was displaced, with the fields that alike
// compares.
func (r *Row) content() *Row {
	if r.former == nil {
		return r
	}
	return &Row{File: r.former.file, Fingerprint: r.former.print, Recording: r.former.recording}
}

// rotation is the working data of Rotated.
type rotation struct {
	moving map[*Row]bool    // displaced rows that may have moved elsewhere
	places map[trace][]*Row // displaced and fresh rows, by what is at their paths now
	owners map[trace][]*Row // displaced and vanished rows, by what was at their paths before
	goes   map[*Row]*Row    // the row at the path that each row moves to; nil until match
}

// Rotated finds the paths to which displaced rows moved, and the rows, displaced or
// vanished, that moved to the paths of displaced rows. A pair is such a row and the row
// that is at its new path; the latter is fresh or moves elsewhere itself. A displaced row
// counts as moved only if its content is elsewhere and the content at its path came from
// elsewhere. now is in nanoseconds since 1970.
//
// wanted are rows that must be read before the pairs can be decided, as for Reunite.
func (m *Moves) Rotated(vanished []*Row, now int64) (pairs []Pair, wanted []*Row) {
	t := rotation{map[*Row]bool{}, map[trace][]*Row{}, map[trace][]*Row{}, nil}
	for _, r := range vanished {
		if r.rewritten(now) {
			m.Undisplace(r)
		}
	}
	for d := range m.displaced {
		gone := d.File.State == book.Missing || d.HeldSince != 0
		if !within(displacedFor, d.former.at, now) || gone && d.rewritten(now) {
			m.Undisplace(d)
		} else if d.File.State != book.Missing && d.File.Size > 0 && d.former.file.Size > 0 && !m.OutOfReach(d) {
			t.moving[d] = true
			t.places[traceOf(d.File)] = append(t.places[traceOf(d.File)], d)
			t.owners[traceOf(d.former.file)] = append(t.owners[traceOf(d.former.file)], d)
		}
	}
	if len(t.moving) == 0 {
		return nil, nil
	}
	for r := range m.listed.fresh {
		if r.new() && r.former == nil && r.File.State != book.Missing && !m.OutOfReach(r) {
			t.places[traceOf(r.File)] = append(t.places[traceOf(r.File)], r)
		}
	}
	t.addOwners(vanished, func(r *Row) bool { return r.HeldSince == 0 }) // held rows are added below
	for r := range m.listed.missing {
		t.addOwners([]*Row{r}, nil)
	}
	for r := range m.losses.held {
		t.addOwners([]*Row{r}, nil)
	}
	for d := range t.moving {
		isOther := func(owner *Row) bool { return owner != d }
		d.former.came = d.former.came || slices.ContainsFunc(t.owners[traceOf(d.File)], isOther)
	}
	t.narrow()
	if wanted = t.wanted(); len(wanted) > 0 {
		return nil, wanted
	}
	t.match()
	t.narrow()
	for old, now := range t.goes {
		if t.moving[now] || t.moving[old] {
			pairs = append(pairs, Pair{old, now})
		}
	}
	return pairs, nil
}

// addOwners adds the vanished rows that want accepts to the owners; a nil want accepts
// all. The row of a temporary file is not an owner: when such a file is renamed over another,
// the other file has new content.
func (t *rotation) addOwners(gone []*Row, want func(*Row) bool) {
	for _, r := range gone {
		if r.former == nil && !r.passes() && (want == nil || want(r)) {
			t.owners[traceOf(r.File)] = append(t.owners[traceOf(r.File)], r)
		}
	}
}

// stays reports whether a row is displaced and known to stay with its path.
func (t *rotation) stays(r *Row) bool { return r.former != nil && !t.moving[r] }

// narrow removes rows from moving, and their moves from goes, until each displaced row
// that is left has a place to move to and another row that moves to its place.
func (t *rotation) narrow() {
	places, owners := t.leaving(t.places), t.leaving(t.owners)
	for again := true; again; {
		again = false
		came := map[*Row]bool{}
		for owner, place := range t.goes {
			if t.stays(owner) || t.stays(place) {
				delete(t.goes, owner)
			} else {
				came[place] = true
			}
		}
		for d := range t.moving {
			is, was := traceOf(d.File), traceOf(d.former.file)
			goes, comes := t.goes[d] != nil, came[d]
			if t.goes == nil {
				itself := 0
				if is == was {
					itself = 1
				}
				goes, comes = places[was] > itself, owners[is] > itself
			}
			if !goes || !comes {
				delete(t.moving, d)
				places[is]--
				owners[was]--
				again = true
			}
		}
	}
}

// leaving counts the rows that do not stay, by their traces.
func (t *rotation) leaving(rows map[trace][]*Row) map[trace]int {
	n := make(map[trace]int, len(rows))
	for at, all := range rows {
		for _, r := range all {
			if !t.stays(r) {
				n[at]++
			}
		}
	}
	return n
}

// wanted returns the rows that need a fingerprint or a probe before match can decide.
func (t *rotation) wanted() (wanted []*Row) {
	prints, none := map[trace]bool{}, map[trace]bool{} // the traces with owners that have a fingerprint, and that have none
	for at, owners := range t.owners {
		for _, o := range owners {
			if o.content().Fingerprint != "" {
				prints[at] = true
			} else {
				none[at] = true
			}
		}
	}
	asked, seen := map[*Row]bool{}, map[trace]bool{}
	ask := func(p *Row) {
		if asked[p] || t.stays(p) {
			return
		}
		asked[p] = true
		if at := traceOf(p.File); prints[at] && p.LacksFingerprint() || none[at] && p.Asked != nil {
			wanted = append(wanted, p)
		}
	}
	for d := range t.moving {
		ask(d)
		if at := traceOf(d.former.file); !seen[at] {
			seen[at] = true
			for _, p := range t.places[at] {
				ask(p)
			}
		}
	}
	return wanted
}

// match finds where each row moves: to the only place with its content, if no other
// owner had the same content.
func (t *rotation) match() {
	t.goes = map[*Row]*Row{}
	for at, owners := range t.owners {
		places := rowsBy(t.places[at], func(r *Row) string { return r.Fingerprint })
		had := rowsBy(owners, func(r *Row) string { return r.content().Fingerprint })
		for _, o := range owners {
			candidates := t.places[at]
			if print := o.content().Fingerprint; print != "" {
				candidates = places[print]
			}
			place, one := only(candidates, func(p *Row) bool {
				return (p.former != nil || p.after(o)) && alike(o.content(), p)
			})
			if !one || place == o {
				continue
			}
			isRival := func(other *Row) bool { return other != o && alike(other.content(), place) }
			if !slices.ContainsFunc(had[place.Fingerprint], isRival) && !slices.ContainsFunc(had[""], isRival) {
				t.goes[o] = place
			}
		}
	}
}

// rowsBy returns rows by a key.
func rowsBy(rows []*Row, key func(*Row) string) map[string][]*Row {
	by := map[string][]*Row{}
	for _, r := range rows {
		by[key(r)] = append(by[key(r)], r)
	}
	return by
}

// only returns the accepted row if exactly one is.
func only(rows []*Row, accept func(*Row) bool) (r *Row, one bool) {
	for _, other := range rows {
		if accept(other) {
			if one {
				return nil, false
			}
			r, one = other, true
		}
	}
	return r, one
}

// Lift prepares the pairs of Rotated for Move. It takes the displaced rows off the list,
// restored to their former content, puts a fresh row at the path of each, and returns the
// pairs with these fresh rows as Now. now is in nanoseconds since 1970.
func (s *State) Lift(pairs []Pair, now int64) []Pair {
	stands := map[*Row]*Row{}
	for _, p := range pairs {
		if p.Old.former != nil {
			stands[p.Old] = s.standIn(p.Old, now)
		}
	}
	for i, p := range pairs {
		if x := stands[p.Now]; x != nil {
			pairs[i].Now = x
		}
	}
	return pairs
}

// standIn takes a displaced row off the list and returns a fresh row at its path.
func (s *State) standIn(r *Row, now int64) *Row {
	f, was := *r.File, r.former
	f.ID = s.Listed.Next()
	if f.State == book.Probing {
		f.State = book.Found
	}
	x := &Row{
		File: &f, Added: now, Fresh: true, LastScan: r.LastScan, Fingerprint: r.Fingerprint, Recording: r.Recording, FingerprintFault: r.FingerprintFault,
		read: r.read, readers: r.readers, measured: r.measured, refused: r.refused, LookAgain: r.LookAgain,
	}
	s.remove(r)
	r.File, r.RetiredAt = was.file, now
	r.setFingerprints(was.print, was.recording)
	r.read, r.measured, r.refused = was.read, was.measured, was.refused
	s.Add(x)
	return x
}
