// Package edit is the form in which the user edits the fields of one book or of
// several. It reads books and returns edits; the window saves them.
package edit
