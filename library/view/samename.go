package view

import (
	"cmp"
	"slices"
	"strings"

	"lectern/library/text"
)

// Two series may have one name. What tells them apart is who wrote them, but a
// series of many hands has books of no common author too. So the books of a
// name fall into groups, each with no author in common with the others. The
// largest group is the series. Another belongs to it if it has none of its
// parts, as the books of many hands share the numbers out among themselves;
// else it is a series of its own. Who names no author is of the largest.

// groups divides the books of a series' name into series. The result is in all's
// memory or not.
func sameName(all []*mention, f *folding) [][]*mention {
	if alike(all) {
		return [][]*mention{all}
	}
	// Joined by their authors, folded.
	root := make([]int, len(all)) // a book of the same group, itself at last
	find := func(i int) int {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	written := map[string]int{} // a book of each author
	for i := range all {
		root[i] = i
		for _, name := range all[i].book.Authors {
			f.buf = f.Append(f.buf[:0], name)
			if other, ok := written[string(f.buf)]; ok {
				root[find(i)] = find(other)
			} else if name != "" {
				written[string(f.buf)] = i
			}
		}
	}
	group := map[int]int{} // its number in found
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

// leastPath is the first of the paths of books.
func leastPath(ms []*mention) string {
	return slices.MinFunc(ms, func(a, b *mention) int { return text.CompareNatural(a.book.Path, b.book.Path) }).book.Path
}

// share gives the largest group those of the others that have none of its parts.
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

// alike reports whether all books have the first author of the first: then they
// are one group.
func alike(all []*mention) bool {
	if len(all[0].book.Authors) == 0 {
		return len(all) == 1
	}
	author := all[0].book.Authors[0]
	return author != "" && !slices.ContainsFunc(all, func(m *mention) bool { return !slices.Contains(m.book.Authors, author) })
}

// common are the authors that all books have, as the first one spells them.
// Books without any do not count.
func common(ms []*mention, f *folding) []string {
	var all []string
	fold := func(s string) string {
		f.buf = f.Append(f.buf[:0], s)
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
