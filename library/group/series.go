package group

import (
	"strings"

	"lectern/library/book"
)

// Series parses a series tag and a part tag. The series tag is a name, a name
// with its part ("Name #2.5"), or a list of them ("A #1; B #2"). A name without
// a part takes the part at the same position of the part tag. Series ignores
// everything beyond maxTag.
func Series(names, parts string) []book.Series {
	names, parts = line(names[:min(len(names), maxTag)]), line(parts[:min(len(parts), maxTag)])
	var all []book.Series
	for names != "" {
		var name, part string
		name, names, _ = strings.Cut(names, ";")
		part, parts, _ = strings.Cut(parts, ";")
		s := oneSeries(strings.TrimSpace(name))
		if s.Part == "" {
			s.Part = trimPart(part)
			if name, volume, sure := volumeBehind(s.Name); sure && name != "" { // "Name, Book 2"
				s.Name = name
				if s.Part == "" {
					s.Part = volume
				}
			}
		}
		if s.Name != "" && !hasSeries(all, s.Name) {
			all = append(all, s)
		}
	}
	return all
}

// oneSeries splits "Name #2.5" into name and part. The text after the last " #"
// is a part only if it begins like a number and has no space.
func oneSeries(s string) book.Series {
	if i := strings.LastIndex(s, " #"); i > 0 {
		name, part := strings.TrimRight(s[:i], " ,"), strings.TrimSpace(s[i+2:])
		if name != "" && isPart(part) {
			return book.Series{Name: name, Part: part}
		}
	}
	return book.Series{Name: s}
}

// isPart reports whether s begins with a digit or with a point and a digit, and
// is one word.
func isPart(s string) bool {
	t := strings.TrimPrefix(s, ".")
	return t != "" && t[0] >= '0' && t[0] <= '9' && !strings.Contains(s, " ")
}

// trimPart returns the plain form of a part: "#3", "03", "Book 3" and "3/10"
// all give "3".
func trimPart(s string) string {
	s = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(s), "#"))
	part, _, ok := strings.Cut(s, "/")
	if !ok {
		part, _, _ = strings.Cut(s, " of ")
	}
	part = strings.TrimSpace(part)
	if volume, _, rest := cutVolume(part, true); volume != "" && rest == "" {
		return volume
	}
	if ok && isPart(part) {
		return part
	}
	return s
}

func hasSeries(all []book.Series, name string) bool {
	for _, s := range all {
		if strings.EqualFold(s.Name, name) {
			return true
		}
	}
	return false
}
