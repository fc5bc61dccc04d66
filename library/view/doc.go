// Package view turns a Query and a Snapshot into a View: the rows that the
// query finds, in its order. It also lists the values that occur in them, and sums
// up the rows (statistics.go). It is pure: no clock, no disk, no goroutine that
// outlives a call.
//
// A Maker keeps, for each row, the collation key of the title. When first
// needed, it adds the folded text for the filter and the keys of the other
// columns. They are made again only when the row changes. All rows are kept in
// a base order (title, path, ID), which changed rows leave and enter by binary
// search. To sort by other columns, a stable radix sort starts from the base
// order and sorts by numbers, or by ranks of the distinct texts. A query is
// parsed to a tree (docs/QUERY.md), and the tree is compiled to a condition on
// a row: texts that many rows share are tested once each, other texts are
// searched in the row's haystack, and only the rest is read from the book. So a
// keystroke is one pass over haystacks, a click a few passes over integers, and
// a batch of results a copy of the order.
//
// Measured by the benchmarks of this package with 100,000 rows of 20 words, on
// two shared cores of a server: a keystroke takes 1 to 15 ms, a click 2 to 12
// ms, 50 changed rows about 1 ms (with 1 million rows 4 to 6 ms), the first
// view of all rows 80 ms at best and several times as long on a busy machine. A
// row takes 124 bytes, or 241 with the text for the filter. This text takes 50
// to 460 ms on a busy machine, so it is prepared after the first view is on
// screen. The collator takes 0.5 µs for a title, so it is called only for text
// that an alphabet cannot encode, and once for each distinct author, narrator,
// series and folder.
package view
