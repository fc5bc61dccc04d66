package sidecar

import (
	"encoding/xml"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"lectern/library/book"
	"lectern/library/text"
	"lectern/library/text/codepage"
	"lectern/library/text/words"
)

// readNFO parses an .nfo file, which many downloads have: lines of a label and a value,
// such as "Read by....: Nora Finch", in any language of package words, or the XML of media
// centres about music. It takes only the fields of Meta in one line; other lines are
// ignored.
func readNFO(content string) (m book.Meta) {
	part := ""
	set := func(label, value string) {
		field, known := labels()[text.Key(label)]
		if value = line(value); !known || notBook[text.Key(label)] || value == "" || words.Is(value, words.Nameless|words.Nobody) || len(value) > maxLabelled {
			return
		}
		if field == book.Fields {
			part = value
			return
		}
		setLabelled(&m, field, label, value)
	}
	if strings.HasPrefix(strings.TrimLeft(content, "\uFEFF \t\r\n"), "<") {
		xmlLabels(content, set)
	} else {
		for l := range strings.Lines(content) {
			if label, value, ok := strings.Cut(strings.Replace(l, "：", ":", 1), ":"); ok && len(label) <= maxLabelled {
				set(strings.TrimFunc(label, isOrnament), strings.TrimFunc(value, isOrnament))
			}
		}
	}
	if len(m.Series) == 1 && m.Series[0].Part == "" {
		m.Series[0].Part = strings.TrimPrefix(part, "#")
	}
	return m
}

// nfoText decodes an .nfo file as xmlText does, except for one that is drawn with the signs
// of DOS: unless its letters are Cyrillic, it is in the code page that has these signs and
// the letters of Western languages.
func nfoText(b []byte) string {
	if utf8.Valid(b) || !isDrawn(b) {
		return xmlText(b)
	}
	letters := slices.DeleteFunc(slices.Clone(b), isSign)
	if codepage.Of(letters).Name == "ibm866" {
		return decode(charmap.CodePage866, b)
	}
	return decode(charmap.CodePage437, b)
}

// isSign reports whether a byte is a line or an area in the code pages of DOS.
func isSign(c byte) bool { return 0xB0 <= c && c <= 0xDF || c == 0xFE }

// isDrawn reports whether a text has a line of one sign that is a letter in the code pages of
// Windows, or a rare sign: nobody draws a line with those, as people do with “·” and “°”.
func isDrawn(b []byte) bool {
	const line = 8
	n := 0
	for i, c := range b {
		switch {
		case !strings.ContainsRune("─═█▄▀▒▓", charmap.CodePage437.DecodeByte(c)):
			n = 0
		case n > 0 && c == b[i-1]:
			n++
		default:
			n = 1
		}
		if n == line {
			return true
		}
	}
	return false
}

// maxLabelled is the greatest length in bytes of a label, and of its value.
const maxLabelled = 500

// isOrnament reports whether r only decorates a line: dots up to the colon, a frame.
func isOrnament(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune(".-*=_~|#", r) || unicode.Is(unicode.So, r) || unicode.IsControl(r)
}

// setLabelled sets a field from the value of a label. Of several lines with one text, the
// first counts; several people can have a line each.
func setLabelled(m *book.Meta, f book.Field, label, value string) {
	switch i := f.Info(); i.Kind {
	case book.Line, book.Code:
		if f == book.Edition {
			value = words.EditionOf(text.Key(label), value)
		}
		if *i.Text(m) == "" && (f != book.Title || strings.Contains(value, " ") || strings.Count(value, ".") < 2) { // "The.Tower.2012"
			*i.Text(m) = value
		}
	case book.List:
		for _, genre := range list(strings.FieldsFunc(value, func(r rune) bool { return strings.ContainsRune(",;/", r) })) {
			if !words.Is(genre, words.Audiobook) && len(*i.List(m)) < maxList {
				*i.List(m) = append(*i.List(m), genre)
			}
		}
	case book.People:
		if len(*i.List(m)) < maxList {
			*i.List(m) = append(*i.List(m), value)
		}
	case book.Places:
		if len(m.Series) == 0 {
			m.Series = seriesList([]book.Series{series(value)})
		}
	case book.Date:
		if *i.Number(m) == 0 {
			*i.Number(m) = words.Year(value)
		}
	}
}

// screens are the roots of the XML that media centres write about films and series.
var screens = wordSet("movie tvshow episodedetails musicvideo")

// notBook are keys of labels that other sidecars use, but that say in an .nfo file who
// performed a recording, or when it was released.
var notBook = func() map[string]bool {
	not := map[string]bool{}
	for _, label := range [...]string{"artist", "artists", "album artist", "release date", "published", "copyright"} {
		not[text.Key(label)] = true
	}
	return not
}()

// xmlLabels calls set with the name and the text of each innermost element.
func xmlLabels(content string, set func(label, value string)) {
	d := newXML(content)
	name, root := "", false
	var value strings.Builder
	for {
		token, err := d.Token()
		if err != nil {
			return
		}
		switch t := token.(type) {
		case xml.StartElement:
			if !root {
				if root = true; screens[text.Key(t.Name.Local)] {
					return
				}
			}
			name = t.Name.Local
			value.Reset()
		case xml.CharData:
			value.Write(t)
		case xml.EndElement:
			if name == t.Name.Local {
				set(name, value.String())
			}
			name = ""
		}
	}
}

// labels holds the fields by the keys of their labels, in all languages. book.Fields
// stands for the place in the series.
var labels = sync.OnceValue(func() map[string]book.Field {
	all := map[string]book.Field{}
	add := func(f book.Field, list string) {
		for word := range words.Split(list) {
			if _, known := all[text.Key(word)]; !known {
				all[text.Key(word)] = f
			}
		}
	}
	for f := range book.Fields {
		switch f.Info().Kind {
		case book.Line, book.Code, book.People, book.Places, book.Date:
			if f != book.Contributors {
				add(f, strings.Join(f.Info().Sidecars[book.JSON], ","))
			}
		}
	}
	for i := range words.Languages {
		l := &words.Languages[i]
		add(book.Authors, l.Author+","+l.Wrote)
		add(book.Narrators, l.Speaks+","+l.Reader+","+l.ReadBy)
		add(book.Title, l.Title)
		add(book.Year, l.Year)
		add(book.Language, l.Tongue)
		add(book.Publisher, l.Publisher)
		add(book.InSeries, l.Series)
		add(book.Fields, l.Volume)
	}
	add(book.Genres, "genre, genres")
	add(book.Fields, strings.Join(parts, ",")+",position in series,book in series,series no,series nr")
	return all
})
