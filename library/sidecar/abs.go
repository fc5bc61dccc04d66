package sidecar

import (
	"encoding/json"
	"slices"
	"strings"

	"lectern/library/book"
	"lectern/library/message"
	"lectern/library/text/words"
)

// readAbs parses a metadata.abs, which Audiobookshelf wrote until 2023: lines
// of the form name=value, then sections. Commas separate the items of a list,
// so names are never "Last, First". The error is a fault.
func readAbs(text string) (m book.Meta, chapters []book.Chapter, err error) {
	if !strings.HasPrefix(text, ";ABMETADATA") {
		return m, nil, fault(message.Mark("is not a file of Audiobookshelf"))
	}
	var description strings.Builder
	section := ""
	for s := range strings.Lines(text) {
		s = strings.TrimRight(s, "\r\n")
		if name := strings.ToUpper(strings.TrimSpace(s)); name == "[DESCRIPTION]" || name == "[CHAPTER]" {
			section = name
			if section == "[CHAPTER]" && len(chapters) < maxChapters {
				chapters = append(chapters, book.Chapter{})
			}
			continue
		}
		name, value, _ := strings.Cut(s, "=")
		switch name = strings.TrimSpace(name); {
		case section == "[DESCRIPTION]":
			description.WriteString(s)
			description.WriteByte('\n')
		case strings.HasPrefix(s, ";"), strings.HasPrefix(s, "#"):
		case section == "[CHAPTER]":
			setChapter(&chapters[len(chapters)-1], name, value)
		default:
			setAbs(&m, name, value)
		}
	}
	if s := prose(description.String()); s != "" {
		m.Description = s
	}
	return m, inOrder(chapters), nil
}

func setAbs(m *book.Meta, name, value string) {
	if name == "volumeNumber" {
		if len(m.Series) == 1 && m.Series[0].Part == "" {
			m.Series[0].Part = line(value)
		}
		return
	}
	for f := range book.Fields {
		i := f.Info()
		if !slices.Contains(i.Sidecars[book.ABS], name) {
			continue
		}
		switch i.Kind {
		case book.Line, book.Code:
			if f == book.Edition {
				value = words.EditionOf(name, line(value))
			}
			*i.Text(m) = line(value)
		case book.Prose:
			*i.Text(m) = prose(value)
		case book.List, book.People:
			*i.List(m) = list(commas(value))
		case book.Places:
			var all []book.Series
			for _, s := range commas(value) {
				all = append(all, series(s))
			}
			*i.Series(m) = seriesList(all)
		case book.Date:
			*i.Number(m) = words.Year(value)
		}
		return
	}
}

func setChapter(c *book.Chapter, name, value string) {
	switch name {
	case "start":
		c.Start, _ = seconds(value)
	case "end":
		c.End, _ = seconds(value)
	case "title":
		c.Title = line(value)
	}
}

// commas parses a list in an abs file: separated by commas, or as JSON.
func commas(s string) (all []string) {
	if json.Unmarshal([]byte(s), &all) == nil {
		return all
	}
	return strings.SplitN(s, ",", maxList)
}
