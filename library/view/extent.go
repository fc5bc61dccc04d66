package view

import (
	"math"
	"strconv"
	"strings"

	"lectern/library/text"
)

// extent is the position of a book in a series: the numbers from first to last,
// which are equal except for a range such as "1-3". A part that does not begin
// with a number sorts after all numbers, and a missing part sorts last.
type extent struct {
	first, last float64
	exact       bool // no text follows the numbers
}

// Positions of parts that are not numbers.
var (
	wordExtent = extent{first: math.MaxFloat64, last: math.MaxFloat64}
	noExtent   = extent{first: math.Inf(1), last: math.Inf(1)}
)

// extentOf parses a part: "2", "0.5", "1,5", "1-3", "01", "2a".
func extentOf(part string) extent {
	part = strings.TrimSpace(part)
	if part == "" {
		return noExtent
	}
	first, rest, ok := cutNumber(part)
	if !ok {
		return wordExtent
	}
	s := extent{first, first, rest == ""}
	if after, isRange := cutDash(rest); isRange {
		if last, rest, ok := cutNumber(after); ok && last >= first {
			s.last, s.exact = last, rest == ""
		}
	}
	return s
}

// numbered reports whether the part begins with a number.
func (s extent) numbered() bool { return s.first < math.MaxFloat64 }

// whole returns the whole numbers that the part covers. ok is false if there
// are none, or too many to be meant.
func (s extent) whole() (low, high int, ok bool) {
	if !s.exact || s.last-s.first > maxGap || s.last > math.MaxInt32 || s.first != math.Trunc(s.first) || s.last != math.Trunc(s.last) {
		return 0, 0, false
	}
	return int(s.first), int(s.last), true
}

// cutNumber splits s after the number at its beginning. A comma is a decimal
// point.
func cutNumber(s string) (n float64, rest string, ok bool) {
	end := text.DigitsEnd(s, 0)
	if end < len(s)-1 && (s[end] == '.' || s[end] == ',') && text.IsDigit(s[end+1]) {
		end = text.DigitsEnd(s, end+1)
	}
	n, err := strconv.ParseFloat(strings.Replace(s[:end], ",", ".", 1), 64)
	if err != nil {
		return 0, s, false
	}
	return n, strings.TrimSpace(s[end:]), true
}

// cutDash removes the dash of a range. It returns false if there is none.
func cutDash(s string) (rest string, ok bool) {
	for _, dash := range [...]string{"-", "–", "—"} {
		if rest, ok = strings.CutPrefix(s, dash); ok {
			return strings.TrimSpace(rest), true
		}
	}
	return s, false
}
