package group

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/library/text"
	"lectern/library/text/words"
)

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
		} else if !known && beginsRange(strings.TrimLeft(s[at:], " .#:")) && words.IsVolumes(s[:at]) { // "Books 1-3"
			labelled = true
		} else if signed = !known && words.IsNumberSign(s[:at]); !known && !signed {
			return "", false, s
		}
	}
	number := strings.TrimLeft(s[at:], " .#:")
	if at == 0 {
		number = strings.TrimPrefix(s, "#")
	}
	number = withoutFraction(number)
	end := volumeEnd(number)
	if digits := text.DigitsEnd(number, 0); labelled && digits == maxDigits+1 { // "Vol. 2413"
		end = digits
	}
	if several, after := cutRange(number); labelled && several != "" {
		volume, rest = several, after
	} else if end > 0 {
		volume, rest = number[:end], number[end:]
	} else if volume, rest = cutSpelled(number); volume == "" || at == 0 || signed {
		return "", false, s
	}
	if s[:at] == "第" {
		rest = strings.TrimLeft(rest, words.Counters)
	}
	if labelled {
		volume, rest = withOthers(volume, withoutTotal(rest))
	}
	switch {
	case (at == 0 && end <= 2 || s[:at] == "第") && startsEastAsian(rest, s[0] == '0'): // "01三体", "1、三体", but "3月のライオン", "82 년생 김지영"
		rest = strings.TrimLeft(rest, wideSigns+". ")
	case rest == "":
		if !labelled && !more && s[0] != '#' && !isBare(s) {
			return "", false, s
		}
	case at == 0 && end == 2 && s[0] == '0' && (rest[0] == '.' || rest[0] == '-') && startsWithLetter(rest[1:]): // "01.Title", "01-Title", but "2.Weltkrieg", "7-Eleven"
		rest = rest[1:]
	case rest[0] == '.' || rest[0] == ':' || rest[0] == ')':
		if len(rest) > 1 && rest[1] != ' ' {
			return "", false, s
		}
		rest = strings.TrimSpace(rest[1:])
	case (labelled || s[0] == '#') && (rest[0] == ' ' || rest[0] == ','):
		rest = strings.TrimSpace(rest[1:])
	case at == 0 && s[0] == '0' && rest[0] == ' ' && text.DigitsEnd(volume, 0) >= 2: // "01 Title", "001 Title", but "101 Dalmatians"
		rest = strings.TrimSpace(rest)
	default:
		return "", false, s
	}
	return trimZeros(volume), labelled, rest
}

// withoutFraction returns a text with a decimal instead of the sign for a fraction behind the
// number in front of it: "2½ Title".
func withoutFraction(s string) string {
	end := text.DigitsEnd(s, 0)
	if end == 0 || text.IsASCII(s) {
		return s
	}
	for _, f := range fractions {
		if rest, ok := strings.CutPrefix(s[end:], f[0]); ok {
			return s[:end] + f[1] + rest
		}
	}
	return s
}

// withoutTotal removes the number of all volumes from the front of the text behind the number
// of one: " of 7", " (of 7)". "5/6" can be two volumes.
func withoutTotal(s string) string {
	total, bracket := strings.CutPrefix(strings.TrimLeft(s, " "), "(")
	rest, of := words.CutOf(total)
	end := text.DigitsEnd(rest, 0)
	if !of || end == 0 || end > maxDigits {
		return s
	}
	rest, closed := strings.CutPrefix(rest[end:], ")")
	if closed != bracket || !bracket && rest != "" && strings.IndexByte(".:,", rest[0]) < 0 {
		return s // "Book 1 of 12 Angry Men"
	}
	return rest
}

// withOthers adds to the number of a volume those that follow it: "Book 1, Book 2, Book 3" and
// "Book 1, 2 & 3" have the volume "1-3". It needs a word or sign besides commas, and an end
// behind the last number: "Book 3, 4" and "Book 1, Book 2 Be Named" have one volume.
func withOthers(volume, rest string) (volumes, after string) {
	if !isCount(volume) {
		return volume, rest
	}
	last, listed := number(volume), false
	after = rest
	for {
		next, sure, ok := cutNext(after, last+1)
		if !ok {
			break
		}
		last, after, listed = last+1, next, listed || sure
	}
	if !listed || after != "" && strings.IndexByte(":.", after[0]) < 0 && !strings.HasPrefix(after, dash) {
		return volume, rest
	}
	return trimZeros(volume) + "-" + strconv.Itoa(last), after
}

// cutNext removes a number from the front of the text behind the number of a volume: ", Book
// 2", ", 2", " & 2". sure says that there is a word or sign besides a comma.
func cutNext(s string, want int) (rest string, sure, ok bool) {
	next := strings.TrimLeft(s, " ,&+")
	if len(next) == len(s) {
		return s, false, false
	}
	sure = strings.ContainsAny(s[:len(s)-len(next)], "&+")
	if word, more, two := strings.Cut(next, " "); two {
		if _, and := words.IsAnd(word); and {
			next, sure = more, true
		}
	}
	word, more, _ := strings.Cut(next, " ")
	_, labelled := words.IsVolume(strings.TrimSuffix(word, "."))
	if labelled {
		next = more
	}
	end := text.DigitsEnd(next, 0)
	if end == 0 || end > maxDigits || number(next[:end]) != want || end < len(next) && strings.IndexByte(",:. ", next[end]) < 0 {
		return s, false, false
	}
	rest = next[end:]
	if behind := strings.TrimLeft(rest, " "); !labelled && behind != "" && strings.IndexByte(",&+:", behind[0]) < 0 {
		return s, false, false
	}
	return rest, sure || labelled, true
}

// wideSigns stand between the number of a volume and a title in East Asian scripts. Blanks
// and full stops also stand behind other numbers.
const wideSigns = "：、．·-_"

// startsEastAsian reports whether a text behind a number is a title in an East Asian
// script. A sign must stand between them, unless the number certainly is one of a volume.
func startsEastAsian(s string, certain bool) bool {
	title := strings.TrimLeft(s, wideSigns+". ")
	_, size := utf8.DecodeRuneInString(title)
	sign, _ := utf8.DecodeRuneInString(s)
	return words.IsEastAsian(title[:size]) && (certain || strings.ContainsRune(wideSigns, sign))
}

func startsWithLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

// beginsRange reports whether a text begins with the numbers of several volumes.
func beginsRange(s string) bool {
	several, _ := cutRange(s)
	return several != "" || strings.Contains(s[:volumeEnd(s)], "-")
}

// cutRange removes the numbers of several volumes, with a word between them, from the front
// of a text: "1 to 3", "1 & 2". The volume is then "1-3" or "1-2".
func cutRange(s string) (volume, rest string) {
	first, after, _ := strings.Cut(s, " ")
	word, after, _ := strings.Cut(after, " ")
	end := text.DigitsEnd(after, 0)
	if !isCount(first) || len(first) > maxDigits || end == 0 || end > maxDigits || end < len(after) && after[end] != ' ' {
		return "", s
	}
	from, to := number(first), number(after[:end])
	switch _, and := words.IsAnd(word); {
	case (word == "to" || word == "bis" || word == "–") && from < to, (and || word == "&") && from+1 == to:
		return strconv.Itoa(from) + "-" + strconv.Itoa(to), after[end:]
	default:
		return "", s
	}
}

// isBare reports whether a section is only the number of a volume.
func isBare(s string) bool {
	end := volumeEnd(s)
	return end > 0 && strings.TrimSuffix(s[end:], ".") == ""
}

// volumeEnd returns the end of the number at the front of s: up to three
// digits, with up to two decimals or ",5", or a range of such numbers. It returns 0 if
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
	} else if strings.HasPrefix(s[end:], ",5") && text.DigitsEnd(s, end+1) == end+2 { // "1,5", but "1,2" can be two volumes
		end += 2
	}
	if end > 0 && end < len(s) && s[end] == '-' {
		if n := text.DigitsEnd(s, end+1); n > end+1 && n <= end+1+maxDigits {
			end = n
		}
	}
	return end
}

// trimZeros removes leading zeros from a number, whose decimals then stand behind a point.
func trimZeros(s string) string {
	s = strings.Replace(s, ",", ".", 1)
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
	if before, ok := strings.CutSuffix(s, "）"); ok { // full-width brackets
		if at := strings.LastIndex(before, "（"); at > 0 {
			half := before[:at] + "(" + before[at+len("（"):] + ")"
			if rest, name, volume = cutVolumeAtEnd(half, series, again); volume == "" {
				rest = s
			}
			return rest, name, volume
		}
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
		if name, volume, ok := recurringPlace(inner, rest); ok && !series { // "Saltmarsh and the Heron (Saltmarsh 1)"
			return rest, name, volume
		}
		if name, volume, ok := surePlace(inner); ok && !series && withoutKind(name) != "" { // "(Saltmarsh-Reihe 1)"
			return rest, withoutKind(name), volume
		}
		if v, labelled, after := cutVolume(inner, false); series && v != "" && after == "" && (labelled || inner[0] == '#' || inner[0] == '0' && len(inner) == 2) {
			return rest, "", v
		}
		return s, "", ""
	}
	if !series {
		return s, "", ""
	}
	for _, sep := range [...]string{",", ". "} {
		at := strings.LastIndex(s, sep)
		if at <= 0 || volume != "" {
			continue
		}
		last := strings.TrimSpace(s[at+len(sep):])
		v, labelled, after := cutVolume(last, false)
		if !labelled || after != "" {
			v = volumeOf(last, again) // "Title, Series 3"
		}
		if rest = strings.TrimSpace(s[:at]); sep == "," || utf8.RuneCountInString(rest) > 3 { // "She, Book 1", but "Dr. Book 1"
			volume = v
		}
	}
	if volume == "" || rest == "" {
		return s, "", ""
	}
	if colon := strings.LastIndex(rest, ": "); colon > 0 && repeats(rest[colon+2:], again) {
		rest = rest[:colon]
	}
	return rest, "", volume
}

// tomes are words for a volume that number the volumes of one work as well as the books of a
// series.
var tomes = lowered("volume", "vol", "volumes", "band", "bd", "tome", "tomo", "volumen", "volym", "bind", "nide", "tom", "svazek", "том", "т", "τόμος", "cilt", "kötet", "volumul", "zväzok")

// isTome reports whether a word is one of the tomes.
func isTome(word string) bool {
	is, _ := text.Lookup(tomes, strings.Trim(word, ".,()[]"))
	return is
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

// volumeOf returns the number after one of the names of the folders above: "Series 2",
// "Series, Book 2", "[Series #2]", "Series II". It returns "" if there is none.
func volumeOf(s string, names []string) string {
	s = unwrap(s)
	name, volume, _ := volumeAtEnd(cutTotal(s))
	if volume == "" {
		if head, last := lastField(s); strings.Trim(last, "IVX") == "" && last != "X" { // "Malcolm X"
			name, volume = head, words.Number(last)
		}
	}
	if volume == "" || !repeats(name, names) && !repeatsNoun(name, names) {
		return ""
	}
	return volume
}

// repeatsNoun reports whether a name is one of the names, without articles and words for a
// series: "Dark Tower", "The Dark Tower Series".
func repeatsNoun(name string, names []string) bool {
	noun := func(s string) string { return withoutSeriesWord(words.ArticlesOf("").Remove(s)) }
	return slices.ContainsFunc(names, func(other string) bool { return other != "" && sameFold(noun(other), noun(name)) })
}

// inSeries parses a section that consists of a series and a volume. Within a
// series, the name must be one of the names above; elsewhere, it can be any
// name with an unmistakable volume.
func inSeries(s string, series bool, again []string) (name, volume string) {
	if series {
		return "", volumeOf(s, again)
	}
	name, volume, sure := volumeAtEnd(cutTotal(unwrap(s)))
	if !sure || name == "" || strings.LastIndexAny(name, "([") > strings.LastIndexAny(name, ")]") { // "Title (Series 1)"
		return "", ""
	}
	return name, volume
}

// wideEnds are the wide brackets that close others.
var wideEnds = map[string]string{"【": "】", "（": "）", "［": "］"}

// cutBracketed removes a volume in brackets from the front of a section: "[01]
// Title", "(Series #1) Title". The number in "(500) Days of Summer" is not a
// volume.
func cutBracketed(s string, series bool, again []string) (volume, rest string) {
	if strings.HasPrefix(s, "【") || strings.HasPrefix(s, "（") || strings.HasPrefix(s, "［") {
		if head, tail, ok := strings.Cut(s, wideEnds[s[:len("【")]]); ok {
			s = "[" + head[len("【"):] + "]" + tail
		}
	}
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

// cutBracketedSeries removes a series with its certain volume in brackets from the front
// of a section: "(Series #1) Title", "[Series 01] Title". "[World War 2] Title" has none.
func cutBracketedSeries(s string) (series, volume, rest string) {
	if s == "" || s[0] != '(' && s[0] != '[' {
		return "", "", s
	}
	end := strings.IndexAny(s, ")]")
	if end < 0 {
		return "", "", s
	}
	inner, rest := strings.TrimSpace(s[1:end]), strings.TrimSpace(s[end+1:])
	series, volume, sure := volumeAtEnd(inner)
	_, last := lastField(series)
	if !sure || wholeTitle(rest) == "" || words.IsOf(last) || words.Is(series, words.Piece|words.Track|words.Extra) || isRemark(series) || imprints.Of(inner) || imprints.Of(series) {
		return "", "", s
	}
	return series, volume, rest
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
