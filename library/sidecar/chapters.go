package sidecar

import (
	"cmp"
	"slices"

	"lectern/library/book"
)

// inOrder sorts chapters by start. A chapter without an end ends where the next
// one begins. If the last has none, its End is 0, which means the end of the
// audio.
func inOrder(all []book.Chapter) []book.Chapter {
	slices.SortStableFunc(all, func(a, b book.Chapter) int { return cmp.Compare(a.Start, b.Start) })
	for i := range all {
		c := &all[i]
		if c.End > c.Start {
			continue
		}
		c.End = 0
		if i+1 < len(all) {
			c.End = all[i+1].Start
		}
	}
	return all
}
