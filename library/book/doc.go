// Package book holds the leaf types of Lectern: what a file is, what a reader
// found in it, what a listener calls a book, and the copy-on-write store that
// keeps them. It imports nothing of the project; everything else imports it.
//
// A value is never changed once it is stored: a change is a new value in the
// same slot. That is why files, books and snapshots may cross goroutines
// without locks.
package book
