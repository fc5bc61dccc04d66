// Package uitest has what the tests of several packages of the window share: books, a
// library that makes views of them, and helpers for keys and texts.
package uitest
