package ui

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
)

// namedLists are the preferences that are lists of what the user named, as JSON.
var namedLists = map[string]bool{prefViews: true, prefLayouts: true}

// named is an element of such a list, in full. An element without a name, which is damaged or
// of a later version, has its whole text as its name.
type named struct{ name, text string }

// parseNamed reads a list. A text that is not a list becomes the only element of one, so that it
// is kept.
func parseNamed(value any) (list []named) {
	text, _ := value.(string)
	if text == "" {
		return nil
	}
	var raw []json.RawMessage
	if json.Unmarshal([]byte(text), &raw) != nil {
		quoted, _ := json.Marshal(text) // a text can always be written as JSON
		raw = []json.RawMessage{quoted}
	}
	for _, r := range raw {
		r, _ = json.Marshal(r) // without spaces, as formatNamed writes it
		var head struct{ Name string }
		if json.Unmarshal(r, &head) != nil || head.Name == "" {
			head.Name = string(r)
		}
		list = append(list, named{head.Name, string(r)})
	}
	return list
}

// parseAs reads an element. It returns false if it cannot be read as a T.
func parseAs[T any](n named) (element T, ok bool) {
	return element, n.name != n.text && json.Unmarshal([]byte(n.text), &element) == nil
}

// readNamed returns the elements of a list that can be read.
func readNamed[T any](text string) (list []T) {
	for _, n := range parseNamed(text) {
		if element, ok := parseAs[T](n); ok {
			list = append(list, element)
		}
	}
	return list
}

// writeNamed returns the list that was text with other elements. What cannot be read stays in
// it, at its end, and an element that has not changed stays as it is, also in what a T lacks.
func writeNamed[T any](text string, list []T) string {
	format := func(element T) string {
		text, _ := json.Marshal(element) // it was read from JSON, or has only texts
		return string(text)
	}
	whole := map[string]string{}
	var unread, all []named
	for _, n := range parseNamed(text) {
		if element, ok := parseAs[T](n); ok {
			whole[format(element)] = n.text
		} else {
			unread = append(unread, n)
		}
	}
	for _, element := range list {
		text := format(element)
		all = append(all, named{text: cmp.Or(whole[text], text)})
	}
	return formatNamed(append(all, unread...))
}

func formatNamed(list []named) string {
	raw := make([]json.RawMessage, len(list))
	for i, n := range list {
		raw[i] = json.RawMessage(n.text)
	}
	text, _ := json.Marshal(raw) // it was JSON before
	return string(text)
}

// joinNamed makes the changes from one value of a list to mine in theirs. What both changed
// is as in mine, in whose order the elements are.
func joinNamed(before, mine, theirs any) any {
	was, is, other := parseNamed(before), parseNamed(mine), parseNamed(theirs)
	at := func(list []named, name string) int {
		return slices.IndexFunc(list, func(n named) bool { return strings.EqualFold(n.name, name) })
	}
	var joined []named
	for _, n := range is {
		if !slices.Contains(was, n) || slices.Contains(other, n) { // added or changed here, or as it was
			joined = append(joined, n)
		} else if i := at(other, n.name); i >= 0 {
			joined = append(joined, other[i])
		}
	}
	for _, n := range other {
		if at(is, n.name) < 0 && !slices.Contains(was, n) { // added or changed there
			joined = append(joined, n)
		}
	}
	return formatNamed(joined)
}
