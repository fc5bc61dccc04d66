// Package details is the pane beside the books that shows all there is to know
// about the selected book, and answers where each value comes from.
package details
