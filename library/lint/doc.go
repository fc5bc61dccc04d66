// Package lint says what is wrong with books. All of it is pure: nothing here
// reads a disk, and any goroutine may call it.
//
// Of is what one book tells by itself, Across what books tell of each other.
// What is a guess errs on the side of silence: a problem that is none costs the
// listener's trust in all others.
package lint
