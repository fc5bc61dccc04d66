package catalog

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

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
