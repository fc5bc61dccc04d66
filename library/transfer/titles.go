package transfer

import (
	"strings"

	"lectern/library/text"
	"lectern/library/text/words"
)

// titles are the forms of a title in which it is compared.
type titles struct {
	whole []string // the title, with and without its subtitle, if that is a field of its own
	short string   // without a subtitle after a colon and without a remark in brackets; "" if it has neither
	plain bool     // it has no subtitle in any form
}

// titlesOf returns the forms of a title.
func titlesOf(title, subtitle string) (t titles) {
	title = withoutPlace(title)
	add := func(s string) string {
		key := text.Key(words.ArticlesOf("").Remove(strings.TrimSpace(s)))
		if key != "" {
			t.whole = append(t.whole, key)
		}
		return key
	}
	add(title)
	if subtitle != "" {
		add(title + " " + subtitle)
	}
	short := title
	if open := strings.LastIndexAny(short, "(["); open > 0 && strings.HasSuffix(short, ")") || open > 0 && strings.HasSuffix(short, "]") {
		short = short[:open]
	}
	if before, _, has := strings.Cut(text.Fold(short), ": "); has && strings.TrimSpace(before) != "" {
		short = before
	}
	t.plain = subtitle == "" && short == title
	if short != title {
		t.short = text.Key(words.ArticlesOf("").Remove(strings.TrimSpace(short)))
	}
	return t
}

// withoutPlace removes the place in a series that some sites add to a title: "The Final
// Empire (Mistborn, #1)".
func withoutPlace(title string) string {
	title = strings.TrimSpace(title)
	if open := strings.LastIndexByte(title, '('); open > 0 && strings.HasSuffix(title, ")") && strings.ContainsRune(title[open:], '#') {
		return strings.TrimSpace(title[:open])
	}
	return title
}
