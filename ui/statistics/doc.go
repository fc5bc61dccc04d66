// Package statistics shows sums of the books in the view. Each bar is a condition that a
// click adds to the search.
package statistics
