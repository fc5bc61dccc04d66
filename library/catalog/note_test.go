package catalog

import (
	"bytes"
	"context"
	"fmt"
	"hash/crc32"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"lectern/library/book"
)

// randomNotes makes notes of folder that survive a round trip.
func randomNotes(r *rand.Rand, folder string) *book.Notes {
	n := &book.Notes{}
	fill(r, reflect.ValueOf(n).Elem())
	n.Folder, n.Meta.Own = folder, nil // no sidecar has the user's own fields
	for i := range n.Named {
		n.Named[i].Meta.Own = nil
	}
	for i := range n.Cues {
		n.Cues[i].Folder = "" // not stored: the library sets it when it merges notes
	}
	return n
}

func loadNotes(t testing.TB, c *Catalog) map[string]note {
	t.Helper()
	all := map[string]note{}
	err := c.LoadNotes(context.Background(), func(folder string, stamp uint64, n *book.Notes) {
		if _, twice := all[folder]; twice || n.Folder != folder {
			t.Fatalf("%q twice, or %q", folder, n.Folder)
		}
		all[folder] = note{stamp, n}
	})
	check(t, err)
	return all
}

// TestNotesRoundTrip saves random notes, changes and drops some, and reads them
// back in the next session, several times.
func TestNotesRoundTrip(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	path := somewhere(t)
	want := map[string]note{}
	for range 4 {
		c := must(t, path)
		if got := loadNotes(t, c); !reflect.DeepEqual(got, want) {
			t.Fatalf("%d notes, want %d, or others", len(got), len(want))
		}
		given := 0
		for range 800 {
			folder := fmt.Sprintf("/bo\xffoks/%d", r.IntN(300))
			switch _, known := want[folder]; {
			case known && r.IntN(3) == 0:
				delete(want, folder)
				c.Save(DropNotes(folder))
			case known && r.IntN(10) == 0:
				delete(want, folder)
				c.Save(KeepNotes(folder, 1, nil))
			default:
				n := note{r.Uint64(), randomNotes(r, folder)}
				want[folder] = n
				c.Save(KeepNotes(folder, n.stamp, n.notes))
			}
			given++
		}
		check(t, c.Close())
		if c.Saved() != uint64(given) || len(noticed(c)) > 0 {
			t.Fatalf("%d of %d saved, %q", c.Saved(), given, noticed(c))
		}
	}
	if _, err := os.Stat(backupOf(UserPath(path))); err == nil {
		t.Error("notes count as typed")
	}
}

// TestNotesDamage flips single bits of notes, and destroys whole pages. Each
// note comes back unchanged or is left out, the files stay as they are, and a
// second start finds nothing to repair.
func TestNotesDamage(t *testing.T) {
	path, m := filled(t, 100)
	r := rand.New(rand.NewPCG(9, 9))
	want := map[string]note{}
	c := must(t, path)
	for i := range 200 {
		n := randomNotes(r, fmt.Sprintf("/books/%03d", i))
		n.Meta.Description = strings.Repeat("in the note ", 20)
		want[n.Folder] = note{r.Uint64(), n}
		c.Save(KeepNotes(n.Folder, want[n.Folder].stamp, n))
	}
	check(t, c.Close())
	original, err := os.ReadFile(path)
	check(t, err)
	kept, damaged := 0, 0
	for page := range len(original) / pageLen {
		at := bytes.Index(original[page*pageLen:][:pageLen], []byte("in the note"))
		if at < 0 {
			continue
		}
		damage := make([]byte, pageLen)
		if page%2 == 0 {
			copy(damage, original[page*pageLen:])
			damage[at] ^= 1 << r.IntN(8)
		}
		there := clone(t, path)
		overwrite(t, there, int64(page*pageLen), damage)
		for start := range 2 {
			c := must(t, there)
			same(t, load(t, c), m.rows)
			got := loadNotes(t, c)
			for folder, n := range got {
				if !reflect.DeepEqual(n, want[folder]) {
					t.Fatalf("page %d: %q is another", page, folder)
				}
			}
			notices := 0
			if start == 0 && len(got) < len(want) { // else what lay there was no longer in use
				kept, damaged, notices = kept+len(got), damaged+1, 1
			}
			if len(noticed(c)) != notices {
				t.Errorf("page %d, start %d: %d of %d notes, %q", page, start, len(got), len(want), noticed(c))
			}
			c.Save(KeepNotes("/books/new", 1, &book.Notes{}), DropNotes("/books/new"))
			check(t, c.Close())
		}
	}
	if damaged < 5 || kept/damaged < len(want)*3/4 {
		t.Errorf("%d pages damaged, %d notes kept in all", damaged, kept)
	}
}

// TestNotesStay checks that a damaged row of a file costs no note.
func TestNotesStay(t *testing.T) {
	path, _ := filled(t, 50)
	c := must(t, path)
	c.Save(KeepNotes("/books/a", 7, &book.Notes{Meta: book.Meta{Title: "T"}}))
	check(t, c.Close())
	sqlOn(t, path, "UPDATE file SET size = size + 1 WHERE id = 7")
	c = must(t, path)
	load(t, c)
	want := map[string]note{"/books/a": {7, &book.Notes{Folder: "/books/a", Meta: book.Meta{Title: "T"}}}}
	if got := loadNotes(t, c); !reflect.DeepEqual(got, want) || len(noticed(c)) != 1 {
		t.Errorf("%+v, %q", got, noticed(c))
	}
}

// TestMigrationFrom1 opens a catalogue of version 1, which had no notes: it is
// copied first, no row is lost, and notes are kept from then on.
func TestMigrationFrom1(t *testing.T) {
	ctx := context.Background()
	path, m := filled(t, 50)
	first := catalogueSchema()
	first.steps = first.steps[:1]
	sqlOn(t, path, "DROP TABLE note", "PRAGMA user_version = 1")
	d, backup, err := open(ctx, path, first) // it is one of version 1 in all
	if err != nil || backup != "" {
		t.Fatal(err, backup)
	}
	check(t, d.close())
	whole, notices := m.check(t, path)
	if whole != 50 || len(notices) != 1 || !strings.Contains(notices[0], filepath.Base(path)+".v1.backup") {
		t.Fatalf("%d rows whole, %q", whole, notices)
	}
	c := must(t, path)
	c.Save(KeepNotes("/books/a", 1<<63, &book.Notes{Picture: "/books/a/cover.jpg", Named: []book.Notes{{Stem: "x", Picture: "/books/a/x.jpg"}}}))
	check(t, c.Close())
	if got := loadNotes(t, must(t, path)); len(got) != 1 || got["/books/a"].stamp != 1<<63 {
		t.Fatalf("%+v", got)
	}
	d, _, err = open(ctx, path+".v1.backup", first)
	check(t, err)
	defer d.close()
	var n int
	if err := d.conn.QueryRowContext(ctx, "SELECT count(*) FROM file").Scan(&n); err != nil || n != 50 {
		t.Fatalf("%d rows in the copy, %v", n, err)
	}
}

// FuzzNote does for notes what FuzzDetail does for files.
func FuzzNote(f *testing.F) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 20 {
		f.Add(noteMessage.append(nil, randomNotes(r, "")))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		sealed := append([]byte{detailFormat, 0, 0, 0, 0}, body...)
		sum := crc32.Update(noteSum("/a", 3), castagnoli, body)
		for i := range 4 {
			sealed[1+i] = byte(sum >> (8 * i))
		}
		read := func(b []byte) (*book.Notes, bool) {
			n := &book.Notes{Folder: "/a"}
			return n, readNote(b, note{3, n})
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		n, ok := read(sealed)
		runtime.ReadMemStats(&after)
		if took := after.TotalAlloc - before.TotalAlloc; took > 1<<16+64*uint64(len(body)) {
			t.Fatalf("%d bytes took %d of memory", len(body), took)
		}
		if !ok {
			return
		}
		if again, ok := read(appendNote(nil, note{3, n}, "/a")); !ok || !reflect.DeepEqual(n, again) {
			t.Fatalf("%+v became %+v", n, again)
		}
	})
}
