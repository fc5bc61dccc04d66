package group

import (
	"strings"

	"lectern/library/book"
)

// edit applies the user's edits to a book. If the parts of a merged book have different
// values for a field, the value of the part with the lowest ID wins. An empty value
// empties the field, and its source is the edit. A title cannot be empty, and a value
// that is not a year or a rating is ignored.
func edit(b *book.Book, parts []*Part) {
	for _, p := range parts {
		if len(p.Edits) == 0 {
			continue
		}
		for f := range book.Fields {
			value, typed := p.Edits[f.String()]
			if f == book.Picture && value != "" && !known(b, f) {
				b.Picture, b.Sources[f] = value, book.FromEdit
				continue
			}
			if !typed || known(b, f) || !setTyped(&b.Meta, f, value) {
				continue
			}
			b.Sources[f] = book.FromEdit
		}
	}
}

// setTyped parses a typed value into its field. It returns false if the value
// is not valid.
func setTyped(m *book.Meta, f book.Field, value string) bool {
	i := f.Info()
	m.Unshare(f)
	switch i.Kind {
	case book.Line, book.Code:
		*i.Text(m) = line(value)
	case book.Prose:
		*i.Text(m) = book.UTF8(strings.TrimSpace(value))
	case book.List, book.People:
		*i.List(m) = lines(value)
	case book.Places:
		for _, name := range lines(value) {
			*i.Series(m) = append(*i.Series(m), oneSeries(name))
		}
	case book.Date:
		year, ok := book.ParseYear(value)
		if !ok && strings.TrimSpace(value) != "" {
			return false
		}
		*i.Number(m) = year
	case book.Stars:
		stars, ok := book.ParseStars(value)
		if !ok && strings.TrimSpace(value) != "" {
			return false
		}
		*i.Number(m) = stars
	default:
		return false // a cover is chosen, and chapters cannot be typed
	}
	return f != book.Title || m.Title != ""
}

// lines splits a typed list into its lines and drops empty ones.
func lines(s string) (all []string) {
	for l := range strings.SplitSeq(s, "\n") {
		if l = line(l); l != "" {
			all = append(all, l)
		}
	}
	return all
}
