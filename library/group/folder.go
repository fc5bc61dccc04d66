package group

import (
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"lectern/library/text"
)

// folderName is what the name of a title folder tells, besides its title each
// "" or 0 when it does not. The title is never empty, if the name is not.
type folderName struct {
	title, subtitle string
	series          string // where it is told beside the volume: "Series #1 - Title"
	volume          string // "1", "0.5", "1-3"
	year            int
	narrator        string
	asin            string
}

// dash stands between the parts of a folder name.
const dash = " - "

// maxSections bounds how many parts of a folder name are told apart; the last
// has the rest. A volume, a year, a series, a title and a subtitle are five.
const maxSections = 8

// readFolder takes a title folder's name apart: volume and year, in front or
// behind, the subtitle after " - ", the narrator in {…} and the ASIN in […].
// A volume is one only in a series. again are names of the levels above, which
// do not count as the title when they are repeated in front of it.
//
// Outside a series the name may tell one itself: "Series #1 - Title", "Title
// (Series, Book 1)". What it says of the file ("[64kbps]", "(Unabridged)") is
// passed over.
//
// "1984" and "101 Dalmatians" are titles. Where nothing else is left the
// volume is the title too: the title of "Book 2" is Book 2.
func readFolder(name string, series bool, again ...string) (n folderName) {
	name = line(name)
	s, asin := cutASIN(name)
	n.asin = asin
	s, n.narrator = cutBraces(s)
	n.narrator, _ = cutReader(n.narrator)
	s = spaced(s)
	if rest, narrator := cutRemarks(s); rest != "" {
		s = rest
		if n.narrator == "" {
			n.narrator = narrator
		}
	}
	if strings.TrimSpace(s) == "" {
		s = name
	}
	var buf [maxSections]string
	sections := n.cutWords(cutSections(buf[:0], s))
	whole := sections[0]

	// In front, in any order.
	var volume string // as it is written
	for len(sections) > 0 {
		first := sections[0]
		if y, rest := cutYear(first, len(sections) > 1); y != 0 && n.year == 0 {
			n.year = y
			sections = advance(sections, rest)
			continue
		}
		if len(sections) > 2 && repeats(first, again) {
			sections = sections[1:] // "Series - 01 - Title"
			continue
		}
		if n.volume == "" && len(sections) > 1 {
			if n.series, n.volume = inSeries(first, series, again); n.volume != "" {
				sections = sections[1:] // "Series 01 - Title"
				continue
			}
		}
		if v, rest := cutBracketed(first, series, again); n.volume == "" && volume == "" && v != "" {
			if volume = first[:len(first)-len(rest)]; series {
				n.volume = v
			}
			sections = advance(sections, rest)
			continue
		}
		if n.volume != "" || volume != "" {
			break
		}
		v, labelled, rest := cutVolume(first, len(sections) > 1)
		switch {
		case v == "":
		case series && (rest != "" || labelled || len(sections) > 1 || isBare(first)),
			!series && len(sections) > 1 && rest == "",
			!series && rest != "" && !labelled && first[0] == '0' && v != "0":
			volume = first[:len(first)-len(rest)]
			if series {
				n.volume = v
			}
			sections = advance(sections, rest)
			continue
		}
		break
	}
	// Behind the title.
	for len(sections) > 1 && repeats(sections[len(sections)-1], again) {
		sections = sections[:len(sections)-1]
	}
	if series && n.volume == "" {
		for i := 1; i < len(sections); i++ {
			if n.volume = volumeOf(sections[i], again); n.volume != "" { // "Title - Series 01"
				sections = append(sections[:i], sections[i+1:]...)
				break
			}
			if v, labelled, rest := cutVolume(sections[i], i+1 < len(sections)); v != "" && labelled {
				n.volume = v
				if sections[i] = rest; rest == "" {
					sections = append(sections[:i], sections[i+1:]...)
				}
				break
			}
		}
	}
	for len(sections) > 1 && repeats(sections[0], again) {
		if isBare(sections[1]) { // "Series - 2"
			sections = []string{strings.Join(sections, dash)}
			break
		}
		sections = sections[1:]
	}
	if len(sections) > 0 {
		last := &sections[len(sections)-1]
		if y, ok := asYear(*last); ok && n.year == 0 && len(sections) > 1 {
			n.year, sections = y, sections[:len(sections)-1] // "Title - 1994"
			last = &sections[len(sections)-1]
		}
		if n.year == 0 {
			*last, n.year = cutYearBehind(*last)
		}
		if n.volume == "" {
			*last, n.series, n.volume = cutVolumeBehind(*last, series, again)
		}
		if n.year == 0 {
			*last, n.year = cutYearBehind(*last)
		}
	}
	switch {
	case len(sections) > 0:
		n.title = sections[0]
		n.subtitle = strings.Join(sections[1:], dash)
	case volume != "":
		n.title = strings.TrimRight(volume, " .:-")
	default:
		n.title, n.year = whole, 0
	}
	if n.title == "" {
		n.title = name
	}
	if series && n.volume == "" {
		n.volume = volumeOf(n.title, again)
	}
	return n
}

// cutWords takes out the sections behind the title that are remarks, or the
// narrator.
func (n *folderName) cutWords(sections []string) []string {
	kept := sections[:1]
	for _, s := range sections[1:] {
		if name, ok := cutReader(s); ok && n.narrator == "" {
			n.narrator = name
		} else if !isRemark(s) {
			kept = append(kept, s)
		}
	}
	return kept
}

// cutSections divides s at its dashes, which are set off by blanks. There is
// one section at least, and only the sole one may be empty.
func cutSections(buf []string, s string) []string {
	for s != "" && len(buf) < maxSections-1 {
		section, rest, _ := strings.Cut(s, dash)
		if section = trimDash(section); section != "" {
			buf = append(buf, section)
		}
		s = rest
	}
	if s = trimDash(s); s != "" || len(buf) == 0 {
		buf = append(buf, s)
	}
	return buf
}

// trimDash takes blanks off both ends of a section, and a dash that divides it
// from nothing.
func trimDash(s string) string {
	s = strings.TrimSpace(s)
	for {
		t := strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(s, "- "), " -"))
		if t == s || t == "" {
			return s
		}
		s = t
	}
}

// advance drops the first section, or leaves its rest.
func advance(sections []string, rest string) []string {
	if rest = trimDash(rest); rest == "" {
		return sections[1:]
	}
	sections[0] = rest
	return sections
}

// repeats reports whether a section is one of the names above it, be it as
// "Last, First".
func repeats(section string, names []string) bool {
	for _, name := range names {
		if name == "" {
			continue
		}
		if sameFold(section, name) ||
			strings.Contains(section, ", ") && slices.Equal(People(section), People(name)) {
			return true
		}
	}
	return false
}

// inSeries reads a section that is a series and a volume in it: one of the
// names above where there is a series above, else any name with a volume that
// can be nothing else.
func inSeries(s string, series bool, again []string) (name, volume string) {
	if series {
		return "", volumeOf(s, again)
	}
	name, volume, sure := volumeBehind(unwrap(s))
	if !sure || name == "" {
		return "", ""
	}
	return name, volume
}

// volumeOf is the number behind one of the names above: "Series 2", "Series,
// Book 2", "[Series #2]"; "" for none.
func volumeOf(s string, names []string) string {
	name, volume, _ := volumeBehind(unwrap(s))
	if volume == "" || !repeats(name, names) {
		return ""
	}
	return volume
}

// unwrap takes off the brackets around a section.
func unwrap(s string) string {
	if n := len(s) - 1; n > 1 && (s[0] == '(' || s[0] == '[') && strings.IndexAny(s, ")]") == n {
		return strings.TrimSpace(s[1:n])
	}
	return s
}

// volumeBehind takes the volume off the end of a series: "Series 2", "Series,
// Book 2", "Series (Vol. 2)". It is sure where a word or "#" says so, or a
// number of two figures begins with 0: "Apollo 13" is not the 13th Apollo.
func volumeBehind(s string) (name, volume string, sure bool) {
	at := strings.LastIndexAny(s, " ([")
	if at <= 0 {
		return s, "", false
	}
	last := strings.TrimRight(s[at+1:], ")]")
	name = strings.TrimRight(s[:at], " ([")
	word := strings.LastIndexAny(name, " ([,") + 1
	labelled, _ := text.IsVolume(strings.TrimSuffix(name[word:], "."))
	var rest string
	if volume, sure, rest = cutVolume(last, true); volume == "" && labelled {
		volume, rest = cutSpelled(last)
	}
	if volume == "" || rest != "" {
		return s, "", false
	}
	sure = sure || labelled || last[0] == '#' || last[0] == '0' && len(last) == 2
	if labelled {
		name = name[:word]
	}
	return strings.TrimRight(name, " ,-:([#"), volume, sure
}

// cutBracketed takes a volume in brackets off the front of a section: "[01]
// Title", "(Series #1) Title". "(500) Days of Summer" has none.
func cutBracketed(s string, series bool, again []string) (volume, rest string) {
	if s == "" || s[0] != '(' && s[0] != '[' {
		return "", s
	}
	end := strings.IndexAny(s, ")]")
	if end < 0 || end == len(s)-1 {
		return "", s
	}
	inner, rest := strings.TrimSpace(s[1:end]), strings.TrimSpace(s[end+1:])
	if series {
		if v := volumeOf(inner, again); v != "" {
			return v, rest
		}
	}
	if v, _, after := cutVolume(inner, true); v != "" && after == "" && (len(inner) < maxDigits || inner[0] == '0') {
		return v, rest
	}
	return "", s
}

// The years in which books may have come out. Four figures beyond are not a
// year.
const firstYear, lastYear = 1000, 2199

// cutYear takes a year off the front of a section: "2001" where more sections
// follow, "(1994)" or "[1994]" where anything does. 0 for none.
func cutYear(s string, more bool) (year int, rest string) {
	if y, ok := asYear(s); ok && more {
		return y, ""
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

// cutYearBehind takes "(1994)" off the end of a title.
func cutYearBehind(s string) (rest string, year int) {
	at := len(s) - 6
	if at <= 0 || s[at] != '(' && s[at] != '[' || s[at+5] != ')' && s[at+5] != ']' {
		return s, 0
	}
	y, ok := asYear(s[at+1 : at+5])
	if rest = strings.TrimSpace(s[:at]); !ok || rest == "" {
		return s, 0
	}
	return rest, y
}

// asYear reads a year of four figures.
func asYear(s string) (year int, ok bool) {
	if len(s) != 4 || text.DigitsEnd(s, 0) != 4 {
		return 0, false
	}
	year = number(s)
	return year, firstYear <= year && year <= lastYear
}

// cutVolume takes a volume off the front of a section: "Vol 1", "Volume 12.",
// "Book 3 Title", "6. Title", "#4"; a bare number only where more sections
// follow, or where it is all there is: see isBare. volume is "" for none.
func cutVolume(s string, more bool) (volume string, labelled bool, rest string) {
	at := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	if at < 0 {
		return "", false, s
	}
	if at > 0 {
		var known bool
		if labelled, known = text.IsVolume(s[:at]); !known {
			return "", false, s
		}
	}
	number := strings.TrimLeft(s[at:], " .#:")
	if at == 0 {
		number = strings.TrimPrefix(s, "#")
	}
	if end := volumeEnd(number); end > 0 {
		volume, rest = number[:end], number[end:]
	} else if volume, rest = cutSpelled(number); volume == "" || at == 0 {
		return "", false, s
	}
	if s[:at] == "第" {
		rest = strings.TrimLeft(rest, counters)
	}
	switch {
	case rest == "":
		if !labelled && !more && s[0] != '#' && !isBare(s) {
			return "", false, s
		}
	case rest[0] == '.' || rest[0] == ':' || rest[0] == ')':
		if len(rest) > 1 && rest[1] != ' ' {
			return "", false, s
		}
		rest = strings.TrimSpace(rest[1:])
	case labelled && (rest[0] == ' ' || rest[0] == ','):
		rest = strings.TrimSpace(rest[1:])
	case at == 0 && s[0] == '0' && rest[0] == ' ' && len(volume) == 2: // "01 Title", but "101 Dalmatians"
		rest = strings.TrimSpace(rest)
	default:
		return "", false, s
	}
	return trimZeros(volume), labelled, rest
}

// counters stand behind the number of a volume in Chinese and Japanese: 第3巻.
const counters = "巻卷集部冊册话話"

// isBare reports whether a section is a volume's number and nothing else.
func isBare(s string) bool {
	end := volumeEnd(s)
	return end > 0 && strings.TrimSuffix(s[end:], ".") == ""
}

// volumeEnd is the end of the number at the front of s: at most three figures
// with two behind the point, or a range of them; 0 for none.
func volumeEnd(s string) int {
	end := text.DigitsEnd(s, 0)
	if end > maxDigits {
		return 0
	}
	if end < len(s) && s[end] == '.' {
		if n := text.DigitsEnd(s, end+1); n > end+1 && n <= end+3 {
			end = n
		}
	}
	if end > 0 && end < len(s) && s[end] == '-' {
		if n := text.DigitsEnd(s, end+1); n > end+1 && n <= end+1+maxDigits {
			end = n
		}
	}
	return end
}

// trimZeros is a number as a person writes it.
func trimZeros(s string) string {
	for len(s) > 1 && s[0] == '0' && text.IsDigit(s[1]) {
		s = s[1:]
	}
	if s[0] == '.' {
		return "0" + s
	}
	return s
}

// cutVolumeBehind takes "(Book 3)", "[Vol. 2]" or ", Book 3" off the end of a
// title, and the series with it: "(Series, Book 3)", ": Series, Book 3". Outside
// a series above, only what stands in brackets is one.
func cutVolumeBehind(s string, series bool, again []string) (rest, name, volume string) {
	if s == "" {
		return s, "", ""
	}
	if end := s[len(s)-1]; end == ')' || end == ']' {
		at := strings.LastIndexAny(s, "([")
		if at <= 0 {
			return s, "", ""
		}
		inner := s[at+1 : len(s)-1]
		if rest = strings.TrimSpace(s[:at]); rest == "" {
			return s, "", ""
		}
		if name, volume = inSeries(inner, series, again); volume != "" {
			return rest, name, volume
		}
		if v, labelled, after := cutVolume(inner, false); series && v != "" && after == "" && (labelled || inner[0] == '#') {
			return rest, "", v
		}
		return s, "", ""
	}
	at := strings.LastIndexByte(s, ',')
	if at <= 0 || !series {
		return s, "", ""
	}
	v, labelled, after := cutVolume(strings.TrimSpace(s[at+1:]), false)
	if rest = strings.TrimSpace(s[:at]); !labelled || after != "" || rest == "" {
		return s, "", ""
	}
	if colon := strings.LastIndex(rest, ": "); colon > 0 && repeats(rest[colon+2:], again) {
		rest = rest[:colon]
	}
	return rest, "", v
}

// asinLen is the length of an Amazon number, which begins with B for what is
// not printed.
const asinLen = 10

// cutASIN takes "[B002UZJGYY]" out of a name.
func cutASIN(s string) (rest, asin string) {
	for at := 0; ; {
		i := strings.Index(s[at:], "[B")
		if i < 0 {
			return s, ""
		}
		at += i
		end := at + 1 + asinLen
		if end < len(s) && s[end] == ']' && isASIN(s[at+1:end]) {
			return joinAround(s[:at], s[end+1:]), s[at+1 : end]
		}
		at++
	}
}

func isASIN(s string) bool {
	for i := range len(s) {
		if c := s[i]; !text.IsDigit(c) && (c < 'A' || c > 'Z') {
			return false
		}
	}
	return len(s) == asinLen && s[0] == 'B'
}

// cutBraces takes "{narrator}" out of a name.
func cutBraces(s string) (rest, inner string) {
	from := strings.IndexByte(s, '{')
	if from < 0 {
		return s, ""
	}
	to := strings.IndexByte(s[from:], '}')
	if to < 0 {
		return s, ""
	}
	return joinAround(s[:from], s[from+to+1:]), strings.TrimSpace(s[from+1 : from+to])
}

// joinAround joins what stood around something that was taken out.
func joinAround(a, b string) string {
	a, b = strings.TrimSpace(a), strings.TrimSpace(b)
	if a == "" || b == "" {
		return a + b
	}
	return a + " " + b
}

// levels are the names a book has above it, and its own: Author/Series/Title.
type levels struct{ author, series, title string }

// levels reads the last three levels below the root that end in the name of a
// bunch.
func (s *Shelf) levels(n *bunch) levels {
	l := readLevels(s.Root, s.Folder, n.level, !n.own && !n.alone)
	switch {
	case n.alone:
		l.title = n.level
	case n.own && l.title == "" && s.Folder == s.Root && !isContainer(filepath.Base(s.Root)):
		l.title = filepath.Base(s.Root) // the root is one book
	}
	return l
}

// readLevels reads the last three levels below the root. last is one more
// behind the folder, if there is one.
func readLevels(root, folder, last string, more bool) (l levels) {
	rest := cutShelving(below(root, folder))
	up := func() (name string) {
		if more {
			more = false
			return last
		}
		i := strings.LastIndexByte(rest, filepath.Separator)
		name, rest = rest[i+1:], rest[:max(i, 0)]
		return name
	}
	l.title = up()
	if rest == "" {
		return l
	}
	if l.author = up(); rest != "" {
		l.series, l.author = l.author, up()
	}
	return l
}
