package group

import (
	"strings"

	"lectern/library/book"
	"lectern/library/text/words"
)

// taggedEdition returns the edition of a recording according to its tags, as written, and
// the field whose tag has it. edition is "" if there is none.
func taggedEdition(t *book.Tags) (edition string, of book.Field) {
	if edition = meaningful(t.Edition); edition != "" {
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
	return "", book.Edition
}

// editionIn returns the edition that a text names after a title, in brackets or after a
// sign, as written: "Unabridged", "gekürzte Lesung", "Full Cast, Unabridged". If sub is
// true, the text is a subtitle, and its beginning can be the edition too.
func editionIn(s string, sub bool) (edition string) {
	for rest := s; rest != ""; sub = true {
		at, width := divider(rest)
		if piece := strings.TrimSpace(rest[:at]); sub && statesEdition(piece) {
			if edition != "" {
				edition += ", "
			}
			edition += line(piece)
		}
		rest = rest[at+width:]
	}
	return edition
}

// divider returns the position and the width of the first sign in s that can separate a
// title from a remark. It returns the length of s and 0 if there is none.
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

// statesEdition reports whether a text consists of the name of an edition: "Unabridged",
// "Unabridged Audiobook", "Full Cast". "Audiobook" alone is not an edition.
func statesEdition(s string) bool {
	return words.Says(s, words.Edition)
}

// fileEdition returns the edition in the file name of a book with one file.
func fileEdition(b *book.Book) string {
	if len(b.Files) > 1 {
		return ""
	}
	return editionIn(fileTitle(b.Files[0].Name()), false)
}
