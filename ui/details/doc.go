// Package details is the pane beside the books. It shows all that is known about the
// selected book, and where each value comes from, or what several selected books have in
// common.
package details
