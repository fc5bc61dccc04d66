package group

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/library/book"
	"lectern/library/text"
	"lectern/library/text/words"
)

// places returns the series in a text without ";". A comma stands between two series
// ("A #1, B #2"), before a number ("A, Book 2"), before a remark ("A #4, Dramatized"),
// or within a name ("Tooth, Claw and Feather #3"). Other signs do the same. Therefore a
// series ends where its number does.
func places(s string, cut placeTest) (all []book.Series) {
	for from := 0; from < len(s); {
		to := separator(s, from)
		name, part, ok := cut(strings.TrimSpace(s[from:to]))
		for !ok && to < len(s) && to-from <= maxPlace {
			to = separator(s, to+1)
			name, part, ok = cut(strings.TrimSpace(s[from:to]))
		}
		if !ok {
			if all == nil {
				all = []book.Series{{Name: s}}
			}
			break // a remark
		}
		all = append(all, book.Series{Name: name, Part: part})
		from = to + 1
	}
	return all
}

// placeTest removes the place in a series from the end of a text, if there is one.
type placeTest func(s string) (name, part string, ok bool)

// maxPlace is the length in bytes within which a series and its number end. It keeps a
// long list without numbers from being read again for each of its items.
const maxPlace = 1 << 10

// separator returns the position of the next comma outside a number, or of the next
// "/", "|", "&" or "+" between spaces, or the length of s.
func separator(s string, from int) int {
	end := comma(s, from)
	for i := from + 1; i+1 < end; i++ {
		if strings.IndexByte("/|&+", s[i]) >= 0 && s[i-1] == ' ' && s[i+1] == ' ' {
			return i
		}
	}
	return end
}

// comma returns the position of the next comma outside a number ("1,5"), or the length
// of s.
func comma(s string, from int) int {
	for i := from; i < len(s); i++ {
		if s[i] == ',' && !(i > 0 && i+1 < len(s) && text.IsDigit(s[i-1]) && text.IsDigit(s[i+1])) {
			return i
		}
	}
	return len(s)
}

// anyPlace is the placeTest for texts that are known to name a series: a tag, or a
// field of a sidecar.
func anyPlace(s string) (name, part string, ok bool) {
	if name, part, ok = surePlace(s); ok {
		return name, part, true
	}
	s = withoutRemark(plainPlace(s))
	if name, part, ok = placeInFront(s, true); ok { // "Part 2 of Saltmarsh"
		return name, part, true
	}
	if part, labelled, name := cutVolume(s, false); labelled && name != "" { // "Book 2: Saltmarsh"
		return trimName(name), part, true
	}
	whole := s
	s = cutTotal(s)
	if n, name, _ := strings.Cut(s, " "); s != "" && s[0] == '#' && isPart(n[1:]) && trimName(name) != "" { // "#2 Saltmarsh"
		return trimName(name), plainPart(n), true
	}
	head, last := lastField(s)
	bare, word := lastField(strings.TrimRight(head, " "))
	switch n := strings.Trim(last, "([])"); {
	case !isPart(n):
	case endsInSign(head) && len(n) <= maxDigits && (head[len(head)-1] == ',' || len(n) == maxDigits || number(n) <= maxBare), len(s) < len(whole), isDecimal(n) && !strings.HasSuffix(n, ".0"): // "Saltmarsh, 2", "Saltmarsh - 101", "Saltmarsh 2 of 5", "Saltmarsh 2.5"
		if parted(bare) && words.Is(word, words.Part) {
			head = bare
		}
		return trimName(head), plainPart(n), trimName(head) != ""
	case strings.IndexByte("([", last[0]) >= 0 && strings.IndexByte(")]", last[len(last)-1]) >= 0 && isCount(n) && len(n) <= maxDigits: // "Saltmarsh (2)"
		return trimName(head), plainPart(n), trimName(head) != ""
	case parted(bare) && words.Is(word, words.Part): // "Saltmarsh, Part 2"
		return trimName(bare), plainPart(n), true
	}
	if name, part, sure := volumeAtEnd(s); sure && name != "" { // "Saltmarsh 02"
		return trimName(name), plainPart(part), true
	}
	if name, _, part := cutSpelledAtEnd(s, words.Part); part != "" && parted(name) && trimName(name) != "" { // "Saltmarsh, Part Two"
		return trimName(name), part, true
	}
	return s, "", false
}

// surePlace is the placeTest for other texts. It accepts only words and signs that can
// mean nothing but a series: "Saltmarsh, Book 1", "Saltmarsh #1", "Book 1 of the
// Saltmarsh Trilogy", "Die Saltmarsh-Reihe 1".
func surePlace(s string) (name, part string, ok bool) {
	s = withoutRemark(strings.TrimRight(plainPlace(s), " ,."))
	if !strings.ContainsAny(s, "0123456789 ") {
		return s, "", false
	}
	if name, part, ok = placeInFront(s, false); ok {
		return name, part, true
	}
	if s = cutTotal(s); s == "" {
		return s, "", false
	}
	if name, part, ok = signedPlace(s); ok {
		return name, part, true
	}
	if at := strings.LastIndex(s, "第"); at > 0 { // "三体 第2部"
		if volume, _, rest := cutVolume(s[at:], false); volume != "" && rest == "" {
			return trimName(s[:at]), volume, trimName(s[:at]) != ""
		}
	}
	head, last := lastField(s)
	if n := strings.Trim(last, "([])"); isPart(n) {
		bare, word := lastField(strings.TrimRight(head, " "))
		word = strings.TrimLeft(word, "([#")
		isVolume, _ := words.IsVolume(strings.TrimSuffix(word, "."))
		switch {
		case words.IsNumberSign(word): // "Saltmarsh Nr. 2"
			if _, before := lastField(bare); words.Is(strings.Trim(before, "([,."), words.Volume) { // "Saltmarsh, Band Nr. 2"
				bare, _ = lastField(bare)
			}
			return trimName(bare), plainPart(n), trimName(bare) != ""
		case isVolume, words.Is(word, words.Episode), strings.Contains(n, "-") && words.IsVolumes(word): // "Saltmarsh, Book 2", "Saltmarsh, Books 1-3"
			return trimName(bare), plainPart(n), trimName(bare) != ""
		case strings.HasSuffix(head, ",") && hasSeriesWord(head): // "Trilogía Saltmarsh, 1"
			return trimName(head), plainPart(n), trimName(head) != ""
		case words.IsSeries(strings.Trim(word, ",:)")): // "Die Saltmarsh-Reihe 1"
			return trimName(head), plainPart(n), bare != "" || strings.Contains(word, "-") || word != "" && word[0] >= utf8.RuneSelf
		}
	}
	if rest, _, number := cutSpelledAtEnd(s, words.Volume); number != "" { // "Saltmarsh, Book Two"
		return trimName(rest), number, trimName(rest) != ""
	}
	return placeBeforeWord(s)
}

// hyphenedPlace divides a series and its number as Russians write them: "Тихое озеро-3". A
// hyphen before a number belongs to names in other languages: "U-2".
func hyphenedPlace(s string) (name, part string) {
	name, part, _ = strings.Cut(s, "-")
	if name == "" || name[len(name)-1] < utf8.RuneSelf || !isCount(part) || len(part) >= maxDigits {
		return s, ""
	}
	return name, part
}

// recurringPlace divides a text beside a title into a series and its number if the title
// begins with the series, too, and joins something to it: "Saltmarsh 1" beside "Saltmarsh and
// the Heron". Others are about a subject: "World War 2: World War II Stories", "Apollo 13:
// Apollo’s Worst Hour".
func recurringPlace(s, title string) (name, part string, ok bool) {
	if !text.HasDigit(s) {
		return s, "", false
	}
	name, part, _ = volumeAtEnd(unwrap(s))
	if part == "" || name == "" || !isCount(part) || number(part) > maxBare || words.Is(name, words.Piece|words.Track|words.Extra) {
		return s, "", false
	}
	if !beginsWith(title, name) {
		return s, "", false
	}
	next, _, _ := strings.Cut(strings.TrimSpace(title[len(name):]), " ")
	_, and := words.IsAnd(strings.ToLower(next))
	return name, part, and && next != "A" && next != "Ed" || next == "&" // "Spain A History", "Mister Ed"
}

// beginsWith reports whether the first words of a text are those of another.
func beginsWith(s, first string) bool {
	if len(s) < len(first) || !strings.EqualFold(s[:len(first)], first) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(s[len(first):])
	return !unicode.IsLetter(next) && !unicode.IsDigit(next)
}

// partPlace is the placeTest for a text before a title: "Saltmarsh deel 3". In English, a
// part belongs to one work.
func partPlace(s string) (name, part string, ok bool) {
	if !text.HasDigit(s) {
		return s, "", false
	}
	head, n := lastField(s)
	bare, word := lastField(head)
	if !isCount(n) || len(n) > 2 || !words.Is(word, words.Part) {
		return s, "", false
	}
	switch strings.ToLower(strings.Trim(word, ".,")) {
	case "part", "pt", "section":
		return s, "", false
	}
	return trimName(bare), trimZeros(n), trimName(bare) != ""
}

// plainPlace returns a text with digits and brackets in ASCII, with "#" instead of a
// counter at the number at its end ("갈대 2권"), and with a space between a sign for
// "number" and that number: "Saltmarsh №5", "Saltmarsh No.5".
func plainPlace(s string) string {
	if !text.IsASCII(s) {
		s = wideBrackets.Replace(words.Digits(s))
		for _, f := range fractions {
			if n := strings.TrimRight(s, ")]"); strings.HasSuffix(n, f[0]) { // "Saltmarsh 2½"
				s = strings.TrimSuffix(n, f[0]) + f[1] + s[len(n):]
			}
		}
		if n := strings.TrimRight(s, words.Counters); n != s && !strings.Contains(n, "第") {
			if name := n[:text.DigitsStart(n)]; name != n {
				s = name + "#" + n[len(name):]
			}
		}
	}
	at := len(strings.TrimRight(s, "0123456789)]"))
	if at == 0 || at == len(s) || text.IsDigit(s[at]) && s[at-1] == ' ' {
		return s
	}
	if word := s[strings.LastIndexAny(s[:at], " ([")+1 : at]; words.IsNumberSign(word) {
		return s[:at] + " " + s[at:]
	}
	return s
}

// fractions are the signs for the fractions that parts have.
var fractions = [...][2]string{{"½", ".5"}, {"¼", ".25"}, {"¾", ".75"}, {"⅓", ".3"}, {"⅔", ".7"}}

var wideBrackets = strings.NewReplacer("（", "(", "）", ")", "［", "[", "］", "]", "【", "[", "】", "]")

// signedPlace takes "#2" from the end of a text. Text after the number, in brackets or
// after a colon or a dash, is ignored. "The #1 Ladies' Detective Agency" has no place.
func signedPlace(s string) (name, part string, ok bool) {
	at := strings.LastIndexByte(s, '#')
	if at <= 0 {
		return s, "", false
	}
	part = strings.TrimSpace(s[at+1:])
	if end := strings.IndexAny(part, "([:"); end > 0 {
		part = strings.TrimRight(part[:end], " ")
	}
	part, _, _ = strings.Cut(part, dash)
	part = strings.TrimRight(part, " ,)].")
	if head, number := lastField(part); words.Is(strings.TrimRight(head, " ."), words.Volume|words.Part) { // "#Book 1"
		part = number
	}
	if name = trimName(s[:at]); name == "" || !isPart(part) || s[at-1] != ' ' && strings.Trim(part, "0123456789.-") != "" {
		return s, "", false
	}
	if bare, word := lastField(name); parted(bare) && words.Is(strings.TrimLeft(word, "(["), words.Volume|words.Part) || strings.HasPrefix(word, "(") {
		if words.Is(strings.TrimLeft(word, "(["), words.Volume|words.Part) { // "Longwater, Book #2"
			name = trimName(bare)
		}
	}
	return name, plainPart(part), name != ""
}

// placeInFront takes "Book 2 of" from the front of a text. An ordinal, as in "The First
// Book of the Saltmarsh Trilogy", counts only if a word for a series follows: "The
// First Book of Birds" has no place. If series is true, the text certainly names a
// series.
func placeInFront(s string, series bool) (name, part string, ok bool) {
	word, _, _ := strings.Cut(s, " ")
	first, noun := strings.TrimRight(word, ".:"), 1
	kind := words.KindOf(first) & (words.Volume | words.Part)
	if kind == 0 && !words.IsArticle(first) && ordinalOf(word) == "" {
		return s, "", false // as most texts
	}
	fields := strings.Fields(s)
	if len(fields) < 3 {
		return s, "", false
	}
	ordinal := false
	if kind != 0 { // "Book 2 of …"
		if part = strings.TrimLeft(fields[1], "#"); !isPart(part) {
			part = words.Number(part)
		}
	} else { // "The Second Book of …", "2. Band der …"
		noun = 0
		if words.IsArticle(first) {
			noun = 1
		}
		part, ordinal = ordinalOf(fields[noun]), true
		noun++
		if part == "" || len(fields) < noun+2 || !words.Is(fields[noun], words.Volume|words.Part) {
			return s, "", false
		}
	}
	if part == "" {
		return s, "", false
	}
	rest := strings.Join(fields[noun+1:], " ")
	name, of := words.CutOf(rest)
	switch {
	case !of, name == "", text.IsDigit(name[0]): // "Book 2 of 5"
		return s, "", false
	case (ordinal || !series && kind&words.Volume == 0) && !hasSeriesWord(rest):
		return s, "", false
	}
	if before := rest[:len(rest)-len(name)]; startsSmall(before) { // "Book One of The Saltmarsh Trilogy"
		if _, article := lastField(before); words.IsArticle(article) && !startsSmall(article) {
			name = article + " " + name
		}
	}
	if noun, rest, _ := strings.Cut(name, " "); rest != "" && words.IsSeries(noun) { // "de la serie Saltmarsh", but "the Saga of the Marsh"
		if _, of := words.CutOf(rest); !of {
			name = rest
		}
	}
	return trimName(name), plainPart(part), true
}

// placeBeforeWord takes "2. Band" or ", Second Book" from the end of a text.
func placeBeforeWord(s string) (name, part string, ok bool) {
	head, word := lastField(s)
	if !words.Is(strings.Trim(word, "([])."), words.Volume) {
		return s, "", false
	}
	rest, number := lastField(strings.TrimRight(head, " "))
	if before, article := lastField(rest); parted(before) && words.IsArticle(article) { // ", The Second Book"
		rest = before
	}
	switch part = ordinalOf(strings.TrimLeft(number, "([")); {
	case part == "", trimName(rest) == "":
	case text.IsDigit(strings.TrimLeft(number, "([")[0]), parted(rest):
		return trimName(rest), part, true
	}
	return s, "", false
}

// ordinalOf is ordinal for words that are not plain digits: "2.", "3rd", "2ème",
// "Second".
func ordinalOf(word string) string {
	n := ordinal(word)
	if n == "" || isCount(word) {
		return ""
	}
	return trimZeros(n)
}

// endsInSign reports whether a text ends in a sign that stands between a series and its
// number: "Saltmarsh,", "Saltmarsh -".
func endsInSign(s string) bool {
	for _, sign := range [...]string{",", ":", " -", " –", " —"} {
		if strings.HasSuffix(s, sign) {
			return true
		}
	}
	return false
}

// isDecimal reports whether a text is a number with one or two decimals: "2.5", "2,5".
func isDecimal(s string) bool {
	at := strings.IndexAny(s, ".,")
	return at > 0 && isCount(s[:at]) && isCount(s[at+1:]) && len(s)-at <= len(",25")
}

// withoutRemark removes a remark in brackets from the end of a text: "Saltmarsh, 2
// (unabridged)".
func withoutRemark(s string) string {
	if at := strings.LastIndexAny(s, "(["); at > 0 && isRemark(strings.TrimRight(s[at+1:], ")] ")) {
		return strings.TrimRight(s[:at], " ,")
	}
	return s
}
