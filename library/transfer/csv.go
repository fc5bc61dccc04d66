package transfer

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"lectern/library/book"
	"lectern/library/text"
	"lectern/library/text/codepage"
)

// readTable reads a table with a line per book and a first line that names the columns, in
// any encoding, with commas, semicolons, tabs or bars between the cells.
func readTable(b []byte, loc *time.Location, now time.Time) (*File, error) {
	table := codepage.Plain(b)
	if isBinary(table) {
		return nil, strange
	}
	rows, open, err := rowsOf(table)
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, empty
	}
	h := headerOf(rows[0])
	rows = rows[1:]
	if h.at[titleColumn] == nil && h.at[asinColumn] == nil && h.at[isbnColumn] == nil {
		return nil, noTitles
	}
	var entries []Entry
	r := tableReader{header: h, scale: scaleOf(rows, &h), dates: datesOf(allOf(rows, &h, finishedColumn, startedColumn, abandonedColumn, playedColumn, readColumn), loc, now)}
	for _, row := range rows {
		if e := r.entry(row); !e.IsEmpty() && (e.Title != "" || e.ASIN != "" || len(e.ISBNs) > 0) {
			entries = append(entries, e)
		}
	}
	if len(entries) == 0 {
		return nil, noStates
	}
	return &File{Kind: Table, Users: []User{{Entries: entries}}, Unknown: r.unknown, Open: open}, nil
}

// isBinary reports whether a decoded file is not text.
func isBinary(s string) bool {
	controls := 0
	for _, r := range s {
		if r == 0 || unicode.IsControl(r) && !unicode.IsSpace(r) {
			controls++
		}
	}
	return controls*100 > len(s)
}

// separator returns the character between the cells of the first line.
func separator(table string) byte {
	count, quoted := map[rune]int{}, false
	for _, r := range table {
		if r == '"' {
			quoted = !quoted
		}
		if r == '\n' && !quoted {
			break
		}
		if !quoted {
			count[r]++
		}
	}
	best := ','
	for _, r := range "\t;|" {
		if count[r] > count[best] {
			best = r
		}
	}
	return byte(best)
}

// allOf returns all values of some columns.
func allOf(rows [][]string, h *header, columns ...column) (all []string) {
	for _, row := range rows {
		for _, c := range columns {
			all = append(all, h.values(row, c)...)
		}
	}
	return all
}

// scaleOf returns the best rating of a table: 5, 10 or 100.
func scaleOf(rows [][]string, h *header) (scale float64) {
	best := 0.0
	for _, v := range allOf(rows, h, ratingColumn) {
		if n, of, ok := number(v); ok {
			best = max(best, n, of)
		}
	}
	for _, scale = range []float64{book.MaxRating / 2, book.MaxRating} {
		if best <= scale {
			return scale
		}
	}
	return 100
}

// number reads "4.5", "4,5" and "4/5". of is the number after the slash, 0 if there is none.
func number(s string) (n, of float64, ok bool) {
	s, most, _ := strings.Cut(s, "/")
	n, ok = rating(s)
	of, _ = rating(most)
	return n, of, ok
}

func rating(s string) (n float64, ok bool) {
	n, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(s), ",", ".", 1), 64)
	if ok = err == nil && n >= 0 && n <= 100; !ok {
		return 0, false
	}
	return n, true
}

// tableReader makes entries of rows.
type tableReader struct {
	header header
	scale  float64
	dates  dates

	unknown []string // words for a state, each once, up to mostUnknown
}

// mostUnknown is how many unknown words are told.
const mostUnknown = 10

// reading returns how far somebody has come with the book of a row. It notes words that it
// does not know, but not the names of collections, which can be anything.
func (t *tableReader) reading(row []string) reading {
	said := t.header.value(row, stateColumn)
	r := readingOf(said)
	if word := line(said); r == unsaid && word != "" && !t.header.shelved && len(t.unknown) < mostUnknown && !slices.Contains(t.unknown, word) {
		t.unknown = append(t.unknown, word)
	}
	return r
}

func (t *tableReader) entry(row []string) (e Entry) {
	get := func(c column) string { return t.header.value(row, c) }
	e.Title, e.Subtitle, e.ASIN = line(get(titleColumn)), line(get(subtitleColumn)), line(get(asinColumn))
	for _, a := range t.header.values(row, authorColumn) {
		e.Authors = append(e.Authors, line(a))
	}
	for _, n := range t.header.values(row, isbnColumn) {
		if isbn(n) != "" {
			e.ISBNs = append(e.ISBNs, n)
		}
	}
	e.Length = t.length(row)
	if n, _, ok := number(get(ratingColumn)); ok {
		e.Rating = int(math.Round(n / t.scale * book.MaxRating))
	}
	if at, _ := t.dates.read(get(playedColumn)); at != 0 {
		e.Played, e.Position = at, seconds(get(positionColumn))
	}
	t.finish(row, &e)
	var notes []string
	for _, n := range t.header.values(row, noteColumn) {
		notes = append(notes, prose(n))
	}
	e.Note = strings.Join(nonempty(notes...), "\n\n")
	t.shelve(row, &e)
	return e
}

// length returns the length of the book of a row.
func (t *tableReader) length(row []string) time.Duration {
	if d := seconds(t.header.value(row, secondsColumn)); d > 0 {
		return d
	}
	if d := seconds(t.header.value(row, minutesColumn)); d > 0 {
		return 60 * d
	}
	var d time.Duration
	parts := strings.Split(t.header.value(row, clockColumn), ":")
	if len(parts) != 3 {
		return 0
	}
	for _, p := range parts {
		n, err := strconv.Atoi(p)
		if err != nil || n < 0 || n > 10_000 {
			return 0
		}
		d = 60*d + time.Duration(n)*time.Second
	}
	return d
}

// started returns since when the book of a row is in progress, 0 if nobody knows.
func (t *tableReader) started(row []string) int64 {
	at, _ := t.dates.read(t.header.value(row, startedColumn))
	if at == 0 {
		at = t.dates.last(t.header.value(row, readColumn), true)
	}
	return at
}

// finish says whether the book of a row is in progress, finished or abandoned, and since when.
func (t *tableReader) finish(row []string, e *Entry) {
	at, day := t.dates.read(t.header.value(row, finishedColumn))
	if at == 0 {
		at, day = t.dates.last(t.header.value(row, readColumn), false), true
	}
	how := t.reading(row)
	if how <= silent && strings.EqualFold(t.header.value(row, isFinishedColumn), "true") {
		how = finished
	}
	switch {
	case at != 0 && (how == finished || how <= silent):
		e.Finished, e.Day = at, day
	case how == finished:
		e.Finished = book.Undated
	case how == abandoned && at != 0:
		e.Abandoned, e.Day = at, day
	case how == abandoned:
		e.Abandoned = book.Undated
	case how == inProgress && e.Played == 0:
		e.Started = t.started(row)
		e.Played = max(e.Started, book.Undated)
	}
	if at, day := t.dates.read(t.header.value(row, abandonedColumn)); at != 0 {
		e.Abandoned, e.Day = at, day
	}
}

// shelve adds the tags of a row, without the shelves that say how far one has come: those of
// Goodreads, and those that the column of the state repeats.
func (t *tableReader) shelve(row []string, e *Entry) {
	var all []string
	for _, cell := range t.header.values(row, tagsColumn) {
		all = append(all, strings.FieldsFunc(cell, func(r rune) bool { return r == ',' || r == ';' || r == '|' })...)
	}
	for _, cell := range t.header.values(row, tagWordsColumn) {
		all = append(all, strings.Fields(cell)...)
	}
	states := map[string]bool{"read": true, text.Key("to-read"): true, text.Key("currently-reading"): true}
	for one := range strings.SplitSeq(t.header.value(row, stateColumn), ",") {
		states[text.Key(one)] = readings[text.Key(one)] > silent
	}
	for _, tag := range all {
		if tag = line(tag); tag != "" && !states[text.Key(tag)] {
			e.Tags = AddTags(e.Tags, []string{tag})
		}
	}
}
