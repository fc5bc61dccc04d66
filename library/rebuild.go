package library

import (
	"runtime"
	"sync"
	"time"

	"lectern/library/state"
)

// together is the number of folders that justifies one more goroutine.
const together = 64

// rebuild rebuilds the books of all folders that have changed. While busy, it puts off
// folders that are slow to rebuild, and sets rested to fire when the first of them may
// be rebuilt, as no other message may arrive by then. The owner waits for rebuild.
func (o *owner) rebuild(busy bool) {
	now := time.Now()
	folders, wait := o.state.TakeStale(now, busy)
	o.rested = nil
	if wait > 0 {
		o.rested = time.After(wait)
	}
	made := make([]state.Rebuilt, len(folders))
	workers := min(runtime.GOMAXPROCS(0), 1+len(folders)/together)
	var work sync.WaitGroup
	for w := range workers {
		build := func() {
			for i := w; i < len(folders); i += workers {
				began := time.Now()
				books := o.state.BooksOf(folders[i])
				made[i] = state.Rebuilt{Folder: folders[i], Books: books, Took: time.Since(began)}
			}
		}
		if workers == 1 {
			build()
		} else {
			work.Go(build)
		}
	}
	work.Wait()
	o.state.Replace(made, now)
}
