package view

import (
	"strings"
	"unicode/utf8"

	"lectern/library/text"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// collateLimit is the number of bytes of a text that count in a sort. It bounds
// the memory of a key. Texts that agree up to this limit are sorted by the next
// sort key.
const collateLimit = 256

// pathLevel separates the keys of the names in a path. It is lower than any
// byte of a key, so a folder sorts before the folders in it.
const pathLevel = "\x00"

// knownWords is the number of cached words with letters beyond ASCII. The words
// of a library repeat, and the collator takes some microseconds for each. Words
// longer than knownWordLimit are not cached: they are whole texts in a script
// without spaces.
const (
	knownWords     = 4096
	knownWordLimit = 48
)

// collation makes collation keys: strings whose byte order is the sort order in
// the user's language. Digits count by value; case, accents and width are
// ignored. A collation belongs to one goroutine.
type collation struct {
	alphabet *alphabet
	collator *collate.Collator
	buf      collate.Buffer
	spelled  []byte
	made     []byte            // the latest key
	known    map[string]string // word to key

	folder, key string // the latest folder and its key, as neighbouring books often share a folder
}

func newCollation(lang language.Tag) *collation {
	return newAlphabet(lang).collation(lang)
}

// collation returns a new collation for lang, the language of the alphabet.
func (a *alphabet) collation(lang language.Tag) *collation {
	return &collation{alphabet: a, collator: collate.New(lang, collate.Loose), known: make(map[string]string)}
}

// text returns the key of s. It is empty if s is empty.
func (c *collation) text(s string) string { return string(c.bytes(s)) }

// bytes is text without the copy: the result is valid until the next call. The
// key of a text is the keys of its words, one after another, as no language
// sorts a space together with its neighbours. Text that is not UTF-8 is passed
// to the collator as a whole, because a broken sequence swallows the space
// after it.
func (c *collation) bytes(s string) []byte {
	if len(s) > collateLimit {
		s = strings.ToValidUTF8(s[:collateLimit], "")
	}
	c.spelled = spellNumbers(c.spelled[:0], s)
	c.made = c.made[:0]
	if !utf8.Valid(c.spelled) {
		c.made = c.alphabet.encode(c.made, c.collator.Key(&c.buf, c.spelled))
		c.buf.Reset()
		return c.made
	}
	for start, i := 0, 0; i <= len(c.spelled); i++ {
		if i < len(c.spelled) && c.spelled[i] != ' ' {
			continue
		}
		c.made = c.word(c.made, c.spelled[start:i])
		if i < len(c.spelled) {
			c.made, _ = c.alphabet.append(c.made, c.spelled[i:i+1])
		}
		start = i + 1
	}
	return c.made
}

// word appends the key of a word.
func (c *collation) word(dst, word []byte) []byte {
	if dst, ok := c.alphabet.append(dst, word); ok {
		return dst
	}
	key, ok := c.known[string(word)]
	if !ok {
		key = string(c.alphabet.encode(nil, c.collator.Key(&c.buf, word)))
		c.buf.Reset()
		if len(c.known) == knownWords {
			clear(c.known)
		}
		if len(word) <= knownWordLimit {
			c.known[string(word)] = key
		}
	}
	return append(dst, key...)
}

// longNumber is the largest number of digits whose count fits in one digit.
const longNumber = 9

// spellNumbers appends s with the number of digits written before each number,
// so that a plain collator sorts numbers by value: "2" becomes "12", "10"
// becomes "210", "007" becomes "17". The collator's own numeric option sorts
// "Part 0.5" after "Part 10" and takes twice the time.
func spellNumbers(dst []byte, s string) []byte {
	for i := 0; i < len(s); {
		if !text.IsDigit(s[i]) {
			dst = append(dst, s[i])
			i++
			continue
		}
		end := text.DigitsEnd(s, i)
		number := strings.TrimLeft(s[i:end], "0")
		n := len(number)
		for ; n >= longNumber; n -= longNumber {
			dst = append(dst, '9')
		}
		dst = append(append(dst, '0'+byte(n)), number...)
		i = end
	}
	return dst
}

// title returns the key of a title without its article. The result is valid
// until the next call.
func (c *collation) title(s string) []byte { return c.bytes(withoutArticle(s)) }

// path returns the key of a folder. It is made name by name, so that "a/b"
// sorts before "a b".
func (c *collation) path(s string) string {
	i := lastSeparator(s)
	if i < 0 {
		return c.text(s)
	}
	parent, name := s[:i], s[i+1:]
	if parent != c.folder {
		key := c.path(parent)
		c.folder, c.key = parent, key
	}
	return c.key + pathLevel + c.text(name)
}

// articles are ignored at the beginning of a title.
var articles = [...]string{"the ", "an ", "a "}

// withoutArticle removes a leading quote and a leading English article from a
// title, unless nothing would be left.
func withoutArticle(title string) string {
	if rest := strings.TrimLeftFunc(title, opens); rest != "" {
		title = rest
	}
	if title == "" || foldASCII(title[0]) != 'a' && foldASCII(title[0]) != 't' {
		return title
	}
	for _, article := range articles {
		if len(title) > len(article) && strings.EqualFold(title[:len(article)], article) {
			if rest := strings.TrimLeft(title[len(article):], " "); rest != "" {
				return rest
			}
		}
	}
	return title
}

// opens reports whether r can stand before the first word of a title.
func opens(r rune) bool {
	switch r {
	case ' ', '"', '\'', '“', '”', '‘', '’', '„', '«', '»':
		return true
	default:
		return false
	}
}
