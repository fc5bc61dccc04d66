package view

import "testing"

// TestWholeNumbersOfAPart checks which parts say that a series has all numbers between
// their ends.
func TestWholeNumbersOfAPart(t *testing.T) {
	for _, c := range []struct {
		part      string
		low, high int
		ok        bool
	}{
		{"2", 2, 2, true},
		{" 01 ", 1, 1, true},
		{"1-3", 1, 3, true},
		{"1 – 3", 1, 3, true},
		{"2-2", 2, 2, true},
		{"3-1", 0, 0, false},
		{"1-x", 0, 0, false},
		{"1-3a", 0, 0, false},
		{"2a", 0, 0, false},
		{"1.5", 0, 0, false},
		{"1,5-2", 0, 0, false},
		{"1-2.5", 0, 0, false},
		{"1-1000000", 0, 0, false},
		{"20260101000000", 0, 0, false},
		{"two", 0, 0, false},
		{"", 0, 0, false},
	} {
		if low, high, ok := extentOf(c.part).whole(); low != c.low || high != c.high || ok != c.ok {
			t.Errorf("%q: %d to %d, %v", c.part, low, high, ok)
		}
	}
}
