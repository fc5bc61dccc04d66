package state

import (
	"runtime"
	"testing"

	"lectern/library/book"
	"lectern/library/probe"
	"lectern/scripts/benchtree"
)

const batch = 256 // number of files that a scan reports at once

func newShelves() *State {
	s := New()
	s.Roots = []*Root{{RootStatus: RootStatus{Path: "/srv/audiobooks"}}}
	return s
}

// listed makes scan number n report the files, batch by batch.
func listed(s *State, files []book.File, n int) (asked []*book.File, t Tally) {
	for len(files) > 0 {
		k := min(batch, len(files))
		asked = append(asked, s.List(append([]book.File(nil), files[:k]...), n, 0, &t)...)
		files = files[k:]
	}
	return asked, t
}

// BenchmarkFound100k measures the owner's part of a first scan, and of a rescan that
// finds all files unchanged.
func BenchmarkFound100k(b *testing.B) {
	files := benchtree.Entries(benchtree.Files)
	b.Run("new", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if asked, _ := listed(newShelves(), files, 1); len(asked) != benchtree.Files {
				b.Fatal(len(asked))
			}
		}
	})
	b.Run("unchanged", func(b *testing.B) {
		s := newShelves()
		asked, _ := listed(s, files, 1)
		for i, f := range asked {
			s.Probed([]probe.Event{{File: f, Media: benchtree.Media(i)}}, 0, func(string) bool { return false })
		}
		n := 1
		b.ReportAllocs()
		for b.Loop() {
			n++
			if asked, _ := listed(s, files, n); len(asked) != 0 {
				b.Fatal(len(asked))
			}
		}
	})
}

// BenchmarkResults measures what a message of 50 probe results costs the owner in a
// library of 100,000 rows, including the snapshot.
func BenchmarkResults(b *testing.B) {
	s := newShelves()
	asked, _ := listed(s, benchtree.Entries(benchtree.Files), 1)
	media := benchtree.Media(1)
	events := make([]probe.Event, 50)
	next := 0
	b.ReportAllocs()
	for b.Loop() {
		for i := range events {
			events[i] = probe.Event{File: asked[next], Media: media}
			next = (next + 1) % len(asked)
		}
		s.Probed(events, 0, func(string) bool { return false })
		rebuild(s)
		s.Books.Store.Snapshot()
	}
}

// BenchmarkRows100k measures the memory of a row in the state and the store.
func BenchmarkRows100k(b *testing.B) {
	files := benchtree.Entries(benchtree.Files)
	var taken int64
	for b.Loop() {
		before := benchtree.Memory()
		s := newShelves()
		asked, _ := listed(s, files, 1)
		for i, f := range asked {
			s.Probed([]probe.Event{{File: f, Media: benchtree.Media(i)}}, 0, func(string) bool { return false })
		}
		asked = nil
		taken = benchtree.Memory() - before
		runtime.KeepAlive(s)
	}
	b.ReportMetric(float64(taken)/benchtree.Files, "B/row")

}

// BenchmarkDigests100k measures what digests add to the loading of a catalogue.
func BenchmarkDigests100k(b *testing.B) {
	s := newShelves()
	asked, _ := listed(s, benchtree.Entries(benchtree.Files), 1)
	for i, f := range asked {
		s.Probed([]probe.Event{{File: f, Media: benchtree.Media(i)}}, 0, func(string) bool { return false })
	}
	rebuild(s)
	s.Digests.FillAndSave()
	books := 0
	for b.Loop() {
		books = 0
		for _, bf := range s.Folders.byKey {
			for _, p := range bf.books {
				s.Digests.compare(bf, p.book)
				books++
			}
		}
	}
	if n := s.Digests.Untold(); n != 0 || books == 0 {
		b.Errorf("%d of %d books are regrouped", n, books)
	}
	b.ReportMetric(float64(books), "books")
}

// BenchmarkHeir100k finds the row that took the place of another, which retired among
// 100,000 others since: undo asks this for each change.
func BenchmarkHeir100k(b *testing.B) {
	s := newShelves()
	files := benchtree.Entries(benchtree.Files)
	listed(s, files, 1)
	rows := make([]*Row, 0, len(files))
	for _, r := range s.Listed.ByID {
		rows = append(rows, r)
	}
	gone, heir := rows[0], rows[1]
	s.remove(gone)
	s.Listed.became[gone.File.ID] = heir.File.ID
	for _, r := range rows[1:] {
		s.Retire(r, 1)
	}
	for b.Loop() {
		if s.Heir(gone) != heir {
			b.Fatal("another row")
		}
	}
}

// BenchmarkPairs100k looks among 100,000 files that are gone for the earlier places of ten
// that came: each scan asks this.
func BenchmarkPairs100k(b *testing.B) {
	s := newShelves()
	listed(s, benchtree.Entries(benchtree.Files), 1)
	var old, now []*Row
	for _, r := range s.Listed.ByID {
		r.Fingerprint = r.File.Path
		if old = append(old, r); len(now) < 10 {
			f := *r.File
			f.ID, f.Path = f.ID+benchtree.Files, f.Path+".mp3"
			now = append(now, &Row{File: &f, Fingerprint: r.Fingerprint, FirstScan: 2})
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		if pairs := pairsOf(old, now, byContent); len(pairs) != len(now) {
			b.Fatal(len(pairs))
		}
	}
}
