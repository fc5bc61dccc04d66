package words

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/ui/i18n"
)

// Printable makes a name fit for one line. Bytes that are not UTF-8 become U+FFFD, and
// control characters become spaces. It drops marks that change the direction of
// writing, because they can hide the real end of a name. It does not allocate if there
// is nothing to change.
func Printable(s string) string {
	unclean := func(r rune) bool { return r == utf8.RuneError || breaks(r) || turns(r) }
	if strings.IndexFunc(s, unclean) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case breaks(r):
			return ' '
		case turns(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// How many letters of a name are shown, by place.
const (
	BriefMenu  = 50  // in a menu, beside which the shortcuts stay in sight
	BriefTitle = 60  // in the heading of a dialog, together with other words
	BriefName  = 120 // within a sentence
	BriefPath  = 200 // in a paragraph of its own
)

// Brief returns a text fit for one line (Printable) with at most the given number of
// letters. It cuts a long text in the middle, because the end of a path says as much as
// its beginning. Wide letters, such as Chinese ones, count twice.
func Brief(s string, most int) string {
	const wideFrom = 0x1100 // Hangul; scripts from here on are mostly wide
	width := func(r rune) int {
		if r >= wideFrom {
			return 2
		}
		return 1
	}
	s = Printable(s)
	if len(s) <= most {
		return s
	}
	all, sum := []rune(s), 0
	for _, r := range all {
		sum += width(r)
	}
	if sum <= most {
		return s
	}
	first, last := 0, len(all)
	for left := most/2 - width(all[0]); left >= 0; left -= width(all[first]) {
		first++
	}
	for left := (most-1)/2 - width(all[last-1]); left >= 0; left -= width(all[last-1]) {
		last--
	}
	return strings.TrimSpace(string(all[:first])) + "…" + strings.TrimSpace(string(all[last:]))
}

// breaks reports whether a character ends a line or is another control character.
func breaks(r rune) bool { return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' }

// turns reports whether a character changes the direction of writing.
func turns(r rune) bool { return r >= 0x80 && unicode.Is(unicode.Bidi_Control, r) }

// Sentences splits a text after its first sentence.
func Sentences(text string) (first, rest string) {
	for _, stop := range []string{". ", "。"} {
		if at := strings.Index(text, stop); at >= 0 {
			end := at + len(strings.TrimSpace(stop))
			return text[:end], strings.TrimSpace(text[end:])
		}
	}
	return text, ""
}

// Capital returns a text with a capital first letter.
func Capital(text string) string {
	if text == "" {
		return ""
	}
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

// Reason returns a reason with a capital first letter. It also has words for no reason.
func Reason(reason string) string {
	return Capital(i18n.Text(cmp.Or(reason, i18n.Mark("reason unknown"))))
}
