package words

import (
	"lectern/library"
	"lectern/library/book"
	"lectern/ui/i18n"
)

// Undoable says what Undo reverts or Redo repeats, in the imperative: "rename author in 12
// books". It returns "" for nothing.
func Undoable(u library.Undoable) string {
	field, books := "", BookCount(u.Books, u.Files)
	if u.Field < book.Fields {
		field = i18n.Text(u.Field.Info().One)
	}
	switch u.Action {
	case library.Edited:
		if field != "" {
			return i18n.Text("edit {{.Field}} of {{.Books}}", "Books", books, "Field", field)
		}
		return i18n.Text("edit {{.Books}}", "Books", books)
	case library.Renamed:
		return i18n.Text("rename {{.Field}} in {{.Books}}", "Books", books, "Field", field)
	case library.Swapped:
		return i18n.Text("swap author and narrator in {{.Books}}", "Books", books)
	case library.Forgotten:
		if u.Books == 0 {
			return i18n.Text("forget leftover edits")
		}
		return i18n.Text("forget edits of {{.Books}}", "Books", books)
	case library.Merged:
		return i18n.Text("combine {{.Books}}", "Books", books)
	case library.Split:
		return i18n.Text("split {{.Books}} into files", "Books", books)
	case library.Ungrouped:
		return i18n.Text("group {{.Books}} automatically", "Books", books)
	case library.Removed:
		return i18n.Text("remove {{.Books}}", "Books", books)
	case library.PutBack:
		return i18n.Text("put back {{.Books}}", "Books", books)
	case library.Trashed:
		return i18n.Text("move {{.Books}} to the trash", "Books", books)
	case library.RootRemoved:
		return i18n.TextIn("a command that can be undone", "remove folder")
	case library.Answered:
		return i18n.Text("answer about a replaced book")
	case library.Finished:
		return i18n.Text("mark {{.Books}} as finished", "Books", books)
	case library.Unfinished:
		return i18n.Text("mark {{.Books}} as not finished", "Books", books)
	case library.Abandoned:
		return i18n.Text("mark {{.Books}} as abandoned", "Books", books)
	case library.Unabandoned:
		return i18n.Text("mark {{.Books}} as not abandoned", "Books", books)
	case library.Bookmarked:
		return i18n.TextIn("a command that can be undone", "add bookmark")
	case library.BookmarkEdited:
		return i18n.TextIn("a command that can be undone", "edit note of bookmark")
	case library.BookmarkRemoved:
		return i18n.TextIn("a command that can be undone", "remove bookmark")
	case library.Imported:
		return i18n.Text("import into {{.Books}}", "Books", books)
	default:
		return ""
	}
}
