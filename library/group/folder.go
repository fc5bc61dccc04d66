package group

import (
	"path/filepath"
	"strings"
	"unicode"
)

// folderName is what the name of a title folder tells, besides its title each
// "" or 0 when it does not. The title is never empty, if the name is not.
type folderName struct {
	title, subtitle string
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
// "1984" and "101 Dalmatians" are titles. Where nothing else is left the
// volume is the title too: the title of "Book 2" is Book 2.
func readFolder(name string, series bool, again ...string) (n folderName) {
	name = line(name)
	s, asin := cutASIN(name)
	n.asin = asin
	s, n.narrator = cutBraces(s)
	if strings.TrimSpace(s) == "" {
		s = name
	}
	if strings.Contains(s, " – ") || strings.Contains(s, " — ") {
		s = strings.ReplaceAll(strings.ReplaceAll(s, " – ", dash), " — ", dash)
	}
	var buf [maxSections]string
	sections := cutSections(buf[:0], s)
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
		if n.volume == "" && len(sections) > 1 && series && repeats(first, again) {
			if v, _, rest := cutVolume(sections[1], true); v != "" && rest == "" && len(sections) > 2 {
				sections = sections[1:] // "Series - 01 - Title"
				continue
			}
		}
		if v := volumeOf(first, again); series && n.volume == "" && v != "" && len(sections) > 1 {
			n.volume, sections = v, sections[1:] // "Series 01 - Title"
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
	if series && n.volume == "" {
		for i := 1; i < len(sections); i++ {
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
		if series && n.volume == "" {
			*last, n.volume = cutVolumeBehind(*last)
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

// repeats reports whether a section is one of the names above it.
func repeats(section string, names []string) bool {
	for _, name := range names {
		if name != "" && (strings.EqualFold(section, name) || fold(section) == fold(name)) {
			return true
		}
	}
	return false
}

// volumeOf is the number behind one of the names above: "Series 2", "Series -
// 2"; "" for none.
func volumeOf(s string, names []string) string {
	at := strings.LastIndexByte(s, ' ')
	if at < 0 || !isBare(s[at+1:]) || !repeats(trimDash(s[:at]), names) {
		return ""
	}
	return trimZeros(strings.TrimSuffix(s[at+1:], "."))
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
	if len(s) != 4 || digitsEnd(s, 0) != 4 {
		return 0, false
	}
	year = number(s)
	return year, firstYear <= year && year <= lastYear
}

// volumeWords are what stands before the number of a volume.
var volumeWords = map[string]bool{
	"book": true, "bk": true, "vol": true, "volume": true,
	"band": true, "bd": true, "buch": true, "tome": true, "livre": true, "libro": true, "tomo": true,
	"volumen": true, "deel": true, "bok": true, "kniha": true, "księga": true, "tom": true, "книга": true, "том": true,
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
		if !volumeWords[strings.ToLower(s[:at])] {
			return "", false, s
		}
		labelled = true
	}
	number := strings.TrimLeft(s[at:], " .#:")
	if at == 0 {
		number = strings.TrimPrefix(s, "#")
	}
	end := volumeEnd(number)
	if end == 0 {
		return "", false, s
	}
	volume, rest = number[:end], number[end:]
	switch {
	case rest == "":
		if !labelled && !more && s[0] != '#' && !isBare(s) {
			return "", false, s
		}
	case rest[0] == '.' || rest[0] == ':':
		if len(rest) > 1 && rest[1] != ' ' {
			return "", false, s
		}
		rest = strings.TrimSpace(rest[1:])
	case labelled && (rest[0] == ' ' || rest[0] == ','):
		rest = strings.TrimSpace(rest[1:])
	default:
		return "", false, s
	}
	return trimZeros(volume), labelled, rest
}

// isBare reports whether a section is a volume's number and nothing else.
func isBare(s string) bool {
	end := volumeEnd(s)
	return end > 0 && strings.TrimSuffix(s[end:], ".") == ""
}

// volumeEnd is the end of the number at the front of s: at most three figures
// with two behind the point, or a range of them; 0 for none.
func volumeEnd(s string) int {
	end := digitsEnd(s, 0)
	if end > maxDigits {
		return 0
	}
	if end < len(s) && s[end] == '.' {
		if n := digitsEnd(s, end+1); n > end+1 && n <= end+3 {
			end = n
		}
	}
	if end > 0 && end < len(s) && s[end] == '-' {
		if n := digitsEnd(s, end+1); n > end+1 && n <= end+1+maxDigits {
			end = n
		}
	}
	return end
}

// trimZeros is a number as a person writes it.
func trimZeros(s string) string {
	for len(s) > 1 && s[0] == '0' && isDigit(s[1]) {
		s = s[1:]
	}
	if s[0] == '.' {
		return "0" + s
	}
	return s
}

// cutVolumeBehind takes "(Book 3)", "[Vol. 2]" or ", Book 3" off the end of a
// title.
func cutVolumeBehind(s string) (rest, volume string) {
	at := strings.LastIndexAny(s, "([,")
	if at <= 0 {
		return s, ""
	}
	inner := strings.TrimSpace(s[at+1:])
	if s[at] != ',' {
		if inner == "" || inner[len(inner)-1] != ')' && inner[len(inner)-1] != ']' {
			return s, ""
		}
		inner = strings.TrimSpace(inner[:len(inner)-1])
	}
	v, labelled, after := cutVolume(inner, false)
	if rest = strings.TrimSpace(s[:at]); !labelled || after != "" || rest == "" {
		return s, ""
	}
	return rest, v
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
		if c := s[i]; !isDigit(c) && (c < 'A' || c > 'Z') {
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
	if n.alone {
		l.title = n.level
	}
	return l
}

// readLevels reads the last three levels below the root. last is one more
// behind the folder, if there is one.
func readLevels(root, folder, last string, more bool) (l levels) {
	rest := below(root, folder)
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
