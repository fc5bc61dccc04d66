// Package state holds what the library knows and makes every decision about it: which
// file is new, changed, moved, missing or held, which rows form a book folder, and what
// the user typed about them.
//
// The package is pure: the methods of State take values and times, and return what the
// caller must do. They start no goroutine, use no channel, and read neither clock nor
// disk; a test enforces this. The owner loop of package library calls them, one at a
// time.
//
//	state.go                       puts the parts together
//	roots.go root.go settings.go   the folders of the library
//	listed.go retired.go           the rows of the list, and those that left it
//	row.go found.go writing.go incomplete.go   one file: listed, read, still being written, lacking something
//	unsaved.go                     rows to save to the catalogue
//	moves.go displaced.go          where the content of a moved file is now
//	relocation.go adoptions.go     where a whole moved library is now
//	missing.go                     files that are gone
//	bookfolder.go folders.go books.go notes.go lint.go   how files form books, and the sidecars beside them
//	regrouped.go                   books that a new version of Lectern changed
//	replaced.go editions.go replacements.go   a book that replaced another
//	edits.go                       what the user typed
package state
