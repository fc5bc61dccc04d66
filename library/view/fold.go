package view

import (
	"strings"

	"lectern/library/text"
	"lectern/library/text/words"
)

// Fold returns the form in which whole values are compared.
func Fold(s string) string { return text.Fold(s) }

// WithoutArticle removes the article from the front of a title in an unknown language.
func WithoutArticle(title string) string { return words.ArticlesOf("").Remove(title) }

// sought returns the forms of a query's text. A text matches if one of its own forms
// contains one of these.
func sought(s string) []string {
	return strings.Split(strings.TrimSuffix(string(text.AppendSearch(nil, s, fieldEnd)), string(fieldEnd)), string(fieldEnd))
}

// holdsAny reports whether a text contains one of the forms.
func holdsAny(text string, forms []string) bool {
	for _, form := range forms {
		if strings.Contains(text, form) {
			return true
		}
	}
	return false
}

// folding holds the memory that is reused from text to text. It belongs to one goroutine;
// the zero value is ready for use.
type folding struct {
	buf       []byte
	languages languages
}

// foldASCII is Fold of one ASCII character.
func foldASCII(c byte) byte { return text.FoldASCII(c) }
