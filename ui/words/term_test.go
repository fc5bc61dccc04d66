package words

import (
	"strings"
	"testing"

	"golang.org/x/text/language"

	"lectern/library/view"
	"lectern/ui/i18n"
)

func TestTerms(t *testing.T) {
	for text, want := range map[string]string{
		`dune "the long way" -x`:                         "||",
		`author:="Ann Leckie" narrator:emma`:             "Author: Ann Leckie|Narrator: emma",
		`(author:="Ann Leckie" or author:="Iain Banks")`: "Author: Ann Leckie|or Iain Banks",
		`is:missing is:gaps`:                             "Missing|Missing parts",
		`(is:missing or is:faulty)`:                      "Missing|or Can’t be read",
		`has:cover no:asin -is:offline -author:x`:        "Has cover|No ASIN|Not: Offline|Author: not x",
		`no:bitrate has:length`:                          "No bit rate|Has length",
		`length:>10h year:2001 bitrate:..64k`:            "Length: >10h|Year: 2001|Bit rate: <=64k",
		`year:2001..2010 year:2001.. (year:1 or year:2)`: "Year: 2001–2010|Year: >=2001|Year: 1|or 2",
		`added:<30d added:<1y added:>30d added:2024-05`:  "Added in the last 30 days|Added in the last year|Added: >30d|Added: 2024-05",
		`(dune or author:x) (a or b)`:                    "dune or author:x|",
		`-(a author:x) -(a b)`:                           "Not: a author:x|",
	} {
		var got []string
		for _, x := range view.Terms(text) {
			got = append(got, Term(x))
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%s: %s, want %s", text, s, want)
		}
	}
}

// TestNames: in another language, no field and no state of a query keeps its English word.
func TestNames(t *testing.T) {
	i18n.Use(language.SimplifiedChinese)
	defer i18n.Use(language.English)
	check := func(word, name string) {
		if strings.EqualFold(word, name) && word != "" && word != "asin" && word != "isbn" {
			t.Errorf("%s is %s in Chinese", word, name)
		}
	}
	for f := view.Author; f <= view.No; f++ {
		check(f.String(), FieldName(f.String()))
	}
	for _, word := range view.FlagWords(view.Is) {
		check(word, StateName(word))
	}
	for _, word := range view.FlagWords(view.Has) {
		check(word, hasWord(word))
	}
}
