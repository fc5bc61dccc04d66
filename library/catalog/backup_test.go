package catalog

import (
	"bytes"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"lectern/library/book"
)

// TestBackupOfTheCatalogue loses the catalogue: rows come back from its backup,
// except those that have moved or left the list since.
func TestBackupOfTheCatalogue(t *testing.T) {
	for name, ruin := range map[string]func(path string) error{
		"gone":    os.Remove,
		"garbage": func(path string) error { return os.WriteFile(path, bytes.Repeat([]byte("no database"), 999), 0o600) },
	} {
		t.Run(name, func(t *testing.T) {
			path, m := filled(t, 200)
			c := must(t, path)
			load(t, c)
			moved := m.rows[5]
			f := *moved.File
			f.Path += " moved"
			moved.File = &f
			c.Save(Keep(moved), Retire(m.rows[6]), Drop(7), Keep(m.rows[8]))
			gone := m.rows[6]
			gone.Retired = 9
			c.Save(Retire(gone))
			closed(t, c) // the backup is recent, so no new one is made
			check(t, ruin(path))
			c = must(t, path)
			got := load(t, c)
			if e := got[5]; e.File.Path != f.Path || e.File.Media != nil {
				t.Errorf("what moved: %+v", e.File)
			}
			if got[6].Retired != 9 || got[7].File != nil {
				t.Errorf("what left: %+v, %+v", got[6], got[7])
			}
			for _, id := range []book.ID{5, 6, 7} {
				delete(got, id)
				delete(m.rows, id)
			}
			same(t, got, m.rows)
			if n := noticed(c); len(n) != 1 || !strings.Contains(n[0], "197 files are as they were, 1 will") {
				t.Error(n)
			}
		})
	}
}

// TestBackupIsRare makes at most one backup a day, and none if nothing was
// found.
func TestBackupIsRare(t *testing.T) {
	path, m := filled(t, 5)
	spare := backupOf(path)
	session := func(ops ...Op) (made bool) {
		t.Helper()
		before, _ := os.Stat(spare)
		c := must(t, path)
		load(t, c)
		c.Save(ops...)
		closed(t, c)
		after, err := os.Stat(spare)
		return err == nil && (before == nil || !os.SameFile(before, after))
	}
	if session(Keep(m.rows[1])) {
		t.Error("the last one is young")
	}
	old := time.Now().Add(-spareEvery - time.Minute)
	check(t, os.Chtimes(spare, old, old))
	if session() {
		t.Error("nothing was found")
	}
	if !session(Keep(m.rows[1])) {
		t.Error("the last one is old")
	}
	ahead := time.Now().Add(spareEvery + time.Minute)
	check(t, os.Chtimes(spare, ahead, ahead))
	if !session(Keep(m.rows[1])) {
		t.Error("the last one was made before the clock was set back")
	}
}

// TestUserDatabaseAndBackupGone deletes the user database and its backup. The
// user is told once, and not told for a new catalogue.
func TestUserDatabaseAndBackupGone(t *testing.T) {
	path, m := filled(t, 20)
	own := UserPath(path)
	for _, name := range []string{own, backupOf(own)} {
		check(t, os.Remove(name))
	}
	c := must(t, path)
	if got := load(t, c); len(got) != len(m.rows) {
		t.Errorf("%d rows", len(got))
	}
	if n := noticed(c); len(n) != 1 || !strings.Contains(n[0], "so is its backup") {
		t.Error(n)
	}
	closed(t, c)
	for _, path := range []string{path, somewhere(t)} {
		c := must(t, path)
		load(t, c)
		if n := noticed(c); len(n) != 0 {
			t.Error(n)
		}
	}
}

// TestDamagedWithItsBackup flips the same edit in the user database and in its
// backup: only that edit is lost.
func TestDamagedWithItsBackup(t *testing.T) {
	path := somewhere(t)
	c := must(t, path)
	sample(t, c, 1, "/books/a.mp3")
	sample(t, c, 2, "/books/b.mp3")
	closed(t, c)
	own := UserPath(path)
	for _, name := range []string{own, backupOf(own)} {
		sqlOn(t, name, "UPDATE edit SET value = 'mind' WHERE id = 1")
	}
	for _, notices := range []int{1, 0} {
		c = must(t, path)
		got := load(t, c)
		if len(got) != 2 || len(got[1].Edits) != 0 || got[2].Edits["title"] != "mine" || len(noticed(c)) != notices {
			t.Errorf("%+v %v", got, noticed(c))
		}
		closed(t, c)
	}
}

// TestOlderCatalogueListsRetiredRow restores a catalogue that still lists a row
// which has left the list since.
func TestOlderCatalogueListsRetiredRow(t *testing.T) {
	path := somewhere(t)
	c := must(t, path)
	e := sample(t, c, 1, "/books/a.mp3")
	closed(t, c)
	before, err := os.ReadFile(path)
	check(t, err)
	c = must(t, path)
	load(t, c)
	e.Retired = 9
	c.Save(Retire(e), DropRoot("/books"))
	closed(t, c)
	check(t, os.WriteFile(path, before, 0o600))
	for range 2 {
		c = must(t, path)
		if got := load(t, c); len(got) != 1 || got[1].Retired != 9 || got[1].Edits["title"] != "mine" {
			t.Errorf("%+v", got)
		}
		closed(t, c)
	}
}

// TestFlippedBitsInUserDatabase flips single bits anywhere in the user database except
// its head. With the backup no edit is lost, and a second start finds nothing to
// repair.
func TestFlippedBitsInUserDatabase(t *testing.T) {
	path, m := filled(t, 60)
	r := rand.New(rand.NewPCG(5, 5))
	original, err := os.ReadFile(UserPath(path))
	check(t, err)
	told := 0
	for range 60 {
		at := headLen + r.IntN(len(original)-headLen)
		there := clone(t, path)
		overwrite(t, UserPath(there), int64(at), []byte{original[at] ^ 1<<r.IntN(8)})
		for start := range 2 {
			c := must(t, there)
			same(t, load(t, c), m.rows)
			roots := c.Roots()
			slices.SortFunc(roots, func(a, b Root) int { return strings.Compare(a.Path, b.Path) })
			if !reflect.DeepEqual(roots, m.roots) {
				t.Fatalf("byte %d: roots %+v", at, roots)
			}
			if n := len(noticed(c)); n > 1-start {
				t.Fatalf("byte %d, start %d: %v", at, start, noticed(c))
			} else {
				told += n
			}
			closed(t, c)
		}
	}
	t.Logf("%d of 60 were told", told)
	if told == 0 {
		t.Error("none was seen")
	}
}
