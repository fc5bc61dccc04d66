package group

import (
	"strings"

	"lectern/library/book"
	"lectern/library/text"
	"lectern/library/text/words"
)

// tellsEdition returns which edition the tags say a recording is, as written, and the
// field whose tag says it; "" if there is none.
func tellsEdition(t *book.Tags) (edition string, of book.Field) {
	if edition = told(t.Edition); edition != "" {
		return edition, book.Edition
	}
	for _, said := range [...]struct {
		text string
		of   book.Field
	}{{t.Album, book.Title}, {t.Title, book.Title}, {t.Subtitle, book.Subtitle}, {t.Series, book.InSeries}, {t.SeriesPart, book.InSeries}} {
		if edition = editionIn(said.text, said.of == book.Subtitle); edition != "" {
			return edition, said.of
		}
	}
	return "", book.Fields
}

// editionIn returns which edition a title says a recording is, as written: "Unabridged",
// "gekürzte Lesung", "Full Cast, Unabridged". It stands behind the title, in brackets or
// behind a sign. behind says that the text itself stands behind a title, as a subtitle.
func editionIn(title string, behind bool) (edition string) {
	for rest := title; rest != ""; behind = true {
		at, width := divider(rest)
		if piece := strings.TrimSpace(rest[:at]); behind && isToldEdition(piece) {
			if edition != "" {
				edition += ", "
			}
			edition += line(piece)
		}
		rest = rest[at+width:]
	}
	return edition
}

// divider returns the place and the length of the first sign in s that divides a title
// from what stands behind it; the length of s if there is none.
func divider(s string) (at, width int) {
	for i, r := range s {
		switch r {
		case '(', ')', '[', ']', '{', '}', ',', ';', ':', '|', '/', '_':
			return i, 1
		case '-':
			if strings.HasPrefix(s[i+1:], " ") && i > 0 && s[i-1] == ' ' {
				return i, 1
			}
		case '–', '—', '（', '）', '［', '］', '【', '】', '〈', '〉', '：', '，', '、':
			return i, len(string(r))
		}
	}
	return len(s), 0
}

// isToldEdition reports whether a text says only which edition a recording is:
// "Unabridged", "Unabridged Audiobook", "Full Cast". "Audiobook" alone says nothing.
func isToldEdition(s string) bool {
	if s == "" || text.IsDigit(s[0]) {
		return false
	}
	if words.Is(s, words.Edition) {
		return true
	}
	told := false
	for word := range strings.FieldsSeq(s) {
		kind := words.KindOf(word)
		if kind&(words.Edition|words.Audiobook) == 0 {
			return false
		}
		told = told || kind&words.Edition != 0
	}
	return told
}

// fileEdition returns the edition that the name of the only file of a book tells.
func fileEdition(b *book.Book) string {
	if len(b.Files) > 1 {
		return ""
	}
	return editionIn(fileTitle(b.Files[0].Name()), false)
}
