package library

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"lectern/library/book"
	"lectern/library/probe"
	"lectern/scripts/benchtree"
)

const (
	benchRows      = 100_000
	filesPerFolder = 12
	batch          = 256 // files a scan hands over at once
)

// entries are listings as a scan of a large library makes them.
func entries(n int) []book.File {
	files := make([]book.File, n)
	for i := range files {
		b := i / filesPerFolder
		files[i] = book.File{
			Root:     "/srv/audiobooks",
			Path:     fmt.Sprintf("/srv/audiobooks/Author Number %d/The Considerable Title of Book %d/%02d - Chapter.mp3", b/7, b, i%filesPerFolder+1),
			Size:     30 << 20,
			Modified: int64(i) * 1e9,
			Changed:  int64(i) * 1e9,
		}
	}
	return files
}

// realistic is what a reader finds in the i-th file. Each answer has strings
// of its own, as a reader makes them.
func realistic(i int) *book.Media {
	b := i / filesPerFolder
	m := &book.Media{
		Container: "mp3", Codec: "MP3", Duration: 40 * time.Minute, BitRate: 128_000, SampleRate: 44_100, Channels: 2, Prober: "ffprobe",
		Cover: &book.Cover{MIME: "image/jpeg", Width: 500, Height: 500, Bytes: 60_000},
		Tags: book.Tags{
			Title:       fmt.Sprintf("Chapter %02d: In Which A Good Deal Happens", i%filesPerFolder+1),
			Album:       fmt.Sprintf("The Considerable Title of Book %d", b),
			Artist:      fmt.Sprintf("Author Number %d", b/7),
			AlbumArtist: fmt.Sprintf("Author Number %d", b/7),
			Narrator:    fmt.Sprintf("Narrator Number %d", b/20),
			Series:      fmt.Sprintf("The Long Series %d", b/7),
			SeriesPart:  fmt.Sprint(b%7 + 1),
			Year:        2000 + b%25,
			Genres:      []string{"Audiobook"},
			Track:       i%filesPerFolder + 1,
		},
	}
	if i%20 == 0 {
		for c := range 20 {
			at := time.Duration(c) * 2 * time.Minute
			m.Chapters = append(m.Chapters, book.Chapter{Start: at, End: at + 2*time.Minute, Title: fmt.Sprintf("Chapter %d", c+1)})
		}
	}
	return m
}

func newShelves() *state {
	s := newState()
	s.roots = []*root{{Root: Root{Path: "/srv/audiobooks"}}}
	return s
}

// list has a scan find the files, batch by batch.
func (s *state) list(files []book.File, n int) (asked []*book.File, t tally) {
	for len(files) > 0 {
		k := min(batch, len(files))
		asked = append(asked, s.found(append([]book.File(nil), files[:k]...), n, 0, &t)...)
		files = files[k:]
	}
	return asked, t
}

// BenchmarkFound100k is the owner's part of a first scan, and of a rescan that
// finds everything as it was.
func BenchmarkFound100k(b *testing.B) {
	files := entries(benchRows)
	b.Run("new", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if asked, _ := newShelves().list(files, 1); len(asked) != benchRows {
				b.Fatal(len(asked))
			}
		}
	})
	b.Run("unchanged", func(b *testing.B) {
		s := newShelves()
		asked, _ := s.list(files, 1)
		for i, f := range asked {
			s.probed([]probe.Event{{File: f, Media: realistic(i)}}, 0, func(string) bool { return false })
		}
		n := 1
		b.ReportAllocs()
		for b.Loop() {
			n++
			if asked, _ := s.list(files, n); len(asked) != 0 {
				b.Fatal(len(asked))
			}
		}
	})
}

// BenchmarkResults is what a message of 50 results costs the owner in a
// library of 100,000 rows, the publishing included.
func BenchmarkResults(b *testing.B) {
	s := newShelves()
	asked, _ := s.list(entries(benchRows), 1)
	media := realistic(1)
	events := make([]probe.Event, 50)
	next := 0
	b.ReportAllocs()
	for b.Loop() {
		for i := range events {
			events[i] = probe.Event{File: asked[next], Media: media}
			next = (next + 1) % len(asked)
		}
		s.probed(events, 0, func(string) bool { return false })
		s.draw(time.Time{}, false)
		s.store.Snapshot()
	}
}

// BenchmarkRescan100k is a rescan that finds everything as it was, of a whole
// library with a catalogue, in turns with find. Budgets: x_find 2, and no
// probes.
func BenchmarkRescan100k(b *testing.B) {
	root := benchtree.Make(b)
	news := make(chan struct{}, 1)
	var probes atomic.Int64
	l, err := Open(Options{
		Catalog: filepath.Join(b.TempDir(), "catalogue.db"), Updated: func() { nudge(news) },
		Prober: asked{&probes},
	})
	check(b, err)
	defer l.Close()
	l.AddRoot(root)
	rest(l, news)
	if n := probes.Swap(0); n != benchRows || l.View().Len() != benchRows {
		b.Fatal(n, l.View().Len())
	}
	var find, rescan time.Duration
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		find += benchtree.Find(b, root)
		b.StartTimer()
		begin := time.Now()
		l.Rescan()
		rest(l, news)
		rescan += time.Since(begin)
	}
	if n := probes.Load(); n != 0 {
		b.Error(n, " probes")
	}
	b.ReportMetric(float64(rescan)/float64(find), "x_find")
	b.ReportMetric((find/time.Duration(b.N)).Seconds()*1e3, "find_ms")
}

// BenchmarkHint100k is one folder scanned again in a library of 100,000 files,
// as for a hint of the watcher. Most of it is viewEvery.
func BenchmarkHint100k(b *testing.B) {
	news := make(chan struct{}, 1)
	root := benchtree.Make(b)
	l, err := Open(Options{Catalog: filepath.Join(b.TempDir(), "catalogue.db"), Updated: func() { nudge(news) }, Prober: known{}, Exact: true})
	check(b, err)
	defer l.Close()
	l.AddRoot(root)
	rest(l, news)
	dir := l.View().At(0).Folder()
	for b.Loop() {
		l.Rescan(dir)
		rest(l, news)
	}
}

// rest waits until all is read and every fingerprint taken.
func rest(l *Library, news <-chan struct{}) {
	for !l.Settled() || l.Status().Marking > 0 {
		<-news
	}
}

// asked is a Prober that counts how often it is asked.
type asked struct{ n *atomic.Int64 }

func (a asked) Probe(context.Context, *book.File) (*book.Media, error) {
	return realistic(int(a.n.Add(1))), nil
}

// memory is the heap in use, garbage left out.
func memory() int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC() // what the first one freed of pools
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// BenchmarkMemory100k is what a row takes: in the state and store alone, and
// with the view goroutine's index in a whole library with one view of it.
func BenchmarkMemory100k(b *testing.B) {
	files := entries(benchRows)
	b.Run("state", func(b *testing.B) {
		var taken int64
		for b.Loop() {
			before := memory()
			s := newShelves()
			asked, _ := s.list(files, 1)
			for i, f := range asked {
				s.probed([]probe.Event{{File: f, Media: realistic(i)}}, 0, func(string) bool { return false })
			}
			asked = nil
			taken = memory() - before
			runtime.KeepAlive(s)
		}
		b.ReportMetric(float64(taken)/benchRows, "B/row")
	})
	b.Run("library", func(b *testing.B) {
		var taken int64
		for b.Loop() {
			before := memory()
			news := make(chan struct{}, 1)
			l, err := Open(Options{Prober: known{}, Updated: func() { nudge(news) }})
			if err != nil {
				b.Fatal(err)
			}
			l.tell(func(o *owner) {
				o.state.roots = newShelves().roots
				asked, _ := o.state.list(files, 1)
				for i, f := range asked {
					o.state.probed([]probe.Event{{File: f, Media: realistic(i)}}, 0, o.followed)
				}
			})
			for !l.Settled() {
				<-news
			}
			taken = memory() - before
			l.Close()
		}
		b.ReportMetric(float64(taken)/benchRows, "B/row")
		b.ReportMetric(float64(taken)/(1<<20), "MiB")
	})
}

// known is a Prober nobody asks.
type known struct{}

func (known) Probe(context.Context, *book.File) (*book.Media, error) { return realistic(0), nil }
