package group

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/library/book"
	"lectern/library/text"
	"lectern/library/text/words"
)

// joining holds words that cannot be the last word of a title.
var joining = map[string]bool{
	"the": true, "a": true, "an": true, "and": true, "of": true, "in": true, "to": true, "with": true,
	"der": true, "die": true, "das": true, "ein": true, "eine": true, "und": true, "von": true, "im": true,
	"le": true, "la": true, "les": true, "un": true, "une": true, "et": true, "du": true, "de": true, "des": true,
	"el": true, "los": true, "las": true, "y": true, "il": true, "lo": true, "i": true, "gli": true, "e": true, "het": true, "een": true, "en": true,
}

// commonTitle returns the title of a book if only its parts have it, and the title of
// an extra.
func (n *bunch) commonTitle(files []*book.File) (title string, from book.Source) {
	switch {
	case n.called != "":
		return n.called, book.FromTag
	case n.extra:
		if title = meaningfulTitle(tagsOf(files[0]).Title); title != "" {
			return title, book.FromTag
		}
		return fileTitle(files[0].Name()), book.FromName
	case !n.together || oneAlbum(files):
		return "", book.Nowhere
	}
	return commonTitle(files)
}

// commonTitle returns the beginning that the titles of a book's parts share: "Dune Part
// 1" and "Dune Part 2" give "Dune". It returns "" if that beginning cannot be a title.
// The title of a part is its album, its title tag or its file name; from is the weakest
// of the sources used.
func commonTitle(files []*book.File) (title string, from book.Source) {
	from = book.FromTag
	unread := slices.IndexFunc(files, func(f *book.File) bool { return f.Media != nil }) < 0
	first := true
	for _, f := range files {
		if f.Media == nil && !unread {
			continue // a file that could not be read does not count
		}
		name := ""
		if f.Media != nil {
			if name = albumOf(f.Media.Tags()); name == "" {
				name = meaningfulTitle(f.Media.Tags().Title)
			}
		}
		if name == "" {
			name, from = spaced(authorApart(line(plainName(f)))), book.FromName
		}
		if first {
			title, first = name, false
			continue
		}
		if title = commonWords(title, name); title == "" {
			return "", book.Nowhere
		}
	}
	if title = trimEnd(title); utf8.RuneCountInString(text.Key(title)) < 2 || wholeTitle(title) == "" {
		return "", book.Nowhere
	}
	return title, from
}

// commonWords returns the words that a and b both begin with, ignoring case.
func commonWords(a, b string) string {
	end, at := 0, 0 // the end of the last common word
	for at < len(a) && at < len(b) {
		r, n := utf8.DecodeRuneInString(a[at:])
		q, m := utf8.DecodeRuneInString(b[at:])
		if n != m || unicode.ToLower(r) != unicode.ToLower(q) {
			break
		}
		if !isWord(r) {
			end = at
		}
		at += n
	}
	over := func(s string) bool {
		r, _ := utf8.DecodeRuneInString(s[at:])
		return at < len(s) && isWord(r)
	}
	if !over(a) && !over(b) {
		end = at
	}
	return strings.TrimSpace(a[:end])
}

func isWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '\'' || r == '’'
}

// trimEnd removes from the end of a title whatever leads to more text: punctuation,
// articles and the word before a part number.
func trimEnd(s string) string {
	for {
		s = strings.TrimRight(s, " -–—:,;.#/([{")
		at := strings.LastIndexFunc(s, func(r rune) bool { return !isWord(r) }) + 1
		word := strings.ToLower(s[at:])
		if word == "" || !joining[word] && !words.Is(word, words.Piece) {
			return s
		}
		s = s[:at]
	}
}
