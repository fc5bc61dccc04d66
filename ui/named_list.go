package ui

import (
	"encoding/json"
	"slices"
	"strings"
)

// namedLists are the preferences that are lists of what the user named, as JSON.
var namedLists = map[string]bool{prefViews: true, prefLayouts: true}

// named is an element of such a list, in full.
type named struct{ name, text string }

// parseNamed reads a list. It returns false if value is none.
func parseNamed(value any) (list []named, ok bool) {
	text, _ := value.(string)
	if text == "" {
		return nil, true
	}
	var raw []json.RawMessage
	if json.Unmarshal([]byte(text), &raw) != nil {
		return nil, false
	}
	for _, r := range raw {
		var head struct{ Name string }
		if json.Unmarshal(r, &head) != nil {
			return nil, false
		}
		list = append(list, named{head.Name, string(r)})
	}
	return list, true
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
	was, a := parseNamed(before)
	is, b := parseNamed(mine)
	other, c := parseNamed(theirs)
	if !a || !b || !c {
		return mine
	}
	at := func(list []named, name string) int {
		return slices.IndexFunc(list, func(n named) bool { return strings.EqualFold(n.name, name) })
	}
	var joined []named
	for _, n := range is {
		if !slices.Contains(was, n) { // added or changed here
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
