package edit

import (
	"strings"

	"lectern/library/book"
	"lectern/ui/i18n"
	"lectern/ui/words"
)

// sourceWords name the sources of values.
var sourceWords = [...]string{
	book.Nowhere:      "",
	book.FromName:     i18n.Mark("from the file name"),
	book.FromFolder:   i18n.Mark("from the folder name"),
	book.FromTag:      i18n.Mark("from the tags"),
	book.FromPicture:  i18n.Mark("from a picture in the folder"),
	book.FromCue:      i18n.Mark("from the cue sheet"),
	book.FromReader:   i18n.Mark("from reader.txt"),
	book.FromNFO:      i18n.Mark("from the .nfo file"),
	book.FromDesc:     i18n.Mark("from desc.txt"),
	book.FromOPF:      i18n.Mark("from the Calibre file"),
	book.FromMetadata: i18n.Mark("from metadata.json"),
	book.FromNCC:      i18n.Mark("from ncc.html"),
	book.FromEdit:     i18n.Mark("edited"),
}

func seriesText(all []book.Series) string {
	lines := make([]string, len(all))
	for i, s := range all {
		lines[i] = s.String()
	}
	return strings.Join(lines, "\n")
}

// shown returns the value of a field as the form shows it: a language by its name, whose
// code in the tags tells the user little.
func shown(b *book.Book, field book.Field) string {
	if field == book.Language {
		return words.Language(b.Language)
	}
	return b.Lines(field)
}

// firstSeries returns the series that the form shows; the others stay as they are.
func firstSeries(b *book.Book) book.Series {
	if len(b.Series) == 0 {
		return book.Series{}
	}
	return b.Series[0]
}

// boxOf returns the label above the box of a field, and the number of its lines.
func boxOf(field book.Field) (label string, lines int) {
	switch i := field.Info(); i.Kind {
	case book.List, book.People:
		return i18n.Text("{{.Field}} (one per line)", "Field", i18n.Text(i.Label)), 2
	case book.Prose:
		return i18n.Text(i.Label), 4
	case book.Stars:
		return i18n.Text("Rating (stars)"), 1
	default:
		return i18n.Text(i.Label), 1
	}
}

// tidy removes blanks at both ends of a text, and empty lines from a list.
func tidy(text string, f book.Field) string {
	switch f.Info().Kind {
	case book.List, book.People:
		var lines []string
		for line := range strings.SplitSeq(text, "\n") {
			if line = strings.TrimSpace(line); line != "" {
				lines = append(lines, line)
			}
		}
		return strings.Join(lines, "\n")
	default:
		return strings.TrimSpace(text)
	}
}

// starsProblem returns the error in a rating, "" for none.
func starsProblem(text string) string {
	if stars, ok := book.ParseStars(text); strings.TrimSpace(text) != "" && (!ok || stars == 0) {
		return i18n.Text("{{.First}} to {{.Last}}, in halves", "First", i18n.Decimal(0.5, 1), "Last", book.MaxRating/2)
	}
	return ""
}

// yearProblem returns the error in a year, "" for none.
func yearProblem(text string) string {
	if text = strings.TrimSpace(text); text == "" {
		return ""
	}
	if _, ok := book.ParseYear(text); !ok {
		return i18n.Text("A year, 1 to {{.Last}}", "Last", book.MaxYear)
	}
	return ""
}
