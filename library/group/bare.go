package group

import (
	"cmp"
	"strings"

	"lectern/library/text"
	"lectern/library/text/words"
)

// bareTitle is a title without what programs and shops add to it.
type bareTitle struct {
	title      string // empty only if the text is
	asin, isbn string
	narrator   string
}

// bare removes product numbers, the edition, the narrator and remarks about the file
// from a title in the tags: "Dune (Unabridged) [B002V1OF70]" gives "Dune".
func bare(s string) bareTitle {
	if !strings.ContainsFunc(s, isBeforeRemark) {
		return bareTitle{title: s}
	}
	t := bareTitle{title: s}
	rest, codes := cutCodes(s)
	t.asin, t.isbn = codes.asin, codes.isbn
	if cut, narrator := cutReader(rest); cut != "" && words.Is(narrator, words.ReadBySelf) { // "Autorenlesung" is also an edition
		rest, t.narrator = cut, narrator
	}
	for range maxEditions {
		cut, ok := cutEdition(rest)
		if !ok || cut == "" {
			break
		}
		rest = cut
	}
	if cut, narrator := cutRemarks(rest); cut != "" {
		rest, t.narrator = cut, cmp.Or(t.narrator, narrator)
	}
	if cut, narrator := cutReader(rest); cut != "" && t.narrator == "" {
		rest, t.narrator = cut, narrator
	}
	if stem, n, total := cutTotals(rest); n == 1 && total == 1 && stem != "" && !isDate(rest) { // "Dune 1 (of 1)"
		rest = stem
	}
	if rest = trimDash(rest); rest != "" {
		t.title = rest
	}
	return t
}

// maxEditions limits how many remarks about the kind of recording a title can have.
const maxEditions = 8

// isBeforeRemark reports whether r can stand between a title and a remark or a code.
func isBeforeRemark(r rune) bool {
	switch r {
	case '(', '[', '{', '-', '–', '—', ':', ',', ';', '.', '|', '/', '_', '（', '［', '【', '〈':
		return true
	default:
		return false
	}
}

// brackets are the pairs of brackets in which remarks stand.
var brackets = [...][2]string{{"(", ")"}, {"[", "]"}, {"{", "}"}, {"（", "）"}, {"［", "］"}, {"【", "】"}, {"〈", "〉"}}

// tails are the separators between a title and a remark after it.
var tails = [...]string{" - ", " – ", " — ", ": ", ", ", "; ", ". ", " | ", " / "}

// cutEdition removes one remark about the kind of recording from a title, in brackets
// or at the end: "Dune (Unabridged)", "Dune: Ungekürzte Lesung". ok is false if there is
// none. "Abridged" stays, because it distinguishes two books.
func cutEdition(s string) (rest string, ok bool) {
	for _, b := range brackets {
		from := strings.LastIndex(s, b[0])
		if from < 0 {
			continue
		}
		to := strings.Index(s[from:], b[1])
		if to < 0 {
			continue
		}
		if isEdition(strings.TrimSpace(s[from+len(b[0]) : from+to])) {
			return joinAround(s[:from], s[from+to+len(b[1]):]), true
		}
	}
	for _, sep := range tails {
		if first, after, ok := strings.Cut(s, sep); ok && words.Is(first, words.Audiobook) { // "Audiobook: Dune"
			return strings.TrimSpace(after), true
		}
		if at := lastIndex(s, sep); at > 0 {
			if isEdition(strings.TrimSpace(s[at+len(sep):])) && strings.LastIndexAny(s[:at], "([") <= strings.LastIndexAny(s[:at], ")]") {
				return strings.TrimSpace(s[:at]), true
			}
		}
	}
	return s, false
}

// cutReader removes the narrator from the end of a title: "Dune - read by Ada Brook".
func cutReader(s string) (rest, narrator string) {
	for _, sep := range tails {
		if at := lastIndex(s, sep); at > 0 {
			if narrator, ok := words.CutReadBy(s[at+len(sep):]); ok {
				return strings.TrimSpace(s[:at]), narrator
			}
		}
	}
	for at := strings.Index(s, ". "); at > 0; { // "Dune. Read by Ada Brook"
		next := at + len(". ")
		if narrator, ok := words.CutReadBy(s[next:]); ok {
			return s[:at], narrator
		}
		step := strings.Index(s[next:], ". ")
		if step < 0 {
			break
		}
		at = next + step
	}
	return s, ""
}

// isEdition reports whether a text says only that the recording has the whole
// text, or that it is an audiobook.
func isEdition(s string) bool { return words.Says(s, words.Unabridged|words.Audiobook) }

// lastIndex is strings.LastIndex, but fast where there is none.
func lastIndex(s, sep string) int {
	if !strings.Contains(s, sep) {
		return -1
	}
	return strings.LastIndex(s, sep)
}

// codes are the product numbers of a book.
type codes struct{ asin, isbn string }

// codeLen is the length of an ASIN, Amazon's product number, and of an ISBN as it was
// until 2006. Amazon uses such an ISBN as the ASIN of a book.
const codeLen = 10

// cutCodes removes ASINs and ISBNs from a name: "[B002UZJGYY]", "(ASIN:
// B002UZJGYY)", "[1999980018]", "{978-3-16-148410-0}", " - B002UZJGYY".
func cutCodes(s string) (rest string, c codes) {
	if !mayHaveCode(s) {
		return s, c
	}
	for at := 0; at < len(s); {
		from := strings.IndexAny(s[at:], "([{")
		if from < 0 {
			break
		}
		from += at
		to := strings.IndexAny(s[from:min(len(s), from+maxRemark)], ")]}")
		if to < 0 || !c.read(s[from+1:from+to], true) {
			at = from + 1
			continue
		}
		s = joinAround(s[:from], s[from+to+1:])
		at = min(from, len(s))
	}
	for _, sep := range []string{dash, "_", " "} {
		if at := lastIndex(s, sep); at > 0 && c.read(s[at+len(sep):], false) {
			s = strings.TrimRight(s[:at], " -_")
			if head, label := lastField(s); head != "" && (label == "ASIN" || label == "ISBN") {
				s = strings.TrimRight(head, " -_")
			}
		}
	}
	for _, label := range [...]string{" ISBN", " ASIN"} { // "Dune ISBN 978-3-16-148410-0"
		if at := lastIndex(s, label); at > 0 && c.read(s[at+1:], false) {
			s = strings.TrimRight(s[:at], " -_,:;|")
		}
	}
	if first, after, ok := strings.Cut(s, dash); ok && c.read(first, false) {
		s = strings.TrimSpace(after)
	}
	return s, c
}

// mayHaveCode reports whether a text has as many digits and capitals in a row as a code.
func mayHaveCode(s string) bool {
	n := 0
	for i := range len(s) {
		switch c := s[i]; {
		case '0' <= c && c <= '9', 'A' <= c && c <= 'Z', c == 'x':
			if n++; n == codeLen {
				return true
			}
		case c != '-' && c != ' ':
			n = 0
		}
	}
	return false
}

// read takes a code, perhaps with its name in front ("ASIN: …"). Outside brackets it
// takes only what cannot be anything but a code.
func (c *codes) read(s string, bracketed bool) bool {
	s = strings.TrimSpace(s)
	if len(s) < codeLen || len(s) > len("ISBN-13: 978-3-16-148410-0") {
		return false
	}
	if len(s) > 4 && (strings.EqualFold(s[:4], "ASIN") || strings.EqualFold(s[:4], "ISBN")) {
		s = strings.TrimPrefix(strings.TrimPrefix(s[4:], "-10"), "-13")
		s, bracketed = strings.TrimLeft(s, " :.=-_"), true
	}
	if isASIN(s) && (bracketed || s[1] == '0') {
		c.asin = s
		return true
	}
	if s == "" || text.Letter(s[0]) >= 'a' {
		return false // no ISBN
	}
	plain := strings.ReplaceAll(strings.ReplaceAll(s, "-", ""), " ", "")
	switch {
	case isISBN(plain) && (bracketed || plain == s):
		c.isbn = plain
	case bracketed && plain == s && isOldISBN(s):
		c.asin = s
	default:
		return false
	}
	return true
}

// plainASIN returns an ASIN in capitals, without its name. Any other text stays.
func plainASIN(s string) string {
	code := strings.ToUpper(strings.TrimSpace(s))
	if code = strings.TrimLeft(strings.TrimPrefix(code, "ASIN"), " :.=-_"); isASIN(code) {
		return code
	}
	return s
}

// plainISBN returns the digits of the first ISBN in a text: "urn:isbn:978-3-16-148410-0".
// Any other text stays.
func plainISBN(s string) string {
	for from := range min(len(s), maxRemark) {
		if !text.IsDigit(s[from]) || from > 0 && text.IsDigit(s[from-1]) {
			continue
		}
		plain, apart := make([]byte, 0, len("9783161484100")), false // apart: the first ten digits stand by themselves
		for _, c := range []byte(s[from:]) {
			if !text.IsDigit(c) && c != 'X' && c != 'x' {
				apart = apart || len(plain) == codeLen && c != '-'
				if c != '-' && c != ' ' {
					break
				}
				continue
			}
			if plain = append(plain, c); len(plain) == cap(plain) {
				break
			}
		}
		code := strings.ToUpper(string(plain))
		if isISBN(code) {
			return code
		}
		isNew := strings.HasPrefix(code, "978") || strings.HasPrefix(code, "979") // with a wrong digit
		if apart && !isNew && isISBN(code[:codeLen]) {
			return code[:codeLen]
		}
	}
	return s
}

// isASIN reports whether s is a product number that Amazon assigned: a B, then capitals
// and digits.
func isASIN(s string) bool {
	if len(s) != codeLen || s[0] != 'B' {
		return false
	}
	digits := 0
	for i := range len(s) {
		switch c := s[i]; {
		case '0' <= c && c <= '9':
			digits++
		case c < 'A' || c > 'Z':
			return false
		}
	}
	return digits > 0
}

// isOldISBN reports whether s looks like an ISBN of ten digits, of which the last may
// be X.
func isOldISBN(s string) bool {
	if len(s) != codeLen {
		return false
	}
	for i := range len(s) {
		if (s[i] < '0' || s[i] > '9') && (i < len(s)-1 || s[i] != 'X' && s[i] != 'x') {
			return false
		}
	}
	return true
}

// isISBN reports whether s has the length and the check digit of an ISBN.
func isISBN(s string) bool {
	sum := 0
	switch {
	case isOldISBN(s):
		for i := range len(s) {
			d := int(s[i] - '0')
			if s[i] == 'X' || s[i] == 'x' {
				d = 10
			}
			sum += d * (len(s) - i)
		}
		return sum%11 == 0
	case len(s) == 13 && (strings.HasPrefix(s, "978") || strings.HasPrefix(s, "979")):
		for i := range len(s) {
			if s[i] < '0' || s[i] > '9' {
				return false
			}
			sum += int(s[i]-'0') * (1 + 2*(i%2))
		}
		return sum%10 == 0
	}
	return false
}
