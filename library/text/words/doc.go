// Package words has the words of many languages for the parts of recorded books: discs,
// parts, volumes and chapters, their numbers, front and back matter, and what programs
// and shops add to titles. languages.go is the table of words, numbers.txt the table of
// numbers.
package words
