// Package books shows the books in the three view modes: as a table, as a grid of
// covers, and by series. All three show one view and one selection. Only the rows
// in sight exist as objects.
package books
