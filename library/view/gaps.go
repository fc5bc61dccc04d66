package view

import "slices"

// maxGap is the largest number of consecutive missing parts. Between "1" and
// "2001" there is a year, not two thousand books.
const maxGap = 20

// gaps returns the whole numbers from 1 on that are missing among the parts of
// a series: 3 in 1, 2, 4. A part between two numbers ("2.5") neither makes nor
// fills a gap; "1-3" covers three numbers.
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
