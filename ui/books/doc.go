// Package books shows the books in the three view modes: as a table, as a grid of
// covers, and by series. All three show one view and one selection. Only the rows
// in sight exist as objects.
//
// The three share an Input, which takes what the user does to the books. Each consists
// of a viewport, which scrolls, a sight, which has the objects of the lines in sight, and
// marks: the row under the pointer and the row of the cursor. The toolkit, ViewMode and
// the cells require half of the methods of Table and Series.
package books
