// Package state is what the library knows, and every decision about it: which file is
// new, changed, moved, missing or held, which rows make a book folder, what the user
// typed about them.
//
// It is pure: the methods of State take values and times, and return what is to be
// done. They start no goroutine, use no channel, read no clock and no disk; a test
// holds this. The owner loop of package library calls them, one at a time.
//
//	roots.go root.go settings.go   the folders of the library
//	row.go found.go writing.go     one file: listed, read, still being written
//	moves.go displaced.go          where the content of a file came up
//	relocation.go adoptions.go     where a whole library came up
//	missing.go retired.go          files that are gone, rows that left the list
//	bookfolder.go notes.go lint.go files that make books, and what lies beside them
//	replaced.go editions.go replacements.go   a book that took the place of another
//	edits.go                       what the user typed
package state
