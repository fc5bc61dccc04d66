package probe

import (
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"
	"time"

	"lectern/library/book"
	"lectern/scripts/hungdisk"
)

// copies lists n copies of one of the real files below a root.
func copies(t *testing.T, dir, root, name string, n int) (all []*book.File) {
	t.Helper()
	b := content(t, name)
	for i := range n {
		part := strconv.Itoa(i) + "-" + name
		check(t, os.WriteFile(filepath.Join(dir, part), b, 0o644))
		all = append(all, &book.File{Root: root, Path: filepath.Join(root, part), Size: int64(len(b))})
	}
	return all
}

// TestPoolOverAHungDisk: a disk hangs. At most eight of its files are being read, and
// the files of another disk are read meanwhile, also by ffprobe. When the disk
// continues, its files are read. It hangs again, and the pool closes all the same.
func TestPoolOverAHungDisk(t *testing.T) {
	back := t.TempDir()
	disk := hungdisk.Serve(t, back)
	good := t.TempDir()
	const limit = 50 * time.Second // for a busy machine; it usually takes some seconds, and the disk continues after a minute

	events := make(chan Event, 1000)
	p := NewPool(Default(nil), 2, func(batch []Event) {
		for _, e := range batch {
			events <- e
		}
	})
	defer p.Close()
	started, slow := map[string]int{}, 0 // files of a root being read
	// answers waits for n files of a root.
	answers := func(root string, n int) {
		t.Helper()
		late := time.After(limit)
		for n > 0 {
			var e Event
			select {
			case e = <-events:
			case <-late:
				t.Fatalf("%d answers of %s are missing", n, root)
			}
			switch {
			case e.Started:
				if started[e.File.Root]++; started[e.File.Root] > RootLimit {
					t.Errorf("%d files of %s at work", started[e.File.Root], e.File.Root)
				}
				continue
			case e.Slow:
				if slow++; e.File.Root != disk.Path {
					t.Errorf("%s is slow", e.File.Path)
				}
				continue
			case e.Err != nil || e.Media == nil || e.Media.Duration == 0:
				t.Errorf("%s: %v", e.File.Path, e.Err)
			}
			started[e.File.Root]--
			if e.File.Root == root {
				n--
			}
		}
	}

	// ffprobe hangs on more files than it has cores.
	stuck := copies(t, back, disk.Path, "a.ac3", RootLimit+runtime.NumCPU()+4)
	disk.Stop()
	p.Submit(stuck)
	disk.Await(t, 2)
	p.Submit(append(copies(t, good, good, "a.flac", 20), copies(t, good, good, "a.tta", 2)...))
	answers(good, 22)
	// Both workers hang. Two others read in their place, and do not wait for the
	// disk.
	if slow < 2 || slow > RootLimit {
		t.Errorf("%d files are slow", slow)
	}
	if held := disk.Held(); held < 2 || held > RootLimit {
		t.Errorf("%d operations hang", held)
	}
	disk.Go()
	answers(disk.Path, len(stuck))

	disk.Stop()
	p.SetWorkers(2 * RootLimit)
	p.Submit(stuck)
	disk.Await(t, RootLimit)
	p.Close()
	if held := disk.Held(); held != RootLimit { // otherwise Close has waited for the disk
		t.Errorf("%d operations hang", held)
	}
	given := 0
	for len(events) > 0 {
		if e := <-events; e.Cancelled() {
			given++
		}
	}
	if given != len(stuck) {
		t.Errorf("%d of %d given back", given, len(stuck))
	}
}
