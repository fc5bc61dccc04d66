// Package cover prepares books' pictures for the screen: it finds a book's
// picture, decodes and scales it, and caches the result on disk and in memory.
//
// Pictures are untrusted. Their headers are checked before they are decoded,
// and an invalid picture gives an error that says what is wrong, never a panic.
// The caller supplies the function that reads a picture from an audio file.
package cover
