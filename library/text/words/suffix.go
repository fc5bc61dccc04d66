package words

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"lectern/library/text"
)

// suffixes are what can follow a name after a comma without being a name: suffixes of
// families, degrees, orders and companies, without full stops and spaces.
var suffixes = setOf(strings.FieldsSeq("jr sr ii iii iv 2nd 3rd esq " +
	"phd md do dds dvm rn rd jd edd psyd dmin mph mba msw lmsw lcsw mft lmft lpc cpa ldn rdn aprn bsc msc mfa facp faap " +
	"obe cbe mbe kbe dbe llc inc ltd gmbh"))

// alsoLastNames are suffixes that others have as their last name: Anh Do, Ayo Obe, Emeka Mba.
var alsoLastNames = setOf(strings.FieldsSeq("do edd mba obe cbe mbe kbe dbe"))

// IsSuffix reports whether a text after a name and a comma is not a name: "Jr.", "PhD".
func IsSuffix(s string) bool { return isIn(suffixes, s) }

// EndsName is IsSuffix for a word after a name without a comma. There, only capitals tell
// the order of "Ann Lee OBE" from the last name of "Ayo Obe".
func EndsName(word string) bool {
	return isIn(suffixes, word) && (capitals(word) > 1 || !isIn(alsoLastNames, word))
}

// isIn looks a text up without its full stops and spaces, ignoring case.
func isIn(set map[string]bool, s string) bool {
	var buf [len("p. s. y. d.")]byte
	if len(s) > len(buf) {
		return false
	}
	letters := buf[:0]
	for _, c := range []byte(s) {
		switch {
		case c == '.' || c == ' ':
		case 'A' <= c && c <= 'Z':
			letters = append(letters, c+'a'-'A')
		default:
			letters = append(letters, c)
		}
	}
	return set[string(letters)]
}

func capitals(word string) (n int) {
	for _, r := range word {
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n
}

// generations are the words that tell father and son apart. With a capital they can also be
// names.
var generations = setOf(Split("père, fils, aîné, junior, senior, júnior, sênior, the elder, the younger, d. ä., d. j., " +
	"der ältere, der jüngere, vater, sohn, padre, hijo, pai, filho, neto, il vecchio, il giovane, de oude, de jonge, d.ä., d.y., " +
	"den äldre, den yngre, отец, сын, старший, младший, ml."))

// maxGeneration is an upper bound on the length in bytes of such a text.
const maxGeneration = 24

// IsGeneration reports whether a text tells father and son apart: "père", "the Elder".
func IsGeneration(s string) bool {
	if len(s) > maxGeneration {
		return false
	}
	if !text.IsASCII(s) {
		s = norm.NFC.String(s)
	}
	is, _ := text.Lookup(generations, s)
	return is
}

// IsEastAsian reports whether s has a letter of a script in which the last name comes
// first.
func IsEastAsian(s string) bool {
	for _, r := range s {
		if r >= '\u1100' && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) {
			return true
		}
	}
	return false
}
