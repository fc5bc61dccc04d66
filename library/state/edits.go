package state

import (
	"maps"
	"strings"

	"lectern/library/book"
	"lectern/library/catalog"
)

// SetHidden hides a row that the user removed from the list, or shows it again.
func (s *State) SetHidden(r *Row, hidden bool) {
	r.Hidden = hidden
	s.Listed.lost++ // it may be missing
}

// SetEdit sets what the user typed into a field of a row, which may be retired; a nil
// text deletes the edit.
func (s *State) SetEdit(r *Row, field string, text *string) {
	s.Moves.Undisplace(r) // the user means the file that is listed now
	r.shared = false
	edits := maps.Clone(r.Edits)
	switch {
	case text == nil:
		delete(edits, field)
	case edits == nil:
		edits = book.Edits{field: *text}
	default:
		edits[field] = *text
	}
	if r.Edits = edits; r.RetiredAt != 0 {
		return
	}
	if field == ChoiceField {
		s.Folders.regroup(r)
	}
	if book.IsListening(field) {
		s.Folders.Refresh(r) // the books stay as they are
		return
	}
	s.Folders.alter(r.Folder)
}

// emptyText stands in the catalogue for a text that the user emptied: there, an empty
// string means no edit.
const emptyText = "\x00"

// EncodeEdit converts an edit to its form in the catalogue: "" stands for no edit.
func EncodeEdit(text *string) string {
	switch {
	case text == nil:
		return ""
	case *text == "":
		return emptyText
	default:
		return *text
	}
}

// decodeEdits reverses EncodeEdit for all edits of a row.
func decodeEdits(edits map[string]string) book.Edits {
	for field, text := range edits {
		if text == emptyText {
			edits = maps.Clone(edits)
			edits[field] = ""
		}
	}
	return edits
}

// IsTyped reports whether an edit is one that the user knows of: what was typed into a field
// of a book, or the choice how files are grouped.
func IsTyped(field string) bool { return !strings.HasPrefix(field, "@") || field == ChoiceField }

// Edited returns what the user typed into a field, nil if nothing.
func (r *Row) Edited(field string) *string { return editOf(r.Edits, field) }

// editOf returns the edit of a field, nil if there is none.
func editOf(edits book.Edits, field string) *string {
	if text, typed := edits[field]; typed {
		return &text
	}
	return nil
}

// EditOps returns the catalogue operations that store all the user's edits of a row.
func (r *Row) EditOps() (ops []catalog.Op) {
	for field, text := range r.Edits {
		ops = append(ops, catalog.Edit(r.File.ID, field, EncodeEdit(&text)))
	}
	if r.Hidden {
		ops = append(ops, catalog.Hide(r.File.ID, true))
	}
	return ops
}

// KeptField is an edit of earlier versions. It marked a row that no scan found and the
// user chose to keep; such a row is now missing.
const KeptField = "@kept"
