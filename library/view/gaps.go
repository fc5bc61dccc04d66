package view

import (
	"slices"
	"strconv"
	"strings"
)

// maxGap is how many parts in a row may be missing: between "1" and "2001" of a
// series stands a year, not two thousand books.
const maxGap = 20

// Gaps are the whole numbers from 1 on that are missing among the parts of a
// series: 3 of 1, 2, 4. A part between two numbers ("2.5") neither makes a gap
// nor fills one; "1-3" fills three.
func Gaps(parts []string) []string {
	var have []int
	for _, part := range parts {
		first, last, isRange := strings.Cut(strings.TrimSpace(part), "-")
		if !isRange {
			last = first
		}
		low, err1 := strconv.Atoi(strings.TrimSpace(first))
		high, err2 := strconv.Atoi(strings.TrimSpace(last))
		if err1 != nil || err2 != nil || high-low > maxGap {
			continue
		}
		for n := low; n <= high; n++ {
			have = append(have, n)
		}
	}
	slices.Sort(have)
	var gaps []string
	before := 0
	for _, n := range have {
		if n-before <= maxGap+1 {
			for missing := before + 1; missing < n; missing++ {
				gaps = append(gaps, strconv.Itoa(missing))
			}
		}
		before = max(before, n)
	}
	return gaps
}
