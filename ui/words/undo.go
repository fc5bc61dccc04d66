package words

import (
	"lectern/library"
	"lectern/library/book"
)

// Undoable says what Undo reverts or Redo repeats, in the imperative: "rename author in 12
// books". It returns "" for nothing.
func Undoable(u library.Undoable) string {
	books := Count(u.Books, "book", "books")
	switch u.Action {
	case library.Edited:
		if u.Field < book.Fields {
			return "edit " + u.Field.Info().One + " of " + books
		}
		return "edit " + books
	case library.Renamed:
		return "rename " + u.Field.Info().One + " in " + books
	case library.Swapped:
		return "swap author and narrator in " + books
	case library.Forgotten:
		if u.Books == 0 {
			return "forget leftover edits"
		}
		return "forget edits of " + books
	case library.Combined:
		return "combine " + books
	case library.Divided:
		return "split " + books + " into files"
	case library.Ungrouped:
		return "group " + books + " automatically"
	case library.Removed:
		return "remove " + books
	case library.PutBack:
		return "put back " + books
	case library.Trashed:
		return "move " + Count(u.Books, "file", "files") + " to the trash"
	case library.RootRemoved:
		return "remove folder"
	case library.Answered:
		return "answer about a replaced book"
	default:
		return ""
	}
}
