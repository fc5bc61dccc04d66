package codepage

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"lectern/library/text"
)

// raw plus a byte is the character that stands for the byte in a text of Raw. It lies
// in the last private-use plane of Unicode, which no real text uses.
const raw = 0x10FF00

// Raw returns a text whose code page is not known yet, as a string that can be cut,
// joined and trimmed like any other. Settle decodes it.
func Raw(b []byte) string {
	if text.IsASCII(b) {
		return string(b)
	}
	out := make([]byte, 0, 3*len(b))
	for _, c := range b {
		if c < utf8.RuneSelf {
			out = append(out, c)
		} else {
			out = utf8.AppendRune(out, raw+rune(c))
		}
	}
	return string(out)
}

// hasRaw reports whether any part of a text comes from Raw.
func hasRaw(s string) bool {
	const first = 0xF4 // in UTF-8
	if strings.IndexByte(s, first) < 0 {
		return false
	}
	return strings.ContainsFunc(s, isRaw)
}

func isRaw(r rune) bool { return raw+utf8.RuneSelf <= r && r <= raw+0xFF }

// Settle decodes, in place, those texts that come from Raw. All texts were written
// together. It returns the indices of the texts that changed, and their code page.
//
// If no text comes from Raw, some program may have decoded all of them with the wrong
// code page. Settle undoes this if they consist only of characters of that page.
func Settle(texts []*string) (changed []int, page *Page) {
	var old [][]byte
	for n, s := range texts {
		if hasRaw(*s) {
			changed = append(changed, n)
			pieces(*s, func(b []byte) string { old = append(old, b); return "" })
		}
	}
	if changed == nil {
		return mend(texts)
	}
	page = Of(old...)
	for _, n := range changed {
		*texts[n] = pieces(*texts[n], page.Decode)
	}
	return changed, page
}

// pieces replaces each run of bytes of Raw, with the ASCII around them, by decode's
// result. Other text may stand between such runs, and stays.
func pieces(s string, decode func(b []byte) string) string {
	var out strings.Builder
	var piece []byte
	end := func() {
		if len(piece) > 0 {
			out.WriteString(decode(piece))
		}
		piece = nil
	}
	for _, r := range s {
		switch {
		case r < utf8.RuneSelf:
			piece = append(piece, byte(r))
		case isRaw(r):
			piece = append(piece, byte(r-raw))
		default:
			end()
			out.WriteRune(r)
		}
	}
	end()
	return out.String()
}

// doubted is the further handicap for texts in Unicode: it must be much likelier that
// they were decoded wrongly than that a text which claims to be Latin-1 is not.
const doubted = 6 * bit

// mend repairs texts that a program decoded with the wrong code page. UTF-8 is unlike
// any other text, so each text alone shows whether it was UTF-8. Otherwise mend changes
// nothing unless the page could have had every character of all texts.
func mend(texts []*string) (changed []int, page *Page) {
	if !slices.ContainsFunc(texts, func(s *string) bool { return !text.IsASCII(*s) }) {
		return nil, Western
	}
	if onlyQuotes(texts) {
		return nil, Western
	}
	for n, s := range texts {
		if was, ok := Undo(*s); ok {
			*texts[n] = was
			changed = append(changed, n)
		}
	}
	if changed != nil {
		return changed, Western
	}
	size := 0
	for _, s := range texts {
		size += len(*s)
	}
	room := make([]byte, 0, size) // no text is longer in a code page than in UTF-8
	all := make([][]byte, len(texts))
	for n, s := range texts {
		from, ok := len(room), false
		if room, ok = encode(room, *s); !ok {
			return nil, Western
		}
		all[n] = room[from:len(room):len(room)]
	}
	page = of(all, doubted)
	for n, b := range all {
		if !text.IsASCII(b) && page != Western {
			*texts[n] = page.Decode(b)
			changed = append(changed, n)
		}
	}
	return changed, page
}

// onlyQuotes reports whether the only characters beyond ASCII are quotes and dashes that
// stand as in most English texts: fewer than shortest in a row, because more could be a
// word in another alphabet, and one of them before a space or a sign, where no wide
// character begins.
func onlyQuotes(texts []*string) bool {
	alone := false
	for _, s := range texts {
		run := 0
		for _, r := range *s {
			switch {
			case r < utf8.RuneSelf:
				alone = alone || run == 1 && r < '@'
				run = 0
			case !strings.ContainsRune("‘’“”–—…", r):
				return false
			default:
				if run++; run == shortest {
					return false
				}
			}
		}
	}
	return alone
}

// misreadings are the code pages in which programs of Western, Russian and Central
// European systems read UTF-8.
var misreadings = [...]*charmap.Charmap{charmap.Windows1252, charmap.Windows1251, charmap.Windows1250}

// Undo returns the text that a program read in an old code page although it was UTF-8:
// "Příběh" for "PÅ™Ã\u00ADbÄ›h". ok is false if s is not such a text.
func Undo(s string) (was string, ok bool) {
	if text.IsASCII(s) {
		return s, false
	}
	var room [256]byte
	for _, page := range misreadings {
		if b := utf8In(room[:0], s, page); b != nil && IsUTF8(b) && isMeant(string(b), page) {
			return string(b), true
		}
	}
	return s, false
}

// isMeant reports whether a text can have been UTF-8 that was read in a code page.
// "Úžas" could by chance be UTF-8 as well: an Arabic letter within a Latin word.
func isMeant(s string, page *charmap.Charmap) bool {
	found, foreign := 0, false
	last := ' '
	for _, r := range s {
		switch {
		case r < utf8.RuneSelf:
			if foreign && unicode.IsLetter(r) && unicode.IsLetter(last) && !isEuropean(last) {
				return false
			}
		case isEuropean(r):
			found++
		case page == charmap.Windows1250, page == charmap.Windows1251 && !unicode.Is(unicode.Cyrillic, r), last < utf8.RuneSelf && unicode.IsLetter(last) && unicode.IsLetter(r):
			return false
		default:
			found, foreign = found+1, true
		}
		last = r
	}
	return found > 1 || found == 1 && page == charmap.Windows1252 && !foreign
}

// isEuropean reports whether r is a letter of a European language in Latin script beyond
// ASCII, or punctuation.
func isEuropean(r rune) bool {
	return r >= 0xA0 && r <= 0x17F || r >= 0x218 && r <= 0x21B || r >= 0x2010 && r <= 0x203A || r == '€'
}

// utf8In appends s in a code page to b. It returns nil if the result is not UTF-8, most
// often at the first letter beyond ASCII. Control characters stand for the bytes that the
// page lacks.
func utf8In(b []byte, s string, page *charmap.Charmap) []byte {
	missing := 0 // bytes of the current character
	for _, r := range s {
		c, ok := byte(r), r < utf8.RuneSelf
		if !ok {
			if c, ok = page.EncodeRune(r); !ok && r < 0xA0 {
				c, ok = byte(r), true
			}
		}
		follows := c&0xC0 == 0x80
		if !ok || follows != (missing > 0) {
			return nil
		}
		switch {
		case follows:
			missing--
		case c >= 0xF0:
			missing = 3
		case c >= 0xE0:
			missing = 2
		case c >= 0xC2:
			missing = 1
		}
		b = append(b, c)
	}
	if missing > 0 || !utf8.Valid(b) {
		return nil
	}
	return b
}

// encode appends a text to b. It is the inverse of decoding with Windows-1252 or Latin-1.
// Latin-1's control characters stand for themselves.
func encode(b []byte, s string) (_ []byte, ok bool) {
	for _, r := range s {
		if r < utf8.RuneSelf {
			b = append(b, byte(r))
			continue
		}
		switch c, ok := charmap.Windows1252.EncodeRune(r); {
		case ok:
			b = append(b, c)
		case r < 0xA0:
			b = append(b, byte(r))
		default:
			return b, false
		}
	}
	return b, true
}
