package view

import "slices"

// maxGap is how many parts in a row may be missing: between "1" and "2001" of a
// series stands a year, not two thousand books.
const maxGap = 20

// gaps are the whole numbers from 1 on that are missing among the parts of a
// series: 3 of 1, 2, 4. A part between two numbers ("2.5") neither makes a gap
// nor fills one; "1-3" fills three.
func gaps(extents []extent) (missing []int) {
	var have []int
	for _, s := range extents {
		low, high, ok := s.whole()
		for n := low; ok && n <= high; n++ {
			have = append(have, n)
		}
	}
	slices.Sort(have)
	before := 0
	for _, n := range have {
		if n-before <= maxGap+1 {
			for m := before + 1; m < n; m++ {
				missing = append(missing, m)
			}
		}
		before = max(before, n)
	}
	return missing
}
