package group

import (
	"slices"
	"strings"

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
	before          bool // the title is the first section, before its author or a subtitle
	dated           bool // nothing but the year stands behind the title: "Title - 1994"
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
	written := line(decoded(name))
	name = plainRelease(written)
	var buf [maxSections]string
	r := folderReader{serial: series, again: again, release: name != written}
	r.sections = r.cutWords(cutSections(buf[:0], apart(r.cutMarks(name))))
	whole := r.sections[0]
	for r.cutFront() {
	}
	r.cutSeriesBehindTitle()
	r.dropRepeatedEnd()
	r.cutVolumeWithin()
	r.dropRepeatedFront()
	r.cutEnd()
	r.entitle(whole, name)
	return r.folderName
}

// divideVolume makes the name that of a volume if it can be one: see volumeIn. Unless its
// neighbours are volumes, only a number of one digit before a subtitle is one.
func (n *folderName) divideVolume(volumes bool) {
	if n.series != "" {
		return
	}
	if v := n.volumeIn(); v.part != "" && (volumes || v.front && len(v.part) == 1) {
		n.series, n.volume, n.title, n.subtitle = v.series, v.part, v.title, ""
	}
}

// folderReader parses a folder name step by step. The sections left after the
// last step are the title and the subtitle.
type folderReader struct {
	folderName
	sections []string
	serial   bool     // the folder lies in a series
	release  bool     // the name is that of a release: its year is in brackets
	again    []string // names of the folders above
	written  string   // the volume in front of the title, as written
}

// cutMarks removes everything that has brackets of its own from a name: the ASIN, the
// narrator in braces, remarks. If nothing else is left, it returns the whole name.
func (r *folderReader) cutMarks(name string) (rest string) {
	rest, codes := cutCodes(withoutEncoding(name))
	r.asin, r.isbn = codes.asin, codes.isbn
	if rest, r.narrator = cutBraces(rest); isRemark(r.narrator) {
		r.narrator = ""
	}
	r.narrator, _ = words.CutReadBy(r.narrator)
	rest = spaced(authorApart(rest))
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
	if (len(r.sections) > 2 || more && r.serial && hasVolumeInFront(r.sections[1])) && repeats(first, r.again) {
		r.sections = r.sections[1:] // "Series - 01 - Title", "Series - 1. Title"
		return true
	}
	if r.volume == "" && more {
		if r.series, r.volume = inSeries(first, r.serial, r.again); r.volume != "" {
			r.sections = r.sections[1:] // "Series 01 - Title"
			return true
		}
		if name, volume, ok := recurringPlace(first, r.sections[1]); ok && !r.serial {
			r.series, r.volume, r.sections = name, volume, r.sections[1:] // "Series 1 - Series and the Heron"
			return true
		}
		if len(r.sections) > 2 && r.isSeries(first) && wholeTitle(r.sections[2]) != "" {
			if volume := onlyVolume(r.sections[1]); volume != "" && (isBare(r.sections[1]) || r.isTitle(r.sections[2]) && !slices.ContainsFunc(strings.Fields(r.sections[1]), isTome)) {
				r.series, r.volume = first, volume
				r.sections = r.sections[2:] // "Series - 01 - Title", "Series - Book 1 - Title"
				return true
			}
		}
	}
	if r.volume == "" && !r.serial {
		if series, volume, rest := cutBracketedSeries(first); volume != "" {
			r.series, r.volume = series, volume
			r.sections = advance(r.sections, rest) // "(Series 1) Title"
			return true
		}
		if series, rest, ok := strings.Cut(first, ". "); ok && text.HasDigit(series) && wholeTitle(rest) != "" {
			name, volume := inSeries(series, false, nil)
			if volume == "" {
				name, volume = hyphenedPlace(series)
			}
			if volume != "" && !words.Is(name, words.Piece|words.Track|words.Extra) {
				r.series, r.volume = name, volume
				r.sections = advance(r.sections, rest) // "Series 01. Title"
				return true
			}
		}
	}
	if r.volume != "" || r.written != "" {
		return false
	}
	if r.serial && text.HasDigit(first) {
		first = cutRepeated(first, r.again)
	}
	v, rest := cutBracketed(first, r.serial, r.again)
	if v == "" && r.serial {
		v, rest = romanInFront(first, more)
	}
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

// isTitle reports whether a section can be a title rather than an author, a narrator, a
// publisher or an edition.
func (r *folderReader) isTitle(section string) bool {
	return !repeats(section, r.again) && !isPerson(section) && !imprints.Of(section) && !isRemark(section) && !statesEdition(section) && !isAcronym(section)
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

// withoutEncoding removes from the end of a name the encoding that Audible's downloads have
// there: "Low_Tide-AAX_44_128", "Low_Tide-LC_64_22050_stereo", "Low_Tide-AAXC".
func withoutEncoding(name string) string {
	at := strings.LastIndexByte(name, '-')
	if at <= 0 {
		return name
	}
	kind, rates, _ := strings.Cut(name[at+1:], "_")
	if kind != "AAX" && kind != "AAXC" && (kind != "LC" || rates == "") {
		return name
	}
	for rate := range strings.SplitSeq(rates, "_") {
		if rate != "" && rate != "stereo" && rate != "mono" && !isCount(rate) {
			return name
		}
	}
	return name[:at]
}

// authorApart puts a dash between an author and a title in a name without spaces:
// "Ada_Brook-Lanternfield". The name of an author alone can have a hyphen there.
func authorApart(name string) string {
	first, rest, ok := strings.Cut(name, "-")
	if !ok || withSpaces(name) == name || !arePeople(withSpaces(first)) {
		return name
	}
	return line(withSpaces(first) + dash + withSpaces(rest))
}

// cutRepeated removes the name of an outer folder from the front of a section if the
// number of a volume and a title follow: "Series #3 Title", "Series 03 Title".
func cutRepeated(s string, names []string) string {
	for _, name := range names {
		if rest, ok := strings.CutPrefix(s, name); ok && words.IsEastAsian(name) && hasVolumeInFront(rest) { // "三体2：黑暗森林"
			return rest
		}
	}
	for i := 0; i < len(s); i++ {
		if s[i] != ' ' || !hasVolumeInFront(s[i+1:]) {
			continue
		}
		sure := s[i+1] == '0' || !text.IsDigit(s[i+1])
		if name := strings.TrimRight(s[:i], ","); repeats(name, names) || sure && repeatsNoun(name, names) { // "The Apollo Series/Apollo 13: Lost Moon"
			return s[i+1:]
		}
	}
	return s
}

// hasVolumeInFront reports whether a section is a title behind the number of a volume: "1.
// Title".
func hasVolumeInFront(section string) bool {
	volume, _, rest := cutVolume(section, false)
	return volume != "" && wholeTitle(rest) != ""
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

// romanInFront removes a Roman numeral of several letters from the front of a section: "II.
// Title", or "II" if more sections follow. A single letter can be an initial: "V. Castro".
func romanInFront(section string, more bool) (volume, rest string) {
	first, rest, _ := strings.Cut(section, " ")
	numeral := strings.TrimSuffix(first, ".")
	if len(numeral) < 2 || strings.Trim(numeral, "IVX") != "" || rest == "" && !more || rest != "" && numeral == first {
		return "", section
	}
	if volume = words.Number(numeral); volume == "" {
		return "", section
	}
	return volume, rest
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
		return more && (labelled || strings.Contains(first, v)) // "8.5 - Title", but "8½ - A Film Memoir"
	default:
		return !labelled && first[0] == '0' && v != "0" && (!isLongNumbered(first) || more && arePeople(rest)) // "001 Ada Brook - Title"
	}
}

// isLongNumbered reports whether a name begins with a number of three digits or more, and
// a title behind no sign: outside a series, it can be the title: "007 Returns".
func isLongNumbered(name string) bool {
	end := text.DigitsEnd(name, 0)
	return end > 2 && end+1 < len(name) && name[end] == ' ' && name[end+1] != '-'
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
		if s := r.sections[i]; i == len(r.sections)-1 && isBare(s) && s[0] == '0' && isCount(s) && len(s) > 1 { // "Title - 01"
			r.volume = trimZeros(s)
		} else if r.volume = volumeOf(s, r.again); r.volume == "" {
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

// onlyVolume returns the number of a volume if a section is nothing else: "01.", "Book 1".
func onlyVolume(section string) string {
	if isBare(section) {
		return trimZeros(strings.TrimSuffix(section, "."))
	}
	if volume, labelled, rest := cutVolume(section, false); labelled && rest == "" {
		return volume
	}
	return ""
}

// cutEnd removes a year and a volume from the end.
func (r *folderReader) cutEnd() {
	n := len(r.sections)
	if n == 0 {
		return
	}
	if y, ok := asYear(r.sections[n-1]); ok && r.year == 0 && n > 1 && !r.release {
		n--
		r.year, r.sections = y, r.sections[:n] // "Title - 1994"
		r.dated = n == 1
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
	if r.year == 0 {
		*last, r.year = cutYearWithin(*last)
	}
	r.cutSeriesAtEnd()
}

// cutSeriesBehindTitle removes a series in brackets from the end of the title, if sections
// follow: "Title (Series, Book 1) - Ada Brook".
func (r *folderReader) cutSeriesBehindTitle() {
	if len(r.sections) < 2 || r.serial || r.volume != "" {
		return
	}
	if title, series, volume := cutVolumeAtEnd(r.sections[0], false, nil); volume != "" && series != "" {
		r.sections[0], r.series, r.volume, r.behind, r.before = title, series, volume, true, true
	}
}

// cutSeriesAtEnd removes a series with its volume from the end of a name outside a series:
// "Title: Series, Book 1", "Title - Series, Book 1".
func (r *folderReader) cutSeriesAtEnd() {
	if r.serial || r.series != "" {
		return
	}
	n := len(r.sections) - 1
	title, end, colon := cutLast(r.sections[n], ": ")
	if !colon && (n == 0 || !r.isSeries(r.sections[0])) || colon && (!r.isSeries(title) || repeats(title, r.again)) {
		return // "Ada Brook: Title, Book 1"
	}
	if slices.ContainsFunc(strings.Fields(end), isTome) {
		return // "The Civil War - A Narrative, Volume 1"
	}
	if name, volume, ok := surePlace(end); ok && withoutKind(name) != "" {
		r.series, r.volume, r.behind = withoutKind(name), volume, true
		if r.sections[n] = title; !colon {
			r.sections = r.sections[:n]
		}
	}
}

// cutLast splits a text around the last sep. Without one, the text is after it.
func cutLast(s, sep string) (before, after string, found bool) {
	if at := strings.LastIndex(s, sep); at > 0 {
		return s[:at], s[at+len(sep):], true
	}
	return "", s, false
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
		name, ok := words.CutReadBy(s)
		if c := cutRole(s); !ok && c.role&words.Speaks != 0 && strings.HasSuffix(s, ")") && isFull(c.name) { // "Ada Brook (Narrator)"
			name, ok = c.name, true
		}
		if ok && n.narrator == "" {
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

// unwrap removes the brackets around a section.
func unwrap(s string) string {
	if n := len(s) - 1; n > 1 && (s[0] == '(' || s[0] == '[') && strings.IndexAny(s, ")]") == n {
		return strings.TrimSpace(s[1:n])
	}
	return s
}
