package sidecar

import (
	"encoding/xml"
	"strconv"
	"strings"

	"lectern/library/book"
)

// The metas of an OPF file that only Lectern reads.
const (
	metaEdition     = "lectern:edition"
	metaContributor = "lectern:contributor" // as in a record, if an element cannot say it
	metaPart        = "lectern:series_part" // of the series before, if it is not a number
	metaWritten     = "lectern:written"     // the mark
)

// opfWriter writes the elements of the metadata.
type opfWriter struct{ out strings.Builder }

// element writes an element, unless its text is empty.
func (w *opfWriter) element(name, attribute, value, text string) {
	if text == "" {
		return
	}
	w.out.WriteString("    <" + name)
	if attribute != "" {
		w.attribute(attribute, value)
	}
	w.out.WriteByte('>')
	w.escape(text)
	w.out.WriteString("</" + name + ">\n")
}

// meta writes a meta, unless its content is empty.
func (w *opfWriter) meta(name, content string) {
	if content == "" {
		return
	}
	w.out.WriteString("    <meta")
	w.attribute("name", name)
	w.attribute("content", content)
	w.out.WriteString("/>\n")
}

func (w *opfWriter) attribute(name, value string) {
	w.out.WriteString(" " + name + `="`)
	w.escape(value)
	w.out.WriteByte('"')
}

func (w *opfWriter) escape(s string) { _ = xml.EscapeText(&w.out, []byte(s)) } // a strings.Builder never fails

// encodeOPF returns an OPF file without its mark, in version 2 as Calibre and Audiobookshelf
// read it: narrators are creators with the role nrt.
func encodeOPF(m *book.Meta) []byte {
	w := &opfWriter{}
	w.out.WriteString(xml.Header + `<package xmlns="http://www.idpf.org/2007/opf" version="2.0">
  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">
`)
	w.element("dc:title", "", "", m.Title)
	w.element("dc:subtitle", "", "", m.Subtitle)
	for _, name := range m.Authors {
		w.element("dc:creator", "opf:role", "aut", name)
	}
	for _, name := range m.Narrators {
		w.element("dc:creator", "opf:role", "nrt", name)
	}
	plain := true
	for _, text := range m.Contributors {
		name, code := contribution(text)
		if code == "" {
			plain, name, code = false, text, "ctb"
		}
		w.element("dc:contributor", "opf:role", code, name)
	}
	if m.Year != 0 {
		w.element("dc:date", "", "", strconv.Itoa(m.Year))
	}
	w.element("dc:publisher", "", "", m.Publisher)
	w.element("dc:identifier", "opf:scheme", "ASIN", m.ASIN)
	w.element("dc:identifier", "opf:scheme", "ISBN", m.ISBN)
	w.element("dc:language", "", "", m.Language)
	for _, genre := range m.Genres {
		w.element("dc:subject", "", "", genre)
	}
	w.element("dc:description", "", "", m.Description)
	for _, s := range m.Series {
		w.meta("calibre:series", s.Name)
		if _, err := strconv.ParseFloat(s.Part, 64); err == nil {
			w.meta("calibre:series_index", s.Part)
		} else {
			w.meta(metaPart, s.Part)
		}
	}
	w.meta(metaEdition, m.Edition)
	if !plain {
		for _, text := range m.Contributors {
			w.meta(metaContributor, text)
		}
	}
	w.meta(metaWritten, unmarked)
	w.out.WriteString("  </metadata>\n</package>\n")
	return []byte(w.out.String())
}

// contribution returns the name and the code of the role in "Karl Turner (translator)". The
// code is "" if there is none for the role.
func contribution(text string) (name, code string) {
	at := strings.LastIndex(text, " (")
	if at <= 0 || !strings.HasSuffix(text, ")") {
		return text, ""
	}
	return text[:at], codeOf(text[at+2 : len(text)-1])
}

// decodeOPF parses a file of encodeOPF.
func decodeOPF(text string) (m book.Meta, err error) {
	all, err := opfElements(text)
	if err != nil {
		return m, err
	}
	var exact []string
	for _, e := range all {
		switch role := e.attr["role"]; e.name {
		case "title":
			m.Title = e.text
		case "subtitle":
			m.Subtitle = e.text
		case "creator":
			if role == "nrt" {
				m.Narrators = append(m.Narrators, e.text)
			} else {
				m.Authors = append(m.Authors, e.text)
			}
		case "contributor":
			m.Contributors = append(m.Contributors, e.text+" ("+relators[role]+")")
		case "date":
			m.Year, _ = strconv.Atoi(e.text)
		case "publisher":
			m.Publisher = e.text
		case "identifier":
			if e.attr["scheme"] == "ISBN" {
				m.ISBN = e.text
			} else {
				m.ASIN = e.text
			}
		case "language":
			m.Language = e.text
		case "subject":
			m.Genres = append(m.Genres, e.text)
		case "description":
			m.Description = e.text
		case "meta":
			switch content := e.attr["content"]; e.attr["name"] {
			case "calibre:series":
				m.Series = append(m.Series, book.Series{Name: content})
			case "calibre:series_index", metaPart:
				if last := len(m.Series) - 1; last >= 0 {
					m.Series[last].Part = content
				}
			case metaEdition:
				m.Edition = content
			case metaContributor:
				exact = append(exact, content)
			}
		}
	}
	if exact != nil {
		m.Contributors = exact
	}
	return m, nil
}
