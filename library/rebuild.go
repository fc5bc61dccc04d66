package library

import (
	"runtime"
	"sync"
	"time"

	"lectern/library/state"
)

// together is the number of folders that justifies one more goroutine.
const together = 64

// rebuild rebuilds the books of all folders that have changed. While busy, it does so at
// most once for each view, because a folder changes with each of its files that is read,
// and it puts off folders that are slow to rebuild. It sets rested to fire when the next
// rebuild is due, as no other message may arrive by then. The owner waits for rebuild.
func (o *owner) rebuild(busy bool) {
	if busy && o.headless && o.state.Books.Store.Len() > 0 {
		return // nobody looks at intermediate rows
	}
	now := time.Now()
	if wait := viewEvery - now.Sub(o.rebuilt); busy && wait > 0 {
		o.rested = time.After(wait)
		return
	}
	o.rebuilt = now
	folders, wait := o.state.Folders.TakeStale(now, busy)
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
