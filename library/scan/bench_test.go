package scan

import (
	"testing"
	"time"

	"lectern/library/book"
	"lectern/scripts/benchtree"
)

// BenchmarkWalk100k alternates the walk with find. Budgets: at most 1.5 times
// as long as find (x_find), and 100 ms to the first rows.
func BenchmarkWalk100k(b *testing.B) { benchWalk(b, Options{}) }

// BenchmarkWalkBeside is the same walk with sidecars requested, but there are none. It
// has the budget of BenchmarkWalk100k.
func BenchmarkWalkBeside(b *testing.B) {
	benchWalk(b, Options{Beside: isText, Sidecars: func([]Beside) { b.Error("a sidecar") }})
}

func benchWalk(b *testing.B, opts Options) {
	root := benchtree.Make(b)
	benchtree.Find(b, root) // warm
	var find, walk, first, worst time.Duration
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		find += benchtree.Find(b, root)
		b.StartTimer()
		begin := time.Now()
		rows := time.Duration(0)
		r, err := Walk(b.Context(), root, root, opts, func([]book.File) {
			if rows == 0 {
				rows = time.Since(begin)
			}
		})
		walk += time.Since(begin)
		first += rows
		worst = max(worst, rows)
		if err != nil || r.Files != benchtree.Files {
			b.Fatal(r.Files, err)
		}
	}
	n := time.Duration(b.N)
	b.ReportMetric(float64(walk)/float64(find), "x_find")
	b.ReportMetric((find/n).Seconds()*1e3, "find_ms")
	b.ReportMetric((first/n).Seconds()*1e3, "first_rows_ms")
	b.ReportMetric(worst.Seconds()*1e3, "worst_first_rows_ms")
}
