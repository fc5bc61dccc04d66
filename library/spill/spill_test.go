//go:build unix

package spill

import (
	"os"
	"strings"
	"sync"
	"testing"
)

// text returns a text of its own for each number.
func text(n int) string {
	return strings.Repeat(string(rune('a'+n%26)), 200+n) + string(rune('A'+n/26%26))
}

func newFile(t *testing.T, folder string) *File {
	t.Helper()
	f, err := New(folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(f.Close)
	return f
}

// TestKeep checks that texts stay as they were while others are written and memory is given
// back, and that the file has no name that a killed program would leave.
func TestKeep(t *testing.T) {
	folder := t.TempDir()
	f := newFile(t, folder)
	const each = 400
	kept := make([][]string, 4)
	var work sync.WaitGroup
	for w := range kept {
		work.Go(func() {
			for n := range each {
				kept[w] = append(kept[w], f.Keep([]byte(text(w*each+n))))
				if n%50 == 0 {
					f.Release()
				}
			}
		})
	}
	work.Wait()
	f.Release()
	if names, err := os.ReadDir(folder); err != nil || len(names) > 0 {
		t.Errorf("the folder has %v, %v", names, err)
	}
	f.Close()
	for w, texts := range kept {
		for n, got := range texts {
			if got != text(w*each+n) {
				t.Fatalf("text %d of %d is %.40q…", n, w, got)
			}
		}
	}
	if got := f.Keep([]byte("late")); got != "late" {
		t.Errorf("after Close it keeps %q", got)
	}
}

// TestFull checks that texts stay in memory when the disk takes no more.
func TestFull(t *testing.T) {
	f := newFile(t, t.TempDir())
	before := f.Keep([]byte(text(1)))
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("there is no /dev/full: ", err)
	}
	f.file.Close()
	f.file = full
	if got := f.Keep([]byte(text(2))); got != text(2) || before != text(1) {
		t.Errorf("got %.40q… after %.40q…", got, before)
	}
	if f.file != nil {
		t.Error("it goes on writing to the full disk")
	}
}

// TestCapacity checks that a File that is full takes no more.
func TestCapacity(t *testing.T) {
	f := newFile(t, t.TempDir())
	f.used = capacity - 10
	f.released = f.used
	if got := f.Keep([]byte(text(3))); got != text(3) || f.file != nil {
		t.Errorf("got %.40q…", got)
	}
}

// TestRefused checks that a folder that takes no file is an error.
func TestRefused(t *testing.T) {
	path := t.TempDir() + "/file"
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := New(path)
	if err == nil || f != nil {
		t.Fatalf("got %v, %v", f, err)
	}
	if got := f.Keep([]byte("text")); got != "text" {
		t.Errorf("nil keeps %q", got)
	}
	f.Release()
	f.Close()
}
