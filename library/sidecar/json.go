package sidecar

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
	"time"

	"lectern/library/book"
)

// readJSON parses a metadata.json. It skips values of an unexpected type. The
// error is a fault.
func readJSON(text string) (m book.Meta, chapters []book.Chapter, err error) {
	var o object
	if err := json.Unmarshal([]byte(text), &o); err != nil {
		return m, nil, jsonFault(text, err)
	}
	// Until 2023, the fields of the book were one level deeper.
	var inner object
	if json.Unmarshal(o["metadata"], &inner) == nil {
		for name, value := range inner {
			o[name] = value
		}
	}
	for f := range book.Fields {
		for _, name := range f.Info().Sidecars[book.JSON] {
			if !m.Has(f) {
				o.set(&m, f, name)
			}
		}
	}
	return m, o.chapters(), nil
}

// set sets a field from the value of a key.
func (o object) set(m *book.Meta, f book.Field, name string) {
	switch i := f.Info(); i.Kind {
	case book.Line, book.Code:
		*i.Text(m) = line(o.text(name))
	case book.Prose:
		*i.Text(m) = prose(o.text(name))
	case book.List, book.People:
		*i.List(m) = list(o.names(name))
	case book.Places:
		*i.Series(m) = seriesList(o.series(name))
	case book.Date:
		*i.Number(m) = year(o.text(name))
	}
}

// jsonFault describes where a text stops being JSON.
func jsonFault(text string, err error) error {
	if e, ok := errors.AsType[*json.SyntaxError](err); ok {
		at := min(int(e.Offset), len(text))
		return fault(fmt.Sprintf("is not valid JSON (line %d)", 1+strings.Count(text[:at], "\n")))
	}
	return fault("contains no metadata")
}

// object is a JSON object with undecoded values.
type object map[string]json.RawMessage

// text returns a string, or a number as it is written.
func (o object) text(name string) string { return stringOf(o[name]) }

func stringOf(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	var n json.Number
	if json.Unmarshal(raw, &n) == nil {
		return n.String()
	}
	return ""
}

// list returns the elements of an array, or a single value as a list.
func (o object) list(name string, most int) []json.RawMessage {
	raw := o[name]
	var all []json.RawMessage
	if json.Unmarshal(raw, &all) != nil {
		all = []json.RawMessage{raw}
	}
	return all[:min(len(all), most)]
}

// names returns the strings of a list, or the names of its objects.
func (o object) names(name string) (names []string) {
	for _, raw := range o.list(name, maxList) {
		var named object
		if json.Unmarshal(raw, &named) == nil {
			raw = named["name"]
		}
		names = append(names, stringOf(raw))
	}
	return names
}

// series returns series written as "Name #1" or as objects.
func (o object) series(name string) (all []book.Series) {
	for _, raw := range o.list(name, maxList) {
		var named object
		if json.Unmarshal(raw, &named) == nil && named != nil {
			all = append(all, place(named.text("name"), named.text("sequence")))
		} else {
			all = append(all, series(stringOf(raw)))
		}
	}
	return all
}

// chapters returns the chapters that have a start.
func (o object) chapters() (all []book.Chapter) {
	for _, raw := range o.list("chapters", maxChapters) {
		var c object
		if json.Unmarshal(raw, &c) != nil {
			continue
		}
		start, ok := c.seconds("start")
		if !ok {
			continue
		}
		end, _ := c.seconds("end")
		all = append(all, book.Chapter{Start: start, End: end, Title: line(c.text("title"))})
	}
	return inOrder(all)
}

// seconds returns a number of seconds, which can be a string.
func (o object) seconds(name string) (time.Duration, bool) {
	return seconds(o.text(name))
}

// seconds parses a number of seconds, up to the maximum of time.Duration.
func seconds(s string) (time.Duration, bool) {
	var f float64
	if json.Unmarshal([]byte(strings.TrimSpace(s)), &f) != nil || f < 0 || f*float64(time.Second) >= math.MaxInt64 {
		return 0, false
	}
	return time.Duration(math.Round(f * float64(time.Second))), true
}
