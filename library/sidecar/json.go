package sidecar

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"lectern/library/book"
	"lectern/library/message"
	"lectern/library/text"
	"lectern/library/text/words"
)

// readJSON parses a metadata.json. It skips values of an unexpected type. The
// error is a fault.
func readJSON(content string) (m book.Meta, chapters []book.Chapter, err error) {
	if start := strings.TrimSpace(content); strings.HasPrefix(start, "[{") && strings.HasSuffix(start, "}]") { // a list of one
		if one := []object{}; json.Unmarshal([]byte(start), &one) == nil && len(one) == 1 {
			content = start[1 : len(start)-1]
		}
	}
	var o object
	if err := json.Unmarshal([]byte(content), &o); err != nil {
		return m, nil, jsonFault(content, err)
	}
	o = o.spelled()
	// Until 2023, Audiobookshelf wrote the fields one level deeper. Other programs
	// still do.
	millis := false
	for _, name := range [...]string{"metadata", "meta", "product", "book", "data", "contentmetadata", "contentlicense", "chapterinfo"} {
		var inner object
		if json.Unmarshal(o[name], &inner) == nil {
			millis = millis || name == "meta" // tone.json
			maps.Copy(o, inner.spelled())
		}
	}
	var title object // OverDrive: {"main": "…", "subtitle": "…", "collection": "…"}
	_ = json.Unmarshal(o["title"], &title)
	for name, as := range map[string]string{"subtitle": "subtitle", "collection": "series"} {
		if len(o[as]) == 0 && title != nil {
			o[as] = title.spelled()[name]
		}
	}
	for f := range book.Fields {
		if f == book.Contributors {
			continue
		}
		for _, name := range f.Info().Sidecars[book.JSON] {
			if !m.Has(f) {
				o.set(&m, f, name)
			}
		}
	}
	if order := seriesList(ordered(o.text("seriesorder"))); len(order) > 0 {
		m.Series = seriesList(renumbered(order, m.Series))
	}
	m.Contributors = list(o.contributors())
	if len(m.Series) == 1 && m.Series[0].Part == "" {
		m.Series[0].Part = strings.TrimPrefix(line(o.any(parts...)), "#")
	}
	if second := seriesList(o.series("seriessecondary")); len(second) > 0 { // audnexus
		m.Series = seriesList(append(m.Series, second...))
	}
	if chapters = o.chapters(millis); len(chapters) == 0 {
		chapters = o.libby()
	}
	return m, chapters, nil
}

// parts are the keys for the number of a book in its series.
var parts = []string{"seriespart", "seriessequence", "sequence", "seriesindex", "seriesposition", "seriesnumber", "position", "part", "volume", "volumenumber", "booknumber", "movement", "number", "index"}

// unlike removes the characters in which spellings of a key differ.
var unlike = strings.NewReplacer("_", "", "-", "", " ", "")

// spelled returns an object whose keys are in lower case, without "_" and "-":
// "narrated_by" becomes "narratedby".
func (o object) spelled() object {
	all := make(object, len(o))
	for _, name := range slices.Sorted(maps.Keys(o)) {
		key := strings.ToLower(unlike.Replace(name))
		if _, known := all[key]; !known || stringOf(all[key]) == "" && len(all[key]) <= len("null") {
			all[key] = o[name]
		}
	}
	return all
}

// any returns the text of the first key that has one.
func (o object) any(names ...string) string {
	for _, name := range names {
		if s := o.text(name); s != "" {
			return s
		}
	}
	return ""
}

// set sets a field from the value of a key.
func (o object) set(m *book.Meta, f book.Field, name string) {
	switch i := f.Info(); i.Kind {
	case book.Line, book.Code:
		value := o.text(name)
		if f == book.Edition {
			if string(o[name]) == "true" {
				value = "true"
			}
			value = words.EditionOf(name, value)
		}
		*i.Text(m) = line(value)
	case book.Prose:
		*i.Text(m) = prose(o.text(name))
	case book.List, book.People:
		*i.List(m) = list(o.names(name))
	case book.Places:
		*i.Series(m) = seriesList(o.series(name))
	case book.Date:
		*i.Number(m) = words.Year(o.text(name))
	}
}

// jsonFault describes where a text stops being JSON.
func jsonFault(text string, err error) error {
	if e, ok := errors.AsType[*json.SyntaxError](err); ok {
		at := min(int(e.Offset), len(text))
		return fault(fmt.Sprintf("is not valid JSON (line %d)", 1+strings.Count(text[:at], "\n")))
	}
	return fault(message.Mark("contains no metadata"))
}

// object is a JSON object whose values are not decoded yet.
type object map[string]json.RawMessage

// text returns the value of a key: a string, or a number as it is written.
func (o object) text(name string) string { return stringOf(o[name]) }

func stringOf(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	var texts struct{ Main, Full string } // OverDrive: a title and a description, {"full": "…", "short": "…"}
	if json.Unmarshal(raw, &texts) == nil && texts != (struct{ Main, Full string }{}) {
		return cmp.Or(texts.Main, texts.Full)
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

// names returns the strings of a list, or the names of its objects, each with its role:
// "Nora Finch (narrator)".
func (o object) names(name string) (names []string) {
	for _, raw := range o.list(name, maxList) {
		var named object
		if json.Unmarshal(raw, &named) != nil {
			names = append(names, stringOf(raw))
			continue
		}
		s := named.spelled()
		name, role := s.any("name", "fullname"), s.text("role")
		if name != "" && isRole(role) {
			name += " (" + role + ")"
		}
		names = append(names, name)
	}
	return names
}

// isRole reports whether a text is a role or several: "author and narrator".
func isRole(s string) bool {
	for role := range strings.SplitSeq(strings.ReplaceAll(s, " and ", ","), ",") {
		if !words.Is(strings.TrimSpace(role), words.Role) {
			return false
		}
	}
	return true
}

// contributors returns the people of all keys for contributors, each with the role of its
// object or of its key: "Karl Turner (translator)".
func (o object) contributors() (all []string) {
	for _, key := range book.Contributors.Info().Sidecars[book.JSON] {
		for _, raw := range o.list(key, maxList) {
			name, role := stringOf(raw), words.RoleOfField(key)
			var named object
			if json.Unmarshal(raw, &named) == nil {
				s := named.spelled()
				name = s.any("name", "fullname")
				role = cmp.Or(s.any("role", "type"), role)
			}
			if name = line(name); name != "" && role != "" {
				name += " (" + line(role) + ")"
			}
			all = append(all, name)
		}
	}
	return all
}

// series returns series written as "Name #1" or as objects.
func (o object) series(name string) (all []book.Series) {
	for _, raw := range o.list(name, maxList) {
		var named object
		if json.Unmarshal(raw, &named) == nil && named != nil {
			s := named.spelled()
			all = append(all, place(s.any("name", "title", "seriesname", "series"), part(s.any(parts...))))
		} else {
			all = append(all, series(stringOf(raw)))
		}
	}
	return all
}

// ordered parses the "SeriesOrder" of Libation: "1 : Name, 2.5 : Other". A name can have
// commas.
func ordered(s string) (all []book.Series) {
	for part, rest, ok := strings.Cut(s, " : "); ok; {
		name, next, more := rest, "", ""
		if next, more, ok = strings.Cut(rest, " : "); ok {
			comma := max(0, strings.LastIndex(next, ", "))
			name, next = next[:comma], strings.TrimPrefix(next[comma:], ", ")
		}
		all = append(all, place(name, part))
		part, rest = next, more
	}
	return all
}

// renumbered returns the series of a "SeriesOrder" with the numbers that the entries of
// "series" have for them. Entries of other names do not count: they can be several names in
// one text, or names that end with a number.
func renumbered(order, entries []book.Series) []book.Series {
	key := func(s book.Series) string { return text.Key(words.ArticlesOf("").Remove(s.Name)) }
	for _, e := range entries {
		if at := slices.IndexFunc(order, func(s book.Series) bool { return key(s) == key(e) }); at >= 0 && e.Part != "" {
			order[at].Part = e.Part
		}
	}
	return order
}

// chapters returns those chapters that have a start. If millis is true, times whose key
// names no unit are in milliseconds. Chapters within a chapter follow it.
func (o object) chapters(millis bool) (all []book.Chapter) {
	var add func(o object, depth int)
	add = func(o object, depth int) {
		for _, raw := range o.list("chapters", maxChapters) {
			var c object
			if json.Unmarshal(raw, &c) != nil || len(all) == maxChapters {
				continue
			}
			c = c.spelled()
			start, ok := c.time(millis, "startoffsetms", "startms", "startoffsetsec", "starttime", "start")
			if !ok {
				continue
			}
			end, ended := c.time(millis, "endms", "endtime", "end")
			if length, is := c.time(millis, "lengthms", "durationms", "length", "duration"); !ended && is {
				end = start + length
			}
			_, parent := c["chapters"]
			if parent {
				end = 0
			}
			all = append(all, book.Chapter{Start: start, End: end, Title: line(c.any("title", "name"))})
			if parent && depth < maxDepth {
				add(c, depth+1)
			}
		}
	}
	add(o, 0)
	return inOrder(all)
}

// libby returns the chapters of an openbook.json of OverDrive and Libby, and of the
// metadata.json that LibbyRip makes from it. Each is in a file of "spine": at a path and a
// second in the first, "Part02.mp3#12", and at an index and an offset in the second.
func (o object) libby() (all []book.Chapter) {
	var at time.Duration
	var starts []time.Duration // of the files
	files := map[string]int{}
	for i, raw := range o.list("spine", maxChapters) {
		var file object
		_ = json.Unmarshal(raw, &file)
		file = file.spelled()
		length, ok := file.time(false, "audioduration", "duration")
		if !ok {
			return nil
		}
		files[file.any("odreadoriginalpath", "path")] = i
		starts = append(starts, at)
		if at += length; at < 0 { // no such length can be
			return nil
		}
	}
	var nav object
	_ = json.Unmarshal(o["nav"], &nav)
	for _, raw := range append(o.list("chapters", maxChapters), nav.list("toc", maxChapters)...) {
		var c object
		if json.Unmarshal(raw, &c) != nil {
			continue
		}
		path, second, _ := strings.Cut(c.text("path"), "#")
		file, known := files[path]
		if index, err := strconv.Atoi(c.text("spine")); err == nil {
			file, known = index, 0 <= index && index < len(starts)
		}
		if !known {
			continue
		}
		offset, _ := seconds(cmp.Or(second, c.text("offset")))
		if start := starts[file] + offset; start >= 0 {
			all = append(all, book.Chapter{Start: start, Title: line(c.text("title"))})
		}
	}
	return inOrder(all)
}

// time returns the time of the first key that has one: in seconds, in milliseconds, or
// as a clock shows it.
func (o object) time(millis bool, names ...string) (time.Duration, bool) {
	for _, name := range names {
		s := o.text(name)
		if at, ok := seconds(s); ok {
			if strings.HasSuffix(name, "ms") || millis {
				at /= 1000
			}
			return at, true
		}
		if at, ok := clock(s); ok {
			return at, true
		}
	}
	return 0, false
}

// seconds parses a number of seconds that fits into a time.Duration.
func seconds(s string) (time.Duration, bool) {
	var f float64
	if json.Unmarshal([]byte(strings.TrimSpace(s)), &f) != nil || f < 0 || f*float64(time.Second) >= math.MaxInt64 {
		return 0, false
	}
	return time.Duration(math.Round(f * float64(time.Second))), true
}
