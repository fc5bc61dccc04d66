package view

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"lectern/library/book"
	"lectern/library/text"
	"lectern/library/text/words"
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

	articles
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

// title returns the key of a book's title without its article. The result is
// valid until the next call.
func (c *collation) title(b *book.Book) []byte { return c.bytes(c.withoutArticle(b)) }

// articles caches the articles of languages. The zero value is ready for use.
type articles map[string]*words.Articles

// withoutArticle returns the title of a book without the article at its
// beginning, by the language of the book.
func (a *articles) withoutArticle(b *book.Book) string {
	of := (*a)[b.Language]
	if of == nil {
		if *a == nil || len(*a) == knownWords {
			*a = articles{}
		}
		of = words.ArticlesOf(b.Language)
		(*a)[b.Language] = of
	}
	return of.Remove(b.Title)
}

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
