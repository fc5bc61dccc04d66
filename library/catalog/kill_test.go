package catalog

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"lectern/library/book"
)

const (
	kills    = 100
	killRows = 900 // rows written again and again
)

// version is the row that op n writes. Each row is written again after killRows other
// rows, and all its fields show which write it is from.
func version(n int) Entry {
	return Entry{
		Added: int64(n), Fingerprint: []byte(strconv.Itoa(n)),
		File: &book.File{
			ID: book.ID(n%killRows + 1), Root: "/books", Path: fmt.Sprintf("/books/%d.mp3", n%killRows), Size: int64(n),
			Media: book.Pack(&book.Media{Codec: "MP3", Tags: book.Tags{Title: strconv.Itoa(n), Description: strings.Repeat(strconv.Itoa(n), 20)}}),
		},
	}
}

// writeOn writes versions forever, beginning where the catalogue stopped, and prints
// "from N" and then how many of them are acknowledged. Every 170th comes with an edit.
func writeOn(path string) error {
	c, err := Open(context.Background(), path)
	if err != nil {
		return err
	}
	from := 0
	err = c.Load(context.Background(), func(batch []Entry) {
		for _, e := range batch {
			from = max(from, int(e.Added)+1)
		}
	})
	if err != nil {
		return err
	}
	if notices := noticed(c); len(notices) > 0 {
		return fmt.Errorf("%v", notices)
	}
	fmt.Println("from", from)
	given, saved := 0, uint64(0)
	for n := from; ; n++ {
		c.Save(Keep(version(n)))
		given++
		if n%170 == 0 {
			c.Save(Edit(version(n).File.ID, "title", strconv.Itoa(n)))
			given++
		}
		for uint64(given)-saved > 700 { // no further ahead than a busy scan
			<-c.News()
			saved = c.Saved()
			fmt.Println(saved)
		}
	}
}

// TestKilledWriters kills a hundred writers. Each time the catalogue opens
// undamaged, with every acknowledged change, and no row mixes two versions.
func TestKilledWriters(t *testing.T) {
	path := somewhere(t)
	r := rand.New(rand.NewPCG(10, 10))
	acknowledged, edited := map[book.ID]int{}, map[book.ID]int{}
	for range kills {
		w := startChild(t, "write", path)
		if !w.lines.Scan() {
			t.Fatal("the writer did not begin")
		}
		from, err := strconv.Atoi(strings.TrimPrefix(w.lines.Text(), "from "))
		check(t, err)
		saved := 0
		for range 1 + r.IntN(3) {
			if !w.lines.Scan() {
				t.Fatal("the writer ended")
			}
			saved, _ = strconv.Atoi(w.lines.Text())
		}
		w.Process.Kill()
		for w.lines.Scan() { // lines that were written before the kill count
			if n, err := strconv.Atoi(w.lines.Text()); err == nil && n > saved {
				saved = n
			}
		}
		w.Wait()
		for n, given := from, 0; given < saved; n++ {
			acknowledged[version(n).File.ID] = n
			if given++; n%170 == 0 && given < saved {
				edited[version(n).File.ID] = n
				given++
			}
		}
		checkKilled(t, path, acknowledged, edited)
		if t.Failed() {
			return
		}
	}
	if len(acknowledged) != killRows || len(edited) == 0 {
		t.Fatalf("only %d rows and %d edits were acknowledged", len(acknowledged), len(edited))
	}
}

func checkKilled(t *testing.T, path string, acknowledged, edited map[book.ID]int) {
	t.Helper()
	c, err := Open(context.Background(), path)
	check(t, err)
	defer c.Close()
	if n := noticed(c); len(n) > 0 {
		t.Fatal(n)
	}
	rows := load(t, c)
	for id, n := range acknowledged {
		e, there := rows[id]
		if !there || int(e.Added) < n {
			t.Errorf("row %d: version %d was acknowledged, %+v is there", id, n, e)
		}
	}
	for id, n := range edited {
		if typed, _ := strconv.Atoi(rows[id].Edits["title"]); typed < n {
			t.Errorf("row %d: edit %d was acknowledged, %d is there", id, n, typed)
		}
	}
	for id, e := range rows {
		v := version(int(e.Added))
		if e.File.Media == nil { // killed after the identity was written, before the row
			if n, was := acknowledged[id]; was {
				t.Errorf("row %d: version %d was acknowledged, only its identity is there", id, n)
			}
			continue
		}
		if e.File.ID != v.File.ID || e.File.Media.Tags().Title != v.File.Media.Tags().Title || !slices.Equal(e.Fingerprint, v.Fingerprint) {
			t.Errorf("row %d is no version: %+v", id, e)
		}
	}
}

// TestKilledWhileRebuilding kills a process as soon as a damaged user database, or a damaged
// catalogue, is set aside: the next one has everything that a rebuild keeps, also what is newer
// than the backup, and leaves nothing of the rebuild behind.
func TestKilledWhileRebuilding(t *testing.T) {
	path, m := filled(t, 300)
	c := must(t, path)
	e := m.rows[299]
	e.Edits = maps.Clone(e.Edits)
	if e.Edits == nil {
		e.Edits = map[string]string{}
	}
	e.Edits["title"] = "typed last"
	m.rows[299] = e
	c.Save(Edit(299, "title", "typed last"))
	wait(t, c, 1)
	killed := clone(t, path) // not closed, so without a backup
	check(t, c.Close())
	for _, at := range []func(string) string{UserPath, func(p string) string { return p }} {
		sqlOn(t, at(killed), "PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA user_version = 1")
	}
	for _, at := range []func(string) string{UserPath, func(p string) string { return p }} {
		there := clone(t, killed)
		child := startChild(t, "hold", there)
		late := time.After(time.Minute)
		for aside := at(there) + ".damaged-*"; ; {
			if names, _ := filepath.Glob(aside); len(names) > 0 {
				break
			}
			select {
			case <-late:
				t.Fatal("nothing was set aside")
			default:
			}
		}
		child.Process.Kill()
		child.Wait()
		m.check(t, there)
		if _, notices := m.check(t, there); len(notices) > 0 {
			t.Errorf("the second start after %s: %v", filepath.Base(at(there)), notices)
		}
		if left, _ := filepath.Glob(there[:len(there)-len(filepath.Ext(there))] + "*.rebuilt*"); len(left) > 0 {
			t.Errorf("%s is left", left)
		}
	}
}
