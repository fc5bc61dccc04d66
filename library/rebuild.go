package library

import (
	"runtime"
	"sync"
	"time"

	"lectern/library/book"
	"lectern/library/state"
)

// together is the number of folders that justifies one more goroutine.
const together = 64

// builder rebuilds the books of folders that have changed. Owner goroutine only.
type builder struct {
	state     *state.State
	saver     *saver
	headless  bool
	last      time.Time        // when folders were last rebuilt; zero if the next rebuild must not wait
	exchanged bool             // books and files exchanged their IDs, which what was heard does not say yet
	rested    <-chan time.Time // fires when the waiting folders are to be rebuilt; nil if none waits
}

// rebuild rebuilds the books of all folders that have changed. While busy, it does so at
// most once for each view, because a folder changes with each of its files that is read,
// and it puts off folders that are slow to rebuild. It sets rested to fire when the next
// rebuild is due, as no other message may arrive by then. The owner waits for rebuild.
func (b *builder) rebuild(busy bool) {
	if busy && b.headless && b.state.Books.Store.Len() > 0 {
		return // nobody looks at intermediate rows
	}
	now := time.Now()
	if wait := viewEvery - now.Sub(b.last); busy && wait > 0 {
		b.rested = time.After(wait)
		return
	}
	folders, wait := b.state.Folders.TakeStale(now, busy)
	b.rested = nil
	if wait > 0 {
		b.rested = time.After(wait)
	}
	made := b.build(folders)
	if ops, exchanged := b.state.KeepHeads(made); exchanged {
		b.exchanged = true
		more, _ := b.state.Folders.TakeStale(now, false)
		made = b.build(append(folders, more...))
		b.saver.save(ops...)
	}
	b.state.Replace(made, now)
	b.last = time.Now()
}

// books returns all books with everything that the user has done so far. The last View may lack
// it. The owner waits for the books to be rebuilt.
func (o *owner) books() *book.Snapshot {
	o.builder.rebuild(false)
	return o.state.Books.Store.Snapshot()
}

// build builds the books of folders.
func (b *builder) build(folders []*state.BookFolder) []state.Rebuilt {
	made := make([]state.Rebuilt, len(folders))
	workers := min(runtime.GOMAXPROCS(0), 1+len(folders)/together)
	var work sync.WaitGroup
	for w := range workers {
		build := func() {
			for i := w; i < len(folders); i += workers {
				began := time.Now()
				books := b.state.BooksOf(folders[i])
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
	return made
}
