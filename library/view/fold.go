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

// What stands in a haystack besides folded text, which holds neither.
const (
	fieldEnd   = '\n'   // ends a field: none can match across it
	sectionEnd = '\x00' // ends the title, the series, and all before the names of files
)

// Fold brings text into the form in which the filter compares it: case folded,
// accents and other marks dropped, compatibility forms taken apart ("ﬁ", "２"),
// letters that Unicode leaves whole spelled plainly ("ø", "ł", "æ"), curly
// quotes and long dashes made straight and short, control characters spaces.
// Bytes that are not UTF-8 become U+FFFD. Folding twice changes nothing more.
func Fold(s string) string {
	var f folding
	return string(f.append(nil, s))
}

// folding folds texts one after another, and remembers what the letters beyond
// ASCII fold to: a letter folds alike wherever it stands. It belongs to one
// goroutine; the zero value is ready.
type folding struct {
	letters map[rune]string
	buf     []byte
}

// append appends the folded s to dst.
func (f *folding) append(dst []byte, s string) []byte {
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			dst = append(dst, foldASCII(c))
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
	s = strings.Map(straight, s) // which makes U+FFFD of other bytes, too
	s = norm.NFKD.String(fold.String(norm.NFKD.String(s)))
	var b strings.Builder
	for _, r := range s {
		switch {
		case r < utf8.RuneSelf:
			b.WriteByte(foldASCII(byte(r)))
		case unicode.In(r, unicode.Mn, unicode.Cf), norm.NFD.PropertiesString(string(r)).CCC() != 0:
		case unicode.Is(unicode.Cherokee, r): // folds to capitals, which x/text swaps
			b.WriteRune(unicode.ToUpper(r))
		default:
			if plain, ok := plainLetters[r]; ok {
				b.WriteString(plain)
			} else {
				b.WriteRune(straight(r))
			}
		}
	}
	return b.String()
}

func foldASCII(c byte) byte {
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

// haystack is what the filter reads of a book besides its folder, genres and
// publisher, folded, each field ended by fieldEnd: the title; the series; subtitle,
// authors, narrators, ASIN and ISBN; the names of the files, and of their folders
// besides the book's. Each of the four but the last is ended by sectionEnd, so it is
// never empty. It is good until the next call.
func (f *folding) haystack(b *book.Book) []byte {
	f.buf = f.buf[:0]
	f.field(b.Title)
	f.buf = append(f.buf, sectionEnd)
	for _, s := range b.Series {
		f.field(s.String())
	}
	f.buf = append(f.buf, sectionEnd)
	f.field(b.Subtitle)
	for _, name := range b.Authors {
		f.field(name)
	}
	for _, name := range b.Narrators {
		f.field(name)
	}
	f.field(b.ASIN)
	f.field(b.ISBN)
	f.buf = append(f.buf, sectionEnd)
	for _, file := range b.Files {
		f.field(file.Name())
		if folder := file.Folder(); folder != b.Folder() {
			f.field(filepath.Base(folder)) // of a disc
		}
	}
	return f.buf
}

// titles is the haystack's title.
func (r *row) titles() string { return r.hay[:strings.IndexByte(r.hay, sectionEnd)] }

// series is the haystack's series.
func (r *row) series() string {
	rest := r.hay[strings.IndexByte(r.hay, sectionEnd)+1:]
	return rest[:strings.IndexByte(rest, sectionEnd)]
}

// names is the haystack's names of files and their folders.
func (r *row) names() string { return r.hay[strings.LastIndexByte(r.hay, sectionEnd)+1:] }

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
	if a.Title != b.Title || a.Subtitle != b.Subtitle || a.ASIN != b.ASIN || a.ISBN != b.ISBN || len(a.Files) != len(b.Files) ||
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
