package library

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"lectern/library/book"
	"lectern/library/catalog"
	"lectern/library/scan"
	"lectern/library/sidecar"
)

// listing is a batch of files from a running scan.
type listing struct {
	scan  *running
	files []book.File
}

// walk is the result of a scan's walk.
type walk struct {
	scan      *running
	sight     scan.RootInfo
	remounted bool   // something was mounted or unmounted below the root meanwhile
	offline   string // why the root is offline, "" if it is online
	report    scan.Report
	bare      bool // no file was found, and all folders that held the sentinels are gone
	err       error
}

// ahead is how many batches a walk is ahead of the owner, which rebuilds books between two of
// them: 16,000 files, which take 4 MB.
const ahead = 64

// find is a batch of what a walk has found.
type find struct {
	files   []book.File
	folders []scan.Beside
}

// walk walks the folder of one scan, on its own goroutine, and sends the results to the
// owner. It checks the root before and after: a drive that is unplugged in between
// leaves folders that seem to have been emptied.
func (d *disks) walk(ctx context.Context, s *running, opts scan.Options, health catalog.Health) {
	defer s.cancel()
	end := walk{scan: s}
	end.sight, end.offline, end.err = d.await(ctx, s.root, health)
	if end.offline == "" && !errors.Is(end.err, scan.ErrSilent) && ctx.Err() == nil {
		met := look{root: s.root}
		if sight := end.sight; end.err == nil {
			met.sight = &sight
		}
		d.saw(met)
		patience := time.AfterFunc(headlessPatience, s.cancel)
		patience.Stop()
		defer patience.Stop()
		opts.Stalled = func(stalled bool) {
			if d.saw(look{root: s.root, silent: stalled}); d.headless && stalled {
				patience.Reset(headlessPatience)
			} else {
				patience.Stop()
			}
		}
		opts.Beside = sidecar.Names
		finds := make(chan find, ahead)
		var sent sync.WaitGroup
		sent.Go(func() { d.send(ctx, s, finds) })
		opts.Sidecars = func(folders []scan.Beside) { finds <- find{folders: folders} }
		known := end.err == nil
		end.report, end.err = scan.Walk(ctx, s.root, s.dir, opts, func(files []book.File) { finds <- find{files: files} })
		close(finds)
		sent.Wait()
		if end.err == nil && known {
			same := catalog.Health{
				Device: end.sight.Device, FileSystem: end.sight.FileSystem,
				Files: max(health.Files, end.report.Files), Scanned: 1,
			}
			before := end.sight.Mounts
			end.sight, end.offline, end.err = d.await(ctx, s.root, same)
			end.remounted = !slices.Equal(before, end.sight.Mounts)
			end.bare = end.report.Files == 0 && bare(ctx, s.root, health)
		}
	}
	select {
	case d.in.walked <- end:
	case <-d.in.done:
	}
}

// send sends what a walk finds to the owner, until finds is closed. When ctx is done, it drops
// the rest.
func (d *disks) send(ctx context.Context, s *running, finds <-chan find) {
	for f := range finds {
		if len(f.files) > 0 {
			select {
			case d.in.found <- listing{s, f.files}:
			case <-ctx.Done():
			}
		}
		if len(f.folders) > 0 {
			select {
			case d.in.besides <- besides{s, f.folders}:
			case <-ctx.Done():
			}
		}
	}
}
