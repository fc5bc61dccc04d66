// Package state holds what the library knows and makes every decision about it: which
// file is new, changed, moved, missing or held, which rows form a book folder, and what
// the user typed about them.
//
// The package is pure: its methods take values and times, and return what the caller
// must do. They start no goroutine, use no channel, and read neither clock nor disk; a
// test enforces this. The owner loop of package library calls them, one at a time.
//
// State consists of parts, each of which holds the data of one concern and knows only the
// parts that it reads. The methods of State itself change several parts together.
//
//	Roots        roots.go root.go rootstatus.go settings.go   the folders of the library
//	Listed       listed.go row.go      the rows of the list, by path, ID and folder
//	Retired      retired.go            the rows that left the list
//	Unsaved      unsaved.go            the changes of rows that the catalogue lacks
//	Writing      writing.go            files that are still being written
//	Log          log.go                what the user listened to, by file and day
//	Incomplete   incomplete.go         rows that lack a fingerprint or a length
//	Sidecars     notes.go              notes and pictures beside the files
//	Folders      bookfolder.go folders.go   which rows form a book folder, and which to rebuild
//	Books        books.go heads.go lint.go   the books, their IDs and their problems
//	Digests      regrouped.go          books that a new version of Lectern changed
//	Losses       losses.go             rows lost a moment ago, and held ones
//	Moves        moves.go pairs.go displaced.go adoptions.go retagged.go   where the content of a moved file is now
//	Replacements replacements.go candidates.go replaced.go handover.go spots.go   a book that replaced another
//	State        state.go found.go missing.go mounts.go relocation.go edits.go copies.go   a file is
//	             listed, read or gone, a whole root moves, the user edits a book or its copies
package state
