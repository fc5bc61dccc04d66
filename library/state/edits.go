package state

import (
	"maps"

	"lectern/library/book"
	"lectern/library/catalog"
)

// SetEdit makes text what the user typed about a row, which may be retired.
func (s *State) SetEdit(r *Row, field string, text *string) {
	s.Undisplace(r) // from now on it is about what is listed
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
		s.leaveFolder(r)
		s.enterFolder(r)
	}
	s.Refresh(r)
}

// emptyText is how the catalogue keeps a text that the user emptied: there an
// empty one is none.
const emptyText = "\x00"

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

// decodeEdits is the inverse of keptText, for all edits of a row.
func decodeEdits(edits map[string]string) book.Edits {
	for field, text := range edits {
		if text == emptyText {
			edits = maps.Clone(edits)
			edits[field] = ""
		}
	}
	return edits
}

// Edited is what the user typed into a field of the row's book, nil for
// nothing.
func (r *Row) Edited(field string) *string {
	if text, typed := r.Edits[field]; typed {
		return &text
	}
	return nil
}

// Typed is all that the user typed about a row, as the catalogue is told of it.
func (r *Row) Typed() (ops []catalog.Op) {
	for field, text := range r.Edits {
		ops = append(ops, catalog.Edit(r.File.ID, field, EncodeEdit(&text)))
	}
	if r.Hidden {
		ops = append(ops, catalog.Hide(r.File.ID, true))
	}
	return ops
}

// KeptField is an edit that earlier versions made of a row which no scan saw and
// which the user kept. Such a row is missing today.
const KeptField = "@kept"
