package state

import (
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
	now = slices.Clone(now)
	paired := map[*Row]bool{}
	isPaired := func(r *Row) bool { return paired[r] }
	for found := closest(old, now, by); len(found) > 0; found = closest(old, now, by) {
		for _, p := range found {
			paired[p.Old], paired[p.Now] = true, true
		}
		pairs = append(pairs, found...)
		old, now = slices.DeleteFunc(old, isPaired), slices.DeleteFunc(now, isPaired)
	}
	return pairs
}

// closest returns the pairs of pairsOf that no third row disputes. It looks rows up by
// their places, because comparing each old row with each new one takes minutes for
// thousands of equal files.
func closest(old, now []*Row, by likeness) (pairs []Pair) {
	came, stayed := places{}, places{}
	rivals := map[string][]*Row{} // by content, each of which yields to those before it
	for _, o := range old {
		content := by.of(o)
		if rivals[content] = append(rivals[content], o); !o.passes() {
			stayed.add(o, content)
		}
	}
	for _, r := range now {
		for _, content := range by.ofAny(r) {
			if rivals[content] != nil {
				came.add(r, content)
			}
		}
	}
	for _, all := range rivals {
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
	for _, o := range old {
		match, most, tied := came.nearest(o, by.of(o), 0, func(r *Row) bool { return r.after(o) && by.alike(o, r) })
		if match == nil || tied {
			continue
		}
		disputed := false
		for _, content := range by.ofAny(match) {
			isRival := func(r *Row) bool { return r != o && by.alike(r, match) }
			if o.passes() {
				at := slices.IndexFunc(rivals[content], func(r *Row) bool { return r == o || isRival(r) })
				disputed = disputed || at >= 0 && rivals[content][at] != o && !rivals[content][at].yields(o)
			} else if rival, _, _ := stayed.nearest(match, content, most, isRival); rival != nil {
				disputed = true
			}
		}
		if !disputed {
			pairs = append(pairs, Pair{o, match})
		}
	}
	return pairs
}

// place is a content, and the names that the paths of rows with it share at their
// beginnings and at their ends: a renamed folder keeps the names above and below it.
type place struct{ content, begins, ends string }

// places are rows by each place that their paths have.
type places map[place][]*Row

func (p places) add(r *Row, content string) {
	for n := namesOf(r); n >= 0; n-- {
		for at := range placesOf(r, content, n) {
			p[at] = append(p[at], r)
		}
	}
}

// nearest returns the accepted row that shares the most names with the path of r, but at
// least some, and their number. tied means that another row shares as many.
func (p places) nearest(r *Row, content string, least int, accept func(*Row) bool) (found *Row, shared int, tied bool) {
	for n := namesOf(r); n >= least; n-- {
		for at := range placesOf(r, content, n) {
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

// namesOf counts the names in the path of a row.
func namesOf(r *Row) int { return strings.Count(r.File.Path, string(filepath.Separator)) + 1 }

// placesOf iterates over the places that keep n names of the path of a row. The last
// name is never at the beginning.
func placesOf(r *Row, content string, n int) func(func(place) bool) {
	return func(yield func(place) bool) {
		path := r.File.Path
		ends := len(path) + 1 // where the names at the end begin
		for range n {
			ends = strings.LastIndexByte(path[:max(0, ends-1)], filepath.Separator) + 1
		}
		for begins := 0; ; { // where the names at the beginning end
			if !yield(place{content, path[:begins], path[min(ends, len(path)):]}) || ends > len(path) {
				return
			}
			next := strings.IndexByte(path[begins:], filepath.Separator)
			if next < 0 {
				return
			}
			begins += next + 1
			if next = strings.IndexByte(path[ends:], filepath.Separator); next < 0 {
				ends = len(path) + 1
			} else {
				ends += next + 1
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
