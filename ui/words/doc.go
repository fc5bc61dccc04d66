// Package words puts into words what the window shows: the status of roots and books,
// faults, numbers, times and paths. Its functions are pure, and it does not import the
// toolkit.
package words
