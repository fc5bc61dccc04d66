package library

import (
	"context"
	"runtime/debug"
	"time"

	"lectern/library/state"

	"lectern/library/book"
	"lectern/library/lint"
)

// What is wrong with a book by itself is known when it is made. What books tell
// of each other is looked for on a goroutine of its own, when things have been
// still, and comes back to the owner as one message.

const (
	// lintAfter is how long after a change books are compared with each other.
	// Nobody waits for it, and most changes come in bursts.
	lintAfter = 3 * time.Second

	// lintShare keeps the share of the time that comparing takes small where it
	// takes long and something changes all the time: one part in so many.
	lintShare = 50

	// tidyFrom is from how many books on the garbage is given back to the system
	// then, that of the scan before included: tens of megabytes.
	tidyFrom = 10_000
)

// lint is the goroutine that compares the books with each other, for as long as
// there are changes.
func (l *Library) lint(ctx context.Context) {
	var wait time.Duration
	due := time.NewTimer(0)
	defer due.Stop()
	due.Stop()
	waiting := false
	for {
		select {
		case <-ctx.Done():
			return
		case <-l.unlinted:
			if !waiting {
				waiting = true
				due.Reset(wait)
			}
		case <-due.C:
			waiting = false
			if l.status.Load().Busy() {
				continue // the end of the work wakes it
			}
			began := time.Now()
			n := l.compare(ctx)
			if !l.headless {
				wait = max(lintAfter, lintShare*time.Since(began))
			}
			if n >= tidyFrom {
				debug.FreeOSMemory()
			}
		}
	}
}

// compare has the owner know what the books of the newest snapshot tell of each
// other, and returns how many they are.
func (l *Library) compare(ctx context.Context) int {
	snapshot := l.snapshot.Load()
	books := make([]*book.Book, 0, snapshot.Len())
	for slot := range snapshot.Slots() {
		if b := snapshot.At(slot); b != nil {
			books = append(books, b)
		}
	}
	var prints map[book.ID]string
	lacking := false // some are still to be taken
	if suspects := lint.Suspects(books); len(suspects) > 0 {
		l.tell(func(o *owner) {
			prints = o.printsOf(suspects)
			lacking = o.awaited
		})
	}
	found, err := lint.Across(ctx, books, func(f *book.File) string { return prints[f.ID] })
	if err == nil { // else the library is being closed
		l.tell(func(o *owner) { o.compared(snapshot, found, lacking) })
	}
	return len(books)
}

// printsOf is the fingerprints of the files of books, by the files' IDs. Those
// that are not known are taken next, unless the user has cancelled the work;
// the books are compared again then.
func (o *owner) printsOf(books []*book.Book) map[book.ID]string {
	prints := make(map[book.ID]string, len(books))
	var wanted []*state.Row
	for _, b := range books {
		for _, f := range b.Files {
			r := o.state.ByID[f.ID]
			if r == nil || !r.File.Same(f) {
				continue
			}
			root := o.state.Root(f.Root)
			if r.Fingerprint != "" {
				prints[f.ID] = r.Fingerprint
			} else if r.NeedsFingerprint() && (root == nil || !root.Closed()) {
				wanted = append(wanted, r)
			}
		}
	}
	if o.awaited = len(wanted) > 0; !o.stopped {
		o.mark(wanted)
	}
	return prints
}

// compared takes what the books of a snapshot tell of each other. Where
// fingerprints were lacking that have come meanwhile, it is not the last word.
func (o *owner) compared(of *book.Snapshot, found map[book.ID]book.Lint, lacking bool) {
	newest := o.state.Store.Snapshot() == of
	n := o.state.SetLint(found)
	if newest && !(lacking && !o.awaited) {
		o.linted = o.state.Store.Snapshot()
	}
	o.log.Info("linted", "rows", of.Len(), "found", len(found), "changed", n)
}
