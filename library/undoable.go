package library

import "lectern/library/book"

// Undoable says what Undo reverts or Redo repeats. The zero value is nothing.
type Undoable struct {
	Action   Action
	Field    book.Field // of Renamed and Edited; book.Fields if several fields were edited
	Books    int        // 0 if the action is not about books; files for Trashed
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

// Action is the kind of a command of the user.
type Action uint8

// The actions.
const (
	NoAction        Action = iota
	Edited                 // fields of books
	Renamed                // a value of a field everywhere
	Swapped                // the authors and the narrators
	Forgotten              // the user's edits
	Combined               // books into one
	Divided                // books into their files
	Ungrouped              // the choice to combine or to divide was dropped
	Removed                // books from the library
	PutBack                // removed books
	Trashed                // files
	RootRemoved            // a root from the library
	Answered               // whether a new book is a missing one
	Finished               // books were marked as finished
	Unfinished             // books were marked as not finished
	Abandoned              // books were marked as abandoned
	Unabandoned            // books were marked as not abandoned
	Bookmarked             // a bookmark was set
	BookmarkEdited         // the note of a bookmark was changed
	BookmarkRemoved        // a bookmark was removed
	Imported               // what other programs know of books
)
