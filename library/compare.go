package library

import (
	"context"
	"time"

	"lectern/library/book"
	"lectern/library/lint"
	"lectern/library/state"
)

// The findings about a single book are known when the book is built. Findings that need
// a comparison of books are collected on a separate goroutine once nothing changes any
// more, and reach the owner as one message.

const (
	// lintAfter is how long after a change the books are compared with each other.
	// Nobody waits for the result, and most changes come in bursts.
	lintAfter = 3 * time.Second

	// lintShare limits comparing to 1/lintShare of the time, for libraries where a
	// comparison is slow and changes are constant.
	lintShare = 50
)

// linting says whether the books are still to be compared. Owner goroutine only.
type linting struct {
	on      bool
	of      *book.Snapshot // the last snapshot that counts as compared, nil if another comparison must follow
	awaited bool           // a comparison waits for fingerprints
}

// follow counts a newer snapshot as compared if the user has only listened since: while a
// book plays, there is a new one every few seconds.
func (l *linting) follow(snapshot *book.Snapshot) {
	if l.of == nil || snapshot.Slots() != l.of.Slots() {
		return
	}
	compared := true
	snapshot.Changed(l.of, func(slot int) {
		b, c := l.of.At(slot), snapshot.At(slot)
		compared = compared && b != nil && c != nil && b.SameButListening(c)
	})
	if compared {
		l.of = snapshot
	}
}

// fingerprinted notes that all fingerprints are known.
func (l *linting) fingerprinted() {
	if l.awaited {
		l.awaited, l.of = false, nil
	}
}

// lint is the goroutine that compares the books with each other after changes.
func (l *Library) lint(ctx context.Context) {
	l.whileIdle(ctx, l.unlinted, 0, func() time.Duration {
		began := time.Now()
		l.compare(ctx)
		if l.headless {
			return 0
		}
		return max(lintAfter, lintShare*time.Since(began))
	})
}

// compare compares the books of the newest snapshot with each other, and passes the
// findings to the owner.
func (l *Library) compare(ctx context.Context) {
	snapshot := l.snapshot.Load()
	books := make([]*book.Book, 0, snapshot.Len())
	for _, b := range snapshot.All() {
		books = append(books, b)
	}
	var prints map[book.ID]string
	lacking := false // some fingerprints are still unknown
	if suspects := lint.Suspects(books); len(suspects) > 0 {
		l.tell(func(o *owner) {
			prints = o.fingerprintsOf(suspects)
			lacking = o.linting.awaited
		})
	}
	found, err := lint.Across(ctx, books, func(f *book.File) string { return prints[f.ID] })
	if err == nil { // otherwise the library is closing
		l.tell(func(o *owner) { o.compared(snapshot, found, lacking) })
	}
}

// fingerprintsOf returns the known fingerprints of the files of books, by file ID, and
// requests the unknown ones unless the user has cancelled the work. Once those arrive,
// the books are compared again.
func (o *owner) fingerprintsOf(books []*book.Book) map[book.ID]string {
	prints := make(map[book.ID]string, len(books))
	var wanted []*state.Row
	for _, b := range books {
		for _, f := range b.Files {
			r := o.state.Listed.ByID[f.ID]
			if r == nil || !r.File.Same(f) {
				continue
			}
			root := o.state.Roots.At(f.Root)
			if r.Fingerprint != "" {
				prints[f.ID] = r.Fingerprint
			} else if r.NeedsFingerprint() && (root == nil || !root.Closed()) {
				wanted = append(wanted, r)
			}
		}
	}
	if o.linting.awaited = len(wanted) > 0; !o.stretch.stopped {
		o.fingerprinting.ask(wanted)
	}
	return prints
}

// compared stores the findings of comparing the books of a snapshot. If fingerprints
// were unknown then and have arrived meanwhile, another comparison follows.
func (o *owner) compared(of *book.Snapshot, found map[book.ID]book.Lint, lacking bool) {
	done := linting{of: of}
	newest := o.state.Books.Store.Snapshot()
	done.follow(newest)
	n := o.state.Books.SetLint(found)
	if done.of == newest && !(lacking && !o.linting.awaited) {
		o.linting.of = o.state.Books.Store.Snapshot()
	}
	nudge(o.out.untidy)
	o.log.Info("linted", "rows", of.Len(), "found", len(found), "changed", n)
}
