package catalog

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"lectern/library/book"
)

// sample saves a row at path with an edit, and returns it.
func sample(t *testing.T, c *Catalog, id book.ID, path string) Entry {
	t.Helper()
	e := Entry{File: &book.File{ID: id, Root: "/books", Path: path, Size: 7}, Added: 3, Fingerprint: []byte("print"), Recording: []byte("sound")}
	c.Save(KeepRoot(Root{Path: "/books"}), Keep(e), Edit(id, "title", "mine"))
	return e
}

func closed(t *testing.T, c *Catalog) {
	t.Helper()
	check(t, c.Close())
}

// TestRetire keeps the edits of a row that left the list, until it is dropped.
func TestRetire(t *testing.T) {
	path := somewhere(t)
	c := must(t, path)
	e := sample(t, c, 1, "/books/a.mp3")
	e.Retired = 99
	c.Save(Retire(e))
	closed(t, c)

	c = must(t, path)
	got := load(t, c)[1]
	if got.Retired != 99 || got.Edits["title"] != "mine" || got.Added != 3 || string(got.Fingerprint) != "print" || string(got.Recording) != "sound" ||
		got.File.Path != "/books/a.mp3" || got.File.Size != 7 {
		t.Errorf("%+v %+v", got, got.File)
	}
	c.Save(Keep(e)) // the file is found again
	closed(t, c)

	c = must(t, path)
	if got := load(t, c)[1]; got.Retired != 0 || got.Edits["title"] != "mine" {
		t.Errorf("%+v", got)
	}
	c.Save(Drop(1))
	closed(t, c)
	if got := load(t, must(t, path)); len(got) != 0 {
		t.Errorf("%+v", got)
	}
}

// TestOlderCopyOfCatalogue replaces the catalogue, but not the user database,
// with an older copy, as a power cut may.
func TestOlderCopyOfCatalogue(t *testing.T) {
	path := somewhere(t)
	c := must(t, path)
	sample(t, c, 1, "/books/a.mp3")
	closed(t, c)
	before, err := os.ReadFile(path)
	check(t, err)
	c = must(t, path)
	load(t, c)
	sample(t, c, 2, "/books/b.mp3")
	closed(t, c)
	check(t, os.WriteFile(path, before, 0o600))
	c = must(t, path)
	got := load(t, c)
	if e := got[2]; len(got) != 2 || e.Edits["title"] != "mine" || e.File.Root != "/books" || e.File.State != book.Found || e.File.Modified != 0 || e.Retired != 0 {
		t.Errorf("%+v", got)
	}
}

// TestOlderCopyOfUserDatabase replaces the user database with an older copy,
// which lacks identities: they are written again, so that later damage of the
// catalogue loses none.
func TestOlderCopyOfUserDatabase(t *testing.T) {
	path := somewhere(t)
	c := must(t, path)
	sample(t, c, 1, "/books/a.mp3")
	closed(t, c)
	before, err := os.ReadFile(UserPath(path))
	check(t, err)
	c = must(t, path)
	load(t, c)
	sample(t, c, 2, "/books/b.mp3")
	closed(t, c)
	check(t, os.WriteFile(UserPath(path), before, 0o600))
	c = must(t, path)
	load(t, c)
	closed(t, c)
	check(t, os.WriteFile(path, nil, 0o600))
	c = must(t, path)
	if got := load(t, c); len(got) != 2 || got[2].File.Path != "/books/b.mp3" {
		t.Errorf("%+v %v", got, noticed(c))
	}
}

// TestFlippedBitInUserDatabase flips a bit in a user change: it is noticed,
// reported, and restored from the backup.
func TestFlippedBitInUserDatabase(t *testing.T) {
	for _, flip := range []struct{ table, set string }{
		{"edit", "value = 'mind'"}, {"hidden", "since = since + 1"}, {"identity", "path = CAST('/books/A.mp3' AS BLOB)"},
		{"identity", "size = 8"}, {"root", "paused = 1"}, {"heard", "clock = clock * 60"}, {"heard", "title = 'Done'"},
	} {
		t.Run(flip.table+" "+flip.set, func(t *testing.T) {
			path := somewhere(t)
			c := must(t, path)
			sample(t, c, 1, "/books/a.mp3")
			heard := book.FileHeard{File: 9, Title: "Dune", DayHeard: book.DayHeard{Day: 20785, Heard: book.Heard{Clock: time.Hour, Sound: 2 * time.Hour}}}
			c.Save(Hide(1, true), KeepHeard(heard))
			closed(t, c)
			sqlOn(t, UserPath(path), "UPDATE "+flip.table+" SET "+flip.set)
			c = must(t, path)
			if all, err := c.Heard(context.Background()); err != nil || len(all) != 1 || all[0] != heard {
				t.Errorf("%+v %v", all, err)
			}
			e, err := Entry{}, error(nil)
			err = c.Load(context.Background(), func(batch []Entry) { e = batch[0] })
			if err != nil || e.Edits["title"] != "mine" || !e.Hidden || e.File.Path != "/books/a.mp3" || c.Roots()[0].Paused {
				t.Errorf("%+v %+v %+v %v", e, e.File, c.Roots(), err)
			}
			if notices := strings.Join(noticed(c), "\n"); !strings.Contains(notices, "was damaged") {
				t.Errorf("not told: %q", notices)
			}
			closed(t, c)
		})
	}
}
