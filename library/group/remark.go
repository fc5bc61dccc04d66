package group

import (
	"strings"

	"lectern/library/text"
	"lectern/library/text/words"
)

// remarks holds words that describe the file. Words that describe any audiobook are in
// package words. "Unabridged" is one of those; "abridged" is not, because it
// distinguishes two books.
var remarks = map[string]bool{
	"librivox": true,
	"mp3":      true, "m4b": true, "m4a": true, "aac": true, "flac": true, "ogg": true, "opus": true, "cbr": true, "vbr": true,
	"kbps": true, "kbs": true, "kbit": true, "kb": true, "k": true,
}

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
			return rest, strings.TrimSpace(narrator), true
		}
	}
	return s, "", false
}

// readIn returns the narrator that is named in the artist, the album artist or the
// first line of the description.
func readIn(artist, albumArtist, description string) string {
	for _, s := range []string{artist, albumArtist} {
		if _, narrator, ok := cutRead(line(s[:min(len(s), maxTag)])); ok {
			return narrator
		}
	}
	first, _, _ := strings.Cut(strings.TrimSpace(description[:min(len(description), maxReader+1)]), "\n")
	if narrator, ok := words.CutReadBy(first); ok && len(first) <= maxReader {
		return strings.TrimSuffix(narrator, ".")
	}
	return ""
}

// languageCodes holds the codes of languages and countries that downloads have in brackets.
var languageCodes = map[string]bool{
	"EN": true, "ENG": true, "DE": true, "GER": true, "DEU": true, "FR": true, "FRE": true, "FRA": true, "ES": true, "ESP": true, "SPA": true, "PT": true, "POR": true, "PTBR": true,
	"ITA": true, "NL": true, "SE": true, "SV": true, "SWE": true, "DK": true, "DAN": true, "NOR": true, "FIN": true, "PL": true, "POL": true, "CZ": true, "CZE": true, "SK": true,
	"RU": true, "RUS": true, "UA": true, "UKR": true, "GR": true, "GRE": true, "TR": true, "TUR": true, "CN": true, "JP": true, "JPN": true,
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
	found := false
	for word := range strings.FieldsFuncSeq(s, endsRemark) {
		unit := strings.TrimLeft(word, "0123456789")
		if remark, _ := text.Lookup(remarks, unit); unit != "" && !remark && !words.Is(unit, words.Unabridged|words.Audiobook) {
			return false
		}
		found = found || unit != ""
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
	for at := 0; at < len(s); {
		open := strings.IndexAny(s[at:], "([")
		if open < 0 {
			break
		}
		open += at
		end := strings.IndexAny(s[open:], ")]")
		if end < 0 {
			break
		}
		inner := s[open+1 : open+end]
		name, read := words.CutReadBy(inner)
		switch {
		case read && narrator == "":
			narrator = name
		case !inBrackets(inner):
			at = open + 1
			continue
		}
		s = joinAround(s[:open], s[open+end+1:])
		at = min(open, len(s))
	}
	return cutRate(s), narrator
}

// cutRate removes "64kbps" from the end of a name, with the remarks around it.
func cutRate(s string) string {
	rated, rest := false, s
	for {
		at := strings.LastIndexByte(rest, ' ')
		if at < 0 || !isRemark(rest[at+1:]) {
			break
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

// spaced undoes the changes that programs make to names: underscores for spaces, an
// underscore for the colon, which Windows does not allow ("Dune_ Messiah"), and long
// dashes.
func spaced(s string) string {
	if strings.Contains(s, "_") {
		if strings.Contains(s, " ") {
			s = strings.ReplaceAll(s, "_ ", ": ")
		} else {
			s = line(strings.ReplaceAll(s, "_", " "))
		}
	}
	if strings.Contains(s, " – ") || strings.Contains(s, " — ") {
		s = strings.ReplaceAll(strings.ReplaceAll(s, " – ", dash), " — ", dash)
	}
	return s
}
