package probe

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"lectern/library/text"
	"lectern/library/text/codepage"
	"lectern/library/text/words"
)

// tagSet holds tags by name, in lower case and without the characters in which
// taggers differ: "SERIES-PART", "series_part" and "WM/SeriesPart" are all
// "seriespart".
type tagSet map[string]string

// unlike removes the characters in which spellings of a name differ.
var unlike = strings.NewReplacer("-", "", "_", "", " ", "", "wm/", "")

// spell returns a name as a tagSet has it.
func spell(name string) string { return unlike.Replace(strings.ToLower(name)) }

// put stores a tag under a name as spell returns it, unless the name already has a
// value.
func (t tagSet) put(name, value string) {
	if _, had := t[name]; had {
		return
	}
	if value = clean(value); value != "" {
		t[name] = value
	}
}

const (
	// valueSep separates several values of a name.
	valueSep = "; "

	// maxJoined limits the joined values of a name, in bytes: no further value is added
	// to longer ones.
	maxJoined = 4 << 10

	// maxValues is the largest number of values of a file that are compared with those that
	// their names have already. Of later ones, the first of a name counts.
	maxValues = 1 << 14
)

// join is put, but adds further values of a name. A value that the name already has is
// not added again, except for parts, each of which belongs to the series at the same
// position.
func (t tagSet) join(name, value string) {
	had := t[name]
	switch value = clean(value); {
	case value == "" || len(had) >= maxJoined:
		return
	case had == "":
		t[name] = value
		return
	case !partNames[name]:
		for v := range strings.SplitSeq(had, ";") {
			if strings.EqualFold(strings.TrimSpace(v), value) {
				return
			}
		}
		if had == value {
			return
		}
	}
	t[name] = had + valueSep + value
}

// joins counts the values of a file that are joined to its tags.
type joins int

// join is tagSet.join for the first maxValues values, and put for later ones.
func (n *joins) join(t tagSet, name, value string) {
	if *n++; *n > maxValues {
		t.put(name, value)
	} else {
		t.join(name, value)
	}
}

// store is join for names that can have several values, and put for all others.
func (n *joins) store(t tagSet, name, value string) {
	if severalNames[name] {
		n.join(t, name, value)
	} else {
		t.put(name, value)
	}
}

// store is join for names that can have several values, and put for all others.
func (t tagSet) store(name, value string) {
	if severalNames[name] {
		t.join(name, value)
	} else {
		t.put(name, value)
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
		if known := ffprobeNames.of(spell(name)); known != "" {
			t.store(known, tags[name])
		}
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
		if y := words.Year(t[name]); y != 0 {
			return y
		}
	}
	return 0
}

// ofTotal returns the 2 of "2/5" for each text in a list; any other text stays
// unchanged.
func ofTotal(s string) string {
	if strings.IndexByte(s, '/') < 0 {
		return s
	}
	list := strings.Split(s, ";")
	for i, s := range list {
		part, total, _ := strings.Cut(s, "/")
		if part = strings.TrimRightFunc(part, unicode.IsSpace); strings.TrimSpace(part) != "" && strings.Trim(total, " 0123456789") == "" {
			list[i] = part
		}
	}
	return strings.Join(list, ";")
}

// clean removes invalid bytes, control characters, invisible characters and surrounding
// space from a value, and replaces entities of HTML. Tabs and line ends stay. The
// readers deal with a NUL between two values themselves.
func clean(s string) string {
	if isPlain(s) {
		return strings.Trim(s, " ")
	}
	s = text.Unescape(strings.ToValidUTF8(s, "\uFFFD"))
	if strings.IndexFunc(s, stray) >= 0 {
		if was, ok := codepage.Undo(s); ok { // the stray bytes are part of UTF-8
			return clean(was)
		}
		last := ' '
		s = strings.Map(func(r rune) rune {
			switch {
			case isBlank(r):
				r = ' '
			case isJoiner(r) && last >= 0x600: // Asian scripts and emoji are written with joiners
			case stray(r):
				return -1
			}
			last = r
			return r
		}, s)
	}
	return strings.TrimFunc(s, func(r rune) bool { return r == 0 || unicode.IsSpace(r) })
}

// isPlain reports whether a text consists of letters and signs of ASCII, and has no
// entity.
func isPlain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= 0x7F || c == '&' {
			return false
		}
	}
	return true
}

// stray reports whether a character is one that clean removes or replaces.
func stray(r rune) bool {
	if r < 0x7F {
		return r < ' ' && r != 0 && r != '\t' && r != '\n' && r != '\r'
	}
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || isBlank(r)
}

// isBlank reports whether a character is a space that does not allow a line break.
func isBlank(r rune) bool { return r == '\u00A0' || r == '\u2007' || r == '\u202F' }

// isJoiner reports whether a character joins its neighbours or keeps them apart.
func isJoiner(r rune) bool { return r == '\u200C' || r == '\u200D' }

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

// onSide returns the side and the track of "B2", the second track on the second side of a tape
// or record. track is 0 for other texts. Of "1-02" nobody knows whether it is a disc and a
// track, or a track of so many.
func onSide(s string) (side, track int) {
	s = strings.TrimSpace(s)
	if s == "" || s[0]|0x20 < 'a' || s[0]|0x20 > 'h' || len(s) > len("A999") || strings.Trim(s[1:], "0123456789") != "" {
		return 0, 0
	}
	return int(s[0]|0x20-'a') + 1, ordinal(s[1:])
}

// total returns the 12 of "3/12" or "3 of 12", or 0 if there is none.
func total(s string) int {
	if _, all, ok := strings.Cut(s, "/"); ok {
		return ordinal(all)
	}
	_, all, _ := strings.Cut(s, " of ")
	return ordinal(all)
}

// genres splits a list of genres at "/", "//" and ";", resolves the numbers of ID3
// ("17", "(183)") and drops duplicates. It reads the first maxJoined bytes.
func genres(list string) []string {
	if len(list) > maxJoined {
		list = list[:max(0, strings.LastIndexAny(list[:maxJoined], "/;"))]
	}
	var all []string
	for g := range strings.FieldsFuncSeq(list, func(r rune) bool { return r == '/' || r == ';' || r == 0 }) {
		if g = strings.TrimSpace(g); g != "" && (g[0] == '(' || g[0] >= '0' && g[0] <= '9') {
			g = genreOf(g)
		}
		for g := range strings.SplitSeq(g, valueSep) {
			same := func(had string) bool { return strings.EqualFold(had, g) }
			if g != "" && !slices.ContainsFunc(all, same) {
				all = append(all, g)
			}
		}
	}
	return all
}

// series splits "Name #2.5" and "Name, Book #2" if no tag has the part. A list of
// several series stays unchanged.
func series(name, part string) (string, string) {
	at := strings.LastIndex(name, "#")
	if part != "" || at < 1 || strings.ContainsAny(name, ";\r\n") {
		return name, part
	}
	tail := strings.TrimSpace(name[at+1:])
	head := strings.TrimRight(name[:at], " ,")
	if tail == "" || strings.Trim(tail, "0123456789.-") != "" || strings.Contains(head, "#") && strings.ContainsAny(head, ",/&|+") {
		return name, ""
	}
	if word := strings.LastIndexAny(head, " ,") + 1; word > 0 && words.Is(head[word:], words.Volume) {
		if head = strings.TrimRight(head[:word], " ,"); head == "" {
			return name, ""
		}
	}
	return head, tail
}

// ofSeries shortens a list of parts to the number of series.
func ofSeries(names, parts string) string {
	end := 0
	for range strings.Count(names, ";") + 1 {
		at := strings.IndexByte(parts[end:], ';')
		if at < 0 {
			return parts
		}
		end += at + 1
	}
	return parts[:end-1]
}
