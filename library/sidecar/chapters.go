package sidecar

import (
	"cmp"
	"slices"

	"lectern/library/book"
)

// inOrder puts chapters in order of their start. One that says no end ends
// where the next begins; the last then has the End 0: where the audio ends.
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
