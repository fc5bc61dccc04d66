package library

import (
	"context"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"lectern/library/book"
	"lectern/library/probe"
	"lectern/library/state"
	"lectern/scripts/benchtree"
)

// BenchmarkRescan100k measures a rescan that finds all files unchanged, in a library with
// a catalogue, and compares it with find(1). Budget: x_find 2, and no probes.
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
	if n := probes.Swap(0); n != benchtree.Files || l.View().Len() != benchtree.Files {
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

// BenchmarkHint100k measures a rescan of one folder in a library of 100,000 files, as
// after a hint of the watcher. Most of the time is viewEvery.
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

// rest waits until all files are read and all fingerprints are computed.
func rest(l *Library, news <-chan struct{}) {
	for !l.Settled() || l.Status().Fingerprinting > 0 {
		<-news
	}
}

// asked is a Prober that counts its calls.
type asked struct{ n *atomic.Int64 }

func (a asked) Probe(context.Context, *book.File) (*book.Media, error) {
	return benchtree.Media(int(a.n.Add(1))), nil
}

// BenchmarkMemory100k measures the memory of a row in a whole library, with the index of
// the view goroutine and one view.
func BenchmarkMemory100k(b *testing.B) {
	files := benchtree.Entries(benchtree.Files)
	b.Run("library", func(b *testing.B) {
		var taken int64
		for b.Loop() {
			before := benchtree.Memory()
			news := make(chan struct{}, 1)
			l, err := Open(Options{Prober: known{}, Updated: func() { nudge(news) }})
			if err != nil {
				b.Fatal(err)
			}
			l.tell(func(o *owner) {
				o.state.Roots = []*state.Root{{RootStatus: Root{Path: files[0].Root}}}
				asked := o.state.List(slices.Clone(files), 1, 0, &state.Tally{})
				for i, f := range asked {
					o.state.Probed([]probe.Event{{File: f, Media: benchtree.Media(i)}}, 0, o.follower.follows)
				}
			})
			for !l.Settled() {
				<-news
			}
			taken = benchtree.Memory() - before
			l.Close()
		}
		b.ReportMetric(float64(taken)/benchtree.Files, "B/row")
		b.ReportMetric(float64(taken)/(1<<20), "MiB")
	})
}

// known is a Prober that gives every file the same metadata.
type known struct{}

func (known) Probe(context.Context, *book.File) (*book.Media, error) { return benchtree.Media(0), nil }
