package spill

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"testing"
	"unsafe"
)

// TestMemory checks that what is kept takes no memory once it is given back.
func TestMemory(t *testing.T) {
	f := newFile(t, t.TempDir())
	var kept []string
	for n := range 20_000 {
		kept = append(kept, f.Keep([]byte(text(n%2000))))
	}
	f.mu.Lock() // nothing gives memory back meanwhile
	read := 0
	for _, s := range kept {
		read += strings.Count(s, "a")
	}
	full := resident(t, f)
	f.mu.Unlock()
	f.Release()
	if left := resident(t, f); read == 0 || full == 0 || left != 0 {
		t.Errorf("%d kB were resident after reading, %d after Release", full, left)
	}
}

// resident returns how many kilobytes of a File the process holds in memory.
func resident(t *testing.T, f *File) (size int) {
	t.Helper()
	maps, err := os.Open("/proc/self/smaps")
	if err != nil {
		t.Fatal(err)
	}
	defer maps.Close()
	start := fmt.Sprintf("%08x-", uintptr(unsafe.Pointer(&f.mapped[0])))
	in := false
	for lines := bufio.NewScanner(maps); lines.Scan(); {
		switch line := lines.Text(); {
		case strings.Contains(line, " r--s "):
			in = strings.HasPrefix(line, start)
		case in && strings.HasPrefix(line, "Rss:"):
			fmt.Sscanf(line, "Rss: %d kB", &size)
			return size
		}
	}
	t.Fatal("the file is not mapped")
	return 0
}
