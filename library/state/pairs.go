package state

import (
	"hash/maphash"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// likeness says which rows have the same content.
type likeness struct {
	alike func(a, b *Row) bool
	of    func(old *Row) string   // stands for the content of an old row: rows that are alike have the same
	ofAny func(now *Row) []string // what of can return for the old rows that a row is like
}

var (
	byContent = likeness{alike, contentOf, contents}
	bySound   = likeness{
		func(a, b *Row) bool { return a.Recording != "" && a.Recording == b.Recording },
		func(old *Row) string { return "r" + old.Recording },
		func(now *Row) []string { return []string{"r" + now.Recording} },
	}
)

// pairsOf pairs rows that have the same content. If several rows have it, the paths
// decide: a pair is an old and a new row, each of which shares more of its path with the
// other than with any third row that is not yet paired. Places that a file only passed
// through on its way do not count.
func pairsOf(old, now []*Row, by likeness) (pairs []Pair) {
	came := map[string]bool{} // by content
	for _, r := range now {
		for _, content := range by.ofAny(r) {
			came[content] = true
		}
	}
	// Of thousands of files that are gone, few come at a time.
	old = slices.DeleteFunc(slices.Clone(old), func(r *Row) bool { return !came[by.of(r)] })
	p := newPairing(old, now, by)
	for found := p.closest(old); len(found) > 0; found = p.closest(old) {
		for _, pair := range found {
			p.paired[pair.Old], p.paired[pair.Now] = true, true
		}
		pairs = append(pairs, found...)
		old = slices.DeleteFunc(old, func(r *Row) bool { return p.paired[r] })
	}
	return pairs
}

// pairing finds the pairs of pairsOf. It looks rows up by their places, because comparing each
// old row with each new one takes minutes for thousands of equal files.
type pairing struct {
	by           likeness
	came, stayed places            // the new rows, and the old ones at whose places files stayed
	rivals       map[string][]*Row // the old rows by content, each of which yields to those before it
	paired       map[*Row]bool
	known        map[*Row]names
}

func newPairing(old, now []*Row, by likeness) *pairing {
	p := &pairing{by: by, came: places{}, stayed: places{}, rivals: map[string][]*Row{}, paired: map[*Row]bool{}, known: map[*Row]names{}}
	for _, o := range old {
		content := by.of(o)
		if p.rivals[content] = append(p.rivals[content], o); !o.passes() {
			p.stayed.add(o, p.names(o), content)
		}
	}
	for _, r := range now {
		for _, content := range by.ofAny(r) {
			if p.rivals[content] != nil {
				p.came.add(r, p.names(r), content)
			}
		}
	}
	for _, all := range p.rivals {
		slices.SortFunc(all, func(a, b *Row) int {
			switch {
			case a.yields(b):
				return 1
			case b.yields(a):
				return -1
			default:
				return 0
			}
		})
	}
	return p
}

func (p *pairing) names(r *Row) names {
	all, ok := p.known[r]
	if !ok {
		all = namesOf(r.File.Path)
		p.known[r] = all
	}
	return all
}

// closest returns the pairs of old rows that no third row disputes. None of old is paired.
func (p *pairing) closest(old []*Row) (pairs []Pair) {
	for _, o := range old {
		match, most, tied := p.came.nearest(p.names(o), p.by.of(o), 0, func(r *Row) bool { return !p.paired[r] && r.after(o) && p.by.alike(o, r) })
		if match == nil || tied {
			continue
		}
		disputed := false
		for _, content := range p.by.ofAny(match) {
			isRival := func(r *Row) bool { return r != o && !p.paired[r] && p.by.alike(r, match) }
			if o.passes() {
				rivals := p.rivals[content]
				at := slices.IndexFunc(rivals, func(r *Row) bool { return r == o || isRival(r) })
				disputed = disputed || at >= 0 && rivals[at] != o && !rivals[at].yields(o)
			} else if rival, _, _ := p.stayed.nearest(p.names(match), content, most, isRival); rival != nil {
				disputed = true
			}
		}
		if !disputed {
			pairs = append(pairs, Pair{o, match})
		}
	}
	return pairs
}

// place is a content, and hashes of the names that the paths of rows with it share at their
// beginnings and at their ends: a renamed folder keeps the names above and below it.
type place struct {
	content      string
	begins, ends uint64
}

// places are rows by each place that their paths have.
type places map[place][]*Row

func (p places) add(r *Row, names names, content string) {
	for n := names.len(); n >= 0; n-- {
		for at := range names.places(content, n) {
			p[at] = append(p[at], r)
		}
	}
}

// nearest returns the accepted row that shares the most of the names of a path, but at least
// some, and their number. tied means that another row shares as many.
func (p places) nearest(names names, content string, least int, accept func(*Row) bool) (found *Row, shared int, tied bool) {
	for n := names.len(); n >= least; n-- {
		for at := range names.places(content, n) {
			for _, other := range p[at] {
				switch {
				case other == found || !accept(other):
				case found != nil:
					return found, n, true
				default:
					found = other
				}
			}
		}
		if found != nil {
			return found, n, false
		}
	}
	return nil, 0, false
}

// mostNames bounds the names of a path, whose places grow with their square. Few paths have
// more: those of a folder that was copied into itself.
const mostNames = 32

// names are hashes of the names of a path: of the first ones and of the last ones, by their
// number. If a path has more than mostNames, those in the middle count as one.
type names struct{ first, last []uint64 }

func namesOf(path string) (all names) {
	own := strings.Split(path, string(filepath.Separator))
	joined := func(h uint64, name string) uint64 {
		return maphash.Comparable(seed, [2]uint64{h, maphash.String(seed, name)})
	}
	all.first = append(all.first, 0)
	for _, name := range own {
		all.first = append(all.first, joined(all.first[len(all.first)-1], name))
	}
	all.last = append(all.last, 0)
	for _, name := range slices.Backward(own) {
		all.last = append(all.last, joined(all.last[len(all.last)-1], name))
	}
	if more := len(own) - mostNames; more > 0 {
		all.first = slices.Delete(all.first, mostNames/2, mostNames/2+more)
		all.last = slices.Delete(all.last, mostNames/2+1, mostNames/2+1+more)
	}
	return all
}

var seed = maphash.MakeSeed()

func (ns names) len() int { return len(ns.first) - 1 }

// places iterates over the places that keep n of the names. The last name is never at the
// beginning.
func (ns names) places(content string, n int) func(func(place) bool) {
	return func(yield func(place) bool) {
		for first := 0; first <= n && first < ns.len(); first++ {
			if !yield(place{content, ns.first[first], ns.last[n-first]}) {
				return
			}
		}
	}
}

// contentOf returns what stands for the content of an old row: its fingerprint, or its
// modification time if it has none. Rows that are alike have the same.
func contentOf(old *Row) string {
	if old.Fingerprint != "" {
		return "f" + old.Fingerprint
	}
	return "m" + strconv.FormatInt(old.File.Modified, 10)
}

// contents returns what contentOf can return for the old rows that a row is like.
func contents(now *Row) []string {
	modified := "m" + strconv.FormatInt(now.File.Modified, 10)
	if now.Fingerprint == "" {
		return []string{modified}
	}
	return []string{"f" + now.Fingerprint, modified}
}
