package group

import (
	"strings"

	"lectern/library/text"
	"lectern/library/text/words"
)

// asNumbered divides a name into a number and a title that is only the title of a volume if
// its neighbours are numbered likewise: "10 Title", "10. Title", "1-Title", "1_Title", "T1
// Title", "1 of 7 - Title". The sign of the volume is what stands in front of the number and
// behind it.
func asNumbered(name string) (v volume) {
	s := line(decoded(name))
	letter := ""
	if s != "" && strings.IndexByte("BTV", s[0]) >= 0 { // book, tome, volume
		letter = s[:1]
	}
	end := text.DigitsEnd(s, len(letter))
	v.width = end - len(letter)
	if v.width < 1 || v.width > maxDigits || end == len(s) {
		return volume{}
	}
	v.part = trimZeros(s[len(letter):end])
	rest := s[end:]
	if total, of := words.CutOf(strings.TrimLeft(rest, " ")); of && rest[0] == ' ' { // "1 of 7 - Title"
		if n := text.DigitsEnd(total, 0); n > 0 && n <= maxDigits && strings.HasPrefix(total[n:], dash) {
			letter, rest = "of", total[n:]
		}
	}
	v.sign = letter + rest[:1]
	title := strings.TrimLeft(rest[1:], "- ")
	switch {
	case strings.IndexByte(" -._)", rest[0]) < 0, wholeTitle(title) == "", !startsWithLetter(title) && title[0] != '(':
		return volume{}
	case rest[0] != ' ' && len(rest) > 1 && rest[1] == ' ':
		if rest[0] != '.' && rest[0] != ')' {
			return volume{}
		}
		v.sign += " "
	case letter == "" && strings.HasPrefix(rest, dash): // it needs no neighbours
		return volume{}
	}
	v.title = title
	return v
}
