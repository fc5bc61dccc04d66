package text

import (
	"strings"
	"unicode/utf8"
)

// EscapeFormula returns a text that no spreadsheet takes for a formula: it puts an
// apostrophe before a text that begins like one. It also does so before apostrophes in front
// of such a beginning, so that UnescapeFormula always gives the text back.
func EscapeFormula(s string) string {
	if isFormula(s) {
		return "'" + s
	}
	return s
}

// UnescapeFormula reverses EscapeFormula.
func UnescapeFormula(s string) string {
	if rest, has := strings.CutPrefix(s, "'"); has && isFormula(rest) {
		return rest
	}
	return s
}

// isFormula reports whether a text begins like a formula, or with a character that
// spreadsheets skip before one, perhaps after blanks or apostrophes. The list is OWASP's
// (CSV Injection); the wide forms count in East Asian versions of Excel.
func isFormula(s string) bool {
	s = strings.TrimLeft(s, "' \u00a0\u3000")
	first, _ := utf8.DecodeRuneInString(s)
	return s != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", first)
}
