// Package words puts what the window tells into words: the status of roots and
// books, faults, numbers, times and paths. Its functions are pure, and it knows
// nothing of the toolkit.
package words
