package text

import "slices"

// part is the meaning of a word before a number.
type part uint8

const (
	ofSeries part = iota + 1 // a volume, also after a title: "Vol. 2"
	ofTitle                  // a volume, or a part of the title: "Part 2"
	ofWork                   // a piece of a work or recording, never a volume of a series
)

// parts are lower-case words before the number of a part of a work.
var parts = map[string]part{
	"book": ofSeries, "bk": ofSeries, "vol": ofSeries, "volume": ofSeries, // English
	"band": ofSeries, "bd": ofSeries, "buch": ofSeries, // German
	"tome": ofSeries, "livre": ofSeries, "libro": ofSeries, "tomo": ofSeries, "volumen": ofSeries, // French, Spanish, Italian
	"deel": ofSeries, "bok": ofSeries, "kniha": ofSeries, "księga": ofSeries, "tom": ofSeries, // Dutch, Swedish, Czech, Polish
	"книга": ofSeries, "том": ofSeries, "第": ofSeries,

	"part": ofTitle, "teil": ofTitle, "folge": ofTitle, "episode": ofTitle, "часть": ofTitle, "część": ofTitle, "cz": ofTitle,

	"pt": ofWork, "partie": ofWork, "parte": ofWork, "del": ofWork, "díl": ofWork, "svazek": ofWork, "volym": ofWork,
	"bind": ofWork, "osa": ofWork, "kirja": ofWork, "boek": ofWork,
	"disc": ofWork, "disk": ofWork, "disque": ofWork, "диск": ofWork, "cd": ofWork, "tape": ofWork, "cassette": ofWork, "kassette": ofWork,
}

// IsVolume reports whether a word, ignoring case, can stand before the number
// of a volume of a series. behind reports whether it can do so after a title,
// where "Part 2" belongs to the title.
func IsVolume(word string) (behind, known bool) {
	p, _ := Lookup(parts, word)
	return p == ofSeries, p == ofSeries || p == ofTitle
}

// IsPart reports whether a word, ignoring case, can stand before the number of
// any part of a work: a volume, a part, a disc.
func IsPart(word string) bool {
	_, known := Lookup(parts, word)
	return known
}

// Ofs are the words between the number of a part and the total.
var Ofs = []string{"of", "von", "de", "di", "van", "av", "z", "ze", "из", "/"}

// IsOf reports whether a lower-case word is one of Ofs.
func IsOf(word string) bool { return slices.Contains(Ofs, word) }
