package group

import (
	"strings"

	"lectern/library/text"
	"lectern/library/text/words"
)

// standalones are keys of names for the books of an author that belong to no series.
var standalones = keys(
	"Standalone", "Standalones", "Stand Alone", "Stand Alones", "Standalone Novels", "Standalone Books", "Novels", "Novellas", "Short Fiction", "Short Stories", "Non-Fiction", "Single Novels", "No Series",
	"Einzelbände", "Einzelromane", "Einzeltitel", "Einzelwerke", "Kurzgeschichten", "Romans indépendants", "Hors série", "Nouvelles", "Independientes", "Autoconclusivos", "Cuentos", "Racconti", "Losse boeken", "Fristående",
)

// plainSeries returns the name of a series in that of its folder, without what says which of
// its books are there: "Saltmarsh (1-3)", "Saltmarsh [Complete]".
func plainSeries(folder string) string {
	name := withoutOrder(folder)
	if end := len(name) - 1; end > 0 && (name[end] == ')' || name[end] == ']') {
		at := strings.LastIndexAny(name, "([")
		if at <= 0 {
			return name
		}
		inner := name[at+1 : end]
		several := strings.Contains(inner, "-") && onlyVolume(inner) != ""
		if before := strings.TrimRight(name[:at], " "); before != "" && (several || isRemark(inner) || complete[strings.ToLower(inner)]) {
			return before
		}
	}
	return name
}

// complete are remarks that all books of a series are there.
var complete = lowered("complete", "complete series", "full series", "completed", "ongoing", "unfinished", "komplett", "vollständig", "complète", "intégrale", "completa", "completo", "compleet", "komplet", "kompletna")

// withoutOrder removes from the name of the folder of a series the number by which folders are
// sorted: "01 - The Fen Cycle". Without a zero in front, a dash has to follow, and a word for
// a series at the end: "2 - Fen Saga", but "9 - Lives" and "87th Precinct".
func withoutOrder(series string) string {
	end := text.DigitsEnd(series, 0)
	if end == 0 || end > maxDigits {
		return series
	}
	zero := series[0] == '0' && end > 1
	for _, sep := range [...]string{dash, ". ", ") ", " "} {
		rest, found := strings.CutPrefix(series[end:], sep)
		if !found || !startsWithLetter(rest) {
			continue
		}
		head, last := lastField(rest)
		if named := head != "" && words.IsSeries(last); zero && (named || sep != " ") || named && sep == dash {
			return rest
		}
	}
	return series
}
