package library

import "lectern/library/book"

// Undoable says what Undo reverts or Redo repeats. The zero value is nothing.
type Undoable struct {
	Action   Action
	Field    book.Field // of Renamed and Edited; book.Fields if several fields were edited
	Books    int        // 0 if the action is not about books
	Files    bool       // Books counts files: of Trashed, and where each file was a row
	From, To string     // the values of Renamed
}

// edited describes edits of books, by the names of their fields.
func edited(edits map[book.ID]map[string]*string) Undoable {
	what := Undoable{Action: Edited, Field: book.Fields, Books: len(edits)}
	names := map[string]bool{}
	for _, fields := range edits {
		for name := range fields {
			names[name] = true
		}
	}
	if len(names) != 1 {
		return what
	}
	for f := range book.Fields {
		if names[f.String()] {
			what.Field = f
		}
	}
	return what
}

// Action is the kind of a command of the user, by its name in the log.
type Action string

// The actions.
const (
	NoAction        Action = ""
	Edited          Action = "edited"           // fields of books
	Renamed         Action = "renamed"          // a value of a field everywhere
	Swapped         Action = "swapped"          // the authors and the narrators
	Forgotten       Action = "forgotten"        // the user's edits
	Merged          Action = "merged"           // books into one
	Split           Action = "split"            // books into their files
	Ungrouped       Action = "ungrouped"        // the choice to merge or to split was dropped
	Removed         Action = "removed"          // books from the library
	PutBack         Action = "put back"         // removed books
	Trashed         Action = "trashed"          // files
	RootRemoved     Action = "root removed"     // a root from the library
	Answered        Action = "answered"         // whether a new book is a missing one
	Finished        Action = "finished"         // books were marked as finished
	Unfinished      Action = "unfinished"       // books were marked as not finished
	Abandoned       Action = "abandoned"        // books were marked as abandoned
	Unabandoned     Action = "unabandoned"      // books were marked as not abandoned
	Bookmarked      Action = "bookmarked"       // a bookmark was set
	BookmarkEdited  Action = "bookmark edited"  // the note of a bookmark was changed
	BookmarkRemoved Action = "bookmark removed" // a bookmark was removed
	Imported        Action = "imported"         // what other programs know of books
)
