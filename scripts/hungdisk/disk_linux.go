package hungdisk

import (
	"os"
	"sync"
	"testing"
	"time"

	"github.com/hanwen/go-fuse/v2/fs"
	"github.com/hanwen/go-fuse/v2/fuse"
	"golang.org/x/sys/unix"
)

// longest is how long a disk stays stopped at most. A process that ends while
// it waits for its own disk can never be killed, and a test that runs into its
// time limit ends its process; the shortest limit in use is longer than this.
const longest = time.Minute

// Disk is a folder served through FUSE. Its methods may be called from any
// goroutine.
type Disk struct {
	Path string // where it is mounted

	mu      sync.Mutex
	changed chan struct{} // closed and replaced when held or stopped changes
	stopped bool
	again   *time.Timer // ends the stop
	held    int
	served  int
}

// Serve mounts dir at a new folder for as long as the test lasts. It skips the
// test where that is not possible. The kernel keeps nothing it was told, so
// that each look at the disk is an operation.
//
// When the test ends the disk goes on and is unmounted.
func Serve(t testing.TB, dir string) *Disk {
	t.Helper()
	if device, err := os.OpenFile("/dev/fuse", os.O_RDWR, 0); err != nil {
		t.Skip("no FUSE: ", err)
	} else {
		device.Close()
	}
	root, err := fs.NewLoopbackRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	d := &Disk{Path: t.TempDir(), changed: make(chan struct{})}
	raw := gate{fs.NewNodeFS(root, &fs.Options{}), d}
	server, err := fuse.NewServer(raw, d.Path, &fuse.MountOptions{
		Name:              "hungdisk",
		AllowOther:        true,
		DirectMountStrict: true, // fusermount may not be there
		DisableXAttrs:     true,
	})
	if err != nil {
		t.Skip("FUSE cannot be mounted: ", err)
	}
	go server.Serve()
	t.Cleanup(func() {
		d.Go()
		if server.Unmount() != nil {
			// Somebody still has a file open; the disk goes with the last.
			if err := unix.Unmount(d.Path, unix.MNT_DETACH); err != nil {
				t.Error("unmount: ", err)
			}
		}
	})
	if err := server.WaitMount(); err != nil {
		t.Fatal(err)
	}
	return d
}

// Stop has every operation hang from here on, for a minute at most.
func (d *Disk) Stop() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.stopped {
		d.stopped = true
		d.again = time.AfterFunc(longest, d.Go)
	}
}

// Go lets operations go on, those that hang first.
func (d *Disk) Go() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.stopped {
		d.stopped = false
		d.again.Stop()
		d.tell()
	}
}

// Held is how many operations hang.
func (d *Disk) Held() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.held
}

// Served is how many operations the disk was ever asked for.
func (d *Disk) Served() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.served
}

// Await waits until at least n operations hang. The test fails when the disk
// goes on before.
func (d *Disk) Await(t testing.TB, n int) {
	t.Helper()
	for {
		d.mu.Lock()
		held, stopped, changed := d.held, d.stopped, d.changed
		d.mu.Unlock()
		switch {
		case held >= n:
			return
		case !stopped:
			t.Fatalf("the disk runs, and %d operations hang, not %d", held, n)
		}
		<-changed
	}
}

// pass lets an operation through, when the disk runs.
func (d *Disk) pass() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.served++
	if !d.stopped {
		return
	}
	d.held++
	d.tell()
	for d.stopped {
		changed := d.changed
		d.mu.Unlock()
		<-changed
		d.mu.Lock()
	}
	d.held--
	d.tell()
}

// tell wakes whoever waits for a change.
func (d *Disk) tell() {
	close(d.changed)
	d.changed = make(chan struct{})
}
