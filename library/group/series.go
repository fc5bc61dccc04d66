package group

import (
	"strings"
	"unicode"

	"lectern/library/book"
	"lectern/library/text"
	"lectern/library/text/words"
)

// Series parses a series tag and a part tag. The series tag is a name, a name
// with its part ("Name #2.5", "Name, Book 2", "Book 2 of Name"), or a list of them ("A
// #1; B #2", "A #1, B #2"). A name without a part takes the part at the same position of
// the part tag. Series ignores everything after the first 16 KiB of a tag.
func Series(names, parts string) []book.Series {
	names, parts = line(strings.ReplaceAll(withoutLines(bounded(names)), "//", "/")), line(bounded(parts))
	var all []book.Series
	counted := strings.Contains(names, ";") && eachEndsInNumber(names)
	for names != "" {
		var name, part string
		name, names, _ = strings.Cut(names, ";")
		part, parts, _ = strings.Cut(parts, ";")
		name = strings.TrimSpace(name)
		if volume, labelled, rest := cutVolume(name, false); volume != "" && (labelled || len(all) > 0 && name[0] == '#') && rest == "" { // "Saltmarsh; Book 2"
			if last := len(all) - 1; last >= 0 && all[last].Part == "" {
				all[last].Part = volume
			}
			continue
		}
		cut := anyPlace
		if counted {
			cut = countedPlace
		}
		if tagged, loose := plainPart(part), cut; tagged != "" { // a number that the part does not repeat belongs to the name
			cut = func(s string) (name, part string, ok bool) {
				if name, part, ok = surePlace(s); ok {
					return name, part, true
				}
				if name, part, ok = loose(s); ok && part == tagged {
					return name, part, true
				}
				return s, "", false
			}
		}
		for _, s := range places(name, cut) {
			if s.Part == "" {
				s.Part, part = plainPart(part), ""
			}
			if s.Name != "" && !hasSeries(all, s.Name) {
				all = append(all, s)
			}
		}
	}
	return all
}

// withoutLines puts ";" between the lines of a text if each names a series with its
// place. Other lines are parts of one text.
func withoutLines(s string) string {
	if strings.IndexByte(s, '\n') < 0 && strings.IndexByte(s, '\r') < 0 {
		return s
	}
	all := strings.FieldsFunc(s, func(r rune) bool { return r == '\r' || r == '\n' })
	for _, name := range all {
		if _, _, ok := anyPlace(line(name)); !ok {
			return s
		}
	}
	return strings.Join(all, ";")
}

// eachEndsInNumber reports whether each series in a list ends in a number, so that the
// numbers are places: "Saltmarsh 1; Longwater 2".
func eachEndsInNumber(list string) bool {
	for name := range strings.SplitSeq(list, ";") {
		if _, _, ok := countedPlace(strings.TrimSpace(name)); !ok {
			return false
		}
	}
	return true
}

// countedPlace is the placeTest for texts that certainly end in a place.
func countedPlace(s string) (name, part string, ok bool) {
	if name, part, ok = anyPlace(s); ok {
		return name, part, true
	}
	name, part, _ = volumeAtEnd(plainPlace(s))
	return trimName(name), plainPart(part), part != "" && trimName(name) != ""
}

// withoutSeriesWord removes the word for a series from either end of its name:
// "Saltmarsh-Reihe", "Saltmarsh Trilogy", "Saga Saltmarsh".
func withoutSeriesWord(name string) string {
	if head, last := lastField(name); words.IsSeries(last) {
		if at := strings.LastIndexByte(last, '-'); at > 0 {
			return strings.TrimLeft(head+" "+last[:at], " ")
		}
		return head
	}
	if first, rest, ok := strings.Cut(name, " "); ok && words.IsSeries(first) {
		return rest
	}
	return name
}

func hasSeriesWord(s string) bool {
	for word := range strings.FieldsSeq(s) {
		if words.IsSeries(strings.Trim(word, ",.:()")) {
			return true
		}
	}
	return false
}

// parted reports whether the sign at the end of a text separates it from what follows.
func parted(s string) bool {
	s = strings.TrimRight(s, " ")
	return s != "" && strings.ContainsRune(",:([-/|", rune(s[len(s)-1]))
}

// lastField returns a text without its last word, and that word. A bracket separates
// words as a space does.
func lastField(s string) (head, last string) {
	s = strings.TrimRight(s, " ")
	at := strings.LastIndexByte(s, ' ') + 1
	if open := strings.LastIndexAny(s, "(["); open > at {
		at = open
	}
	return strings.TrimRight(s[:at], " "), s[at:]
}

// trimName removes from the end of a name whatever stood between it and a number.
func trimName(s string) string {
	s = strings.TrimRight(s, " ,:-–—/|([#")
	if rest, stop := strings.CutSuffix(s, "."); stop && len(rest)-lastWord(rest) > len("Inc") && !strings.HasSuffix(rest, ".") {
		s = rest // "Saltmarsh. Book 4"
	}
	if strings.IndexByte(s, '(') == 0 && !strings.Contains(s, ")") {
		s = strings.TrimLeft(s, "( ")
	}
	return s
}

// cutTotal removes "of 5" or "/5" after a number.
func cutTotal(s string) string {
	head, last := lastField(s)
	last = strings.TrimRight(last, ")]")
	if part, total, ok := strings.Cut(last, "/"); ok && isCount(total) && isPart(strings.TrimLeft(part, "(#")) {
		return s[:strings.LastIndexByte(s, '/')]
	}
	if !isCount(last) {
		return s
	}
	before, of := lastField(head)
	if _, number := lastField(before); words.IsOf(of) && (isPart(strings.TrimLeft(number, "(#")) || words.Number(number) != "") {
		return before
	}
	return s
}

// isCount reports whether a text is a plain number.
func isCount(s string) bool { return s != "" && text.DigitsEnd(s, 0) == len(s) }

// oneSeries splits "Name #2.5" into name and part. The text after the last " #"
// is a part only if it begins like a number and has no space.
func oneSeries(s string) book.Series {
	if i := strings.LastIndex(s, " #"); i > 0 {
		name, part := strings.TrimRight(s[:i], " ,"), strings.TrimSpace(s[i+2:])
		if name != "" && isPart(part) {
			return book.Series{Name: name, Part: part}
		}
	}
	return book.Series{Name: s}
}

// isPart reports whether s begins with a digit or with a point and a digit, and
// is one word.
func isPart(s string) bool {
	t := strings.TrimPrefix(s, ".")
	return t != "" && text.IsDigit(t[0]) && !strings.Contains(s, " ")
}

// plainPart returns the plain form of a part: "#3", "03", "Book 3", "3/10", "3.0",
// "Three" and "3, Dramatized Adaptation" all give "3". Any other text stays.
func plainPart(s string) string {
	if isCount(s) && len(s) <= maxDigits && s[0] != '0' {
		return s
	}
	whole := strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(s), "#"))
	if s = strings.TrimPrefix(plainPlace(whole), "#"); s == "" {
		return ""
	}
	if end := comma(s, 0); end < len(s) {
		s = strings.TrimSpace(s[:end])
	}
	if end := strings.IndexAny(s, "(:"); end > 0 {
		s = strings.TrimSpace(s[:end])
	}
	s = cutTotal(s)
	if head, last := lastField(s); head != "" && (words.Is(head, words.Volume|words.Part) || words.IsNumberSign(head)) {
		s = strings.TrimPrefix(last, "#")
	}
	if n := words.Number(s); n != "" {
		return n
	}
	if volume, _, rest := cutVolume(s, true); volume != "" && rest == "" && s[0] != '.' {
		s = volume
	}
	if !isPart(s) {
		return whole
	}
	if s = strings.TrimSuffix(s, "."); s[0] != '.' {
		s = trimZeros(s)
	}
	if before, after, ok := strings.Cut(s, ","); ok && isCount(before) && isCount(after) {
		s = before + "." + after
	}
	if before, after, ok := strings.Cut(s, "."); ok && isCount(before) && isCount(after) {
		if after = strings.TrimRight(after, "0"); after == "" {
			return before
		}
		return before + "." + after
	}
	return s
}

func hasSeries(all []book.Series, name string) bool {
	for _, s := range all {
		if strings.EqualFold(s.Name, name) {
			return true
		}
	}
	return false
}

// noteSeries returns the series in a sidecar. It has a name and a part for each series,
// but the part can also stand in the name.
func noteSeries(list []book.Series) (all []book.Series) {
	for _, s := range list {
		found := []book.Series{{Name: s.Name, Part: plainPart(s.Part)}}
		if s.Part == "" || strings.ContainsAny(s.Name, "#;") { // a list, cut at its last "#"
			found = Series(s.String(), "")
		}
		for _, s := range found {
			if s.Name != "" && !hasSeries(all, s.Name) {
				all = append(all, s)
			}
		}
	}
	return all
}

// subtitleSeries takes from the subtitle a series, or the part that the series lacks,
// because shops write "Saltmarsh, Book 1" there. The subtitle stays.
func subtitleSeries(m *book.Meta) {
	if m.Subtitle == "" || len(m.Series) > 0 && m.Series[0].Part != "" {
		return
	}
	s := line(m.Subtitle[:min(len(m.Subtitle), maxTag)])
	if volume, labelled, rest := cutVolume(words.Digits(s), false); volume != "" && labelled && rest == "" { // "Book 1"
		if len(m.Series) == 1 {
			m.Series[0].Part = volume
		}
		return
	}
	if end := len(s) - 1; s[end] == ')' || s[end] == ']' { // "A Novel (Saltmarsh, Book 1)"
		if at := strings.LastIndexAny(s, "(["); at > 0 {
			if inner := s[at+1 : end]; inner != "" && places(inner, surePlace)[0].Part != "" {
				s = inner
			}
		}
	}
	var all []book.Series
	for piece := range strings.SplitSeq(s, ";") {
		for _, place := range places(strings.TrimSpace(piece), surePlace) {
			place.Name = withoutKind(place.Name)
			if place.Part != "" && place.Name != "" && !hasSeries(all, place.Name) {
				all = append(all, place)
			}
		}
	}
	if len(all) == 0 && len(m.Series) == 0 {
		if v := countedSubtitle(s, m); v.part != "" {
			all = []book.Series{{Name: v.series, Part: v.part}}
		}
	}
	switch {
	case len(all) == 0:
	case len(m.Series) == 0:
		m.Series = all
	case len(m.Series) == 1 && sameFold(m.Series[0].Name, all[0].Name):
		m.Series[0].Part = all[0].Part
	}
	if len(m.Series) == 1 && m.Series[0].Part == "" {
		if _, part, ok := knownPlace(s, m.Series); ok { // "Saltmarsh 2"
			m.Series[0].Part = plainPart(part)
		}
	}
}

// countedSubtitle reads a subtitle "Saltmarsh 3" as shops for languages other than English
// write it, or in any language if the title begins like the series: "Nell Garrow 2" under "Nell
// Garrow and the Weir". In English, "Apollo 13" is more often the subject.
func countedSubtitle(s string, m *book.Meta) volume {
	if !text.HasDigit(s) {
		return volume{}
	}
	if name, part, ok := recurringPlace(s, m.Title); ok {
		return volume{series: name, part: part}
	}
	language := words.LanguageName(m.Language)
	name, part, _ := volumeAtEnd(s)
	if language == "" || language == "English" || !isCount(part) || number(part) > maxBare || strings.Count(name, " ") > 3 || strings.ContainsAny(name, ",:") {
		return volume{}
	}
	return volume{series: name, part: part}.checked()
}

// withoutKind removes the kind of book from the name of a series: "A LitRPG Adventure:
// Saltmarsh" and "A Saltmarsh Novel" give "Saltmarsh", and "A Novel" gives "". "A Love
// Story" stays.
func withoutKind(name string) string {
	first, rest, _ := strings.Cut(name, " ")
	switch strings.ToLower(first) {
	case "a", "an", "ein", "eine", "un", "une", "una", "um", "uma", "een", "en", "ett", "et", "the":
	default:
		return name
	}
	if at := strings.LastIndex(name, ": "); at > 0 && !strings.EqualFold(first, "the") {
		return name[at+2:]
	}
	rest = strings.TrimFunc(rest, unicode.IsPunct)
	if kinds[strings.ToLower(rest)] {
		return ""
	}
	if of, kind := lastField(rest); of != "" && novels[strings.ToLower(kind)] && !strings.EqualFold(first, "the") {
		if of = strings.TrimSpace(of); isGenre(of) || startsSmall(of) {
			return "" // "A Fantasy Novel"
		}
		return of
	}
	return name
}

// kinds are words for a kind of book. With an article they are not the name of a
// series.
var kinds = map[string]bool{
	"novel": true, "novella": true, "thriller": true, "memoir": true, "mystery": true, "romance": true, "story": true, "history": true, "biography": true, "autobiography": true, "life": true,
	"graphic novel": true, "roman": true, "krimi": true, "kriminalroman": true, "novela": true, "romanzo": true, "romance novel": true, "book": true, "buch": true, "series": true,
}

// novels are the kinds that follow the name of a series: "A Saltmarsh Novel".
var novels = map[string]bool{
	"novel": true, "novella": true, "thriller": true, "mystery": true, "romance": true, "roman": true, "krimi": true, "kriminalroman": true, "novela": true, "romanzo": true,
}
