package search

import (
	"strings"

	"lectern/library/view"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

const (
	mostCompletions  = 8   // more would hide the books
	mostStates       = 16  // after "is:", "has:" and "no:": more do not fit into the smallest windows
	completionsWidth = 400 // at most, unless the search box is narrower
)

// further returns the completions that would change the text.
func further(text string, list []view.Completion) (more []view.Completion) {
	runes := []rune(text)
	for _, c := range list {
		most := mostCompletions
		if c.Field == view.Is || c.Field == view.Has || c.Field == view.No {
			most = mostStates
		}
		if strings.TrimSpace(c.Insert) != string(runes[c.Start:c.End]) && len(more) < most {
			more = append(more, c)
		}
	}
	return more
}

// named reports whether the word that a completion replaces follows a field, as in
// "author:".
func named(text string, c view.Completion) bool {
	return strings.Contains(view.Fold(string([]rune(text)[c.Start:c.End])), c.Field.String()+":")
}

// completed returns a text with a completion inserted, and the position of the cursor
// after it, in characters. It does not double a space after the word.
func completed(text string, c view.Completion) (whole string, cursor int) {
	runes := []rune(text)
	end := c.End
	if strings.HasSuffix(c.Insert, " ") && end < len(runes) && runes[end] == ' ' {
		end++
	}
	return string(runes[:c.Start]) + c.Insert + string(runes[end:]), c.Start + len([]rune(c.Insert))
}

// rows returns completions as the list shows them. kinds says whether rows name the
// field of their value. The words of the query language are explained.
func rows(list []view.Completion, kinds bool) []widgets.Completion {
	all := make([]widgets.Completion, len(list))
	for i, c := range list {
		all[i] = widgets.Completion{Text: c.Text, From: c.From, To: c.To, Books: c.Books, Kind: meaning(c)}
		if kinds && c.Field != view.Anywhere {
			all[i].Kind = words.FieldName(c.Field.String())
		}
	}
	return all
}

// meaning explains a word of the query language. It returns "" for a value, and for a word
// that explains itself.
func meaning(c view.Completion) string {
	word, name := strings.TrimSuffix(c.Text, ":"), ""
	switch c.Field {
	case view.Is:
		name = words.StateName(word)
	case view.Anywhere, view.Has, view.No:
		name = words.FieldName(word)
	}
	if strings.EqualFold(strings.ReplaceAll(name, " ", ""), word) {
		return ""
	}
	return name
}
