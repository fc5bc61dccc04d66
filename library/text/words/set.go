package words

import (
	"strings"
	"unicode/utf8"
)

// setPlaces are the signs for the places of volumes in a set of two or three, with their
// numbers.
var setPlaces = map[rune]byte{'上': '1', '中': '2', '下': '3', '前': '1', '後': '2', '后': '2'}

// setCounters are the signs after such a place. "部" is missing because the words with
// it are ordinary ones, such as "the upper part".
const setCounters = "巻卷冊册集編编篇"

// CutSet removes the place of a volume in a set from the end of a name: "灯台 上巻",
// "灯台（下）", "后篇". number is "" if there is none.
func CutSet(name string) (rest, number string) {
	s := strings.TrimRight(name, " )]）】")
	last, size := utf8.DecodeLastRuneInString(s)
	if last < 0x4E00 {
		return name, ""
	}
	counted := strings.ContainsRune(setCounters, last)
	if counted {
		s = s[:len(s)-size]
		last, size = utf8.DecodeLastRuneInString(s)
	}
	digit := setPlaces[last]
	rest = s[:len(s)-size]
	switch {
	case digit == 0, !counted && strings.ContainsRune("前後后", last):
		return name, ""
	case !counted && rest != "" && !strings.ContainsAny(rest[len(rest)-1:], " (-_") && !strings.HasSuffix(rest, "（") && !strings.HasSuffix(rest, "【") && !strings.HasSuffix(rest, "　"):
		return name, "" // the end of a word
	}
	return strings.TrimRight(rest, " 　(（[【-_"), string(rune(digit))
}
