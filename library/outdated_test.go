package library

import (
	"context"
	"path/filepath"
	"testing"

	"lectern/library/book"
	"lectern/library/catalog"
)

// TestOutdatedReaders: files that the readers of an earlier version read are read again
// once, and keep their rows, dates and edits.
func TestOutdatedReaders(t *testing.T) {
	root := tree(t, "A/a.mp3", "A/b.mp3", "B/c.mp3")
	r := &reader{}
	opts := Options{Catalog: filepath.Join(shared(t), "c.db"), Prober: r}
	s := kept(t, opts)
	s.AddRoot(root)
	s.settle()
	s.rest()
	ids := s.ids()
	typed := "Typed"
	s.editAll([]book.ID{ids[root+"/B/c.mp3"]}, map[string]*string{"title": &typed})
	s.settle()
	s.close()

	c, err := catalog.Open(context.Background(), opts.Catalog)
	check(t, err)
	check(t, c.LoadNotes(context.Background(), func(string, uint64, *book.Notes) {}))
	var older []catalog.Entry
	check(t, c.Load(context.Background(), func(batch []catalog.Entry) { older = append(older, batch...) }))
	for _, e := range older {
		e.Readers = 0
		c.Save(catalog.Keep(e))
	}
	check(t, c.Close())

	r.takeCalls()
	s = kept(t, opts)
	s.settle()
	s.rest()
	if calls := r.takeCalls(); len(older) != 3 || len(calls) != 3 || calls[root+"/A/a.mp3"] != 1 {
		t.Errorf("%d files, read again: %v", len(older), calls)
	}
	if got := s.rows()[root+"/B/c.mp3"]; got.ID != ids[root+"/B/c.mp3"] || got.Title != "Typed" {
		t.Errorf("%+v", got)
	}
	s.again(opts)
	if calls := r.takeCalls(); len(calls) != 0 {
		t.Errorf("read a third time: %v", calls)
	}
}
