package sidecar

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"lectern/library/book"
	"lectern/library/message"
	"lectern/library/text"
	"lectern/library/text/words"
)

const (
	// maxDepth is the largest nesting depth of an OPF file. Metadata is at depth
	// three, or four in old files.
	maxDepth = 50
	// maxElements is the largest number of metadata elements that are read.
	maxElements = 5000
)

// element is an element in the metadata of an OPF file: a field or a meta.
type element struct {
	name string // without its namespace
	text string
	attr map[string]string // by name without namespace
}

// readOPF parses an OPF file of version 1, 2 or 3. The error is a fault.
//
// encoding/xml fetches nothing and ignores the declarations in a document type.
// It knows only the entities of XML and, as set here, of HTML.
func readOPF(text string) (book.Meta, error) {
	all, err := opfElements(text)
	if err != nil {
		return book.Meta{}, err
	}
	p := pack{all: all, refined: map[string][]element{}}
	for _, e := range all {
		if id, is := strings.CutPrefix(e.attr["refines"], "#"); is {
			p.refined[id] = append(p.refined[id], e)
		}
	}
	return p.meta(), nil
}

// opfElements returns the elements in the metadata of an OPF file.
func opfElements(text string) (all []element, err error) {
	d := newXML(text)
	depth, found := 0, false
	inside := 0 // depth of the metadata, 0 outside
	open := 0   // depth of the current element, 0 between elements
	var words strings.Builder
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, xmlFault(err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if depth++; depth > maxDepth {
				return nil, fault(message.Mark("is nested too deep"))
			}
			switch {
			case strings.EqualFold(t.Name.Local, "metadata") && inside == 0:
				inside, found = depth, true
			case inside == 0 || open > 0:
			case t.Name.Local == "dc-metadata" || t.Name.Local == "x-metadata": // in OPF 1
			case len(all) == maxElements:
				return all, nil
			default:
				open = depth
				words.Reset()
				all = append(all, elementOf(t))
			}
		case xml.CharData:
			if open > 0 {
				words.Write(t)
			}
		case xml.EndElement:
			switch depth {
			case open:
				all[len(all)-1].text = words.String()
				open = 0
			case inside:
				return all, nil // the rest lists files
			}
			depth--
		}
	}
	if !found {
		return nil, fault(message.Mark("is not an OPF file"))
	}
	return all, nil
}

func elementOf(t xml.StartElement) element {
	e := element{name: strings.ToLower(t.Name.Local), attr: map[string]string{}}
	for _, a := range t.Attr {
		e.attr[strings.ToLower(a.Name.Local)] = strings.TrimSpace(a.Value)
	}
	return e
}

// newXML returns a decoder of a text that xmlText has decoded. It accepts unclosed tags and
// unknown entities.
func newXML(text string) *xml.Decoder {
	d := xml.NewDecoder(strings.NewReader(strings.Map(xmlRune, text)))
	d.Strict, d.Entity = false, xml.HTMLEntity
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	return d
}

// xmlRune replaces runes that XML does not allow by U+FFFD. They would end the
// decoding.
func xmlRune(r rune) rune {
	if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xfffe || r == 0xffff {
		return '\uFFFD'
	}
	return r
}

func xmlFault(err error) error {
	if e, ok := errors.AsType[*xml.SyntaxError](err); ok {
		return fault(fmt.Sprintf("is not valid XML (line %d)", e.Line))
	}
	return fault(message.Mark("is not valid XML"))
}

// pack is the metadata of an OPF file.
type pack struct {
	all     []element
	refined map[string][]element // the EPUB 3 refinements of the element with an id
}

// says returns a property of an element: from an attribute, as in OPF 2, or
// from a meta that refines the element.
func (p *pack) says(e element, attribute, property string) string {
	if v := e.attr[attribute]; v != "" {
		return v
	}
	if e.attr["id"] == "" {
		return ""
	}
	for _, r := range p.refined[e.attr["id"]] {
		if r.attr["property"] == property {
			return line(r.text)
		}
	}
	return ""
}

// meta distributes the elements to fields.
func (p *pack) meta() (m book.Meta) {
	var lists [book.Fields][]string
	for _, e := range p.all {
		if e.name == "meta" && strings.EqualFold(e.attr["name"], "dtb:narrator") { // of DAISY 3
			e = element{"contributor", e.attr["content"], map[string]string{"role": "nrt"}}
		}
		text := line(e.text)
		if e.name == "title" {
			p.setTitle(&m, e, text)
			continue
		}
		name := p.called(e)
		f := opfField(name)
		if f == book.Fields || f == book.Language && strings.EqualFold(text, "und") { // undetermined
			continue
		}
		switch i := f.Info(); i.Kind {
		case book.Line, book.Code:
			set(i.Text(&m), text)
		case book.Prose:
			set(i.Text(&m), prose(e.text))
		case book.List, book.People:
			if f == book.Contributors && text != "" {
				text += " (" + relators[strings.TrimPrefix(name, "role:")] + ")"
			}
			lists[f] = append(lists[f], text)
		}
	}
	for f, texts := range lists {
		if texts != nil {
			*book.Field(f).Info().List(&m) = list(texts)
		}
	}
	for f, texts := range p.columns() {
		if l := book.Field(f).Info().List(&m); len(*l) == 0 {
			*l = list(texts)
		}
	}
	m.Series = seriesList(p.series())
	m.Year = p.year()
	m.ISBN, m.ASIN = p.identifiers()
	return m
}

// columns returns the people in the custom columns of Calibre. Users choose the names
// of these columns: "#narrators", "#sprecher", or any name with the label "Read by".
func (p *pack) columns() map[book.Field][]string {
	all := map[book.Field][]string{}
	add := func(name string, column json.RawMessage) {
		var c struct {
			Value any    `json:"#value#"`
			Name  string `json:"name"`
			Label string `json:"label"`
		}
		if json.Unmarshal(column, &c) != nil {
			return
		}
		isReader := func(s string) bool {
			s = strings.Trim(s, "#_ ")
			return words.Is(s, words.Speaks) || words.Is(strings.TrimSuffix(s, "s"), words.Speaks) || plurals[text.Key(s)]
		}
		if !isReader(name) && !isReader(c.Label) && !isReader(c.Name) {
			return
		}
		switch v := c.Value.(type) {
		case string:
			all[book.Narrators] = append(all[book.Narrators], strings.ReplaceAll(v, "|", ";"))
		case []any:
			for _, one := range v {
				if s, is := one.(string); is {
					all[book.Narrators] = append(all[book.Narrators], s)
				}
			}
		}
	}
	for _, e := range p.all {
		name, content := e.attr["name"], e.attr["content"]
		if name == "" {
			name, content = e.attr["property"], e.text
		}
		if column, is := strings.CutPrefix(name, "calibre:user_metadata:"); is {
			add(column, json.RawMessage(content))
		} else if name == "calibre:user_metadata" { // in OPF 3, all columns are in one element
			var columns map[string]json.RawMessage
			if json.Unmarshal([]byte(content), &columns) == nil {
				for name, column := range columns {
					add(name, column)
				}
			}
		}
	}
	return all
}

// plurals are words for narrators that are not the singular with an s.
var plurals = wordSet("narratori lettori voci lektorzy narratorzy čtenáři interpreti vypravěči чтецы дикторы рассказчики αφηγητές lukijat kertojat " +
	"seslendirenler okuyanlar fortællere oplæsere fortellere opplesere sprecherinnen narratrici voix voces vozes")

// called returns the name of an element in the table of fields. For a person,
// this is the role.
func (p *pack) called(e element) string {
	switch e.name {
	case "creator", "contributor":
		role := strings.ToLower(p.says(e, "role", "role"))
		if role == "" && e.name == "creator" {
			role = "aut"
		}
		return "role:" + relator(role)
	default:
		return e.name
	}
}

// opfField returns the field of an element by name, or Fields if it has none.
// Dates, identifiers and metas depend on other elements.
func opfField(name string) book.Field {
	switch name {
	case "date", "identifier", "meta":
		return book.Fields
	}
	for f := range book.Fields {
		if slices.Contains(f.Info().Sidecars[book.OPF], name) {
			return f
		}
	}
	return book.Fields
}

// set sets a text unless it is already set.
func set(to *string, text string) {
	if *to == "" {
		*to = text
	}
}

func (p *pack) setTitle(m *book.Meta, e element, text string) {
	switch p.says(e, "title-type", "title-type") {
	case "":
		set(&m.Title, text)
	case "main":
		if text != "" {
			m.Title = text
		}
	case "subtitle":
		set(&m.Subtitle, text)
	}
}

// year returns the year of publication, if the dates say what they are about.
func (p *pack) year() (y int) {
	for _, e := range p.all {
		if e.name != "date" {
			continue
		}
		switch strings.ToLower(e.attr["event"]) {
		case "":
			if y == 0 {
				y = words.Year(e.text)
			}
		case "publication", "original-publication":
			if of := words.Year(e.text); of != 0 {
				return of
			}
		}
	}
	return y
}

// series returns the collections of EPUB 3, followed by Calibre's series.
func (p *pack) series() (all []book.Series) {
	for _, e := range p.all {
		if e.attr["property"] != "belongs-to-collection" || e.attr["refines"] != "" {
			continue
		}
		if kind := p.says(e, "", "collection-type"); kind == "" || kind == "series" {
			all = append(all, place(e.text, part(p.says(e, "", "group-position"))))
		}
	}
	if len(all) > 0 {
		return all
	}
	index := "" // of a series that follows later
	for _, e := range p.all {
		if e.name != "meta" {
			continue
		}
		name, content := e.attr["name"], e.attr["content"]
		if name == "" {
			name, content = e.attr["property"], e.text
		}
		switch last := len(all) - 1; name {
		case "calibre:series":
			all, index = append(all, place(content, index)), ""
		case "calibre:series_index":
			if last < 0 {
				index = part(content)
			} else if all[last].Part == "" {
				all[last].Part = part(line(content))
			}
		}
	}
	return all
}

// part returns a position in its usual form: Calibre's "1.0" is "1".
func part(s string) string {
	if strings.Contains(s, ".") && strings.Trim(s, "0123456789.") == "" {
		s = strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
	}
	return s
}

// identifiers returns the ISBN and the ASIN, with preference for the ASIN of
// the audiobook over that of another edition.
func (p *pack) identifiers() (isbn, asin string) {
	other := ""
	for _, e := range p.all {
		if e.name != "identifier" {
			continue
		}
		text := strings.TrimPrefix(line(e.text), "urn:")
		scheme := p.says(e, "scheme", "identifier-type")
		if before, value, has := strings.Cut(text, ":"); has {
			text = value
			if scheme == "" || isISBN(value) {
				scheme = before
			}
		}
		switch scheme = strings.ToUpper(scheme); {
		case scheme == "ISBN", isISBN(text) && (scheme == "02" || scheme == "15"): // in EPUB 3: codes of ONIX list 5
			set(&isbn, text)
		case scheme == "ASIN", scheme == "AUDIBLE":
			set(&asin, text)
		case scheme == "MOBI-ASIN", strings.HasPrefix(scheme, "AMAZON"):
			set(&other, text)
		}
	}
	set(&asin, other)
	return isbn, asin
}

// isISBN reports whether s has the form of an ISBN, with or without hyphens.
func isISBN(s string) bool {
	s = strings.NewReplacer("-", "", " ", "").Replace(s)
	if len(s) == 10 {
		s = strings.TrimRight(s, "Xx")
	}
	return (len(s) == 9 || len(s) == 10 || len(s) == 13) && digits(s) == len(s)
}
