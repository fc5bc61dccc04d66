package edit

import (
	"strconv"
	"strings"

	"lectern/library/book"
)

// sourceWords name the sources of values.
var sourceWords = [...]string{
	book.Nowhere:      "",
	book.FromName:     "from the file name",
	book.FromFolder:   "from the folder name",
	book.FromTag:      "from the tags",
	book.FromPicture:  "from a picture in the folder",
	book.FromCue:      "from the cue sheet",
	book.FromReader:   "from reader.txt",
	book.FromNFO:      "from the .nfo file",
	book.FromDesc:     "from desc.txt",
	book.FromOPF:      "from the Calibre file",
	book.FromMetadata: "from metadata.json",
	book.FromEdit:     "edited",
}

// maxYear is the last year that is accepted: a larger number must be a typing error.
const maxYear = 2999

func seriesText(all []book.Series) string {
	lines := make([]string, len(all))
	for i, s := range all {
		lines[i] = s.String()
	}
	return strings.Join(lines, "\n")
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
		return i.Label + " (one per line)", 2
	case book.Prose:
		return i.Label, 4
	default:
		return i.Label, 1
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

// yearProblem returns the error in a year, "" for none.
func yearProblem(text string) string {
	if text = strings.TrimSpace(text); text == "" {
		return ""
	}
	if n, err := strconv.Atoi(text); err != nil || n < 1 || n > maxYear {
		return "A year, 1 to " + strconv.Itoa(maxYear)
	}
	return ""
}
