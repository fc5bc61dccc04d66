// Package view turns a Query and a Snapshot into a View: the rows that the
// query finds, in its order. It is pure: no clock, no disk, no goroutine that
// outlives a call.
//
// A Maker keeps, per row, the folded text that the filter reads and the
// collation keys that the sort compares, made once when the row changes. All
// rows stand in a base order (title, path, ID) that changed rows leave and
// enter by binary search; a sort by other columns is a stable radix sort of
// that order by numbers or by ranks of the distinct texts. So a keystroke is one
// pass over haystacks, a click a few passes over integers, and a batch of
// results a copy of the order.
package view
