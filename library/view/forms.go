package view

import (
	"context"
	"strings"

	"lectern/library/text"
)

// forms are the forms of the values of a field for the search: "jrr tolkien" of "J. R. R.
// Tolkien", "mueller" of "Müller". They lie in one text, where a string for each would take
// twice the memory.
type forms struct {
	text string // the forms of one value after the other, with fieldEnd before and after each
	ends []uint32
}

// makeForms returns the forms of the values in a list, or nil if there are none or the context
// is done.
func makeForms(ctx context.Context, list []Facet) *forms {
	if len(list) == 0 {
		return nil
	}
	buf := []byte{fieldEnd}
	f := &forms{ends: make([]uint32, len(list))}
	for i := range list {
		if i%rowsPerLook == 0 && ctx.Err() != nil {
			return nil
		}
		buf = text.AppendSearch(buf, list[i].Text, fieldEnd)
		f.ends[i] = uint32(len(buf))
	}
	f.text = string(buf)
	return f
}

// of returns the forms of value i, with fieldEnd before and after each.
func (f *forms) of(i int) string {
	if i == 0 {
		return f.text[:f.ends[0]]
	}
	return f.text[f.ends[i-1]-1 : f.ends[i]]
}

// start is the typed start of a value, or of a word in it, in the forms of the search.
type start struct {
	values []string // each form behind fieldEnd
	words  []string // each form behind a space
}

func startOf(typed string) (s start) {
	for _, form := range sought(typed) {
		if form != "" {
			s.values = append(s.values, string(fieldEnd)+form)
			s.words = append(s.words, " "+form)
		}
	}
	return s
}

// ofValue reports whether one of the forms of a value starts with s.
func (s *start) ofValue(all string) bool { return holdsAny(all, s.values) }

// ofWord reports whether a word in one of the forms of a value, other than the first word,
// starts with s. A letter alone is looked for in the first form only: the second one has
// initials apart ("j. r. r.").
func (s *start) ofWord(all string) bool {
	if len(s.words) > 0 && len(s.words[0]) == len(" x") {
		all = all[:1+strings.IndexByte(all[1:], fieldEnd)]
	}
	return holdsAny(all, s.words)
}
