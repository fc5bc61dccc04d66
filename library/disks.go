package library

import (
	"context"
	"errors"
	"time"

	"lectern/library/catalog"
	"lectern/library/scan"
)

// disks reads the disks, on goroutines other than the owner's, and sends the owner the
// results.
type disks struct {
	*services
	in  *inbox
	ctx context.Context // of the library
}

// look is an observation of a root's disk: either it answers, with what was found, or
// it does not answer.
type look struct {
	root   string
	silent bool
	sight  *scan.RootInfo // set when the root is online
	over   bool           // the wait for the disk has ended
}

const (
	// suspectEvery is the pause before a disk that did not answer in time is tried
	// again.
	suspectEvery = 2 * time.Second

	// headlessPatience is how long a scan without a window waits for a disk that does
	// not answer: a script must terminate.
	headlessPatience = time.Minute
)

// await checks a root, waiting for its disk to answer; without a window it does not
// wait. Any goroutine except the owner's.
func (d *disks) await(ctx context.Context, root string, h catalog.Health) (scan.RootInfo, string, error) {
	for silent := false; ; {
		sight, offline, err := meet(ctx, root, h)
		if !errors.Is(err, scan.ErrSilent) || d.headless {
			if silent {
				d.saw(look{root: root})
			}
			return sight, offline, err
		}
		silent = true
		d.saw(look{root: root, silent: true})
		select {
		case <-time.After(suspectEvery):
		case <-ctx.Done():
			return sight, "", ctx.Err()
		}
	}
}

// watch waits for a disk that does not answer, on its own goroutine.
func (d *disks) watch(path string) {
	defer d.saw(look{root: path, over: true})
	began := time.Now()
	for {
		if _, err := scan.ReadRootInfo(d.ctx, path); !errors.Is(err, scan.ErrSilent) {
			return
		}
		d.saw(look{root: path, silent: true})
		if d.headless && time.Since(began) > headlessPatience {
			d.in.tell((*owner).cancel)
			return
		}
		select {
		case <-time.After(suspectEvery):
		case <-d.ctx.Done():
			return
		}
	}
}

// saw sends a look to the owner. Any goroutine except the owner's.
func (d *disks) saw(l look) {
	select {
	case d.in.looks <- l:
	case <-d.in.done:
	}
}
