package words

import (
	"path/filepath"
	"strings"

	"lectern/library"
	"lectern/library/book"
)

// MetadataState says what writing a metadata file would do.
func MetadataState(p library.MetadataPlan) (text string, tone Tone) {
	d := p.Draft
	if d == nil {
		return "left out", Muted
	}
	switch d.State {
	case library.MetadataNew:
		return "new file", Plain
	case library.MetadataChanged:
		return "changes", Plain
	case library.MetadataForeign:
		return "not Lectern’s file", Caution
	default:
		return "up to date", Muted
	}
}

// MetadataChanges says which fields of a file would change, a line for each.
func MetadataChanges(p library.MetadataPlan) (lines []string) {
	d := p.Draft
	for _, f := range d.Changes() {
		before, after := quoted(&d.Before, f), quoted(&d.After, f)
		switch label := f.Info().Label + ": "; {
		case before == "":
			lines = append(lines, label+after+" is added")
		case after == "":
			lines = append(lines, label+before+" is removed")
		default:
			lines = append(lines, label+before+" becomes "+after)
		}
	}
	if d.Rechaptered {
		lines = append(lines, "Chapters: replaced by those in Lectern")
	}
	if d.State == library.MetadataForeign && strings.EqualFold(filepath.Ext(d.Path), ".opf") {
		lines = append(lines, "Everything that Lectern has no field for is removed.")
	}
	return lines
}

// quoted returns the values of a field in one short line, "" for none.
func quoted(m *book.Meta, f book.Field) string {
	if !m.Has(f) {
		return ""
	}
	return "“" + Brief(strings.Join(strings.Fields(Printable(strings.Join(m.Values(f), ", "))), " "), BriefName) + "”"
}

// MetadataCount is how many files there are in each state.
type MetadataCount struct{ New, Changed, Foreign, Same, Refused int }

// CountMetadata counts plans by their states.
func CountMetadata(plans []library.MetadataPlan) (n MetadataCount) {
	for _, p := range plans {
		switch {
		case p.Draft == nil:
			n.Refused++
		case p.Draft.State == library.MetadataNew:
			n.New++
		case p.Draft.State == library.MetadataChanged:
			n.Changed++
		case p.Draft.State == library.MetadataForeign:
			n.Foreign++
		default:
			n.Same++
		}
	}
	return n
}

// Written returns how many files would be written, with or without those of others.
func (n MetadataCount) Written(foreign bool) int {
	if foreign {
		return n.New + n.Changed + n.Foreign
	}
	return n.New + n.Changed
}

// Sentence says what would be done.
func (n MetadataCount) Sentence() string {
	var parts []string
	add := func(n int, one, many string) {
		if n > 0 {
			parts = append(parts, Count(n, one, many))
		}
	}
	add(n.New, "file is new", "files are new")
	add(n.Changed, "file changes", "files change")
	add(n.Foreign, "file is not Lectern’s", "files are not Lectern’s")
	add(n.Same, "file is up to date", "files are up to date")
	add(n.Refused, "book is left out", "books are left out")
	return Capital(strings.Join(parts, ", ")) + "."
}
