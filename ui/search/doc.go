// Package search is the search box with its completions, the query error that is shown
// when the user stops typing, and the help that explains how to search.
package search
