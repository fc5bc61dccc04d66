package group

import (
	"strings"
	"unicode/utf8"

	"lectern/library/text"
)

// firstYear and lastYear limit the four-digit numbers that are years of
// publication.
const firstYear, lastYear = 1000, 2199

// cutYear removes a year from the front of a section: "2001" if more sections
// follow, "1994.", "(1994)" or "[1994]" if any text follows. year is 0 if there is none.
func cutYear(s string, more bool) (year int, rest string) {
	if y, ok := asYear(s); ok && more {
		return y, ""
	}
	if len(s) > len("1994. ") && s[4] == '.' && s[5] == ' ' {
		if y, ok := asYear(s[:4]); ok {
			return y, strings.TrimSpace(s[6:])
		}
	}
	if len(s) == len("2006-01-02") && s[4] == '-' && s[7] == '-' && more {
		if y, ok := asYear(s[:4]); ok {
			return y, ""
		}
	}
	if len(s) < 6 || s[0] != '(' && s[0] != '[' || s[5] != ')' && s[5] != ']' {
		return 0, s
	}
	if y, ok := asYear(s[1:5]); ok && (more || len(s) > 6) {
		return y, strings.TrimSpace(s[6:])
	}
	return 0, s
}

// cutYearAtEnd removes "(1994)" from the end of a title, also with a word for "year":
// "（1994年）", "[1994 г.]".
func cutYearAtEnd(s string) (rest string, year int) {
	if s == "" {
		return s, 0
	}
	if end := s[len(s)-1]; end < utf8.RuneSelf && end != ')' && end != ']' {
		return s, 0
	}
	for _, b := range brackets {
		inner, closed := strings.CutSuffix(s, b[1])
		at := strings.LastIndex(inner, b[0])
		if !closed || at <= 0 {
			continue
		}
		rest, inner = strings.TrimSpace(inner[:at]), inner[at+len(b[0]):]
		for _, word := range [...]string{"年", " г.", " г", " год", " r."} {
			inner = strings.TrimSuffix(inner, word)
		}
		if y, ok := asYear(inner); ok && rest != "" {
			return rest, y
		}
	}
	return s, 0
}

// cutYearWithin removes "(1994)" from within a title: before another text in brackets, as
// in "Title (1994) [Ada Brook]".
func cutYearWithin(s string) (rest string, year int) {
	for at := 0; ; {
		next := strings.IndexAny(s[at:], "([")
		if next < 0 {
			return s, 0
		}
		at += next + 1
		end := at + len("1994")
		if at < 3 || end+2 >= len(s) || s[end] != ')' && s[end] != ']' || s[end+1] != ' ' || s[end+2] != '(' && s[end+2] != '[' {
			continue
		}
		if y, ok := asYear(s[at:end]); ok {
			return joinAround(s[:at-1], s[end+1:]), y
		}
	}
}

// asYear parses a year of four digits.
func asYear(s string) (year int, ok bool) {
	if len(s) != 4 || text.DigitsEnd(s, 0) != 4 {
		return 0, false
	}
	year = number(s)
	return year, firstYear <= year && year <= lastYear
}

// areYears reports whether two sections are plain numbers of four digits, so that the
// first is a volume and the second its year.
func areYears(first, second string) bool {
	_, both := asYear(first)
	if both {
		_, both = asYear(second)
	}
	return both
}
