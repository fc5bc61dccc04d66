package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Fold brings text into the form in which texts are compared: case folded,
// accents and other marks dropped, compatibility forms taken apart ("ﬁ", "２"),
// letters that Unicode leaves whole spelled plainly ("ø", "ł", "æ"), curly
// quotes and long dashes made straight and short, control characters spaces.
// Bytes that are not UTF-8 become U+FFFD. Folding twice changes nothing more.
func Fold(s string) string {
	var f Folding
	return string(f.Append(nil, s))
}

// Key is the letters and figures of the folded text, without the blanks and
// signs between them: the form in which titles and names are compared. It is ""
// where there are none.
func Key(s string) string {
	buf := make([]byte, 0, len(s))
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return key(s)
		}
		if c := Letter(s[i]); c != 0 {
			buf = append(buf, c)
		}
	}
	return string(buf)
}

// key is Key of any text.
func key(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mc, r) {
			return r
		}
		return -1
	}, foldAny(s))
}

// Letter is an ASCII letter in lower case or a figure, 0 for what is neither.
func Letter(c byte) byte {
	switch {
	case '0' <= c && c <= '9', 'a' <= c && c <= 'z':
		return c
	case 'A' <= c && c <= 'Z':
		return c + 'a' - 'A'
	default:
		return 0
	}
}

// Folding folds texts one after another, and remembers what the letters beyond
// ASCII fold to: a letter folds alike wherever it stands. It belongs to one
// goroutine; the zero value is ready.
type Folding struct{ letters map[rune]string }

// Append appends the folded s to dst.
func (f *Folding) Append(dst []byte, s string) []byte {
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			dst = append(dst, FoldASCII(c))
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		folded, ok := f.letters[r]
		if !ok {
			if f.letters == nil {
				f.letters = make(map[rune]string)
			}
			folded = foldAny(string(r))
			f.letters[r] = folded
		}
		dst = append(dst, folded...)
	}
	return dst
}

// foldAny is Fold for any text by the plain rule, which takes some microseconds for
// a title.
func foldAny(s string) string {
	fold := cases.Fold()
	s = strings.Map(Straight, s) // which makes U+FFFD of other bytes, too
	s = norm.NFKD.String(fold.String(norm.NFKD.String(s)))
	var b strings.Builder
	for _, r := range s {
		switch {
		case r < utf8.RuneSelf:
			b.WriteByte(FoldASCII(byte(r)))
		case unicode.In(r, unicode.Mn, unicode.Cf), norm.NFD.PropertiesString(string(r)).CCC() != 0:
		case unicode.Is(unicode.Cherokee, r): // folds to capitals, which x/text swaps
			b.WriteRune(unicode.ToUpper(r))
		default:
			if plain, ok := plainLetters[r]; ok {
				b.WriteString(plain)
			} else {
				b.WriteRune(Straight(r))
			}
		}
	}
	return b.String()
}

// FoldASCII is Fold of one ASCII character.
func FoldASCII(c byte) byte {
	switch {
	case 'A' <= c && c <= 'Z':
		return c + 'a' - 'A'
	case c == '`':
		return '\''
	case c < ' ':
		return ' '
	default:
		return c
	}
}

// Straight makes typographic quotes and dashes those of a keyboard.
func Straight(r rune) rune {
	switch r {
	case '‘', '’', '‚', '‛', '′', '‵', 'ʼ', 'ʹ', 'ʻ', 'ʽ', '´', '‹', '›':
		return '\''
	case '“', '”', '„', '‟', '″', '‶', '«', '»', 'ʺ', '〝', '〞':
		return '"'
	case '‐', '‑', '‒', '–', '—', '―', '−':
		return '-'
	default:
		return r
	}
}

// plainLetters are the folded letters with a stroke, a hook or a neighbour
// grown into them, which no Unicode decomposition takes apart.
var plainLetters = map[rune]string{
	'æ': "ae", 'œ': "oe", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th",
	'ħ': "h", 'ı': "i", 'ŧ': "t", 'ŋ': "n", 'ĸ': "k", 'ƒ': "f", 'ɨ': "i",
	'ƀ': "b", 'ɓ': "b", 'ƈ': "c", 'ɗ': "d", 'ə': "e", 'ǝ': "e", 'ɛ': "e",
	'ǥ': "g", 'ƙ': "k", 'ƚ': "l", 'ɔ': "o", 'ƥ': "p", 'ƭ': "t", 'ʉ': "u",
	'ƴ': "y", 'ƶ': "z",
}
