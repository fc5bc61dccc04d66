package scan

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"lectern/library/book"
)

const (
	benchFolders = 8_000
	benchFiles   = 100_000
)

// benchTree is a library of 100,000 empty files, made once and kept in the
// system's folder for temporary files.
func benchTree(b *testing.B) string {
	root := filepath.Join(os.TempDir(), "lectern-bench-walk-100k")
	if _, err := os.Stat(root); err == nil {
		return root
	}
	making, err := os.MkdirTemp(os.TempDir(), "lectern-bench-")
	check(b, err)
	for i := range benchFiles {
		book := i % benchFolders
		dir := filepath.Join(making, fmt.Sprintf("Author %d", book/20), fmt.Sprintf("Title %d", book))
		if i < benchFolders {
			check(b, os.MkdirAll(dir, 0o755))
		}
		f, err := os.Create(filepath.Join(dir, fmt.Sprintf("Part %02d.mp3", i/benchFolders)))
		check(b, err)
		f.Close()
	}
	check(b, os.Rename(making, root))
	return root
}

// BenchmarkWalk100k walks in turns with find. Budgets: x_find 1.5, and 100 ms
// to the first rows.
func BenchmarkWalk100k(b *testing.B) {
	root := benchTree(b)
	var find, walk, first, worst time.Duration
	runFind := func() time.Duration {
		begin := time.Now()
		check(b, exec.CommandContext(b.Context(), "find", root, "-printf", "%p %s %T@\n").Run())
		return time.Since(begin)
	}
	runFind() // warm
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		find += runFind()
		b.StartTimer()
		begin := time.Now()
		rows := time.Duration(0)
		r, err := Walk(b.Context(), root, root, Options{}, func([]book.File) {
			if rows == 0 {
				rows = time.Since(begin)
			}
		})
		walk += time.Since(begin)
		first += rows
		worst = max(worst, rows)
		if err != nil || r.Files != benchFiles {
			b.Fatal(r.Files, err)
		}
	}
	n := time.Duration(b.N)
	b.ReportMetric(float64(walk)/float64(find), "x_find")
	b.ReportMetric((find/n).Seconds()*1e3, "find_ms")
	b.ReportMetric((first/n).Seconds()*1e3, "first_rows_ms")
	b.ReportMetric(worst.Seconds()*1e3, "worst_first_rows_ms")
}
