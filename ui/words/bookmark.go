package words

import (
	"lectern/library/book"
	"lectern/ui/i18n"
)

// Bookmark names a bookmark: by its note or, without one, by the chapter that it lies in.
// chapters are those of the book.
func Bookmark(m book.Bookmark, chapters []book.Chapter) string {
	if m.Note != "" {
		return Printable(m.Note)
	}
	if len(chapters) > 1 {
		for i := len(chapters) - 1; i >= 0; i-- {
			if chapters[i].Start <= m.At {
				return Chapter(chapters, i)
			}
		}
	}
	return i18n.Text("Bookmark")
}

// Chapter returns the title of a chapter or, without one, its number.
func Chapter(chapters []book.Chapter, i int) string {
	if title := chapters[i].Title; title != "" {
		return title
	}
	return i18n.Text("Chapter {{.Number}}", "Number", i+1)
}
