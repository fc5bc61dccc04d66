package cli

import (
	"path/filepath"
	"testing"
	"time"

	"lectern/library"
	"lectern/scripts/hungdisk"
)

// TestNamedFolderOnAHungDisk: the window does not wait for the disk of a folder that it is
// to open, and a scan that has given the disk up ends.
func TestNamedFolderOnAHungDisk(t *testing.T) {
	disk := hungdisk.Serve(t, t.TempDir())
	disk.Stop()
	done := make(chan struct{})
	go func() {
		defer close(done)
		if r, err := windowRequest([]string{disk.Path}); err != nil || len(r.folders) != 1 || r.folders[0] != disk.Path {
			t.Errorf("%v, %v", r, err)
		}
		s := &library.Status{Roots: []library.Root{{Path: disk.Path, State: library.RootStalled, Reason: "it does not answer"}}}
		if reasons := absent([]string{disk.Path, filepath.Join(disk.Path, "below")}, s); reasons != nil {
			t.Error(reasons)
		}
	}()
	select {
	case <-done:
	case <-time.After(20 * time.Second): // the disk continues after a minute
		t.Error("it waits for the disk")
		disk.Go()
		<-done
	}
}
