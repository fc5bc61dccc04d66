package watch

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

// BenchmarkWatch50k watches and lists 50,000 folders.
func BenchmarkWatch50k(b *testing.B) {
	root := b.TempDir()
	const folders = 50_000
	for i := range folders / 50 {
		for j := range 49 {
			check(b, os.MkdirAll(filepath.Join(root, fmt.Sprint(i), fmt.Sprint(j)), 0o755))
		}
	}
	for b.Loop() {
		r := newReader(b, root)
		w := New(quietLog(), r.deliver)
		w.Add(root, Options{Since: time.Now().Add(time.Hour)})
		r.untilWatching()
		if n := r.status.Folders; n != folders+1 {
			b.Fatalf("%d folders, want %d", n, folders+1)
		}
		b.StopTimer()
		w.Close()
		b.StartTimer()
	}
}

// BenchmarkEvents60k handles 60,000 events of 20,000 files in 400 folders, up
// to the changes.
func BenchmarkEvents60k(b *testing.B) {
	root := b.TempDir()
	var events []fsnotify.Event
	for i := range 20_000 {
		path := filepath.Join(root, fmt.Sprint(i%400), fmt.Sprint(i, ".mp3"))
		write(b, path, "x")
		for _, op := range []fsnotify.Op{fsnotify.Create, fsnotify.Write, fsnotify.Chmod} {
			events = append(events, fsnotify.Event{Name: path, Op: op})
		}
	}
	now := time.Now()
	for b.Loop() {
		w := &Watcher{log: quietLog(), ctx: b.Context()}
		r := newRoot(w, root, Options{})
		r.folders = newTree(root)
		f := &feed{ready: r.nudge}
		for _, e := range events {
			f.put(e)
		}
		events, lost := f.take()
		if lost != nil {
			b.Fatal(lost)
		}
		for _, e := range events {
			r.event(e, now)
		}
		if c := r.agg.take(r.agg.ready()); !c.Whole || len(c.Unsettled) != 20_000 {
			b.Fatal("lost some")
		}
		r.cancel()
	}
	b.ReportMetric(float64(len(events))*float64(b.N)/b.Elapsed().Seconds(), "events/s")
}
