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

// longest is the longest time for which a disk stays stopped. A process that waits for
// its own disk cannot be killed, so the disk must continue before the time limit of any
// test ends its process.
const longest = time.Minute

// Disk is a folder served through FUSE. Its methods are safe on any goroutine.
type Disk struct {
	Path string // the mount point

	mu      sync.Mutex
	changed chan struct{} // closed and replaced when held or stopped changes
	stopped bool
	again   *time.Timer // ends the stop
	held    int
	served  int
	fails   map[string]Failure // by the name of the file
	nodes   map[uint64]string  // the names of files by their numbers in the protocol
	number  uint64             // the last inode number that Renumber led to; 0 before
}

// Failure is what a disk fails to do with a file.
type Failure uint8

// The failures. A disk that cannot look at a file cannot read it either.
const (
	Well Failure = iota
	CannotRead
	CannotLook
)

// Fail makes the disk report an error for every file with this name, in any folder, until
// it is Well again.
func (d *Disk) Fail(name string, how Failure) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.fails[name] = how
}

// failure returns how the disk fails for a file with this name.
func (d *Disk) failure(name string) Failure {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.fails[name]
}

// Renumber makes the disk give another inode number with each answer, as some network
// drives do whenever they are connected.
func (d *Disk) Renumber() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.number = 1 << 40
}

// renumber changes the inode number of an answer after Renumber.
func (d *Disk) renumber(a *fuse.Attr) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.number != 0 {
		d.number++
		a.Ino = d.number
	}
}

// name notes the name of a file.
func (d *Disk) name(node uint64, name string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.nodes[node] = name
}

// nameOf returns the name of a file.
func (d *Disk) nameOf(node uint64) string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.nodes[node]
}

// Serve mounts dir at a new folder until the test ends. It skips the test if
// FUSE is not available. The kernel caches nothing, so that each access to the
// disk is an operation.
//
// When the test ends, the disk is started again and unmounted.
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
	d := &Disk{Path: t.TempDir(), changed: make(chan struct{}), fails: map[string]Failure{}, nodes: map[uint64]string{}}
	raw := gate{fs.NewNodeFS(root, &fs.Options{}), d}
	server, err := fuse.NewServer(raw, d.Path, &fuse.MountOptions{
		Name:              "hungdisk",
		AllowOther:        true,
		DirectMountStrict: true, // fusermount may be missing
		DisableXAttrs:     true,
	})
	if err != nil {
		t.Skip("FUSE cannot be mounted: ", err)
	}
	go server.Serve()
	t.Cleanup(func() {
		d.Go()
		if server.Unmount() != nil {
			// A file may still be open somewhere; the disk is unmounted when it is
			// closed.
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

// Stop makes every operation hang from now on, for at most a minute.
func (d *Disk) Stop() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.stopped {
		d.stopped = true
		d.again = time.AfterFunc(longest, d.Go)
	}
}

// Go lets operations continue, including those that hang.
func (d *Disk) Go() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.stopped {
		d.stopped = false
		d.again.Stop()
		d.tell()
	}
}

// Held returns how many operations hang.
func (d *Disk) Held() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.held
}

// Served returns how many operations the disk has received.
func (d *Disk) Served() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.served
}

// Await waits until at least n operations hang. It fails the test if the disk
// is started before.
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

// pass lets an operation through once the disk runs.
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

// tell wakes all who wait for a change.
func (d *Disk) tell() {
	close(d.changed)
	d.changed = make(chan struct{})
}
