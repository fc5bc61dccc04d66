package library

import "lectern/library/state"

// RetiredEdits is how many fields the user typed into, of books that are not listed
// any more. They are kept until ForgetRetiredEdits, for the case that the files come
// back. A field of a book counts once, however many files the book had. It waits for
// the owner, not for a disk.
func (l *Library) RetiredEdits() (n int) {
	type typed struct {
		folder      state.FolderKey
		field, text string
	}
	l.tell(func(o *owner) {
		counted := map[typed]bool{}
		for r := range o.state.Retired.Rows() {
			for field, text := range r.Edits {
				if field != state.DifferentField {
					counted[typed{o.state.FolderKey(r), field, text}] = true
				}
			}
		}
		n = len(counted)
	})
	return n
}

// ForgetRetiredEdits takes back all that the user typed about books that are not
// listed any more, as one command. Undo brings it back.
func (l *Library) ForgetRetiredEdits() {
	l.tell(func(o *owner) {
		var e edit
		for r := range o.state.Retired.Rows() {
			for field := range r.Edits {
				e = append(e, change{file: r.File.ID, field: field, before: r.Edited(field), row: r})
			}
		}
		o.commit(e)
	})
}
