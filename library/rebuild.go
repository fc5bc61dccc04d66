package library

import (
	"runtime"
	"sync"
	"time"

	"lectern/library/state"
)

// together is how many folders are worth a second goroutine.
const together = 64

// rebuild makes the books of all folders anew where something has changed, or of
// those that do not take long while work goes on. The owner waits for it.
func (o *owner) rebuild(busy bool) {
	now := time.Now()
	folders := o.state.TakeStale(now, busy)
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
