package view

import (
	"context"
	"testing"

	"golang.org/x/text/language"

	"lectern/library/book"
)

func TestMissingRowEntersItsViewAtOnce(t *testing.T) {
	var store book.Store
	f := &book.File{Path: "/lib/x.mp3"}
	b := book.Book{ID: 1, Path: f.Path, Files: []*book.File{f}, Meta: book.Meta{Title: "x"}, State: book.Probed}
	slot := store.Add(&b)
	missing, others := NewMaker(language.Und), NewMaker(language.Und)
	for _, step := range []struct {
		state         book.State
		hidden        bool
		missing, rest int
	}{
		{book.Probed, false, 0, 1},
		{book.Missing, false, 1, 0},
		{book.Missing, true, 0, 0},
		{book.Missing, false, 1, 0},
		{book.Offline, false, 0, 1},
	} {
		next := b
		next.State, next.Hidden = step.state, step.hidden
		store.Set(slot, &next)
		for _, c := range []struct {
			maker *Maker
			text  string
			want  int
		}{{missing, "is:missing", step.missing}, {others, "-is:missing x", step.rest}} {
			v, err := c.maker.View(context.Background(), store.Snapshot(), Query{Text: c.text})
			if err != nil || v.Len() != c.want {
				t.Errorf("%+v: %q finds %d rows (%v)", step, c.text, v.Len(), err)
			}
		}
	}
}
