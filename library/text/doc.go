// Package text has the rules for words, names and paths, each in one place: the
// folding in which texts are compared, natural order, the words for the volumes
// of a work, and containment of paths. It knows nothing about books.
package text
