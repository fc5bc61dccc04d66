// Package transfer carries what the user knows of the books into Lectern and out of it:
// how far they listened, finished, rating, note, tags. It reads backups of Audiobookshelf
// (backup.go, database.go), tables of sites for readers (csv.go, columns.go,
// times.go) and Lectern's own file (own.go), which it also writes; file.go tells them apart
// by their content.
//
// Every file becomes a list of entries (entry.go), one for each book that it names. Matcher
// finds the books that the entries are about (match.go, titles.go, people.go, paths.go), and
// Decide says which of the values of an entry count (decide.go). Both are pure, and so is
// Spot, which finds the part of a book in which a position lies.
//
// The files come from anywhere. Read bounds what it takes of them, opens databases
// read-only and without their triggers and views, and never follows a path in a file.
package transfer
