package search

import (
	"strings"

	"lectern/library/view"
	"lectern/ui/widgets"
)

const (
	mostCompletions  = 8   // more would hide the books
	completionsWidth = 400 // at most, unless the search box is narrower
)

// further returns the completions that would change the text.
func further(text string, list []view.Completion) (more []view.Completion) {
	runes := []rune(text)
	for _, c := range list {
		if strings.TrimSpace(c.Insert) != string(runes[c.Start:c.End]) && len(more) < mostCompletions {
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
// field of their value.
func rows(list []view.Completion, kinds bool) []widgets.Completion {
	all := make([]widgets.Completion, len(list))
	for i, c := range list {
		all[i] = widgets.Completion{Text: c.Text, From: c.From, To: c.To, Books: c.Books}
		if kinds {
			all[i].Kind = c.Field.String()
		}
	}
	return all
}
