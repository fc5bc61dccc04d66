package library

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"lectern/library/book"
)

// TestLog: what was heard is kept by day and book, for the books of the view and in all. It
// survives a restart, the removal of the root, and rows that are gone for good.
func TestLog(t *testing.T) {
	t.Parallel()
	root := tree(t)
	grow(t, root, "Ann/1.mp3", "Ann/2.mp3", "Bob/Tale.mp3")
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
	s := kept(t, opts)
	s.SetEveryFile(false)
	s.AddRoot(root)
	s.rest()
	midnight := time.Date(2026, 11, 28, 0, 0, 0, 0, time.UTC)
	day := func(d time.Duration, clock, sound time.Duration) book.DayHeard {
		return book.DayHeard{Day: book.DayOf(midnight.Add(d)), Heard: book.Heard{Clock: clock, Sound: sound}}
	}
	var ann []book.ID
	for _, b := range s.rows() {
		if len(b.Files) == 2 {
			ann = []book.ID{b.Files[0].ID, b.Files[1].ID}
		}
	}
	s.heard(ann[0], "Ann", book.Heard{Clock: 3 * time.Second, Sound: 6 * time.Second}, midnight.Add(time.Second))
	s.heard(ann[1], "Ann", book.Heard{Clock: time.Second, Sound: time.Second}, midnight.Add(time.Minute))
	const gone = 1000
	s.heard(gone, "Gone", book.Heard{Clock: time.Hour, Sound: time.Hour}, midnight)
	want := []book.DayHeard{day(-time.Hour, 2*time.Second, 4*time.Second), day(time.Hour, 2*time.Second, 3*time.Second)}
	check := func(when string, listed bool) {
		t.Helper()
		s.settle()
		for _, b := range s.rows() {
			if len(b.Files) == 2 && !slices.Equal(b.Days, want) || len(b.Files) == 1 && b.Days != nil {
				t.Errorf("%s: %v, want %v", when, b.Days, want)
			}
		}
		if n := len(s.rows()); listed != (n > 0) {
			t.Errorf("%s: %d books", when, n)
		}
		sum := map[string]time.Duration{}
		for _, h := range s.Heard() {
			sum[h.Title] += h.Clock
		}
		if len(sum) != 2 || sum["Ann"] != 4*time.Second || sum["Gone"] != time.Hour {
			t.Errorf("%s: %v", when, sum)
		}
	}
	check("heard", true)
	s = s.again(opts)
	s.SetEveryFile(false)
	s.rest()
	check("after a restart", true)
	s.RemoveRoot(root)
	check("without the root", false)
	s = s.again(opts)
	s.SetEveryFile(false)
	s.rest()
	check("after another restart", false)
	s.AddRoot(root)
	s.rest()
	check("with the root again", true)
}

// TestListenedIsWrittenAtOnce: where the user is and what was heard are written in one
// transaction of the user database.
func TestListenedIsWrittenAtOnce(t *testing.T) {
	root := tree(t, "Ann/1.mp3")
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
	s := kept(t, opts)
	s.AddRoot(root)
	s.rest()
	commits := func() (n int) {
		t.Helper()
		s.until("written", func() bool { return s.catalog.Unsaved() == 0 })
		log, err := os.ReadFile(UserPath(opts.Catalog) + "-wal")
		check(t, err)
		const header, frameHeader = 32, 24
		size := int(binary.BigEndian.Uint32(log[8:])) // of a page
		for at := header; at+frameHeader <= len(log); at += frameHeader + size {
			if binary.BigEndian.Uint32(log[at+4:]) != 0 { // the last page of a transaction
				n++
			}
		}
		return n
	}
	keep := func(second int) {
		s.KeepListened(Listened{
			File: s.ids()[root+"/Ann/1.mp3"], At: time.Duration(second), Title: "Ann",
			Heard: book.Heard{Clock: time.Second, Sound: time.Second}, Now: time.Unix(int64(second), 0),
		})
	}
	keep(1) // writes what waits, too
	before := commits()
	for i := range 20 {
		keep(2 + i)
		if after := commits(); after != before+1 {
			t.Fatalf("%d transactions", after-before)
		}
		before++
	}
}
