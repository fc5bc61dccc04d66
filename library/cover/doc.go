// Package cover makes the pictures of books fit for the screen: it finds a
// book's picture, decodes it with care, scales it and keeps the result, on disk
// and in memory.
//
// A picture comes from anybody. It is decoded only when its header has been
// looked at, and whatever is wrong with it is an error that says so, never a
// panic. How a picture is read out of an audio file is handed in.
package cover
