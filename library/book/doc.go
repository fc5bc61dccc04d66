// Package book holds the leaf types of Lectern: what a file is, what a reader
// found in it, what the user calls a book, and the copy-on-write store that
// keeps them. It imports only message of the project; most other packages import it.
//
// A stored value is never modified: a change is a new value in the same slot. So files,
// books and snapshots may cross goroutines without locks.
package book
