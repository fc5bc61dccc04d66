package text

import (
	"strings"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Fold returns the form in which texts are compared: case folded, accents and
// other marks removed (but not the voicing marks of kana, which make other letters),
// compatibility characters decomposed ("ﬁ", "２"), letters that Unicode does not
// decompose spelled plainly ("ø", "ł", "æ"), typographic quotes and dashes replaced
// by plain ones, control characters by spaces. Bytes that are not UTF-8 become
// U+FFFD. Fold is idempotent.
func Fold(s string) string {
	var buf [usual]byte
	return string(AppendFold(buf[:0], s))
}

// Key returns the letters and digits of the folded text, without spaces and
// punctuation: the form in which titles and names are compared. It returns ""
// if there are none.
func Key(s string) string {
	var buf [usual]byte
	return string(AppendKey(buf[:0], s))
}

// usual is the length in bytes of most texts, for buffers.
const usual = 96

// AppendFold appends the folded s to dst.
func AppendFold(dst []byte, s string) []byte {
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			dst = append(dst, FoldASCII(c))
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		dst = append(dst, foldedRune(r).text...)
		i += n
	}
	return dst
}

// AppendKey appends the Key of s to dst.
func AppendKey(dst []byte, s string) []byte {
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			if c = Letter(c); c != 0 {
				dst = append(dst, c)
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		dst = append(dst, foldedRune(r).key...)
		i += n
	}
	return dst
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

// forms has the folded forms of a character beyond ASCII.
type forms struct {
	text string // as Fold returns it
	key  string // as Key returns it

	spelled string // as Spell returns it, "" if that is text
	after   string // the letters after which it is spelled so; "" for any
}

// blocks hold the forms of the characters that have occurred. They do not depend on
// context.
var blocks [(utf8.MaxRune + 1) / blockSize]atomic.Pointer[[blockSize]atomic.Pointer[forms]]

const blockSize = 64 // characters

// foldedRune returns the forms of a character. It can be called from any goroutine.
func foldedRune(r rune) *forms {
	block := blocks[r/blockSize].Load()
	if block == nil {
		blocks[r/blockSize].CompareAndSwap(nil, new([blockSize]atomic.Pointer[forms]))
		block = blocks[r/blockSize].Load()
	}
	f := block[r%blockSize].Load()
	if f == nil {
		text := foldAny(string(r))
		f = &forms{text: text, key: strings.Map(inKey, text)}
		if two, ok := inTwo[unicode.ToLower(r)]; ok {
			f.spelled, f.after = two.spelled, two.after
		}
		block[r%blockSize].Store(f)
	}
	return f
}

// inTwo are the lower-case letters that are spelled in two letters where a keyboard or a file
// system does not have them, and the combining marks that stand for them behind one of the
// letters in after. "ß", "æ" and "œ" are not here: Fold always spells them in two.
var inTwo = map[rune]struct{ spelled, after string }{
	'ä': {"ae", ""}, 'ö': {"oe", ""}, 'ü': {"ue", ""}, 'ø': {"oe", ""}, 'å': {"aa", ""},
	'\u0308': {"e", "aou"}, '\u030A': {"a", "a"},
}

// inKey returns the letters and digits of folded text, and -1 for other characters.
func inKey(r rune) rune {
	if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mc, r) || isVoicing(r) {
		return r
	}
	return -1
}

// foldAny is Fold without a table. It takes some microseconds for a title.
func foldAny(s string) string {
	fold := cases.Fold()
	s = strings.Map(plain, s) // this also turns invalid bytes into U+FFFD
	s = norm.NFKD.String(fold.String(norm.NFKD.String(s)))
	var b strings.Builder
	for _, r := range s {
		switch {
		case r < utf8.RuneSelf:
			b.WriteByte(FoldASCII(byte(r)))
		case isVoicing(r):
			b.WriteRune(r)
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

// isVoicing reports whether a mark makes another letter of a kana: バリ is Bali, パリ Paris, and
// ハリ a needle.
func isVoicing(r rune) bool { return r == '\u3099' || r == '\u309A' }

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
