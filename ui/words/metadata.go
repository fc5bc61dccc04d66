package words

import (
	"path/filepath"
	"strings"

	"lectern/library"
	"lectern/library/book"
	"lectern/ui/i18n"
)

// MetadataState says what writing a metadata file would do.
func MetadataState(p library.MetadataPlan) (text string, tone Tone) {
	d := p.Draft
	if d == nil {
		return i18n.TextIn("a metadata file", "left out"), Muted
	}
	switch d.State {
	case library.MetadataNew:
		return i18n.Text("new file"), Plain
	case library.MetadataChanged:
		return i18n.TextIn("a metadata file", "changes"), Plain
	case library.MetadataForeign:
		return i18n.Text("not Lectern’s file"), Caution
	default:
		return i18n.TextIn("a metadata file", "up to date"), Muted
	}
}

// MetadataChanges says which fields of a file would change, a line for each.
func MetadataChanges(p library.MetadataPlan) (lines []string) {
	d := p.Draft
	for _, f := range d.Changes() {
		before, after := values(&d.Before, f), values(&d.After, f)
		lines = append(lines, change(i18n.Text(f.Info().Label), before, after))
	}
	if d.Rechaptered {
		lines = append(lines, i18n.Text("Chapters: replaced by those in Lectern"))
	}
	if d.State == library.MetadataForeign && strings.EqualFold(filepath.Ext(d.Path), ".opf") {
		lines = append(lines, i18n.Text("Everything that Lectern has no field for is removed."))
	}
	return lines
}

// change says what becomes of a value: "" is none.
func change(field, before, after string) string {
	switch {
	case before == "":
		return i18n.Text("{{.Field}}: “{{.Value}}” is added", "Field", field, "Value", after)
	case after == "":
		return i18n.Text("{{.Field}}: “{{.Value}}” is removed", "Field", field, "Value", before)
	default:
		return i18n.Text("{{.Field}}: “{{.Before}}” becomes “{{.After}}”", "Field", field, "Before", before, "After", after)
	}
}

// values returns the values of a field in one short line, "" for none.
func values(m *book.Meta, f book.Field) string {
	if !m.Has(f) {
		return ""
	}
	return Brief(strings.Join(strings.Fields(Printable(i18n.List(m.Values(f)...))), " "), BriefName)
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
	add := func(n int, text string) {
		if n > 0 {
			parts = append(parts, text)
		}
	}
	add(n.New, i18n.Count(n.New, "{{.Count}} file is new", "{{.Count}} files are new"))
	add(n.Changed, i18n.Count(n.Changed, "{{.Count}} file changes", "{{.Count}} files change"))
	add(n.Foreign, i18n.Count(n.Foreign, "{{.Count}} file is not Lectern’s", "{{.Count}} files are not Lectern’s"))
	add(n.Same, i18n.Count(n.Same, "{{.Count}} file is up to date", "{{.Count}} files are up to date"))
	add(n.Refused, i18n.Count(n.Refused, "{{.Count}} book is left out", "{{.Count}} books are left out"))
	return i18n.Text("{{.Counts}}.", "Counts", i18n.List(parts...))
}
