package group

import (
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/library/text"
	"lectern/library/text/words"
)

// folderName is the parsed name of a title folder. Fields that are not in the name are
// "" or 0. The title is empty only if the name is.
type folderName struct {
	title, subtitle string
	series          string // the series, where the name has it beside the volume: "Series #1 - Title"
	volume          string // "1", "0.5", "1-3"
	year            int
	narrator        string
	asin, isbn      string
	behind          bool // the series stands behind the title
}

// dash separates the sections of a folder name.
const dash = " - "

// maxSections bounds the number of sections in a folder name; the last one
// takes the rest. A volume, a year, a series, a title and a subtitle make five.
const maxSections = 8

// readFolder parses the name of a title folder: volume and year at either end,
// the subtitle after " - ", the narrator in {…} and the ASIN in […]. It accepts
// a plain volume only if series says that the folder lies in a series. again
// holds the names of the folders above; they are not part of the title when the
// name repeats them.
//
// Outside a series the name can contain a series: "Series #1 - Title", "Title
// (Series, Book 1)". Remarks about the file ("[64kbps]", "(Unabridged)") are
// skipped.
//
// "1984" and "101 Dalmatians" are titles. If nothing but a volume is left, the
// volume is also the title: the title of "Book 2" is "Book 2".
func readFolder(name string, series bool, again ...string) folderName {
	name = line(name)
	var buf [maxSections]string
	r := folderReader{serial: series, again: again}
	r.sections = r.cutWords(cutSections(buf[:0], apart(r.cutMarks(name))))
	whole := r.sections[0]
	for r.cutFront() {
	}
	r.dropRepeatedEnd()
	r.cutVolumeWithin()
	r.dropRepeatedFront()
	r.cutEnd()
	r.entitle(whole, name)
	return r.folderName
}

// folderReader parses a folder name step by step. The sections left after the
// last step are the title and the subtitle.
type folderReader struct {
	folderName
	sections []string
	serial   bool     // the folder lies in a series
	again    []string // names of the folders above
	written  string   // the volume in front of the title, as written
}

// cutMarks removes everything that has brackets of its own from a name: the ASIN, the
// narrator in braces, remarks. If nothing else is left, it returns the whole name.
func (r *folderReader) cutMarks(name string) (rest string) {
	rest, codes := cutCodes(name)
	r.asin, r.isbn = codes.asin, codes.isbn
	rest, r.narrator = cutBraces(rest)
	r.narrator, _ = words.CutReadBy(r.narrator)
	rest = spaced(rest)
	if bare, narrator := cutRemarks(rest); bare != "" {
		rest = bare
		if r.narrator == "" {
			r.narrator = narrator
		}
	}
	if r.narrator == "" && strings.ContainsFunc(rest, isBeforeRemark) {
		rest, r.narrator = cutReader(rest)
	}
	if strings.TrimSpace(rest) == "" {
		return name
	}
	return rest
}

// cutFront removes one item from the front: a year, the name of a folder above or a
// volume. It returns false if there is none.
func (r *folderReader) cutFront() bool {
	if len(r.sections) == 0 {
		return false
	}
	first := r.sections[0]
	more := len(r.sections) > 1
	if r.serial && r.volume == "" && r.year == 0 && len(r.sections) > 2 && areYears(first, r.sections[1]) { // "1045 - 2026 - Title"
		r.volume, r.sections = first, r.sections[1:]
		return true
	}
	if y, rest := cutYear(first, more); y != 0 && r.year == 0 {
		r.year = y
		r.sections = advance(r.sections, rest)
		return true
	}
	if more && imprints.Of(first) {
		r.sections = r.sections[1:] // "BBC Radio 4 - Title"
		return true
	}
	if len(r.sections) > 2 && repeats(first, r.again) {
		r.sections = r.sections[1:] // "Series - 01 - Title"
		return true
	}
	if r.volume == "" && more {
		if r.series, r.volume = inSeries(first, r.serial, r.again); r.volume != "" {
			r.sections = r.sections[1:] // "Series 01 - Title"
			return true
		}
		if len(r.sections) > 2 && r.isSeries(first) && isBare(r.sections[1]) && wholeTitle(r.sections[2]) != "" {
			r.series, r.volume = first, trimZeros(strings.TrimSuffix(r.sections[1], "."))
			r.sections = r.sections[2:] // "Series - 01 - Title"
			return true
		}
	}
	if r.volume != "" || r.written != "" {
		return false
	}
	if r.serial && text.HasDigit(first) {
		first = cutRepeated(first, r.again)
	}
	v, rest := cutBracketed(first, r.serial, r.again)
	if v == "" && r.serial && more {
		if v = wordedVolume(first); v != "" {
			rest = ""
		}
	}
	if v == "" {
		var labelled bool
		v, labelled, rest = cutVolume(first, more)
		if !r.isVolume(first, v, rest, labelled) {
			return false
		}
	}
	if r.written = strings.TrimSuffix(first, rest); r.serial {
		r.volume = v
	}
	if r.sections = advance(r.sections, rest); r.serial && len(r.sections) > 1 && words.Is(r.sections[0], words.Volume|words.Part) {
		r.sections = r.sections[1:] // "3. Band - Title"
	}
	return true
}

// isSeries reports whether a section outside a series can be the name of one rather than
// of an author: it does not look like a person, or the author is known.
func (r *folderReader) isSeries(section string) bool {
	if r.serial {
		return false
	}
	return slices.ContainsFunc(r.again, func(name string) bool { return name != "" }) || !arePeople(section)
}

// apart puts a dash between an author and a series in brackets: "Ada Brook [Saltmarsh -
// 02] - Title" gives "Ada Brook - [Saltmarsh #02] - Title".
func apart(name string) string {
	from := strings.Index(name, " [")
	to := strings.IndexByte(name, ']')
	if from <= 0 || to < from || strings.HasSuffix(name[:from], " -") || !strings.HasPrefix(strings.TrimLeft(name[to+1:], " "), "- ") {
		return name
	}
	series, volume, _ := volumeAtEnd(name[from+2 : to])
	if series == "" || volume == "" {
		return name
	}
	return name[:from] + dash + "[" + series + " #" + volume + "] " + strings.TrimLeft(name[to+1:], " ")
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

// cutRepeated removes the name of an outer folder from the front of a section if the
// number after it can only be a volume: "Series #3 Title", "Series 03 Title".
func cutRepeated(s string, names []string) string {
	for i := 0; i < len(s); i++ {
		if s[i] != ' ' || !repeats(strings.TrimRight(s[:i], ","), names) {
			continue
		}
		if volume, _, rest := cutVolume(s[i+1:], false); volume != "" && rest != "" {
			return s[i+1:]
		}
	}
	return s
}

// wordedVolume returns the number of a volume in a section that consists of an ordinal and
// a word for a volume: "Dritter Band".
func wordedVolume(s string) string {
	head, last := lastField(s)
	if head == "" || !words.Is(last, words.Volume|words.Part) {
		return ""
	}
	return ordinalOf(head)
}

// isVolume reports whether the number v before rest is a volume rather than a part of
// the title.
func (r *folderReader) isVolume(first, v, rest string, labelled bool) bool {
	more := len(r.sections) > 1
	switch {
	case v == "":
		return false
	case r.serial:
		return rest != "" || labelled || more || isBare(first)
	case rest == "":
		return more
	default:
		return !labelled && first[0] == '0' && v != "0"
	}
}

// dropRepeatedEnd removes names of the folders above from the end of the title.
func (r *folderReader) dropRepeatedEnd() {
	for n := len(r.sections) - 1; n > 0 && repeats(r.sections[n], r.again); n-- {
		r.sections = r.sections[:n]
	}
}

// cutVolumeWithin removes a volume from the sections after the first: "Title -
// Series 01", "Title - Book 1".
func (r *folderReader) cutVolumeWithin() {
	if !r.serial || r.volume != "" {
		return
	}
	for i := 1; i < len(r.sections); i++ {
		rest := ""
		if r.volume = volumeOf(r.sections[i], r.again); r.volume == "" {
			var labelled bool
			if r.volume, labelled, rest = cutVolume(r.sections[i], i+1 < len(r.sections)); r.volume == "" || !labelled {
				r.volume = ""
				continue
			}
		}
		if r.sections[i] = rest; rest == "" {
			r.sections = append(r.sections[:i], r.sections[i+1:]...)
		}
		return
	}
}

// dropRepeatedFront removes names of the folders above from the front of the
// title.
func (r *folderReader) dropRepeatedFront() {
	for len(r.sections) > 1 && repeats(r.sections[0], r.again) {
		if isBare(r.sections[1]) { // "Series - 2"
			r.sections = []string{strings.Join(r.sections, dash)}
			return
		}
		r.sections = r.sections[1:]
	}
}

// cutEnd removes a year and a volume from the end.
func (r *folderReader) cutEnd() {
	n := len(r.sections)
	if n == 0 {
		return
	}
	if y, ok := asYear(r.sections[n-1]); ok && r.year == 0 && n > 1 {
		n--
		r.year, r.sections = y, r.sections[:n] // "Title - 1994"
	}
	last := &r.sections[n-1]
	if r.year == 0 {
		*last, r.year = cutYearAtEnd(*last)
	}
	if r.volume == "" {
		*last, r.series, r.volume = cutVolumeAtEnd(*last, r.serial, r.again)
		r.behind = r.series != ""
	}
	if r.year == 0 {
		*last, r.year = cutYearAtEnd(*last)
	}
}

// entitle sets the title and the subtitle from the remaining sections. whole is
// the first section before parsing.
func (r *folderReader) entitle(whole, name string) {
	switch {
	case len(r.sections) > 0:
		r.title = r.sections[0]
		r.subtitle = strings.Join(r.sections[1:], dash)
	case r.written != "":
		r.title = strings.TrimRight(r.written, " .:-")
	default:
		r.title, r.year = whole, 0
	}
	if r.title == "" {
		r.title = name
	}
	if r.serial && r.volume == "" {
		r.volume = volumeOf(r.title, r.again)
	}
}

// cutWords removes the sections after the title that are remarks or name the
// narrator.
func (n *folderName) cutWords(sections []string) []string {
	kept := sections[:1]
	for _, s := range sections[1:] {
		if name, ok := words.CutReadBy(s); ok && n.narrator == "" {
			n.narrator = name
		} else if !isRemark(s) {
			kept = append(kept, s)
		}
	}
	return kept
}

// cutSections splits s at dashes with spaces around them. It returns at least
// one section; only a sole section can be empty.
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

// trimDash removes spaces from both ends of a section, and a dash with nothing
// beyond it.
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

// advance drops the first section, or replaces it with rest if rest is not
// empty.
func advance(sections []string, rest string) []string {
	if rest = trimDash(rest); rest == "" {
		return sections[1:]
	}
	sections[0] = rest
	return sections
}

// repeats reports whether a section is one of the names of the folders above, also in
// the form "Last, First".
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

// inSeries parses a section that consists of a series and a volume. Within a
// series, the name must be one of the names above; elsewhere, it can be any
// name with an unmistakable volume.
func inSeries(s string, series bool, again []string) (name, volume string) {
	if series {
		return "", volumeOf(s, again)
	}
	name, volume, sure := volumeAtEnd(unwrap(s))
	if !sure || name == "" {
		return "", ""
	}
	return name, volume
}

// volumeOf returns the number after one of the names of the folders above: "Series 2",
// "Series, Book 2", "[Series #2]". It returns "" if there is none.
func volumeOf(s string, names []string) string {
	name, volume, _ := volumeAtEnd(unwrap(s))
	if volume == "" || !repeats(name, names) {
		return ""
	}
	return volume
}

// unwrap removes the brackets around a section.
func unwrap(s string) string {
	if n := len(s) - 1; n > 1 && (s[0] == '(' || s[0] == '[') && strings.IndexAny(s, ")]") == n {
		return strings.TrimSpace(s[1:n])
	}
	return s
}

// volumeAtEnd removes the volume from the end of a series: "Series 2",
// "Series, Book 2", "Series (Vol. 2)". It is sure if a word or "#" marks the
// volume, or if the number has two digits and begins with 0: "Apollo 13" is not
// the 13th Apollo.
func volumeAtEnd(s string) (name, volume string, sure bool) {
	at := strings.LastIndexAny(s, " ([")
	if at <= 0 {
		return s, "", false
	}
	last := strings.TrimRight(s[at+1:], ")]")
	name = strings.TrimRight(s[:at], " ([")
	word := strings.LastIndexAny(name, " ([,") + 1
	labelled, _ := words.IsVolume(strings.TrimSuffix(name[word:], "."))
	var rest string
	if volume, sure, rest = cutVolume(last, true); volume == "" && labelled {
		if volume, rest = cutSpelled(last); isCount(last) && len(last) == maxDigits+1 { // "Saltmarsh, Vol. 2413"
			volume, rest = last, ""
		}
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

// cutBracketed removes a volume in brackets from the front of a section: "[01]
// Title", "(Series #1) Title". The number in "(500) Days of Summer" is not a
// volume.
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

// asYear parses a year of four digits.
func asYear(s string) (year int, ok bool) {
	if len(s) != 4 || text.DigitsEnd(s, 0) != 4 {
		return 0, false
	}
	year = number(s)
	return year, firstYear <= year && year <= lastYear
}

// cutVolume removes a volume from the front of a section: "Vol 1", "Volume
// 12.", "Book 3 Title", "6. Title", "#4". A bare number is a volume only if
// more sections follow or if it is the whole section: see isBare. volume is ""
// if there is none.
func cutVolume(s string, more bool) (volume string, labelled bool, rest string) {
	if strings.HasPrefix(s, "第") {
		s = words.Digits(s)
	}
	at := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '№' && r != '°' })
	if at < 0 {
		return "", false, s
	}
	signed := false // "Nr. 3", but "No One" and "No 7 Cherry Lane"
	if at > 0 {
		var known bool
		if labelled, known = words.IsVolume(s[:at]); s[:at] == "第" {
			labelled = true
		} else if !known && isRange(strings.TrimLeft(s[at:], " .#:")) && words.IsVolumes(s[:at]) { // "Books 1-3"
			labelled = true
		} else if signed = !known && words.IsNumberSign(s[:at]); !known && !signed {
			return "", false, s
		}
	}
	number := strings.TrimLeft(s[at:], " .#:")
	if at == 0 {
		number = strings.TrimPrefix(s, "#")
	}
	end := volumeEnd(number)
	if digits := text.DigitsEnd(number, 0); labelled && digits == maxDigits+1 { // "Vol. 2413"
		end = digits
	}
	if end > 0 {
		volume, rest = number[:end], number[end:]
	} else if volume, rest = cutSpelled(number); volume == "" || at == 0 || signed {
		return "", false, s
	}
	if s[:at] == "第" {
		rest = strings.TrimLeft(rest, words.Counters)
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
	case (labelled || s[0] == '#') && (rest[0] == ' ' || rest[0] == ','):
		rest = strings.TrimSpace(rest[1:])
	case at == 0 && s[0] == '0' && rest[0] == ' ' && len(volume) == 2: // "01 Title", but "101 Dalmatians"
		rest = strings.TrimSpace(rest)
	default:
		return "", false, s
	}
	return trimZeros(volume), labelled, rest
}

// isRange reports whether a text begins with the numbers of several volumes.
func isRange(s string) bool { return strings.Contains(s[:volumeEnd(s)], "-") }

// isBare reports whether a section is only the number of a volume.
func isBare(s string) bool {
	end := volumeEnd(s)
	return end > 0 && strings.TrimSuffix(s[end:], ".") == ""
}

// volumeEnd returns the end of the number at the front of s: up to three
// digits, with up to two decimals, or a range of such numbers. It returns 0 if
// there is none.
func volumeEnd(s string) int {
	end := text.DigitsEnd(s, 0)
	if end > maxDigits+1 || end > maxDigits && s[0] != '0' { // "0001"
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

// trimZeros removes leading zeros from a number.
func trimZeros(s string) string {
	for len(s) > 1 && s[0] == '0' && text.IsDigit(s[1]) {
		s = s[1:]
	}
	if s[0] == '.' {
		return "0" + s
	}
	return s
}

// cutVolumeAtEnd removes "(Book 3)", "[Vol. 2]" or ", Book 3" from the end of
// a title, together with the series: "(Series, Book 3)", ": Series, Book 3".
// Outside a series it accepts only a volume in brackets.
func cutVolumeAtEnd(s string, series bool, again []string) (rest, name, volume string) {
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
		if v, labelled, after := cutVolume(inner, false); series && v != "" && after == "" && (labelled || inner[0] == '#' || inner[0] == '0' && len(inner) == 2) {
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

// cutBraces removes "{narrator}" from a name.
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

// joinAround joins the texts on both sides of a removed text.
func joinAround(a, b string) string {
	a, b = strings.TrimSpace(a), strings.TrimSpace(b)
	if a == "" || b == "" {
		return a + b
	}
	return a + " " + b
}

// levels are the names of a book and of the folders above it:
// Author/Series/Title.
type levels struct{ author, series, title string }

// levels returns the last three names below the root, of which the last is the
// name of the bunch.
func (s *Folder) levels(n *bunch) levels {
	l := s.readLevels(n.level, !n.own && !n.alone)
	if l.series == "" && l.author != "" && !arePeople(l.author) && isEpisode(l.title, l.author) {
		l.series, l.author = l.author, "" // "TKKG/Folge 3 - Title"
	}
	switch {
	case n.alone:
		l.title = n.level
	case n.own && l.title == "" && s.Folder == s.Root && !isContainer(filepath.Base(s.Root)):
		l.title = filepath.Base(s.Root) // the root is one book
	}
	return l
}

// readLevels returns the last three names below the root. If more is true, last is one
// more name, below those of the folder. If there are more than three, the author is the
// first of all names if other books lie directly in that folder
// ("Author/World/Series/Title"); otherwise the first may be a genre.
func (s *Folder) readLevels(last string, more bool) (l levels) {
	folder := s.Folder
	for isRemark(filepath.Base(folder)) { // "Title/MP3", "Title/64kb"
		up := filepath.Dir(folder)
		if len(up) <= len(s.Root) {
			break
		}
		folder = up
	}
	whole := below(s.Root, folder)
	rest := cutShelving(whole)
	if more && depth(rest) == 1 && isShelving(rest, last) { // "Fantasy/Dune.m4b"
		rest = ""
	}
	top := depth(whole) - depth(rest) // how many folders only serve to sort
	first, _, _ := strings.Cut(rest, string(filepath.Separator))
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
	switch l.author = up(); {
	case rest != "":
		l.series, l.author = l.author, up()
	case isSeriesName(l.author): // the root is the author's folder
		l.series, l.author = l.author, ""
	}
	if rest != "" && top < 32 && s.Around.Authors&(1<<top) != 0 {
		l.author = first
	}
	return l
}

// isSeriesName reports whether the name of a folder ends in a word for a series, and so is
// not an author: "The Lanternfield Trilogy", "Saltmarsh-Reihe". Two words with capitals
// may be a person: "Junichi Saga".
func isSeriesName(name string) bool {
	first, last, two := strings.Cut(name, " ")
	if two && !strings.ContainsAny(last, " -") && !startsSmall(first) && !startsSmall(last) && !words.IsArticle(first) && !isEastAsian(name) {
		return false
	}
	last = name[strings.LastIndexByte(name, ' ')+1:]
	return words.IsSeries(last) && !words.Is(name, words.Series)
}
