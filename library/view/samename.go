package view

import (
	"cmp"
	"slices"
	"strings"

	"lectern/library/text"
)

// Two series can have the same name. Their authors distinguish them, but a
// series by many authors also has books without a common author. So the books
// of one name form groups, each without an author in common with the others.
// The largest group is the series. Another group belongs to this series if its
// parts are all different, as books by many authors share the numbers of one
// series; otherwise it is a series of its own. Books without an author belong
// to the largest group.

// sameName divides the books that name a series into different series of that
// name. The result may share memory with all.
func sameName(all []*mention, f *folding) [][]*mention {
	if alike(all) {
		return [][]*mention{all}
	}
	// Union-find over the folded authors.
	root := make([]int, len(all)) // another book of the same group, or the book itself
	find := func(i int) int {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	written := map[string]int{} // for each author, one of the books
	for i := range all {
		root[i] = i
		for _, name := range all[i].book.Authors {
			f.buf = text.AppendFold(f.buf[:0], name)
			if other, ok := written[string(f.buf)]; ok {
				root[find(i)] = find(other)
			} else if name != "" {
				written[string(f.buf)] = i
			}
		}
	}
	group := map[int]int{} // the group's index in found
	var found [][]*mention
	var unsigned []*mention
	for i := range all {
		if strings.Join(all[i].book.Authors, "") == "" {
			unsigned = append(unsigned, all[i])
			continue
		}
		n, ok := group[find(i)]
		if !ok {
			n = len(found)
			group[find(i)] = n
			found = append(found, nil)
		}
		found[n] = append(found[n], all[i])
	}
	if len(found) == 0 {
		return [][]*mention{all}
	}
	slices.SortFunc(found, func(a, b []*mention) int {
		return cmp.Or(cmp.Compare(len(b), len(a)), text.CompareNatural(leastPath(a), leastPath(b)))
	})
	return share(append(found[0], unsigned...), found[1:])
}

// leastPath returns the first path in natural order.
func leastPath(ms []*mention) string {
	return slices.MinFunc(ms, func(a, b *mention) int { return text.CompareNatural(a.book.Path, b.book.Path) }).book.Path
}

// share adds each of the other groups to the largest one unless they have a
// part in common. It returns the series that result.
func share(largest []*mention, others [][]*mention) [][]*mention {
	taken := map[float64]bool{}
	apart := [][]*mention{nil}
	numbers := func(ms []*mention, do func(n float64) bool) bool {
		for i := range ms {
			s := ms[i].extent
			if low, high, ok := s.whole(); ok {
				for n := low; n <= high; n++ {
					if !do(float64(n)) {
						return false
					}
				}
			} else if s.numbered() && !do(s.first) {
				return false
			}
		}
		return true
	}
	take := func(n float64) bool { taken[n] = true; return true }
	numbers(largest, take)
	for _, ms := range others {
		if numbers(ms, func(n float64) bool { return !taken[n] }) {
			numbers(ms, take)
			largest = append(largest, ms...)
		} else {
			apart = append(apart, ms)
		}
	}
	apart[0] = largest
	return apart
}

// alike reports whether all books have the first author of the first book, so
// that they are one group.
func alike(all []*mention) bool {
	if len(all[0].book.Authors) == 0 {
		return len(all) == 1
	}
	author := all[0].book.Authors[0]
	return author != "" && !slices.ContainsFunc(all, func(m *mention) bool { return !slices.Contains(m.book.Authors, author) })
}

// sharedAuthors returns the authors that all books have, as the first book spells
// them. Books without authors are ignored.
func sharedAuthors(ms []*mention, f *folding) []string {
	var all []string
	fold := func(s string) string {
		f.buf = text.AppendFold(f.buf[:0], s)
		return string(f.buf)
	}
	begun := false
	for i := range ms {
		names := ms[i].book.Authors
		switch {
		case len(names) == 0:
		case !begun:
			all, begun = slices.Clone(names), true
		default:
			all = slices.DeleteFunc(all, func(name string) bool {
				return !slices.Contains(names, name) && !slices.ContainsFunc(names, func(s string) bool { return fold(s) == fold(name) })
			})
		}
	}
	return all
}
