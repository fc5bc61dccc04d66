// Package words has the words of each language that name the parts of recorded books:
// discs, parts, volumes and chapters, their numbers, what stands before and after the
// text of a book, and what programs and shops write into titles. languages.go is the
// table of words, numbers.txt that of numbers.
package words
