// Package lint finds problems of books. It is pure: it reads no disk, and any
// goroutine may call it.
//
// Of finds the problems of a single book, Across those that show only in a
// comparison of books. In doubt, both stay silent: a false problem costs the
// user's trust in all others.
package lint
