// Package i18n says the texts of the window and the command line in the user's
// language. The English text in the source is the key of a message; the catalogue of each
// other language is a file in assets/messages. scripts/messages collects the English texts
// from the source.
package i18n
