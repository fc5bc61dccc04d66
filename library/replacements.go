package library

import (
	"maps"
	"strconv"
	"strings"
	"time"

	"lectern/library/book"
	"lectern/library/catalog"
	"lectern/library/state"
)

// SameBook records the user's answer that the new book is the old one: the new book
// takes over the old one's ID, date, edits, cover and grouping, and the old files leave
// the list. An edit of the new book wins over an edit of the same field of the old one.
// Undo reverts it. It does nothing if the question is no longer open.
func (l *Library) SameBook(r Replaced) {
	l.tell(func(o *owner) {
		if p := o.state.Replacements.Question(r); p != nil {
			o.log.Info("replaced", "id", r.Old, "folder", r.Folder, "file", r.File)
			o.commit(Undoable{Action: Answered}, edit{heirChange{p.Handover(), true}})
		}
	})
}

// DifferentBook records the user's answer that the new book is another one: the old book
// stays in the library as missing, and the question is not asked again. Undo reverts it.
// It does nothing if the question is no longer open.
func (l *Library) DifferentBook(r Replaced) {
	l.tell(func(o *owner) {
		var e edit
		if p := o.state.Replacements.Question(r); p != nil {
			for _, row := range p.Old.Rows {
				text := strings.TrimSpace(row.Edits[state.DifferentField] + " " + strconv.FormatUint(uint64(r.New), 10))
				e = append(e, textChange{row, state.DifferentField, row.Edited(state.DifferentField), &text})
			}
		}
		o.commit(Undoable{Action: Answered}, e)
	})
}

// handOver carries out a handover, or reverts it with back. It returns the catalogue
// operations for the changed edits and hours, and the files to probe. It does nothing if
// the rows no longer allow it.
func handOver(s *state.State, h *state.Handover, back bool) (ops []catalog.Op, probes []*book.File) {
	now := time.Now().UnixNano()
	if !s.Replacements.MayPass(h, back) {
		return nil, nil
	}
	for _, r := range h.Alone {
		setRetired(s, r, !back)
	}
	for _, p := range h.Swaps {
		probes = append(probes, s.Swap(p, back, now)...)
	}
	ops = s.PassHours(h, back)
	for _, n := range h.Notes {
		edits, added := n.Edited, n.AddedAfter
		if back {
			edits, added = n.Edits, n.Added
		}
		s.Redate(n.Row, added)
		fields := maps.Clone(n.Row.Edits)
		if fields == nil {
			fields = book.Edits{}
		}
		maps.Copy(fields, edits)
		for field := range fields {
			c := textChange{before: n.Row.Edited(field)}
			if text, typed := edits[field]; typed {
				c.after = &text
			}
			if !c.idle() {
				s.SetEdit(n.Row, field, c.after)
				ops = append(ops, catalog.Edit(n.Row.File.ID, field, state.EncodeEdit(c.after)))
			}
		}
	}
	return ops, probes
}
