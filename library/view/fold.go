package view

import (
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"lectern/library/book"
)

// fieldEnd stands between the fields of a haystack. A word holds no white
// space, so none can match across it.
const fieldEnd = '\n'

// Fold brings text into the form in which the filter compares it: case folded,
// accents and other marks dropped, compatibility forms taken apart ("ﬁ", "２"),
// letters that Unicode leaves whole spelled plainly ("ø", "ł", "æ"), curly
// quotes and long dashes made straight and short. Bytes that are not UTF-8
// become U+FFFD. Folding twice changes nothing more.
func Fold(s string) string {
	var f folding
	return string(f.append(nil, s))
}

// folding folds texts one after another. It belongs to one goroutine; the zero
// value is ready.
type folding struct {
	caser *cases.Caser // made when the first text needs it
	buf   []byte
}

// append appends the folded s to dst. ASCII takes one pass and no memory.
func (f *folding) append(dst []byte, s string) []byte {
	start := len(dst)
	for i := range len(s) {
		c := s[i]
		if c >= utf8.RuneSelf {
			return f.appendAny(dst[:start], s)
		}
		dst = append(dst, foldASCII(c))
	}
	return dst
}

// appendAny is append for any text: the plain rule, and the slow one.
func (f *folding) appendAny(dst []byte, s string) []byte {
	if f.caser == nil {
		c := cases.Fold()
		f.caser = &c
	}
	s = strings.Map(straight, strings.ToValidUTF8(s, "\uFFFD"))
	s = norm.NFKD.String(f.caser.String(norm.NFKD.String(s)))
	for _, r := range s {
		switch {
		case r < utf8.RuneSelf:
			dst = append(dst, foldASCII(byte(r)))
		case unicode.In(r, unicode.Mn, unicode.Cf):
		case unicode.Is(unicode.Cherokee, r): // folds to capitals, which x/text swaps
			dst = utf8.AppendRune(dst, unicode.ToUpper(r))
		default:
			if plain, ok := plainLetters[r]; ok {
				dst = append(dst, plain...)
			} else {
				dst = utf8.AppendRune(dst, straight(r))
			}
		}
	}
	return dst
}

func foldASCII(c byte) byte {
	switch {
	case 'A' <= c && c <= 'Z':
		return c + 'a' - 'A'
	case c == '`':
		return '\''
	default:
		return c
	}
}

// straight makes typographic quotes and dashes those of a keyboard.
func straight(r rune) rune {
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

// haystack is what the filter reads of a book besides the trail of its folder,
// folded: title, authors, narrators, series and file names, each ended by
// fieldEnd. It is never empty.
func (f *folding) haystack(b *book.Book) string {
	f.buf = f.buf[:0]
	f.field(b.Title)
	for _, name := range b.Authors {
		f.field(name)
	}
	for _, name := range b.Narrators {
		f.field(name)
	}
	for _, s := range b.Series {
		f.field(s.String())
	}
	for _, file := range b.Files {
		f.field(file.Name())
	}
	return string(f.buf)
}

func (f *folding) field(s string) {
	if s != "" {
		f.buf = append(f.append(f.buf, s), fieldEnd)
	}
}

// trail is a folder from the name of its root on: where the root itself lies
// says nothing about the book.
func trail(folder, root string) string {
	if root == "" || !below(folder, root) {
		return folder
	}
	return folder[len(root)-len(filepath.Base(root)):]
}

// sameHaystack reports whether both books have equal haystacks, as far as can
// be told without folding.
func sameHaystack(a, b *book.Book) bool {
	if a.Title != b.Title || len(a.Files) != len(b.Files) ||
		!slices.Equal(a.Authors, b.Authors) || !slices.Equal(a.Narrators, b.Narrators) || !slices.Equal(a.Series, b.Series) {
		return false
	}
	for i := range a.Files {
		if a.Files[i].Path != b.Files[i].Path {
			return false
		}
	}
	return true
}
