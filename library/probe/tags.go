package probe

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// tagSet holds tags by name, in lower case and without the characters in which
// taggers differ: "SERIES-PART", "series_part" and "WM/SeriesPart" are all
// "seriespart". The first value of a name wins.
type tagSet map[string]string

// unlike removes the differences between spellings of a name.
var unlike = strings.NewReplacer("-", "", "_", "", " ", "", "wm/", "")

// spell returns a name in the form of a tagSet.
func spell(name string) string { return unlike.Replace(strings.ToLower(name)) }

// put stores a tag under a name in the form of spell, unless it already has a
// value.
func (t tagSet) put(name, value string) {
	if _, had := t[name]; had {
		return
	}
	if value = clean(value); value != "" {
		t[name] = value
	}
}

// join is put, but appends further values of a name after a semicolon.
func (t tagSet) join(name, value string) {
	if had, ok := t[name]; !ok {
		t.put(name, value)
	} else if value = clean(value); value != "" && value != had {
		t[name] = had + "; " + value
	}
}

func (t tagSet) add(tags map[string]string) {
	// Several spellings of a name can exist, so the order must not be that of the
	// map.
	names := make([]string, 0, len(tags))
	for name := range tags {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		t.put(spell(name), tags[name])
	}
}

// first returns the value of the first of the names that exists.
func (t tagSet) first(names ...string) string {
	for _, name := range names {
		if v := t[name]; v != "" {
			return v
		}
	}
	return ""
}

// year returns the year of the first of the names that has one.
func (t tagSet) year(names []string) int {
	for _, name := range names {
		if y := year(t[name]); y != 0 {
			return y
		}
	}
	return 0
}

// ofTotal returns the 2 of "2/5", and any other text unchanged.
func ofTotal(s string) string {
	part, total, _ := strings.Cut(s, "/")
	if part = strings.TrimSpace(part); part == "" || strings.Trim(total, " 0123456789") != "" {
		return s
	}
	return part
}

// clean removes invalid bytes, control characters and surrounding space from a
// value. Tabs and line ends stay. Readers handle a NUL between two values.
func clean(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	if strings.IndexFunc(s, stray) >= 0 {
		s = strings.Map(func(r rune) rune {
			if stray(r) {
				return -1
			}
			return r
		}, s)
	}
	return strings.TrimFunc(s, func(r rune) bool { return r == 0 || unicode.IsSpace(r) })
}

// stray reports whether a character must not occur in a text.
func stray(r rune) bool {
	return unicode.IsControl(r) && r != 0 && r != '\t' && r != '\n' && r != '\r'
}

// year returns the year of a date in any usual notation, or 0. It takes the
// first four of consecutive digits if their number is that of a year, possibly
// with month, day and time of day (2009, 200903, 20090301, …).
func year(date string) int {
	for i := 0; i < len(date); {
		run := 0
		for i+run < len(date) && '0' <= date[i+run] && date[i+run] <= '9' {
			run++
		}
		switch run {
		case 4, 6, 8, 12, 14:
			y, _ := strconv.Atoi(date[i : i+4])
			return y
		}
		i += run + 1
	}
	return 0
}

// maxOrdinal is above the number of tracks of any book.
const maxOrdinal = 1 << 20

// ordinal returns the 3 of "3/12", "03" or "3 of 12", or 0 if there is none.
func ordinal(s string) int {
	s = strings.TrimSpace(s)
	end := strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' })
	if end < 0 {
		end = len(s)
	}
	n, err := strconv.Atoi(s[:end])
	if err != nil || n > maxOrdinal {
		return 0
	}
	return n
}

// genres splits a list of genres at "/", "//" and ";" and drops duplicates.
func genres(list string) []string {
	var all []string
	for g := range strings.FieldsFuncSeq(list, func(r rune) bool { return r == '/' || r == ';' || r == 0 }) {
		g = strings.TrimSpace(g)
		same := func(had string) bool { return strings.EqualFold(had, g) }
		if g != "" && !slices.ContainsFunc(all, same) {
			all = append(all, g)
		}
	}
	return all
}

// series splits "Name #2.5" if no tag has the part. A list of several series
// stays unchanged.
func series(name, part string) (string, string) {
	at := strings.LastIndex(name, "#")
	if part != "" || at < 1 || strings.Contains(name, ";") {
		return name, part
	}
	tail := strings.TrimSpace(name[at+1:])
	if tail == "" || strings.Trim(tail, "0123456789.-") != "" {
		return name, ""
	}
	return strings.TrimRight(name[:at], " ,"), tail
}
