package view

import (
	"strings"
	"unicode/utf8"

	"lectern/library/text"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// collateLimit is how many bytes of a text count in a sort. It bounds the
// memory of a key; texts that agree in so much are ordered by what follows in
// the sort.
const collateLimit = 256

// pathLevel stands between the keys of a path's names. What a key is made of
// is larger, so a folder comes before what lies below it.
const pathLevel = "\x00"

// knownWords is how many words with letters beyond ASCII are remembered: those
// of a library repeat, and the collator takes some microseconds for each. Longer
// ones than knownWordLimit are whole texts of a script without spaces.
const (
	knownWords     = 4096
	knownWordLimit = 48
)

// collation makes collation keys: strings whose byte order is the order of the
// texts in the listener's language, digits by their value, case, accents and
// width ignored. It belongs to one goroutine.
type collation struct {
	alphabet *alphabet
	collator *collate.Collator
	buf      collate.Buffer
	spelled  []byte
	made     []byte            // the last key
	known    map[string]string // keys of words

	folder, key string // the last folder and its key; its neighbours often lie in it
}

func newCollation(lang language.Tag) *collation {
	return newAlphabet(lang).collation(lang)
}

// collation returns a new collation of the language that a was made for.
func (a *alphabet) collation(lang language.Tag) *collation {
	return &collation{alphabet: a, collator: collate.New(lang, collate.Loose), known: make(map[string]string)}
}

// text is the key of s. It is empty if s is.
func (c *collation) text(s string) string { return string(c.bytes(s)) }

// bytes is text in memory that is good until the next call. A key is that of
// the words one after another: no language sorts a space together with what stands
// beside it. Text that is not UTF-8 has the collator's key of the whole: a
// sequence that breaks off takes the space behind it along.
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

// longNumber is the count of digits that spellNumbers still writes as one.
const longNumber = 9

// spellNumbers appends s with every number led by the count of its digits, so
// that a plain collator orders numbers by value: "2" is "12", "10" is "210",
// "007" is "17". The collator's own numeric option puts "Part 0.5" behind "Part
// 10" and takes twice the time.
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

// title is the key of a title without its article, in memory that is good
// until the next call.
func (c *collation) title(s string) []byte { return c.bytes(withoutArticle(s)) }

// path is the key of a folder: name by name, so that "a/b" comes before "a b".
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

// articles are those a title is sorted without.
var articles = [...]string{"the ", "an ", "a "}

// withoutArticle is the title less a leading quote and English article, unless
// nothing would be left.
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

// opens reports whether r may stand before the first word of a title.
func opens(r rune) bool {
	switch r {
	case ' ', '"', '\'', '“', '”', '‘', '’', '„', '«', '»':
		return true
	default:
		return false
	}
}
