package group

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/library/book"
	"lectern/library/text"
)

// joining are the words that no title ends with.
var joining = map[string]bool{
	"the": true, "a": true, "an": true, "and": true, "of": true, "in": true, "to": true, "with": true,
	"der": true, "die": true, "das": true, "ein": true, "eine": true, "und": true, "von": true, "im": true,
	"le": true, "la": true, "les": true, "un": true, "une": true, "et": true, "du": true, "de": true, "des": true,
	"el": true, "los": true, "las": true, "y": true, "il": true, "lo": true, "i": true, "gli": true, "e": true, "het": true, "een": true, "en": true,
}

// commonTitle is the title of a bunch of which nobody but the parts tells one.
func (n *bunch) commonTitle(files []*book.File) (title string, from book.Source) {
	if !n.together || oneAlbum(files) {
		return "", book.Nowhere
	}
	return commonTitle(files)
}

// commonTitle is what the titles of the parts of a book have in common, "" for
// nothing that can be a title: "Dune Part 1" and "Dune Part 2" are Dune. A part
// is called by its album, its title or its file. from is who says so.
func commonTitle(files []*book.File) (title string, from book.Source) {
	from = book.FromTag
	unread := slices.IndexFunc(files, func(f *book.File) bool { return f.Media != nil }) < 0
	first := true
	for _, f := range files {
		if f.Media == nil && !unread {
			continue // what could not be read says nothing
		}
		name := ""
		if f.Media != nil {
			if name = albumOf(&f.Media.Tags); name == "" {
				name = toldTitle(f.Media.Tags.Title)
			}
		}
		if name == "" {
			name, from = spaced(fileTitle(f.Name())), book.FromName
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

// commonWords is what two texts begin with, up to the end of a word, whatever the case.
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

// trimEnd takes off the end of a title what leads to something else: signs, the
// word before a number, an article.
func trimEnd(s string) string {
	for {
		s = strings.TrimRight(s, " -–—:,;.#/([{")
		at := strings.LastIndexFunc(s, func(r rune) bool { return !isWord(r) }) + 1
		word := strings.ToLower(s[at:])
		if word == "" || !joining[word] && !partWords[word] && !text.IsPart(word) {
			return s
		}
		s = s[:at]
	}
}
