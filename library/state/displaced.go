package state

import (
	"time"

	"lectern/library/book"
)

// A file can come to a path at which another one was: folders that are renamed one
// after the other ("Book 2" to "Book 3", then "Book 1" to "Book 2"), files that swap
// their names. The row at the path is displaced then. Where it is certain where each
// content went, the rows go along; else a row stays with its path, as for a file that
// was written anew.

// displacedFor is how long a row may be displaced until the last place of a chain is
// scanned: the watcher names all of them within seconds, a busy disk within minutes.
const displacedFor = 10 * time.Minute

// former is what stood at the path of a displaced row.
type former struct {
	at                      int64 // when it was displaced, nanoseconds since 1970
	file                    *book.File
	print                   string
	read, measured, refused bool
}

// trace is what a file takes along when it is renamed, and tells most files apart. One
// that was written to has another time.
type trace struct{ size, modified int64 }

func traceOf(f *book.File) trace { return trace{f.Size, f.Modified} }

// displace notes that f is listed at the path of a row and is not what it was, at a
// time in nanoseconds since 1970.
func (s *State) displace(r *Row, f *book.File, now int64) {
	switch {
	case r.former == nil && (r.Fingerprint != "" || r.read):
		r.former = &former{now, r.File, r.Fingerprint, r.read, r.measured, r.refused}
		s.displaced[r] = true
	case r.former != nil && traceOf(r.former.file) == traceOf(f):
		s.Undisplace(r) // it is back
	}
}

// Undisplace has a row stay with its path.
func (s *State) Undisplace(r *Row) {
	r.former = nil
	delete(s.displaced, r)
}

// content is a row as it was before it was displaced, as far as alike asks.
func (r *Row) content() *Row {
	if r.former == nil {
		return r
	}
	return &Row{File: r.former.file, Fingerprint: r.former.print}
}

// rotation is what is known while rotated looks where displaced rows went.
type rotation struct {
	moving map[*Row]bool    // displaced rows that go elsewhere, as far as is known
	places map[trace][]*Row // displaced and fresh rows, by what is there now
	owners map[trace][]*Row // displaced rows and those that are gone, by what they were
	goes   map[*Row]*Row    // where a row goes, once fingerprints tell
}

// Rotated finds where displaced rows went, at a time in nanoseconds since 1970, and the
// vanished ones that came to their places. A pair is a row and the one at the place it
// goes to, which goes elsewhere itself or is fresh. Each displaced row among them goes
// somewhere, and another comes to its place: anything less is no rotation.
//
// wanted are rows that must tell more before that is known, as for reunite.
func (s *State) Rotated(vanished []*Row, now int64) (pairs []Pair, wanted []*Row) {
	t := rotation{map[*Row]bool{}, map[trace][]*Row{}, map[trace][]*Row{}, nil}
	for d := range s.displaced {
		if time.Duration(now-d.former.at) > displacedFor {
			s.Undisplace(d)
		} else if d.File.State != book.Missing && d.File.Size > 0 && d.former.file.Size > 0 {
			t.moving[d] = true
			t.places[traceOf(d.File)] = append(t.places[traceOf(d.File)], d)
			t.owners[traceOf(d.former.file)] = append(t.owners[traceOf(d.former.file)], d)
		}
	}
	if len(t.moving) == 0 {
		return nil, nil
	}
	for r := range s.fresh {
		if r.new() && r.former == nil && r.File.State != book.Missing {
			t.places[traceOf(r.File)] = append(t.places[traceOf(r.File)], r)
		}
	}
	t.own(vanished, func(r *Row) bool { return r.HeldSince == 0 }) // the others are among the held
	for r := range s.missing {
		t.own([]*Row{r}, nil)
	}
	for r := range s.held {
		t.own([]*Row{r}, nil)
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

// own enters rows that are gone. A temporary file, which is renamed over another, is no
// owner: what it holds is a new content of that.
func (t *rotation) own(gone []*Row, want func(*Row) bool) {
	for _, r := range gone {
		if r.former == nil && !r.passes() && (want == nil || want(r)) {
			t.owners[traceOf(r.File)] = append(t.owners[traceOf(r.File)], r)
		}
	}
}

// stays reports whether a row is displaced and goes nowhere.
func (t *rotation) stays(r *Row) bool { return r.former != nil && !t.moving[r] }

// narrow leaves those displaced rows moving which have somewhere to go, and something
// that comes to their place.
func (t *rotation) narrow() {
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
			goes, comes := t.goes[d] != nil, came[d]
			if t.goes == nil {
				goes, comes = t.another(t.places[traceOf(d.former.file)], d), t.another(t.owners[traceOf(d.File)], d)
			}
			if !goes || !comes {
				delete(t.moving, d)
				again = true
			}
		}
	}
}

// another reports whether there is a row beside d that does not stay.
func (t *rotation) another(rows []*Row, d *Row) bool {
	for _, r := range rows {
		if r != d && !t.stays(r) {
			return true
		}
	}
	return false
}

// wanted are the places where a fingerprint or a probe must be awaited.
func (t *rotation) wanted() (wanted []*Row) {
	asked := map[*Row]bool{}
	for d := range t.moving {
		for _, p := range append(t.places[traceOf(d.former.file)], d) {
			if asked[p] || t.stays(p) {
				continue
			}
			asked[p] = true
			for _, o := range t.owners[traceOf(p.File)] {
				if print := o.content().Fingerprint; print != "" && p.LacksFingerprint() || print == "" && p.Asked != nil {
					wanted = append(wanted, p)
					break
				}
			}
		}
	}
	return wanted
}

// match finds where each row goes: to the one place with its content, which no other
// row had.
func (t *rotation) match() {
	t.goes = map[*Row]*Row{}
	for at, owners := range t.owners {
		for _, o := range owners {
			var place *Row
			n := 0
			for _, p := range t.places[at] {
				if (p.former != nil || p.after(o)) && alike(o.content(), p) {
					place = p
					n++
				}
			}
			if n != 1 || place == o {
				continue
			}
			for _, other := range owners {
				if other != o && alike(other.content(), place) {
					n++
				}
			}
			if n == 1 {
				t.goes[o] = place
			}
		}
	}
}

// Lift takes the displaced rows among the pairs from the list, as they were before, at
// a time in nanoseconds since 1970. In the pairs it returns, which are for move, a
// fresh row stands at each place.
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

// standIn puts a fresh row at the place of a displaced one, which leaves the list.
func (s *State) standIn(r *Row, now int64) *Row {
	f, was := *r.File, r.former
	f.ID = s.Last + 1
	if f.State == book.Probing {
		f.State = book.Found
	}
	x := &Row{
		File: &f, Added: now, Fresh: true, LastScan: r.LastScan, Fingerprint: r.Fingerprint, Unprinted: r.Unprinted,
		read: r.read, readers: r.readers, measured: r.measured, refused: r.refused, LookAgain: r.LookAgain,
	}
	s.remove(r)
	r.File, r.RetiredAt = was.file, now
	r.Fingerprint, r.read, r.measured, r.refused = was.print, was.read, was.measured, was.refused
	s.Add(x)
	return x
}
