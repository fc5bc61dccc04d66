// Package text has the rules for comparing texts, each in one place: the folding in
// which texts are compared and searched, tables of words, natural order, and whether a path
// lies below another. It also replaces entities of HTML. It knows nothing about books.
package text
