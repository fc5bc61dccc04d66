package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Fold returns the form in which texts are compared: case folded, accents and
// other marks removed, compatibility characters decomposed ("ﬁ", "２"), letters
// that Unicode does not decompose spelled plainly ("ø", "ł", "æ"), typographic
// quotes and dashes replaced by plain ones, control characters by spaces. Bytes
// that are not UTF-8 become U+FFFD. Fold is idempotent.
func Fold(s string) string {
	var f Folding
	return string(f.Append(nil, s))
}

// Key returns the letters and digits of the folded text, without spaces and
// punctuation: the form in which titles and names are compared. It returns ""
// if there are none.
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

// key is Key without the fast path for ASCII.
func key(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mc, r) {
			return r
		}
		return -1
	}, foldAny(s))
}

// IsASCII reports whether a text consists of ASCII.
func IsASCII[T string | []byte](s T) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// Letter returns an ASCII letter in lower case, a digit unchanged, and 0 for
// any other byte.
func Letter(c byte) byte { return letters[c] }

// letters holds the results of Letter.
var letters = func() (all [256]byte) {
	for c := range all {
		switch c := byte(c); {
		case '0' <= c && c <= '9', 'a' <= c && c <= 'z':
			all[c] = c
		case 'A' <= c && c <= 'Z':
			all[c] = c + 'a' - 'A'
		}
	}
	return all
}()

// Folding folds texts one after another. It caches the folded forms of letters
// beyond ASCII, which do not depend on context. It belongs to one goroutine;
// the zero value is ready for use.
type Folding struct{ letters map[rune]string }

// Append appends the folded s to dst.
func (f *Folding) Append(dst []byte, s string) []byte {
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			dst = append(dst, FoldASCII(c))
			i++
			continue
		}
		folded, n := f.letter(s[i:])
		dst = append(dst, folded...)
		i += n
	}
	return dst
}

// letter returns the folded first character of s, and its length in s.
func (f *Folding) letter(s string) (folded string, n int) {
	r, n := utf8.DecodeRuneInString(s)
	folded, ok := f.letters[r]
	if !ok {
		if f.letters == nil {
			f.letters = make(map[rune]string)
		}
		folded = foldAny(string(r))
		f.letters[r] = folded
	}
	return folded, n
}

// foldAny is Fold without fast paths. It takes some microseconds for a title.
func foldAny(s string) string {
	fold := cases.Fold()
	s = strings.Map(plain, s) // this also turns invalid bytes into U+FFFD
	s = norm.NFKD.String(fold.String(norm.NFKD.String(s)))
	var b strings.Builder
	for _, r := range s {
		switch {
		case r < utf8.RuneSelf:
			b.WriteByte(FoldASCII(byte(r)))
		case unicode.In(r, unicode.Mn, unicode.Cf), norm.NFD.PropertiesString(string(r)).CCC() != 0:
		case unicode.Is(unicode.Cherokee, r): // these fold to capitals, which x/text swaps
			b.WriteRune(unicode.ToUpper(r))
		default:
			if letters, ok := plainLetters[r]; ok {
				b.WriteString(letters)
			} else {
				b.WriteRune(plain(r))
			}
		}
	}
	return b.String()
}

// FoldASCII is Fold for one ASCII character.
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

// Straight replaces typographic quotes and dashes by those on a keyboard.
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

// plain is Straight, and also replaces the signs that programs put in place of those
// which file names cannot have (Libation's ꞉, ∕, ⧵, ∗, ⏐; they also exist in full
// width), and the signs that other scripts have between words.
func plain(r rune) rune {
	switch r {
	case '꞉', '∶', 'ː', '˸', '։', '׃', '⁚', '᛬': // confusable with ':' (Unicode Technical Standard 39)
		return ':'
	case '∕', '⁄', '⧸':
		return '/'
	case '∖', '⧵', '⧹':
		return '\\'
	case '∗', '✱', '⁎':
		return '*'
	case '⏐', '∣', '❘', 'ǀ':
		return '|'
	case '·', '・', '‧', '∙', '⋅', '•', 'ㆍ', '᛫':
		return '-'
	case '、':
		return ','
	case '。':
		return '.'
	default:
		return Straight(r)
	}
}

// plainLetters are folded letters that Unicode does not decompose: those with a stroke
// or a hook, and ligatures.
var plainLetters = map[rune]string{
	'æ': "ae", 'œ': "oe", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th",
	'ħ': "h", 'ı': "i", 'ŧ': "t", 'ŋ': "n", 'ĸ': "k", 'ƒ': "f", 'ɨ': "i",
	'ƀ': "b", 'ɓ': "b", 'ƈ': "c", 'ɗ': "d", 'ə': "e", 'ǝ': "e", 'ɛ': "e",
	'ǥ': "g", 'ƙ': "k", 'ƚ': "l", 'ɔ': "o", 'ƥ': "p", 'ƭ': "t", 'ʉ': "u",
	'ƴ': "y", 'ƶ': "z",
}
