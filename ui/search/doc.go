// Package search is the search box with the completions below it, the query error
// that is shown when the user rests, and the card that explains how to search.
package search
