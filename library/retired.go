package library

import "lectern/library/state"

// RetiredEdits counts the fields that the user edited of books that are no longer
// listed. These edits are kept until ForgetRetiredEdits, in case the files come back. A
// field of a book counts once, however many files the book had.
func (l *Library) RetiredEdits() (n int) {
	type typed struct {
		folder      state.FolderKey
		field, text string
	}
	l.tell(func(o *owner) {
		counted := map[typed]bool{}
		for r := range o.state.Retired.Rows() {
			for field, text := range r.Edits {
				if state.IsTyped(field) {
					counted[typed{r.FolderKey(), field, text}] = true
				}
			}
		}
		n = len(counted)
	})
	return n
}

// ForgetRetiredEdits deletes everything the user typed about books that are no longer
// listed, as one command. Undo restores it.
func (l *Library) ForgetRetiredEdits() {
	l.tell(func(o *owner) { o.commit(Undoable{Action: Forgotten}, forgetEdit(o.state.Retired.Rows())) })
}
