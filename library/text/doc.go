// Package text has what is known of words, names and paths, each in one place:
// the folding by which texts are compared, natural order, the words for the volumes
// of a work, and what lies below a folder. It knows nothing of books.
package text
