package probe

import (
	"slices"
	"unicode/utf8"

	"lectern/library/book"
	"lectern/library/text"
	"lectern/library/text/codepage"
)

// settle decodes the texts whose code page the file does not name, or names wrongly.
// All texts of one file are in the same code page. settle records it if the names of
// tags are requested.
func (s *source) settle(m *book.Media) {
	if !beyondASCII(m) {
		return
	}
	texts := make([]*string, 0, usualTags+len(m.Chapters))
	fields := make([]book.Field, 0, usualTags+len(m.Chapters))
	add := func(text *string, of book.Field) {
		if *text != "" {
			texts, fields = append(texts, text), append(fields, of)
		}
	}
	for tag := range book.TagCount {
		switch i := tag.Info(); {
		case i.Text != nil:
			add(i.Text(&m.Tags), i.Of)
		case i.List != nil:
			list := *i.List(&m.Tags)
			for n := range list {
				add(&list[n], i.Of)
			}
		}
	}
	for n := range m.Chapters {
		add(&m.Chapters[n].Title, book.Fields)
	}
	changed, page := codepage.Settle(texts)
	for _, n := range changed {
		*texts[n] = clean(*texts[n])
		if of := fields[n]; s.origins != nil && page != codepage.Western && of != book.Fields {
			s.origins.pages[of] = page.Name
		}
	}
}

// beyondASCII reports whether a text has a letter beyond ASCII, as in few files of
// English books.
func beyondASCII(m *book.Media) bool {
	for tag := range book.TagCount {
		switch i := tag.Info(); {
		case i.Text != nil && !text.IsASCII(*i.Text(&m.Tags)):
			return true
		case i.List != nil && slices.ContainsFunc(*i.List(&m.Tags), func(s string) bool { return !text.IsASCII(s) }):
			return true
		}
	}
	return slices.ContainsFunc(m.Chapters, func(c book.Chapter) bool { return !text.IsASCII(c.Title) })
}

// claimedUTF8 decodes a text that has to be in UTF-8 in its format. If most of its
// characters beyond ASCII are no UTF-8, its writer used an old code page, which settle
// finds out.
func claimedUTF8(b []byte) string {
	if utf8.Valid(b) {
		return string(b)
	}
	valid, invalid := 0, 0
	for rest := b; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		switch {
		case r == utf8.RuneError && size == 1:
			invalid++
		case size > 1:
			valid++
		}
		rest = rest[size:]
	}
	if invalid > valid {
		return codepage.Raw(b)
	}
	return book.UTF8(string(b))
}
