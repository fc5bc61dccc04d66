package library

import (
	"runtime"
	"sync"
	"time"

	"lectern/library/state"
)

// together is how many folders are worth a second goroutine.
const together = 64

// rebuild makes the books of all folders anew where something has changed. While work
// goes on, folders that take long wait, perhaps for longer than anything is heard of the
// work: the timer sees to them. The owner waits for it.
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
