package sidecar

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"lectern/library/book"
	"lectern/library/text/codepage"
)

// metadataJSON is the metadata.json that Lectern writes. The keys are those of
// Audiobookshelf, in its order; "edition", "contributors", "seriesParts" and "writtenBy" are
// not, and it ignores them.
type metadataJSON struct {
	Tags          json.RawMessage `json:"tags,omitempty"` // of the file before
	Chapters      []chapterJSON   `json:"chapters,omitempty"`
	Title         string          `json:"title"`
	Subtitle      string          `json:"subtitle,omitempty"`
	Authors       []string        `json:"authors,omitempty"`
	Narrators     []string        `json:"narrators,omitempty"`
	Series        []string        `json:"series,omitempty"` // "Name #1"
	Genres        []string        `json:"genres,omitempty"`
	PublishedYear string          `json:"publishedYear,omitempty"`
	Publisher     string          `json:"publisher,omitempty"`
	Description   string          `json:"description,omitempty"`
	ISBN          string          `json:"isbn,omitempty"`
	ASIN          string          `json:"asin,omitempty"`
	Language      string          `json:"language,omitempty"`
	Explicit      json.RawMessage `json:"explicit,omitempty"` // of the file before
	Edition       string          `json:"edition,omitempty"`
	Contributors  []string        `json:"contributors,omitempty"`
	SeriesParts   []string        `json:"seriesParts,omitempty"` // only if Series do not say where the names end
	WrittenBy     string          `json:"writtenBy"`             // the mark
}

type chapterJSON struct {
	ID    int         `json:"id"`
	Start json.Number `json:"start"` // seconds
	End   json.Number `json:"end"`
	Title string      `json:"title"`
}

// encodeJSON returns a metadata.json without its mark. It keeps the keys of the file before
// for which Lectern has no field.
func encodeJSON(m *book.Meta, chapters []book.Chapter, was []byte) []byte {
	var before struct{ Tags, Explicit json.RawMessage }
	if json.Unmarshal([]byte(codepage.Plain(was)), &before) != nil || string(before.Tags) == "null" {
		before.Tags = nil
	}
	j := metadataJSON{
		Tags: before.Tags, Explicit: before.Explicit,
		Title: m.Title, Subtitle: m.Subtitle, Authors: m.Authors, Narrators: m.Narrators, Genres: m.Genres,
		Publisher: m.Publisher, Description: m.Description, ISBN: m.ISBN, ASIN: m.ASIN, Language: m.Language,
		Edition: m.Edition, Contributors: m.Contributors, WrittenBy: unmarked,
	}
	if m.Year != 0 {
		j.PublishedYear = strconv.Itoa(m.Year)
	}
	for _, s := range m.Series {
		j.Series = append(j.Series, s.String())
		if series(s.String()) != s {
			j.SeriesParts = make([]string, len(m.Series))
		}
	}
	for i := range j.SeriesParts {
		j.SeriesParts[i] = m.Series[i].Part
	}
	for i, c := range chapters {
		j.Chapters = append(j.Chapters, chapterJSON{i, inSeconds(c.Start), inSeconds(c.End), c.Title})
	}
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	_ = e.Encode(j) // texts, numbers and what was JSON before cannot fail
	return withOthers(out.Bytes(), was)
}

// ownKeys are the keys of a metadataJSON, in lower case.
var ownKeys = func() map[string]bool {
	keys := map[string]bool{}
	for t, i := reflect.TypeFor[metadataJSON](), 0; i < t.NumField(); i++ {
		key, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		keys[strings.ToLower(key)] = true
	}
	return keys
}()

// withOthers adds the keys of the file before that are not Lectern's to a metadata.json,
// before the mark, which stays the last key.
func withOthers(own, was []byte) []byte {
	var before map[string]json.RawMessage
	if json.Unmarshal([]byte(codepage.Plain(was)), &before) != nil {
		return own
	}
	var others bytes.Buffer
	for _, key := range slices.Sorted(maps.Keys(before)) {
		if ownKeys[strings.ToLower(key)] { // case does not count when a file is read
			continue
		}
		var name bytes.Buffer
		e := json.NewEncoder(&name)
		e.SetEscapeHTML(false)
		_ = e.Encode(key)
		others.WriteString("  " + strings.TrimSpace(name.String()) + ": ")
		_ = json.Indent(&others, before[key], "  ", "  ")
		others.WriteString(",\n")
	}
	at := bytes.LastIndex(own, []byte(`  "writtenBy": `))
	return slices.Insert(own, at, others.Bytes()...)
}

// decodeJSON parses a file of encodeJSON.
func decodeJSON(b []byte) (m book.Meta, chapters []book.Chapter, err error) {
	var j metadataJSON
	if err := json.Unmarshal(b, &j); err != nil {
		return m, nil, err
	}
	m = book.Meta{
		Title: j.Title, Subtitle: j.Subtitle, Authors: j.Authors, Narrators: j.Narrators, Genres: j.Genres,
		Publisher: j.Publisher, Description: j.Description, ISBN: j.ISBN, ASIN: j.ASIN, Language: j.Language,
		Edition: j.Edition, Contributors: j.Contributors,
	}
	m.Year, _ = strconv.Atoi(j.PublishedYear)
	for i, s := range j.Series {
		if len(j.SeriesParts) == len(j.Series) {
			part := j.SeriesParts[i]
			m.Series = append(m.Series, book.Series{Name: withoutPart(s, part), Part: part})
		} else {
			m.Series = append(m.Series, series(s))
		}
	}
	for _, c := range j.Chapters {
		start, _ := seconds(string(c.Start))
		end, _ := seconds(string(c.End))
		chapters = append(chapters, book.Chapter{Start: start, End: end, Title: c.Title})
	}
	return m, chapters, nil
}

// withoutPart returns the name of a series that is written as "Name #Part".
func withoutPart(s, part string) string {
	if part == "" {
		return s
	}
	return s[:max(0, len(s)-len(" #")-len(part))]
}

// inSeconds returns a time in seconds, exactly.
func inSeconds(d time.Duration) json.Number {
	s := strconv.FormatInt(int64(d/time.Second), 10)
	if rest := d % time.Second; rest != 0 {
		s = fmt.Sprintf("%s.%09d", s, rest)
		for s[len(s)-1] == '0' {
			s = s[:len(s)-1]
		}
	}
	return json.Number(s)
}
