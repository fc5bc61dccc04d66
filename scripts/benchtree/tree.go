// Package benchtree makes the library that benchmarks walk: 100,000 empty files, made
// once and kept in the system's temporary folder.
package benchtree

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// Files is the number of files, in this many folders.
const (
	Files   = 100_000
	folders = 8_000
)

// Make returns the folder, and creates it if it is missing.
func Make(b *testing.B) string {
	b.Helper()
	root := filepath.Join(os.TempDir(), "lectern-bench-walk-100k")
	if _, err := os.Stat(root); err == nil {
		return root
	}
	making, err := os.MkdirTemp(os.TempDir(), "lectern-bench-")
	check(b, err)
	for i := range Files {
		book := i % folders
		dir := filepath.Join(making, fmt.Sprintf("Author %d", book/20), fmt.Sprintf("Title %d", book))
		if i < folders {
			check(b, os.MkdirAll(dir, 0o755))
		}
		f, err := os.Create(filepath.Join(dir, fmt.Sprintf("Part %02d.mp3", i/folders)))
		check(b, err)
		check(b, f.Close())
	}
	check(b, os.Rename(making, root))
	return root
}

// Find returns how long find takes to list the folder, for comparison.
func Find(b *testing.B, root string) time.Duration {
	b.Helper()
	begin := time.Now()
	check(b, exec.CommandContext(b.Context(), "find", root, "-printf", "%p %s %T@\n").Run())
	return time.Since(begin)
}

func check(b *testing.B, err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}
