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
// other marks that many leave out removed (but not those that make other letters or
// are vowels, as in kana, Hindi and Thai), compatibility characters decomposed ("ﬁ",
// "２"), letters that Unicode does not decompose spelled plainly ("ø", "ł", "æ"),
// typographic quotes and dashes replaced by plain ones, control characters by spaces. Bytes
// that are not UTF-8 become U+FFFD. Fold is idempotent.
func Fold(s string) string {
	var buf [usual]byte
	return string(AppendFold(buf[:0], s))
}

// FileName returns the form in which names of files are compared: in lower case, with composed
// accents, because disks and programs of macOS decompose them.
func FileName(name string) string { return strings.ToLower(norm.NFC.String(name)) }

// Key returns the letters and digits of the folded text, without spaces and
// punctuation: the form in which titles and names are compared. It returns ""
// if there are none.
func Key(s string) string {
	var buf [usual]byte
	return string(appendKey(buf[:0], s))
}

// usual is the length in bytes of most texts, for buffers.
const usual = 96

// AppendFold appends the folded s to dst.
func AppendFold(dst []byte, s string) []byte {
	start, marked := len(dst), false
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			dst = append(dst, FoldASCII(c))
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		f := foldedRune(r)
		dst = append(dst, f.text...)
		marked = marked || f.marked
		i += n
	}
	if marked {
		dst = ordered(dst, start)
	}
	return dst
}

// appendKey appends the Key of s to dst.
func appendKey(dst []byte, s string) []byte {
	start, marked := len(dst), false
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			if c = Letter(c); c != 0 {
				dst = append(dst, c)
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		f := foldedRune(r)
		dst = append(dst, f.key...)
		marked = marked || f.marked
		i += n
	}
	if marked {
		dst = ordered(dst, start)
	}
	return dst
}

// ordered puts the marks of each letter in the order of Unicode, in the text from start on.
func ordered(dst []byte, start int) []byte {
	if text := dst[start:]; !norm.NFD.IsNormal(text) {
		return append(dst[:start], norm.NFD.Bytes(text)...)
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
	text   string // as Fold returns it
	key    string // as Key returns it
	marked bool   // text has a mark whose place among other marks is not fixed

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
		f = &forms{text: text, key: strings.Map(inKey, text), marked: strings.ContainsFunc(text, func(r rune) bool { return classOf(r) != 0 })}
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
	if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
		return r
	}
	return -1
}

// foldAny is Fold without a table. It takes some microseconds for a title.
func foldAny(s string) string {
	fold := cases.Fold()
	s = strings.Map(plain, s)                                 // this also turns invalid bytes into U+FFFD
	s = strings.ReplaceAll(norm.NFKD.String(s), "\u0345", "") // the iota below a Greek letter, of which case folding makes a letter
	s = norm.NFKD.String(fold.String(s))
	var b strings.Builder
	for _, r := range s {
		switch {
		case r < utf8.RuneSelf:
			b.WriteByte(FoldASCII(byte(r)))
		case unicode.Is(unicode.Cf, r), unicode.IsMark(r) && isLeftOut(r):
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
	return norm.NFD.String(b.String()) // marks that a removed character stood between
}

// isLeftOut reports whether many writers leave a mark out: the accents of European letters, the
// vowels of Arabic, Hebrew and Syriac, the dot below letters of Hindi, and marks that are for
// looks. Others are kept: बाल is hair and बिल a burrow, ป่า a forest and ป้า an aunt. So is the
// voicing of kana: バリ is Bali, パリ Paris, and ハリ a needle.
func isLeftOut(r rune) bool {
	switch r {
	case '\u3099', '\u309A': // the voicing
		return false
	case '\u093C': // the dot
		return true
	}
	return unicode.In(r, unicode.Inherited, unicode.Common, unicode.Cyrillic, unicode.Greek,
		unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Variation_Selector)
}

// classOf returns the class by which Unicode orders the marks of a letter, 0 for other
// characters.
func classOf(r rune) uint8 { return norm.NFD.PropertiesString(string(r)).CCC() }

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
