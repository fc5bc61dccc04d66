package library

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"lectern/library/book"
)

// TestLog: what was heard is kept by day and book, for the books of the view and in all. It
// survives a restart, the removal of the root, and rows that are gone for good.
func TestLog(t *testing.T) {
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
	s.AddHeard(ann[0], "Ann", book.Heard{Clock: 3 * time.Second, Sound: 6 * time.Second}, midnight.Add(time.Second))
	s.AddHeard(ann[1], "Ann", book.Heard{Clock: time.Second, Sound: time.Second}, midnight.Add(time.Minute))
	const gone = 1000
	s.AddHeard(gone, "Gone", book.Heard{Clock: time.Hour, Sound: time.Hour}, midnight)
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
