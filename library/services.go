package library

import (
	"context"
	"log/slog"
	"sync"

	"lectern/library/catalog"
	"lectern/library/cover"
	"lectern/library/probe"
	"lectern/library/spill"
	"lectern/library/watch"
)

// services are the tools that the goroutines of a library share. They hold no state of
// the books.
type services struct {
	log      *slog.Logger
	headless bool
	updated  func()
	stop     context.CancelFunc
	work     sync.WaitGroup // every goroutine of the library

	pool         *probe.Pool
	lengths      *probe.Pool      // counts lengths; nil unless Exact
	fingerprints *probe.Pool      // computes fingerprints; nil unless there is a catalogue or Lint is set
	catalog      *catalog.Catalog // nil if nothing is kept
	texts        *spill.File      // long texts; nil if they stay in memory
	covers       *cover.Store
	chosen       pictures       // covers the user chose; unused with a catalogue, which keeps them itself
	watcher      *watch.Watcher // nil unless Watch
	remote       sync.Map       // whether a root is on a network, by path
	sidecars     chan struct{}  // semaphore: one element for each folder whose sidecars are being read
}

// equip makes the services. The error is that of the catalogue.
func (l *Library) equip(ctx context.Context, stop context.CancelFunc, opts Options) (err error) {
	l.log, l.updated, l.headless, l.stop = opts.Log, opts.Updated, opts.Headless, stop
	if l.log == nil {
		l.log = slog.New(slog.DiscardHandler)
	}
	if l.updated == nil {
		l.updated = func() {}
	}
	if opts.Catalog != "" {
		if l.catalog, err = catalog.Open(ctx, opts.Catalog); err != nil {
			return err
		}
	}
	l.texts = spillTo(opts.Cache, l.log)
	if l.catalog != nil {
		l.catalog.KeepLong(l.texts.Keep)
	}
	l.sidecars = make(chan struct{}, sidecarReaders)
	prober := opts.Prober
	if prober == nil {
		prober = probe.Default(l.isRemote)
	}
	deliver := func(to chan []probe.Event) func([]probe.Event) {
		return func(events []probe.Event) {
			select {
			case to <- events:
			case <-ctx.Done():
			}
		}
	}
	l.pool = probe.NewPool(prober, workers(opts.Workers), deliver(l.probed))
	if opts.Exact {
		l.lengths = probe.NewPool(probe.Measure{}, 1, deliver(l.counted))
	}
	if l.catalog != nil || opts.Lint {
		l.fingerprints = probe.NewPool(probe.Fingerprint{}, 1, deliver(l.fingerprinted))
	}
	l.covers = cover.New(cover.Options{Folder: opts.Cache, Embedded: probe.Picture, Kept: l.picture})
	if opts.Watch {
		l.startWatching()
	}
	return nil
}

// isRemote reports whether a root is known to be on a network.
func (v *services) isRemote(root string) bool {
	remote, known := v.remote.Load(root)
	return known && remote.(bool)
}

// MaxWorkers is the largest number of simultaneous probes.
const MaxWorkers = probe.MaxWorkers

func workers(n int) int {
	if n <= 0 {
		return probe.DefaultWorkers()
	}
	return n
}
