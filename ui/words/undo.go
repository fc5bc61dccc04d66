package words

import (
	"lectern/library"
	"lectern/library/book"
	"lectern/ui/i18n"
)

// Undoable says what Undo reverts or Redo repeats, in the imperative: "rename author in 12
// books". It returns "" for nothing.
func Undoable(u library.Undoable) string {
	field := ""
	if u.Field < book.Fields {
		field = i18n.Text(u.Field.Info().One)
	}
	switch u.Action {
	case library.Edited:
		if field != "" {
			return i18n.Count(u.Books, "edit {{.Field}} of {{.Count}} book", "edit {{.Field}} of {{.Count}} books", "Field", field)
		}
		return i18n.Count(u.Books, "edit {{.Count}} book", "edit {{.Count}} books")
	case library.Renamed:
		return i18n.Count(u.Books, "rename {{.Field}} in {{.Count}} book", "rename {{.Field}} in {{.Count}} books", "Field", field)
	case library.Swapped:
		return i18n.Count(u.Books, "swap author and narrator in {{.Count}} book", "swap author and narrator in {{.Count}} books")
	case library.Forgotten:
		if u.Books == 0 {
			return i18n.Text("forget leftover edits")
		}
		return i18n.Count(u.Books, "forget edits of {{.Count}} book", "forget edits of {{.Count}} books")
	case library.Merged:
		return i18n.Count(u.Books, "combine {{.Count}} book", "combine {{.Count}} books")
	case library.Split:
		return i18n.Count(u.Books, "split {{.Count}} book into files", "split {{.Count}} books into files")
	case library.Ungrouped:
		return i18n.Count(u.Books, "group {{.Count}} book automatically", "group {{.Count}} books automatically")
	case library.Removed:
		return i18n.Count(u.Books, "remove {{.Count}} book", "remove {{.Count}} books")
	case library.PutBack:
		return i18n.Count(u.Books, "put back {{.Count}} book", "put back {{.Count}} books")
	case library.Trashed:
		return i18n.Count(u.Books, "move {{.Count}} file to the trash", "move {{.Count}} files to the trash")
	case library.RootRemoved:
		return i18n.TextIn("a command that can be undone", "remove folder")
	case library.Answered:
		return i18n.Text("answer about a replaced book")
	case library.Finished:
		return i18n.Count(u.Books, "mark {{.Count}} book as finished", "mark {{.Count}} books as finished")
	case library.Unfinished:
		return i18n.Count(u.Books, "mark {{.Count}} book as not finished", "mark {{.Count}} books as not finished")
	case library.Abandoned:
		return i18n.Count(u.Books, "mark {{.Count}} book as abandoned", "mark {{.Count}} books as abandoned")
	case library.Unabandoned:
		return i18n.Count(u.Books, "mark {{.Count}} book as not abandoned", "mark {{.Count}} books as not abandoned")
	case library.Bookmarked:
		return i18n.TextIn("a command that can be undone", "add bookmark")
	case library.BookmarkEdited:
		return i18n.TextIn("a command that can be undone", "edit note of bookmark")
	case library.BookmarkRemoved:
		return i18n.TextIn("a command that can be undone", "remove bookmark")
	case library.Imported:
		return i18n.Count(u.Books, "import into {{.Count}} book", "import into {{.Count}} books")
	default:
		return ""
	}
}
