package group

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/library/book"
	"lectern/library/text"
	"lectern/library/text/words"
)

// remarks holds words that describe the file. Words that describe any audiobook are in
// package words. "Unabridged" is one of those; "abridged" is not, because it
// distinguishes two books.
var remarks = map[string]bool{
	"librivox": true,
	"mp3":      true, "m4b": true, "m4a": true, "aac": true, "flac": true, "ogg": true, "opus": true, "cbr": true, "vbr": true,
}

// isFormat reports whether a title is nothing but the name of a format: "MP3". "Opus"
// does not count, because books have this title.
func isFormat(title string) bool {
	if len(title) > len("librivox") {
		return false
	}
	is, _ := text.Lookup(remarks, title)
	return is && !strings.EqualFold(title, "opus")
}

// units are those of bit rates. They are remarks after a number: "64k".
var units = map[string]bool{"kbps": true, "kbs": true, "kbit": true, "kb": true, "k": true}

// rates holds the units of a bit rate that can directly follow a number. "k" is
// missing because it has other meanings; it counts only in brackets.
var rates = []string{"kbps", "kbs", "kbit", "kb"}

// maxReader is the greatest length in bytes of a description's first line that
// can name the narrator: two long names. "Read by millions …" is longer.
const maxReader = 60

// cutRead splits "Andy Weir, read by Ray Porter" and "Andy Weir (read by Ray
// Porter)".
func cutRead(s string) (rest, narrator string, ok bool) {
	for i := 0; i < len(s); i++ {
		if i > 0 && s[i-1] != ' ' && s[i-1] != '(' && s[i-1] != '[' {
			continue
		}
		if narrator, ok = words.CutReadBy(s[i:]); ok {
			if rest = strings.TrimRight(s[:i], " ,;:/([-–—&"); len(rest) < i {
				narrator = strings.TrimRight(narrator, ")]")
			}
			if alsoWrote(rest, s[i:]) {
				rest = ""
			}
			return rest, strings.TrimSpace(narrator), true
		}
	}
	return s, "", false
}

// alsoWrote reports whether the text before a phrase such as "read by" says that the same
// person wrote: "Written and read by Ada Brook".
func alsoWrote(before, phrase string) bool {
	if len(before) > maxReader {
		return false
	}
	at := strings.LastIndexByte(before, ' ')
	if at < 0 {
		return false
	}
	if _, and := words.IsAnd(before[at+1:]); !and && before[at+1:] != "&" {
		return false
	}
	_, by, _ := strings.Cut(phrase, " ")
	by, _, _ = strings.Cut(by, " ")
	return words.Is(before[:at]+" "+by, words.Wrote)
}

// readIn returns the narrator that is named in the artist, the album artist, the album or
// the first line of the description.
func readIn(t *book.Tags) string {
	for _, s := range []string{t.Artist, t.AlbumArtist} {
		if _, narrator, ok := cutRead(line(bounded(s))); ok {
			return narrator
		}
	}
	if narrator := bare(line(bounded(t.Album))).narrator; narrator != "" {
		return narrator
	}
	first, _, _ := strings.Cut(strings.TrimSpace(t.Description[:min(len(t.Description), maxCredits+1)]), "\n")
	if len(first) > maxCredits {
		return ""
	}
	return readInLine(line(first))
}

// maxCredits is the greatest length in bytes of a line that names the author and the
// narrator.
const maxCredits = 2 * maxReader

// readInLine returns the narrator that a line names, at its front or after a sign: "Lu par
// Luc Morel", "Autor: Ada Brook, Sprecher: Rolf Lind", "张三 朗读".
func readInLine(s string) string {
	if narrator, ok := words.CutReadBy(s); ok {
		if narrator = oneSentence(narrator); len(s) <= maxReader || len(narrator) <= maxReader && isReader(narrator) {
			return onlyNames(narrator)
		}
	}
	if words.IsEastAsian(s) {
		if c := cutRole(s); c.role&words.Speaks != 0 {
			return c.name
		}
	}
	for rest := s; rest != ""; {
		at, width := divider(rest)
		if stop := strings.Index(rest[:at], ". "); stop >= 0 {
			at, width = stop, len(". ")
		}
		rest = strings.TrimLeft(rest[at+width:], " ")
		if narrator, ok := words.CutReadBy(rest); ok && len(rest) <= maxReader && isFull(narrator) {
			end, _ := divider(narrator)
			return onlyNames(oneSentence(narrator[:end]))
		}
	}
	return ""
}

// isReader reports whether a sentence in a longer text names people: "Rolf Lind", "Nora van
// den Finch", but not "Book Club Members", "Huck Finn in his own words".
func isReader(s string) bool {
	return isPerson(s) || strings.Count(s, " ") == 1 && arePeople(s)
}

// oneSentence cuts a text at the first full stop that is not the end of an initial or an
// abbreviation: "J. R. Finch. Reed House" gives "J. R. Finch".
func oneSentence(s string) string {
	for at := 0; ; {
		stop := strings.Index(s[at:], ". ")
		if stop < 0 {
			if _, last := lastField(s); words.IsSuffix(last) && strings.Trim(last, "IV") != "." { // "Bo Day Jr."
				return s
			}
			return strings.TrimSuffix(s, ".")
		}
		at += stop
		if at-lastWord(s[:at]) > len("Mrs") {
			return s[:at]
		}
		at += len(". ")
	}
}

// onlyNames cuts a list of names at the first item that is not a name: "Luc Morel, 5 h", "Rolf
// Lind; Verlag: Reed House".
func onlyNames(names string) string {
	if at := strings.IndexAny(names, "0123456789:"); at >= 0 {
		names = strings.TrimRight(names[:max(0, strings.LastIndexAny(names[:at], ",;"))], " ")
	}
	return names
}

// readInBrackets is words.CutReadBy for the text in brackets after a title, where a name
// can follow a role directly: "(Sprecher Rolf Lind)".
func readInBrackets(s string) (narrator string, ok bool) {
	if narrator, ok = words.CutReadBy(s); ok {
		return narrator, true
	}
	if len(s) > maxCredits {
		return s, false
	}
	first, size := utf8.DecodeRuneInString(s)
	if narrator, ok = words.CutReadBy(string(unicode.ToLower(first)) + s[size:]); ok {
		return narrator, true
	}
	if words.IsEastAsian(s) { // "李雷播讲"
		if c := cutRole(s); c.role&words.Speaks != 0 {
			return c.name, true
		}
	}
	if !strings.ContainsAny(s, "([-:,") {
		return s, false
	}
	all := credits(s, nil) // "Rolf Lind (Sprecher)"
	if len(all) == 0 || slices.ContainsFunc(all, func(c credit) bool { return c.role&words.Speaks == 0 || !isFull(c.name) }) {
		return s, false
	}
	return strings.Join(everyone(all), ";"), true
}

// languageCodes holds the codes of languages and countries that downloads have in
// brackets, and shelves as their names.
var languageCodes = map[string]bool{
	"EN": true, "ENG": true, "DE": true, "GER": true, "DEU": true, "FR": true, "FRE": true, "FRA": true, "ES": true, "ESP": true, "SPA": true, "PT": true, "POR": true, "PTBR": true,
	"ITA": true, "NL": true, "SE": true, "SV": true, "SWE": true, "DK": true, "DAN": true, "NOR": true, "FIN": true, "PL": true, "POL": true, "CZ": true, "CZE": true, "SK": true,
	"DA": true, "NB": true, "NO": true, "FI": true, "CS": true, "IT": true, "EL": true, "ZH": true, "JA": true, "KO": true, "US": true, "UK": true, "AU": true,
	"RU": true, "RUS": true, "UA": true, "UKR": true, "GR": true, "GRE": true, "TR": true, "TUR": true, "CN": true, "JP": true, "JPN": true,
}

// isLanguageCode reports whether a text is one of the codes, in capitals or in small
// letters.
func isLanguageCode(s string) bool {
	return len(s) <= len("PTBR") && (languageCodes[s] || strings.ToLower(s) == s && languageCodes[strings.ToUpper(s)])
}

// isVideo reports whether a text looks like the number of a video on YouTube, which yt-dlp
// adds to names: eleven characters, with capitals after small letters, and a digit or a
// sign.
func isVideo(s string) bool {
	if len(s) != len("dQw4w9WgXcQ") {
		return false
	}
	small, mixed, signed := false, false, false
	for i := range len(s) {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z':
			small = true
		case 'A' <= c && c <= 'Z':
			mixed = mixed || small
		case text.IsDigit(c), c == '-', c == '_':
			signed = true
		default:
			return false
		}
	}
	return mixed && signed
}

// inBrackets is isRemark for a text that stands in brackets. A code of a language is a
// remark there, and so is a list with a remark among its items: "Ada Brook, 2010, 128
// kbps".
func inBrackets(s string) bool {
	if languageCodes[s] || isRemark(s) {
		return true
	}
	if at := strings.LastIndexByte(s, ' '); at > 0 && languageCodes[s[at+1:]] && isRemark(s[:at]) { // "Audiobook PL"
		return true
	}
	if !strings.Contains(s, ",") {
		return false
	}
	for item := range strings.SplitSeq(s, ",") {
		if isRemark(strings.TrimSpace(item)) {
			return true
		}
	}
	return false
}

// isRemark reports whether s consists of remarks and numbers, with at least one
// remark: "Unabridged", "mp3 128 kbps", "64k".
func isRemark(s string) bool {
	if isEdition(s) {
		return true
	}
	found, counted := false, false
	for word := range strings.FieldsFuncSeq(s, endsRemark) {
		unit := word[text.DigitsEnd(word, 0):]
		if unit == "" {
			counted = true
			continue
		}
		if counted || len(unit) < len(word) {
			if isUnit, _ := text.Lookup(units, unit); isUnit {
				found = true
				continue
			}
		}
		if remark, _ := text.Lookup(remarks, unit); !remark {
			switch kind := words.KindOf(unit); {
			case kind&(words.Unabridged|words.Audiobook) != 0:
			case kind&words.Disc != 0: // "MP3-CD"
				continue
			default:
				return false
			}
		}
		found = true
	}
	return found
}

// endsRemark reports whether r stands between the words of a remark.
func endsRemark(r rune) bool {
	switch r {
	case ' ', ',', '-', '@', '/':
		return true
	default:
		return false
	}
}

// cutRemarks removes remarks and the narrator in brackets from a name, and a
// bit rate from its end.
func cutRemarks(s string) (rest, narrator string) {
	opening := "(["
	if !text.IsASCII(s) {
		opening = "([（［【"
	}
	for at := 0; at < len(s); {
		open := strings.IndexAny(s[at:], opening)
		if open < 0 {
			break
		}
		open += at
		_, width := utf8.DecodeRuneInString(s[open:])
		end := closing(s[open:])
		if end < 0 {
			at = open + width
			continue
		}
		inner := s[open+width : open+end]
		_, after := utf8.DecodeRuneInString(s[open+end:])
		name, read := readInBrackets(inner)
		switch {
		case read && narrator == "":
			narrator = name
		case !inBrackets(inner) && (s[open] != '[' || !isLanguageCode(inner) && !isVideo(inner)):
			at = open + width
			continue
		}
		s = joinAround(s[:open], s[open+end+after:])
		at = min(open, len(s))
	}
	return cutRate(s), narrator
}

// maxRemark is the greatest length in bytes of a text in brackets that is read as a
// remark. It keeps a title of brackets from being read again for each of them.
const maxRemark = 160

// closing returns the position of the bracket that closes the one at the front of s, or
// if there is none, of the first closing bracket. It is -1 if neither is within maxRemark.
func closing(s string) int {
	first, depth := -1, 0
	for i, r := range s[:min(len(s), maxRemark+2)] {
		switch r {
		case '(', '[', '（', '［', '【':
			depth++
		case ')', ']', '）', '］', '】':
			if depth--; depth == 0 {
				return i
			}
			if first < 0 {
				first = i
			}
		}
	}
	return first
}

// cutRate removes "64kbps" from the end of a name, with the remarks around it.
func cutRate(s string) string {
	rated, rest := false, s
	for {
		at := strings.LastIndexByte(rest, ' ')
		if at < 0 || !isRemark(rest[at+1:]) {
			break
		}
		if strings.EqualFold(rest[at+1:], "librivox") { // "white heron 1203 librivox": the year and the month
			rated = true
			if head, date := lastField(rest[:at]); len(date) == len("1203") && isCount(date) {
				at = len(head)
			}
		}
		for _, unit := range rates {
			if n, ok := cutSuffixFold(rest[at+1:], unit); ok && text.DigitsEnd(n, 0) == len(n) {
				rated = true
			}
		}
		rest = strings.TrimRight(rest[:at], " -")
	}
	if !rated || rest == "" {
		return s
	}
	return rest
}

// lookAlikes are the characters that programs write for those that Windows does not
// allow in names. Most belong to Chinese and Japanese.
var lookAlikes = strings.NewReplacer("꞉", ":", "∶", ":", "：", ":", "？", "?", "＂", `"`, "＊", "*", "｜", "|", "⧸", "/", "／", "/", "＜", "<", "＞", ">")

// decoded replaces what downloads encode in the names of files and folders: "The%20Low%20Tide",
// "Salt &amp; Iron".
func decoded(name string) string { return text.Unescape(text.Unquote(name)) }

// spaced undoes the changes that programs make to names: underscores for spaces, an
// underscore or another character for the colon, which Windows does not allow ("Dune_
// Messiah"), and long dashes.
func spaced(s string) string { return strings.ReplaceAll(spacedName(s), "_ ", ": ") }

// spacedName is spaced for the name of a person, in which an underscore is not a colon: "J_ K_
// Marl".
func spacedName(s string) string {
	if !text.IsASCII(s) && !words.IsEastAsian(s) {
		s = lookAlikes.Replace(s)
	}
	if with := withSpaces(s); with != s {
		s = line(with)
	}
	if strings.Contains(s, " – ") || strings.Contains(s, " — ") {
		s = strings.ReplaceAll(strings.ReplaceAll(s, " – ", dash), " — ", dash)
	}
	return s
}

// withSpaces is decoded, and replaces the underscores in a name that has no spaces.
func withSpaces(s string) string {
	if s = decoded(s); strings.Contains(s, " ") {
		return s
	}
	return strings.ReplaceAll(s, "_", " ")
}
